package io.voxgate.adapter.tencent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tencent Cloud API 3.0 signature, TC3-HMAC-SHA256, as the Java SDK 3.1.1436 makes it: a JSON POST to {@code /} with
 * {@code content-type} and {@code host} signed. Document: vendor page "Signature v3"; vectors in the tests.
 */
public final class Tc3 {
    public static final String CONTENT_TYPE = "application/json; charset=utf-8";
    private static final String ALGORITHM = "TC3-HMAC-SHA256";
    private static final String SIGNED_HEADERS = "content-type;host";

    private Tc3() {}

    /** The value of the {@code Authorization} header. */
    public static String authorization(
            String secretId, String secretKey, String service, String host, byte[] body, Instant now) {
        String date = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
        String scope = date + "/" + service + "/tc3_request";
        String canonical = "POST\n/\n\ncontent-type:" + CONTENT_TYPE + "\nhost:" + host + "\n\n" + SIGNED_HEADERS + "\n"
                + hex(sha256(body));
        String toSign = ALGORITHM + "\n" + now.getEpochSecond() + "\n" + scope + "\n" + hex(sha256(utf8(canonical)));
        byte[] key = hmac(hmac(hmac(utf8("TC3" + secretKey), date), service), "tc3_request");
        return ALGORITHM + " Credential=" + secretId + "/" + scope + ", SignedHeaders=" + SIGNED_HEADERS
                + ", Signature=" + hex(hmac(key, toSign));
    }

    /** HMAC-SHA256 of a text. */
    public static byte[] hmac(byte[] key, String text) {
        return hmac(key, utf8(text));
    }

    /** HMAC-SHA256 of some bytes. */
    public static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
