package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CCC's language codes and the built-in voice of each language. */
final class CccLanguages {
    static final String DIALECT = "zh-dialect";
    private static final Set<String> SAME = Set.of(
            "en", "vi", "ja", "ko", "id", "th", "pt", "tr", "ar", "es", "hi", "fr", "ms", "fil", "de", "it", "ru");
    private static final Set<String> CODES = Set.of("zh", "zh-TW", DIALECT);
    private static final Set<String> MANDARIN = Set.of("zh", "cmn");
    private static final Set<String> TONGUES = Set.of(
            "yue", "wuu", "nan", "hak", "gan", "hsn", "cjy", "cdo", "mnp", "cpx", "czh", "czo", "csp", "cnp", "luh",
            "hnm", "sjc");
    private static final Map<String, String> VOICES = Map.of(
            "en", "WeRose", "ja", "Nanami", "ko", "SunHi", "id", "Gadis", "ms", "Yasmin", "th", "Achara", "vi",
            "HoaiMy");

    private CccLanguages() {}

    /**
     * A language tag as CCC's recogniser knows it; it has no auto-detection, so another language cannot be recognised
     * at all.
     */
    static FieldConversion conversion() {
        return FieldConversion.of(
                neutral -> code(neutral.asText())
                        .map(code -> converted(neutral, code))
                        .orElseGet(() -> Converted.rejected("CCC does not recognise " + neutral.asText() + ".")),
                wire -> Optional.of(wire)
                        .filter(JsonNode::isTextual)
                        .filter(code -> SAME.contains(code.asText()) || CODES.contains(code.asText())));
    }

    private static Converted converted(JsonNode tag, String code) {
        return code.equals(DIALECT) && !tag.asText().equals(DIALECT)
                ? Converted.of(
                        FieldOutcome.APPROXIMATED, Json.text(code), "CCC has one code for the dialects of Chinese.")
                : Converted.between(tag, Json.text(code));
    }

    /** The recogniser's code of a language tag. */
    static Optional<String> code(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        String language = locale.getLanguage();
        if (MANDARIN.contains(language)) {
            return Optional.of(chineseCode(locale));
        }
        if (TONGUES.contains(language)) {
            return Optional.of(DIALECT);
        }
        return Optional.of(language.equals("tl") ? "fil" : language).filter(SAME::contains);
    }

    private static String chineseCode(Locale locale) {
        if (locale.getScript().equals("Hans")) {
            return "zh";
        }
        if (locale.getVariant().equalsIgnoreCase("dialect")
                || Set.of("HK", "MO").contains(locale.getCountry())) {
            return DIALECT;
        }
        return locale.getCountry().equals("TW") || locale.getScript().equals("Hant") ? "zh-TW" : "zh";
    }

    static boolean chinese(String tag) {
        return code(tag).filter(CODES::contains).isPresent();
    }

    /** The built-in voice that speaks a language; ZhiMei where there is none. */
    static String voice(String tag) {
        return code(tag).map(code -> VOICES.getOrDefault(code, "ZhiMei")).orElse("ZhiMei");
    }
}
