package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The languages of TRTC's speech recognition, and the engines that are no language. */
final class TrtcLanguages {
    /** Recognises several languages by itself. */
    static final String AUTOMATIC = "16k_multi_lang";
    static final String DIALECTS = "zh-dialect";
    /** Engines that only {@code stt.model} can name; none of them may be an alternative language. */
    static final Set<String> ENGINES = Set.of(
            "16k_zh_edu", "16k_zh_medical", "16k_zh_court", "8k_zh_large", "16k_zh_large", AUTOMATIC, "16k_zh_en", DIALECTS);

    private static final String CANTONESE = "zh-yue";
    private static final Set<String> PLAIN = Set.of(
            "en", "vi", "ja", "ko", "id", "th", "pt", "tr", "ar", "es", "hi", "fr", "ms", "fil", "de", "it", "ru", "sv", "da", "no");
    private static final Set<String> TONGUES = Set.of(
            "wuu", "nan", "hak", "gan", "hsn", "cdo", "cjy", "cnp", "cpx", "csp", "czh", "czo", "mnp", "luh", "hnm", "sjc");

    private TrtcLanguages() {}

    /** TRTC's code for a BCP-47 tag. */
    static Converted toWire(JsonNode tag) {
        if (tag.asText().equals(DIALECTS)) {
            return Converted.of(FieldOutcome.EXACT, tag);
        }
        Optional<Locale> locale = locale(tag.asText());
        if (locale.isEmpty()) {
            return Converted.rejected("This is no BCP-47 tag. An engine's id goes into stt.model.");
        }
        String language = locale.get().getLanguage();
        if (TONGUES.contains(language)) {
            return Converted.of(FieldOutcome.APPROXIMATED, Json.text(DIALECTS), "TRTC has one engine for the dialects of Chinese.");
        }
        return code(locale.get())
                .map(code -> Converted.between(tag, Json.text(code)))
                .orElseGet(() -> Converted.of(FieldOutcome.APPROXIMATED, Json.text(AUTOMATIC), "TRTC does not list this language; its engine for several languages finds out by itself."));
    }

    /** The tag of a code, or of a tag that was sent in place of a code; empty for engines and unknown words. */
    static Optional<JsonNode> toNeutral(JsonNode wire) {
        if (!wire.isTextual() || ENGINES.contains(wire.asText())) {
            return Optional.empty();
        }
        if (wire.asText().equals(CANTONESE)) {
            return Optional.of(Json.text("yue"));
        }
        return locale(wire.asText()).flatMap(TrtcLanguages::code).map(_ -> wire);
    }

    private static Optional<String> code(Locale locale) {
        return switch (locale.getLanguage()) {
            case "zh", "cmn" -> Optional.of(chinese(locale));
            case "yue" -> Optional.of(CANTONESE);
            case "nb", "nn" -> Optional.of("no");
            case "tl" -> Optional.of("fil");
            case String other -> Optional.of(other).filter(PLAIN::contains);
        };
    }

    private static String chinese(Locale locale) {
        if (locale.getScript().equals("Hans")) {
            return "zh";
        }
        return switch (locale.getCountry()) {
            case "HK", "MO" -> CANTONESE;
            case "TW" -> "zh-TW";
            case String _ -> locale.getScript().equals("Hant") ? "zh-TW" : "zh";
        };
    }

    private static Optional<Locale> locale(String tag) {
        try {
            return Optional.of(new Locale.Builder().setLanguageTag(tag).build()).filter(locale -> !locale.getLanguage().isEmpty());
        } catch (IllformedLocaleException _) {
            return Optional.empty();
        }
    }
}
