package io.voxgate.adapter.alibaba.rtc;

import io.voxgate.model.FieldOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The five languages that the vendor's recogniser takes as hints: zh (with many dialects), en, ja, yue, ko. Every other is left to its own detection. */
final class AlibabaRtcLanguages {
    /** In the vendor's order. */
    static final Set<String> HINTS = Set.of("zh", "en", "ja", "yue", "ko");
    private static final Set<String> CHINESE_TONGUES =
            Set.of("cdo", "cjy", "cnp", "cpx", "csp", "czh", "czo", "gan", "hak", "hsn", "luh", "mnp", "nan", "sjc", "wuu");

    private AlibabaRtcLanguages() {}

    /** A hint, and what is lost on the way. */
    record Hint(String code, FieldOutcome outcome, String note) {}

    /** The hint for a BCP-47 tag; empty when the vendor has not that language. */
    static Optional<Hint> hint(String tag) {
        List<String> parts = Arrays.asList(tag.toLowerCase(Locale.ROOT).split("[-_]"));
        String language = parts.getFirst();
        if (language.equals("zh") && parts.size() > 1 && (parts.get(1).equals("yue") || CHINESE_TONGUES.contains(parts.get(1)))) {
            language = parts.get(1);
        }
        if (language.equals("zh")) {
            return Optional.of(chinese(tag, parts));
        }
        if (CHINESE_TONGUES.contains(language)) {
            return Optional.of(new Hint("zh", FieldOutcome.APPROXIMATED, "zh covers many dialects; the vendor does not say which."));
        }
        String code = language.equals("cmn") ? "zh" : language;
        return HINTS.contains(code) ? Optional.of(plain(tag, code)) : Optional.empty();
    }

    private static Hint chinese(String tag, List<String> parts) {
        if (parts.contains("hk")) {
            return plain(tag, "yue");
        }
        if (parts.contains("tw") || parts.contains("hant")) {
            return new Hint("zh", FieldOutcome.APPROXIMATED, "The vendor has one Chinese besides Cantonese.");
        }
        return plain(tag, "zh");
    }

    private static Hint plain(String tag, String code) {
        return new Hint(code, tag.equals(code) ? FieldOutcome.EXACT : FieldOutcome.CONVERTED, "");
    }
}
