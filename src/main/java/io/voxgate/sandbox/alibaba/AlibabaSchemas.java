package io.voxgate.sandbox.alibaba;

import static io.voxgate.sandbox.RequestSchema.anything;
import static io.voxgate.sandbox.RequestSchema.bool;
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
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SchemaViolation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of each operation: the StartAgent page, and for what it does not have the vendor's generated SDKs.
 * Every parameter is a text; objects are JSON in a text.
 */
final class AlibabaSchemas {
    private AlibabaSchemas() {}

    private static final ObjectSchema TASK = object().required("AppId", text().notEmpty())
            .required("ChannelId", text().notEmpty())
            .required("TaskId", text().notEmpty());

    private static final RequestSchema RTC = object().required("UserId", text().notEmpty())
            .optional("TargetUserIds", listOf(text().notEmpty()).atMost(1))
            .optional("UserInactivityTimeout", integer().between("5", "180"));

    private static final ObjectSchema MODES = object().optional(
                    "ChatMode", integer().in(1, 2))
            .optional("InterruptMode", integer().in(1, 2));

    private static final RequestSchema ASR = object().optional("SourceLanguage", text())
            .optional("LanguageHints", listOf(text().in(Set.of("zh", "en", "ja", "yue", "ko"))))
            .optional("SemanticPunctuationEnabled", bool())
            .optional("MaxSentenceSilence", integer().between("200", "6000"))
            .optional("VocabularyId", text())
            .optional(
                    "VadConfig",
                    object().optional("InterruptSpeechDuration", integer().between("0", "3000")));

    /**
     * {@code BizParams}, {@code Tools} and {@code ToolExecutionConfig} stand in the generated SDKs only, without a
     * description.
     */
    private static final RequestSchema LLM = object().optional("Vendor", text().in(Set.of("aliyun", "thirdparty")))
            .optional("Model", text())
            .optional("ApiKey", text())
            .optional(
                    "Temperature",
                    number().atLeast("0")
                            .that(
                                    SchemaViolation.ViolationKind.RANGE,
                                    "must be less than 2",
                                    value -> value.decimalValue().compareTo(BigDecimal.TWO) < 0))
            .optional(
                    "TopP",
                    number().between("0", "1")
                            .that(
                                    SchemaViolation.ViolationKind.RANGE,
                                    "must be more than 0",
                                    value -> value.decimalValue().signum() > 0))
            .optional("MaxToken", integer().atLeast("1"))
            .optional("HistoryDepth", integer().atLeast("0"))
            .optional("Prompt", text())
            .optional("Url", text().matching("https?://\\S+", "must be a URL"))
            .optional("Params", AlibabaSchemas::keysAndValues)
            .optional("AppId", text())
            .optional("BizParams", anything())
            .optional("Tools", listOf(anything()))
            .optional("ToolExecutionConfig", anything())
            .then(AlibabaSchemas::tokens);

    private static final RequestSchema TTS = object().optional("Vendor", text().in(Set.of("aliyun")))
            .optional("Model", text().notEmpty())
            .optional("ApiKey", text())
            .optional("Voice", text().notEmpty())
            .optional("Volume", integer().between("0", "100"))
            .optional("Rate", number().between("0.5", "2.0"))
            .optional("Pitch", number().between("0.5", "2.0"))
            .optional("FilterBrackets", listOf(integer().in(1, 2, 3, 4, 5)));

    private static final RequestSchema SILENCE = object().optional("Enable", bool())
            .optional("AlertTimeout", secondsOrOff(5))
            .optional("Strategy", integer().in(1, 2))
            .optional("Content", text())
            .optional("WebhookTriggerTimeout", secondsOrOff(10));

    /**
     * {@code EnableVideoUnderstanding}, {@code preferVideo} and the back channel's {@code Version} stand in the
     * generated SDKs only.
     */
    private static final RequestSchema VOICE_CHAT = MODES.optional("Greeting", text())
            .optional("ASRConfig", ASR)
            .optional("LLMConfig", LLM)
            .optional("TTSConfig", TTS)
            .optional("AgentSilenceConfig", SILENCE)
            .optional(
                    "AmbientSoundConfig",
                    object().optional("SoundId", text())
                            .optional("Volume", integer().between("0", "100")))
            .optional("InterruptConfig", object().optional("SemanticsInterrupt", bool()))
            .optional(
                    "BackChannelConfig",
                    object().optional("UserTurnEnd", bool()).optional("Version", integer()))
            .optional("EnableVideoUnderstanding", bool())
            .optional("preferVideo", integer());

    private static final RequestSchema NOTIFY = object().optional("AppId", text())
            .optional("ChannelId", text())
            .optional("TaskId", text())
            .optional("Message", text())
            .optional("Priority", text().in(Set.of("1", "2", "3")))
            .optional("Interruptable", text().in(Set.of("true", "false")))
            .optional("CustomAttribute", text())
            .optional(
                    "BackgroundMusic",
                    jsonText(object().required("format", text().notEmpty())
                            .required("url", text().matching("https?://\\S+", "must be a URL"))));

    static final Map<String, RequestSchema> OPERATIONS = Map.of(
            "StartAgent",
                    TASK.required("TemplateId", text().notEmpty())
                            .required("RtcConfig", jsonText(RTC))
                            .optional("VoiceChatConfig", jsonText(VOICE_CHAT)),
            "StopAgent", TASK,
            "GetAgent", TASK,
            "UpdateAgent", TASK.optional("VoiceChatConfig", jsonText(MODES)),
            "NotifyAgent", NOTIFY);

    private static RequestSchema secondsOrOff(int least) {
        return integer()
                .that(
                        SchemaViolation.ViolationKind.RANGE,
                        "must be 0 or from " + least + " to 600",
                        value -> value.asLong() == 0 || (value.asLong() >= least && value.asLong() <= 600));
    }

    /** The page shows a JSON text, the generated SDKs a map. */
    private static List<SchemaViolation> keysAndValues(String path, JsonNode params) {
        return params.isTextual()
                        && SandboxJson.parse(params.textValue())
                                .filter(JsonNode::isObject)
                                .isPresent()
                ? List.of()
                : freeObject().flaws(path, params);
    }

    private static List<SchemaViolation> tokens(String path, JsonNode llm) {
        String model = llm.path("Model").asText();
        boolean limited = model.startsWith("qwen") || model.startsWith("deepseek");
        return limited && llm.path("MaxToken").asLong() > 8192
                ? List.of(new SchemaViolation(
                        path + ".MaxToken",
                        SchemaViolation.ViolationKind.RANGE,
                        "",
                        "must be at most 8192 with this model"))
                : List.of();
    }
}
