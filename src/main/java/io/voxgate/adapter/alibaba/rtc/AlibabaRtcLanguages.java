package io.voxgate.adapter.alibaba.rtc;

import io.voxgate.adapter.LanguageTags;
import io.voxgate.model.FieldOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The five languages that the vendor's recogniser knows: zh (with many dialects), en, ja, yue, ko (StartAgent's page).
 * Without a hint it finds out which of these is spoken.
 */
final class AlibabaRtcLanguages {
    static final Set<String> HINTS = Set.of("zh", "en", "ja", "yue", "ko");
    static final String UNKNOWN = "The vendor recognises zh (with many dialects), en, ja, yue and ko only.";

    private static final LanguageTags TAGS = new LanguageTags(Map.of(
            "zh",
            "zh",
            "cmn",
            "zh",
            "zh-Hans",
            "zh",
            "zh-HK",
            "yue",
            "zh-MO",
            "yue",
            "zh-Hant-HK",
            "yue",
            "yue",
            "yue",
            "en",
            "en",
            "ja",
            "ja",
            "ko",
            "ko"));

    private AlibabaRtcLanguages() {}

    /** A hint, and what is lost on the way. */
    record Hint(String code, FieldOutcome outcome, String note) {}

    /** The hint for a BCP-47 tag; empty when the vendor has not that language. */
    static Optional<Hint> hint(String tag) {
        return TAGS.find(tag)
                .map(found -> found.same()
                        ? hint(tag, found.code())
                        : new Hint(
                                found.code(),
                                FieldOutcome.APPROXIMATED,
                                "zh covers many dialects; the vendor does not say which."));
    }

    private static Hint hint(String tag, String code) {
        List<String> parts = List.of(tag.toLowerCase(Locale.ROOT).split("-"));
        if (code.equals("zh") && !parts.contains("hans") && (parts.contains("tw") || parts.contains("hant"))) {
            return new Hint("zh", FieldOutcome.APPROXIMATED, "The vendor has one Chinese besides Cantonese.");
        }
        return new Hint(code, tag.equals(code) ? FieldOutcome.EXACT : FieldOutcome.CONVERTED, "");
    }
}
