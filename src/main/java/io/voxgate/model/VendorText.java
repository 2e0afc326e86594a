package io.voxgate.model;

import io.voxgate.limits.Limit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Texts that others choose, above all vendors, in a form that every column, header and terminal can hold: cut, and
 * without control characters.
 */
public final class VendorText {
    private static final String CUT = "…";

    private VendorText() {}

    /** A vendor's sentence. */
    public static @Nullable String message(@Nullable String text) {
        return shortened(text, Limit.VENDOR_TEXT_LENGTH.count());
    }

    /** A vendor's code or the id of its request. */
    public static @Nullable String code(@Nullable String text) {
        return shortened(text, Limit.VENDOR_CODE_LENGTH.count());
    }

    /**
     * Whether it can name something: a vendor's session, a tenant, a person. A shortened or cleaned id would name
     * something else.
     */
    public static boolean usableId(String text) {
        return !text.isEmpty()
                && text.length() <= Limit.VENDOR_SESSION_ID_LENGTH.max()
                && text.codePoints().noneMatch(VendorText::unwanted);
    }

    /** Tells two events apart: the key itself, or its hash where no column could hold it. */
    public static String key(String text) {
        return text.isEmpty() || usableId(text) ? text : hash(text);
    }

    private static @Nullable String shortened(@Nullable String text, int most) {
        if (text == null) {
            return null;
        }
        int[] points = text.codePoints()
                .limit(most + 1L)
                .map(point -> unwanted(point) ? '\ufffd' : point)
                .toArray();
        return points.length <= most ? new String(points, 0, points.length) : new String(points, 0, most) + CUT;
    }

    /** Line breaks and tabs may stand in a sentence; a half of a surrogate pair is no character. */
    private static boolean unwanted(int point) {
        return (Character.isISOControl(point) && point != '\n' && point != '\t' && point != '\r')
                || Character.getType(point) == Character.SURROGATE;
    }

    private static String hash(String text) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(
                                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
