package io.voxgate.sandbox.alibaba;

import static io.voxgate.sandbox.Shape.anything;
import static io.voxgate.sandbox.Shape.bool;
import static io.voxgate.sandbox.Shape.freeObject;
import static io.voxgate.sandbox.Shape.integer;
import static io.voxgate.sandbox.Shape.jsonText;
import static io.voxgate.sandbox.Shape.listOf;
import static io.voxgate.sandbox.Shape.number;
import static io.voxgate.sandbox.Shape.object;
import static io.voxgate.sandbox.Shape.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.sandbox.Fields;
import io.voxgate.sandbox.Flaw;
import io.voxgate.sandbox.Shape;
import io.voxgate.sandbox.Wire;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of each operation: the StartAgent page, and for what it does not have the vendor's generated SDKs. Every parameter is a
 * text; objects are JSON in a text.
 */
final class AlibabaShapes {
    private AlibabaShapes() {}

    private static final Fields TASK = object()
            .required("AppId", text().notEmpty())
            .required("ChannelId", text().notEmpty())
            .required("TaskId", text().notEmpty());

    private static final Shape RTC = object()
            .required("UserId", text().notEmpty())
            .optional("TargetUserIds", listOf(text().notEmpty()).atMost(1))
            .optional("UserInactivityTimeout", integer().between("5", "180"));

    private static final Fields MODES = object().optional("ChatMode", integer().in(1, 2)).optional("InterruptMode", integer().in(1, 2));

    private static final Shape ASR = object()
            .optional("SourceLanguage", text())
            .optional("LanguageHints", listOf(text().in(Set.of("zh", "en", "ja", "yue", "ko"))))
            .optional("SemanticPunctuationEnabled", bool())
            .optional("MaxSentenceSilence", integer().between("200", "6000"))
            .optional("VocabularyId", text())
            .optional("VadConfig", object().optional("InterruptSpeechDuration", integer().between("0", "3000")));

    /** {@code BizParams}, {@code Tools} and {@code ToolExecutionConfig} stand in the generated SDKs only, without a description. */
    private static final Shape LLM = object()
            .optional("Vendor", text().in(Set.of("aliyun", "thirdparty")))
            .optional("Model", text())
            .optional("ApiKey", text())
            .optional("Temperature", number().atLeast("0").that(Flaw.Kind.RANGE, "must be less than 2", value -> value.decimalValue().compareTo(BigDecimal.TWO) < 0))
            .optional("TopP", number().between("0", "1").that(Flaw.Kind.RANGE, "must be more than 0", value -> value.decimalValue().signum() > 0))
            .optional("MaxToken", integer().atLeast("1"))
            .optional("HistoryDepth", integer().atLeast("0"))
            .optional("Prompt", text())
            .optional("Url", text().matching("https?://\\S+", "must be a URL"))
            .optional("Params", AlibabaShapes::keysAndValues)
            .optional("AppId", text())
            .optional("BizParams", anything())
            .optional("Tools", listOf(anything()))
            .optional("ToolExecutionConfig", anything())
            .then(AlibabaShapes::tokens);

    private static final Shape TTS = object()
            .optional("Vendor", text().in(Set.of("aliyun")))
            .optional("Model", text().notEmpty())
            .optional("ApiKey", text())
            .optional("Voice", text().notEmpty())
            .optional("Volume", integer().between("0", "100"))
            .optional("Rate", number().between("0.5", "2.0"))
            .optional("Pitch", number().between("0.5", "2.0"))
            .optional("FilterBrackets", listOf(integer().in(1, 2, 3, 4, 5)));

    private static final Shape SILENCE = object()
            .optional("Enable", bool())
            .optional("AlertTimeout", secondsOrOff(5))
            .optional("Strategy", integer().in(1, 2))
            .optional("Content", text())
            .optional("WebhookTriggerTimeout", secondsOrOff(10));

    /** {@code EnableVideoUnderstanding}, {@code preferVideo} and the back channel's {@code Version} stand in the generated SDKs only. */
    private static final Shape VOICE_CHAT = MODES
            .optional("Greeting", text())
            .optional("ASRConfig", ASR)
            .optional("LLMConfig", LLM)
            .optional("TTSConfig", TTS)
            .optional("AgentSilenceConfig", SILENCE)
            .optional("AmbientSoundConfig", object().optional("SoundId", text()).optional("Volume", integer().between("0", "100")))
            .optional("InterruptConfig", object().optional("SemanticsInterrupt", bool()))
            .optional("BackChannelConfig", object().optional("UserTurnEnd", bool()).optional("Version", integer()))
            .optional("EnableVideoUnderstanding", bool())
            .optional("preferVideo", integer());

    private static final Shape NOTIFY = object()
            .optional("AppId", text())
            .optional("ChannelId", text())
            .optional("TaskId", text())
            .optional("Message", text())
            .optional("Priority", text().in(Set.of("1", "2", "3")))
            .optional("Interruptable", text().in(Set.of("true", "false")))
            .optional("CustomAttribute", text())
            .optional("BackgroundMusic", jsonText(object().required("format", text().notEmpty())
                    .required("url", text().matching("https?://\\S+", "must be a URL"))));

    static final Map<String, Shape> OPERATIONS = Map.of(
            "StartAgent", TASK.required("TemplateId", text().notEmpty()).required("RtcConfig", jsonText(RTC)).optional("VoiceChatConfig", jsonText(VOICE_CHAT)),
            "StopAgent", TASK,
            "GetAgent", TASK,
            "UpdateAgent", TASK.optional("VoiceChatConfig", jsonText(MODES)),
            "NotifyAgent", NOTIFY);

    private static Shape secondsOrOff(int least) {
        return integer().that(Flaw.Kind.RANGE, "must be 0 or from " + least + " to 600",
                value -> value.asLong() == 0 || value.asLong() >= least && value.asLong() <= 600);
    }

    /** The page shows a JSON text, the generated SDKs a map. */
    private static List<Flaw> keysAndValues(String path, JsonNode params) {
        return params.isTextual() && Wire.parse(params.textValue()).filter(JsonNode::isObject).isPresent() ? List.of() : freeObject().flaws(path, params);
    }

    private static List<Flaw> tokens(String path, JsonNode llm) {
        String model = llm.path("Model").asText();
        boolean limited = model.startsWith("qwen") || model.startsWith("deepseek");
        return limited && llm.path("MaxToken").asLong() > 8192
                ? List.of(new Flaw(path + ".MaxToken", Flaw.Kind.RANGE, "", "must be at most 8192 with this model"))
                : List.of();
    }
}
