package io.voxgate.sandbox.tencent.ccc;

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
import io.voxgate.sandbox.SchemaViolation;
import io.voxgate.sandbox.tencent.RecognitionSchemas;
import io.voxgate.sandbox.tencent.TencentProduct;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The operations' pages: fields, types, ranges, combinations, rate limits. */
final class CccSchemas {
    private static final RequestSchema APP = integer().between("1", "4294967295");
    private static final RequestSchema SESSION = text().notEmpty();
    private static final RequestSchema NUMBER = text().matching("\\d{5,20}", "must be a phone number such as 0086…")
            .coded("InvalidParameterValue.PhoneNumInvalid");
    private static final Set<String> LANGUAGES = Set.of(
            "zh",
            "zh-TW",
            "zh-dialect",
            "en",
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
            "ru");

    private CccSchemas() {}

    private static final RequestSchema VARIABLES = listOf(object().required("Key", text().notEmpty())
            .required("Value", text())
            .then(CccSchemas::variable));

    private static final RequestSchema TRANSFER = object().required("TransferFunctionName", text().notEmpty())
            .required("TransferFunctionDesc", text().notEmpty())
            .required("TransferSkillGroupId", integer());

    private static final RequestSchema TRANSFER_TO_AGENT = object().required("TransferToAgentName", text().notEmpty())
            .required("TransferToAgentDesc", text().notEmpty())
            .required("TransferToAgentId", integer());

    private static final RequestSchema EXTRACT = object().required(
                    "InfoType", text().in(Set.of("Text", "Selector", "Boolean", "Number")))
            .required("InfoName", text().notEmpty())
            .optional("InfoContent", text())
            .optional("Examples", listOf(text()))
            .optional("Choices", listOf(text()))
            .then(CccSchemas::choices);

    private static final ObjectSchema TONE_WORD = object().optional("FirstSentenceTimeout", number().atLeast("0"))
            .optional(
                    "ZHToneWords",
                    object().optional("Neutral", listOf(text()))
                            .optional("Positive", listOf(text()))
                            .optional("Negative", listOf(text())));

    private static final RequestSchema CREATE = object().required("SdkAppId", APP)
            .required("Callee", NUMBER)
            .required("LLMType", text().in(Set.of("openai", "azure", "minimax", "dify")))
            .required("APIKey", text().notEmpty())
            .required("APIUrl", text().matching("https?://[^\\s/]++.*", "must be an http or https URL"))
            .required("SystemPrompt", text().notEmpty())
            .optional("Model", text().notEmpty())
            .optional("VoiceType", VoiceSchemas.BUILT_IN)
            .optional("CustomTTSConfig", VoiceSchemas.CUSTOM)
            .optional("Callers", listOf(NUMBER))
            .optional("WelcomeMessage", text())
            .optional("WelcomeType", integer().in(0, 1))
            .optional("WelcomeMessagePriority", integer().in(0, 2))
            .optional("MaxDuration", integer().atLeast("1"))
            .optional("Languages", listOf(text().in(LANGUAGES)).atMost(4))
            .optional("InterruptMode", integer().in(0, 1))
            .optional("InterruptSpeechDuration", integer().atLeast("0"))
            .optional("EndFunctionEnable", bool())
            .optional("EndFunctionDesc", text())
            .optional("TransferFunctionEnable", bool())
            .optional("TransferItems", listOf(TRANSFER))
            .optional("TransferToAgentEnable", bool())
            .optional("TransferToAgentItems", listOf(TRANSFER_TO_AGENT))
            .optional("AcquireTimeoutSecond", integer().between("0", "5"))
            .optional("CustomSTTConfig", jsonText(freeObject()).then(RecognitionSchemas.CUSTOM))
            .optional("NotifyDuration", integer().atLeast("10"))
            .optional("NotifyMessage", text())
            .optional("NotifyMaxCount", integer().atLeast("1"))
            .optional("PromptVariables", VARIABLES)
            .optional("Variables", VARIABLES)
            .optional("VadSilenceTime", integer().between("240", "2000"))
            .optional("VadLevel", integer().between("0", "3"))
            .optional("ExtractConfig", listOf(EXTRACT))
            .optional("Temperature", number())
            .optional("TopP", number())
            .optional("LLMExtraBody", jsonText(freeObject()))
            .optional("ToneWord", TONE_WORD)
            .optional("EnableComplianceAudio", bool())
            .optional("EnableVoicemailDetection", bool())
            .optional("VoicemailAction", integer().in(0))
            .optional("MaxCallDurationMs", integer().atLeast("1"))
            .optional("MaxRingTimeoutSecond", integer().atLeast("1"))
            .optional("AmbientSoundType", text().in(Set.of("coffee_shops", "busy_office")))
            .optional("AmbientSoundVolume", number().between("0", "2"))
            .then(VoiceSchemas::exactlyOne)
            .then(CccSchemas::model)
            .then(CccSchemas::together);

    private static final ObjectSchema ONE = object().required("SdkAppId", APP).required("SessionId", SESSION);

    private static final ObjectSchema PERIOD = ONE.required(
                    "StartTime", integer().atLeast("1"))
            .required("EndTime", integer().atLeast("1"));

    private static final ObjectSchema PUSH = object().optional("Text", text())
            .optional("Interrupt", bool())
            .optional("StopAfterPlay", bool())
            .optional("Audio", text())
            .optional("DropMode", integer().in(0, 1))
            .optional("Priority", integer().in(0, 1))
            .optional("AddHistory", bool());

    private static final RequestSchema CONTROL = ONE.required(
                    "Command", text().in(Set.of("ServerPushText", "InvokeLLM")))
            .optional("ServerPushText", PUSH.then(CccSchemas::push))
            .optional(
                    "InvokeLLM", object().required("Content", text().notEmpty()).optional("Interrupt", bool()))
            .then(CccSchemas::command);

    private static final RequestSchema CDR = object().required("SdkAppId", APP)
            .required("StartTimeStamp", integer().atLeast("1"))
            .required("EndTimeStamp", integer().atLeast("1"))
            .optional("PageSize", integer().between("1", "100"))
            .optional("PageNumber", integer().atLeast("0"))
            .optional("Phones", listOf(text()))
            .optional("SessionIds", listOf(text()));

    /** 20 a second is documented for all but the control and the transfer; Tencent's usual limit is taken there. */
    static final TencentProduct PRODUCT = new TencentProduct(
            "tencent-ccc",
            "2020-02-10",
            false,
            Map.of(
                    SchemaViolation.ViolationKind.UNKNOWN, "UnknownParameter",
                    SchemaViolation.ViolationKind.MISSING, "MissingParameter",
                    SchemaViolation.ViolationKind.TYPE, "InvalidParameter",
                    SchemaViolation.ViolationKind.RANGE, "InvalidParameterValue",
                    SchemaViolation.ViolationKind.VALUE, "InvalidParameterValue"),
            Map.ofEntries(
                    Map.entry("CreateAICall", operation(CREATE)),
                    Map.entry("HangUpCall", operation(ONE)),
                    Map.entry("ControlAIConversation", operation(CONTROL)),
                    Map.entry("TransferToManual", operation(ONE.required("SkillGroupId", integer()))),
                    Map.entry("DescribeTelSession", operation(ONE)),
                    Map.entry("DescribeTelRecordAsr", operation(ONE)),
                    Map.entry("DescribeAICallInteractionRecords", operation(ONE)),
                    Map.entry("DescribeAILatency", operation(PERIOD)),
                    Map.entry("DescribeAICallExtractResult", operation(PERIOD)),
                    Map.entry(
                            "DescribePSTNActiveSessionList",
                            operation(object().required("SdkAppId", APP)
                                    .required("Offset", integer().atLeast("0"))
                                    .required("Limit", integer().between("1", "25")))),
                    Map.entry("DescribeTelCdr", operation(CDR))));

    private static TencentProduct.ProductOperation operation(RequestSchema shape) {
        return new TencentProduct.ProductOperation(20, Pattern.compile(".+"), shape);
    }

    /** The base URL (that azure wants a version in it is between the caller and azure); dify needs no model. */
    private static List<SchemaViolation> model(String path, JsonNode call) {
        String type = call.path("LLMType").textValue();
        String url = call.path("APIUrl").textValue().replaceFirst("[?#].*", "");
        if (!type.equals("dify") && !call.hasNonNull("Model")) {
            return violation(true, "Model", SchemaViolation.ViolationKind.MISSING, "is required with this LLMType");
        }
        boolean whole = url.matches(".*/(completions|chatcompletion_v2|chat-messages)/?");
        return violation(
                whole, "APIUrl", SchemaViolation.ViolationKind.VALUE, "must be the base URL, without the operation");
    }

    private static List<SchemaViolation> together(String path, JsonNode call) {
        if (call.hasNonNull("AmbientSoundVolume") && !call.hasNonNull("AmbientSoundType")) {
            return violation(true, "AmbientSoundVolume", SchemaViolation.ViolationKind.VALUE, "needs AmbientSoundType");
        }
        Set<String> names = new HashSet<>();
        boolean unique = call.path("ExtractConfig")
                .valueStream()
                .map(info -> info.path("InfoName").textValue())
                .allMatch(names::add);
        return violation(
                !unique, "ExtractConfig", SchemaViolation.ViolationKind.VALUE, "must not name an InfoName twice");
    }

    private static List<SchemaViolation> variable(String path, JsonNode variable) {
        boolean delay = variable.path("Key").textValue().equals("welcome-message-delay");
        boolean seconds = variable.path("Value").textValue().matches("\\d+(\\.\\d+)?");
        return violation(delay && !seconds, path + ".Value", SchemaViolation.ViolationKind.VALUE, "must be seconds");
    }

    private static List<SchemaViolation> choices(String path, JsonNode info) {
        boolean without = info.path("InfoType").textValue().equals("Selector")
                && info.path("Choices").isEmpty();
        return violation(
                without,
                path + ".Choices",
                SchemaViolation.ViolationKind.MISSING,
                "is required with InfoType Selector");
    }

    private static List<SchemaViolation> push(String path, JsonNode push) {
        boolean nothing = push.path("Text").asText("").isBlank()
                && push.path("Audio").asText("").isBlank();
        return violation(nothing, path + ".Text", SchemaViolation.ViolationKind.MISSING, "is required without Audio");
    }

    private static List<SchemaViolation> command(String path, JsonNode control) {
        String command = control.path("Command").textValue();
        return violation(
                !control.hasNonNull(command),
                command,
                SchemaViolation.ViolationKind.MISSING,
                "is required with this Command");
    }

    private static List<SchemaViolation> violation(
            boolean there, String field, SchemaViolation.ViolationKind kind, String detail) {
        return there ? List.of(new SchemaViolation(field, kind, "", detail)) : List.of();
    }
}
