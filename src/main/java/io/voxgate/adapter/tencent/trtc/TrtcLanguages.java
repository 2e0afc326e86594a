package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.adapter.LanguageTags;
import io.voxgate.adapter.LanguageTags.FoundLanguage;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The languages of TRTC's speech recognition (the SDK's comment on {@code STTConfig.Language}), and the engines that
 * are no language. No engine recognises a language that is not listed: {@code 16k_multi_lang} knows fifteen of the
 * listed ones.
 */
final class TrtcLanguages {
    static final String DIALECTS = "zh-dialect";
    /** Engines that only {@code stt.model} can name; none of them may be an alternative language. */
    static final Set<String> ENGINES = Set.of(
            "16k_zh_edu",
            "16k_zh_medical",
            "16k_zh_court",
            "8k_zh_large",
            "16k_zh_large",
            "16k_multi_lang",
            "16k_zh_en",
            DIALECTS);

    private static final String CHINESE = "zh";
    private static final String CANTONESE = "zh-yue";
    private static final String TAIWAN = "zh-TW";
    private static final List<String> PLAIN = List.of(
            "en", "vi", "ja", "ko", "id", "th", "pt", "tr", "ar", "es", "hi", "fr", "ms", "fil", "de", "it", "ru", "sv",
            "da", "no");
    private static final LanguageTags TAGS = new LanguageTags(tags());
    private static final String UNKNOWN = "TRTC recognises zh, zh-TW, yue, the dialects of Chinese, "
            + String.join(", ", PLAIN) + "; no engine of it has this language.";

    private TrtcLanguages() {}

    private static Map<String, String> tags() {
        Map<String, String> tags = new HashMap<>();
        PLAIN.forEach(language -> tags.put(language, language));
        tags.put("tl", "fil");
        List.of("zh", "zh-Hans", "cmn").forEach(tag -> tags.put(tag, CHINESE));
        List.of("zh-TW", "zh-Hant", "cmn-TW", "cmn-Hant").forEach(tag -> tags.put(tag, TAIWAN));
        List.of("yue", "zh-HK", "zh-MO", "zh-Hant-HK", "zh-Hant-MO").forEach(tag -> tags.put(tag, CANTONESE));
        return tags;
    }

    /** TRTC's code for a BCP-47 tag. */
    static Converted toWire(JsonNode tag) {
        if (tag.asText().equals(DIALECTS)) {
            return Converted.of(FieldOutcome.EXACT, tag);
        }
        if (LanguageTags.canonical(tag.asText()).isEmpty()) {
            return Converted.rejected("This is no BCP-47 tag. An engine's id goes into stt.model.");
        }
        return TAGS.find(tag.asText()).map(found -> converted(tag, found)).orElseGet(() -> Converted.rejected(UNKNOWN));
    }

    private static Converted converted(JsonNode tag, FoundLanguage found) {
        if (found.same()) {
            return Converted.between(tag, Json.text(found.code()));
        }
        return found.code().equals(CHINESE) || found.code().equals(TAIWAN)
                ? Converted.of(
                        FieldOutcome.APPROXIMATED,
                        Json.text(DIALECTS),
                        "TRTC has one engine for the dialects of Chinese.")
                : Converted.of(
                        FieldOutcome.APPROXIMATED,
                        Json.text(found.code()),
                        "TRTC has the larger language that this one belongs to.");
    }

    /** The tag of a code, or of a tag that was sent in place of a code; empty for engines and unknown words. */
    static Optional<JsonNode> toNeutral(JsonNode wire) {
        if (!wire.isTextual() || ENGINES.contains(wire.asText())) {
            return Optional.empty();
        }
        if (wire.asText().equals(CANTONESE)) {
            return Optional.of(Json.text("yue"));
        }
        return TAGS.find(wire.asText()).filter(FoundLanguage::same).map(_ -> wire);
    }
}
