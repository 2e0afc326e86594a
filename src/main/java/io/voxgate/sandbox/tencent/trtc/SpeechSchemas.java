package io.voxgate.sandbox.tencent.trtc;

import static io.voxgate.sandbox.RequestSchema.bool;
import static io.voxgate.sandbox.RequestSchema.chosenBy;
import static io.voxgate.sandbox.RequestSchema.freeObject;
import static io.voxgate.sandbox.RequestSchema.integer;
import static io.voxgate.sandbox.RequestSchema.jsonText;
import static io.voxgate.sandbox.RequestSchema.listOf;
import static io.voxgate.sandbox.RequestSchema.number;
import static io.voxgate.sandbox.RequestSchema.object;
import static io.voxgate.sandbox.RequestSchema.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.sandbox.ObjectSchema;
import io.voxgate.sandbox.RequestSchema;
import io.voxgate.sandbox.SchemaViolation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** STTConfig, LLMConfig and TTSConfig as the vendor's pages describe them. */
final class SpeechSchemas {
    /** The documented languages and engines, and {@code en-US}, which the vendor's own sample sends. */
    private static final Set<String> LANGUAGES = Set.of(
            "zh",
            "zh-TW",
            "en",
            "en-US",
            "16k_zh_edu",
            "16k_zh_medical",
            "16k_zh_court",
            "8k_zh_large",
            "16k_zh_large",
            "16k_multi_lang",
            "16k_zh_en",
            "zh-dialect",
            "zh-yue",
            "vi",
            "ja",
            "ko",
            "id",
            "th",
            "pt",
            "tr",
            "ar",
            "es",
            "hi",
            "fr",
            "ms",
            "fil",
            "de",
            "it",
            "ru",
            "sv",
            "da",
            "no");

    private static final Set<String> NEVER_ALTERNATIVE = Set.of(
            "zh-dialect",
            "16k_zh_edu",
            "16k_zh_medical",
            "16k_zh_court",
            "8k_zh_large",
            "16k_zh_large",
            "16k_multi_lang",
            "16k_zh_en");
    private static final Set<String> ALTERNATIVES = LANGUAGES.stream()
            .filter(language -> !NEVER_ALTERNATIVE.contains(language))
            .collect(Collectors.toUnmodifiableSet());
    private static final Pattern HOT_WORD = Pattern.compile("([^|,]{1,30})\\|([1-9]|10|11|100)");
    private static final int MOST_HOT_WORDS = 128;
    private static final int MOST_HAN = 10;

    private SpeechSchemas() {}

    static final ObjectSchema STT = object().optional("Language", text().in(LANGUAGES))
            .optional("AlternativeLanguage", listOf(text().in(ALTERNATIVES)).atMost(3))
            .optional("VadSilenceTime", integer().between("240", "2000"))
            .optional("VadLevel", integer().between("0", "5"))
            .optional(
                    "HotWordList",
                    text().that(
                                    SchemaViolation.ViolationKind.VALUE,
                                    "must be word|weight joined by commas within the documented limits",
                                    SpeechSchemas::hotWords))
            .optional("CustomParam", text());

    private static final ObjectSchema COMMON_LLM = object().required("LLMType", text())
            .required("APIKey", text().notEmpty(), "MissingParameter.APIKey")
            .required("APIUrl", text().matching("https?://\\S+", "must be a URL"))
            .optional("Streaming", bool())
            .optional("SystemPrompt", text())
            .optional("Timeout", number().between("1", "50"))
            .optional("History", integer().between("0", "50"))
            .optional("HistoryMode", integer().in(0, 1))
            .optional("MetaInfo", freeObject());

    /** What is marked as common is accepted with every type. */
    private static final Map<String, RequestSchema> LLM_TYPES = Map.of(
            "openai", COMMON_LLM.required("Model", text().notEmpty()),
            "coze",
                    COMMON_LLM
                            .required("BotId", text().notEmpty())
                            .optional("Model", text())
                            .optional("UserId", text())
                            .optional("conversation_id", text()),
            "dify",
                    COMMON_LLM
                            .optional("Inputs", freeObject())
                            .optional("Model", text())
                            .optional("User", text())
                            .optional("ConversationId", text()));

    static final RequestSchema LLM = jsonText(chosenBy("LLMType", type -> Optional.ofNullable(LLM_TYPES.get(type))));

    private static final ObjectSchema TTS_BASE = object().required("TTSType", text());

    private static final Map<String, RequestSchema> TTS_TYPES = Map.of(
            "flow",
                    TTS_BASE.required("VoiceId", text().notEmpty())
                            .required("Model", text().notEmpty())
                            .optional("Speed", number().between("0.5", "2.0"))
                            .optional("Volume", number().between("0", "10"))
                            .optional("Pitch", number().between("-12", "12"))
                            .optional("Language", text().in(Set.of("zh", "en", "yue"))),
            "tencent",
                    TTS_BASE.required("AppId", integerOrText(), "MissingParameter.AppId")
                            .required("SecretId", text().notEmpty())
                            .required("SecretKey", text().notEmpty(), "MissingParameter.SecretKey")
                            .required("VoiceType", integer())
                            .optional(
                                    "Speed",
                                    number().between("-2", "6")
                                            .that(
                                                    SchemaViolation.ViolationKind.VALUE,
                                                    "has at most 2 decimals",
                                                    node -> node.decimalValue()
                                                                    .stripTrailingZeros()
                                                                    .scale()
                                                            <= 2))
                            .optional("Volume", integer().between("0", "10"))
                            .optional("PrimaryLanguage", primaryLanguage())
                            .optional("FastVoiceType", text()),
            "minimax",
                    TTS_BASE.required("Model", text().notEmpty())
                            .required("APIUrl", text().matching("https?://\\S+", "must be a URL"))
                            .required("APIKey", text().notEmpty(), "MissingParameter.APIKey")
                            .optional("GroupId", text())
                            .required("VoiceType", text().notEmpty())
                            .optional("Speed", number().between("0.5", "2")),
            "azure",
                    TTS_BASE.required("SubscriptionKey", text().notEmpty())
                            .required("Region", text().notEmpty())
                            .required("VoiceName", text().notEmpty())
                            .required("Language", text().notEmpty())
                            .optional("Rate", number().between("0.5", "2")),
            "cartesia",
                    TTS_BASE.required("Model", text().notEmpty())
                            .required("APIKey", text().notEmpty(), "MissingParameter.APIKey")
                            .required("VoiceId", text().notEmpty()),
            "elevenlabs",
                    TTS_BASE.required("Model", text().notEmpty())
                            .optional("APIKey", text())
                            .required("VoiceId", text().notEmpty()),
            "dummy", TTS_BASE,
            "inworld", freeObject(),
            "custom",
                    TTS_BASE.required("APIKey", text().notEmpty(), "MissingParameter.APIKey")
                            .required("APIUrl", text().matching("https?://\\S+", "must be a URL"))
                            .optional("AudioFormat", text().in(Set.of("wav", "pcm")))
                            .optional("SampleRate", integer())
                            .optional("AudioChannel", integer().in(1, 2)));

    static final RequestSchema TTS = jsonText(chosenBy("TTSType", type -> Optional.ofNullable(TTS_TYPES.get(type))));

    /** One page has a number, another text. */
    private static RequestSchema integerOrText() {
        return RequestSchema.anything()
                .that(
                        SchemaViolation.ViolationKind.TYPE,
                        "must be an integer or a string",
                        node -> node.isIntegralNumber() || node.isTextual());
    }

    private static RequestSchema primaryLanguage() {
        return RequestSchema.anything()
                .that(
                        SchemaViolation.ViolationKind.VALUE,
                        "must be 1, 2, 3 or a language",
                        node -> node.isTextual()
                                || Stream.of(1, 2, 3).anyMatch(code -> node.isInt() && node.intValue() == code));
    }

    private static boolean hotWords(JsonNode node) {
        String[] words = node.textValue().split(",", -1);
        return words.length <= MOST_HOT_WORDS && Stream.of(words).allMatch(SpeechSchemas::hotWord);
    }

    private static boolean hotWord(String entry) {
        var parts = HOT_WORD.matcher(entry);
        if (!parts.matches()) {
            return false;
        }
        String word = parts.group(1);
        boolean chinese =
                word.codePoints().anyMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.HAN);
        return !chinese || word.codePointCount(0, word.length()) <= MOST_HAN;
    }
}
