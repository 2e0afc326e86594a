package io.voxgate.sandbox.tencent.trtc;

import static io.voxgate.sandbox.RequestSchema.bool;
import static io.voxgate.sandbox.RequestSchema.freeObject;
import static io.voxgate.sandbox.RequestSchema.integer;
import static io.voxgate.sandbox.RequestSchema.jsonText;
import static io.voxgate.sandbox.RequestSchema.listOf;
import static io.voxgate.sandbox.RequestSchema.number;
import static io.voxgate.sandbox.RequestSchema.object;
import static io.voxgate.sandbox.RequestSchema.text;

import io.voxgate.sandbox.ObjectSchema;
import io.voxgate.sandbox.RequestSchema;
import io.voxgate.sandbox.SchemaViolation;
import io.voxgate.sandbox.tencent.TencentProduct;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The operations' pages: fields, types, ranges, combinations, rate limits, regions. */
final class TrtcSchemas {
    /**
     * The page lists seven (647/108514, read 2026-11) and has listed more with the years: any that is written like one
     * is taken.
     */
    private static final Pattern REGIONS = Pattern.compile("[a-z]{2,}(-[a-z0-9]+)+");

    private static final RequestSchema TASK_ID =
            text().matching("[\\w+/=.-]{1,128}", "is not a task id").coded("InvalidParameter.TaskId");
    private static final RequestSchema APP =
            integer().between("1", "4294967295").coded("InvalidParameter.SdkAppId");

    private TrtcSchemas() {}

    private static final ObjectSchema VOICE_PRINT = object().optional(
                    "Mode", integer().in(0, 1))
            .optional("IdList", listOf(text()).atMost(1));

    private static final ObjectSchema AGENT = object().required(
                    "UserId", text().notEmpty().coded("InvalidParameter.UserId"))
            .required("UserSig", text().notEmpty().coded("InvalidParameter.UserSig"))
            .optional("TargetUserId", text())
            .optional("MaxIdleTime", integer().atLeast("1"))
            .optional("WelcomeMessage", text())
            .optional("WelcomeMessagePriority", integer().in(0, 1))
            .optional("InterruptMode", integer().in(0, 1, 2))
            .optional("InterruptSpeechDuration", integer().between("0", "5000"))
            .optional("InterruptWordList", listOf(text().notEmpty()))
            .optional("TurnDetectionMode", integer().in(0, 1, 3))
            .optional(
                    "TurnDetection",
                    object().optional("SemanticEagerness", text().in(Set.of("low", "medium", "high", "auto"))))
            .optional("FilterOneWord", bool())
            .optional("FilterBracketsContent", integer().between("1", "5"))
            .optional("AmbientSound", object().optional("Scene", text()).optional("Volume", number().between("0", "2")))
            .optional("VoicePrint", VOICE_PRINT.then(TrtcRules::voicePrint))
            .optional("SubtitleMode", integer().in(0, 1));

    private static final RequestSchema START = object().required("SdkAppId", APP)
            .required("RoomId", text().notEmpty().coded("InvalidParameter.RoomId"))
            .required("AgentConfig", AGENT.then(TrtcRules::otherUser))
            .optional("SessionId", text().notEmpty())
            .optional("RoomIdType", integer().in(0, 1))
            .optional("STTConfig", SpeechSchemas.STT)
            .required("LLMConfig", SpeechSchemas.LLM)
            .required("TTSConfig", SpeechSchemas.TTS)
            .optional("AvatarConfig", jsonText(freeObject()))
            .optional("ExperimentalParams", text())
            .then(TrtcRules::room);

    private static final RequestSchema STOP = object().required("TaskId", TASK_ID);

    private static final RequestSchema DESCRIBE = object().optional("TaskId", TASK_ID)
            .optional("SdkAppId", APP)
            .optional("SessionId", text())
            .then(TrtcRules::taskOrSession);

    private static final RequestSchema UPDATE = object().required("TaskId", TASK_ID)
            .optional("WelcomeMessage", text())
            .optional("InterruptMode", integer().in(0, 1, 2))
            .optional("InterruptSpeechDuration", integer().between("0", "5000"))
            .optional("LLMConfig", SpeechSchemas.LLM)
            .optional("TTSConfig", SpeechSchemas.TTS);

    private static final ObjectSchema PUSH = object().optional("Text", text())
            .optional("Interrupt", bool())
            .optional("StopAfterPlay", bool())
            .optional("Audio", text().that(SchemaViolation.ViolationKind.VALUE, "is not base64", TrtcRules::base64))
            .optional("DropMode", integer().in(0, 1))
            .optional("Priority", integer().in(0, 1))
            .optional("AddHistory", bool())
            .optional("MetaInfo", jsonText(freeObject()));

    private static final ObjectSchema INVOKE = object().required("Content", text().notEmpty())
            .optional("Interrupt", bool())
            .optional("ExperimentalParams", text());

    private static final RequestSchema CONTROL = object().required("TaskId", TASK_ID)
            .required("Command", text().in(Set.of("ServerPushText", "InvokeLLM", "TransparentData")))
            .optional("ServerPushText", PUSH.then(TrtcRules::push))
            .optional("InvokeLLM", INVOKE)
            .optional("TransparentData", object().optional("Data", text()))
            .then(TrtcRules::command);

    static final TencentProduct PRODUCT = new TencentProduct(
            "tencent-trtc",
            "2019-07-22",
            true,
            Map.of(
                    SchemaViolation.ViolationKind.UNKNOWN, "UnknownParameter",
                    SchemaViolation.ViolationKind.MISSING, "MissingParameter",
                    SchemaViolation.ViolationKind.TYPE, "InvalidParameter",
                    SchemaViolation.ViolationKind.RANGE, "InvalidParameter.OutOfRange",
                    SchemaViolation.ViolationKind.VALUE, "InvalidParameterValue"),
            Map.of(
                    "StartAIConversation", new TencentProduct.ProductOperation(20, REGIONS, START),
                    "StopAIConversation", new TencentProduct.ProductOperation(20, REGIONS, STOP),
                    "DescribeAIConversation", new TencentProduct.ProductOperation(20, REGIONS, DESCRIBE),
                    "UpdateAIConversation", new TencentProduct.ProductOperation(20, REGIONS, UPDATE),
                    "ControlAIConversation", new TencentProduct.ProductOperation(50, REGIONS, CONTROL)));
}
