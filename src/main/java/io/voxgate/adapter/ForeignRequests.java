package io.voxgate.adapter;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Requests that are no start of a vendor's agent: of another operation, or of another product. They are recognised by
 * the names of their fields, as the products' public pages have them (read November 2026). A request that has fields of
 * the vendor's own start, and names no other operation, is never taken for one of these.
 */
public final class ForeignRequests {
    private static final String OPERATION = "operation";
    private static final String ACTION = "Action";
    private static final String RUNNING = "It steers a session that runs; an import reads what starts one.";
    private static final String OWN_AGENT =
            "Its agent is made in the vendor's console and only named here: there is nothing to read.";

    /** By which fields a vendor's own start is known. */
    private static final Map<String, Predicate<ObjectNode>> OWN = Map.of(
            "tencent-trtc", any("LLMConfig", "TTSConfig", "STTConfig"),
            "tencent-ccc", any("LLMType", "APIUrl", "SystemPrompt", "CustomTTSConfig"),
            "alibaba-rtc", any("VoiceChatConfig", "RtcConfig"));

    /** Operations by their names, where the request is sent together with its operation. */
    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            entry("ControlAIConversation", RUNNING + " Use POST /v1/sessions/{id}/say or /prompt."),
            entry("UpdateAIConversation", RUNNING + " Use PATCH /v1/sessions/{id}/agent."),
            entry("StopAIConversation", RUNNING + " Use POST /v1/sessions/{id}/stop."),
            entry("DescribeAIConversation", RUNNING + " Use GET /v1/sessions/{id}."),
            entry("HangUpCall", RUNNING + " Use POST /v1/sessions/{id}/stop."),
            entry("TransferToManual", RUNNING + " Use POST /v1/sessions/{id}/transfer."),
            entry("NotifyAgent", RUNNING + " Use POST /v1/sessions/{id}/say."),
            entry("UpdateAgent", RUNNING + " Use PATCH /v1/sessions/{id}/agent."),
            entry("StopAgent", RUNNING + " Use POST /v1/sessions/{id}/stop."),
            entry("GetAgent", RUNNING + " Use GET /v1/sessions/{id}."),
            entry("CreateAIAgentCall", OWN_AGENT),
            entry("CreateAutoCalloutTask", OWN_AGENT + " Each call of the task would be a session of its own."),
            entry(
                    "CreateVoiceConversation",
                    "It belongs to TRTC's AI conversation 2.0, which Voxgate does not speak yet."));

    private static final String OTHER_ALIBABA =
            "IMS is another product than RTC, and its agent is made in its console.";

    private static final List<Recogniser> RECOGNISERS = List.of(
            new Recogniser("CreateAIAgentCall of Tencent CCC", ForeignRequests::agentCall, OWN_AGENT),
            new Recogniser(
                    "CreateAutoCalloutTask of Tencent CCC",
                    all("Callees", "SdkAppId"),
                    OWN_AGENT + " Each call of the task would be a session of its own."),
            new Recogniser(
                    "ControlAIConversation of Tencent",
                    all("Command").and(any("ServerPushText", "InvokeLLM")),
                    RUNNING),
            new Recogniser(
                    "UpdateAIConversation of Tencent TRTC",
                    all("TaskId").and(any("WelcomeMessage", "InterruptMode", "InterruptSpeechDuration")),
                    RUNNING + " Use PATCH /v1/sessions/{id}/agent."),
            new Recogniser(
                    "NotifyAgent of Alibaba Cloud RTC",
                    all("TaskId", "Message"),
                    RUNNING + " Use POST /v1/sessions/{id}/say."),
            new Recogniser(
                    "StartAIAgentInstance of Alibaba Cloud IMS",
                    all("AIAgentId").and(any("RuntimeConfig", "TemplateConfig")),
                    OTHER_ALIBABA),
            new Recogniser(
                    "a request of Alibaba Cloud IMS",
                    request -> request.path("AIAgentId").isTextual(),
                    OTHER_ALIBABA),
            new Recogniser(
                    "StartVoiceChat of Volcengine RTC", inside("Config", "ASRConfig", "TTSConfig", "LLMConfig"), ""),
            new Recogniser(
                    "a request of Agora's Conversational AI",
                    inside("properties", "agent_rtc_uid", "remote_rtc_uids", "llm", "asr"),
                    ""),
            new Recogniser(
                    "a request of ZEGOCLOUD's AI agents", inside("RTC", "RoomId", "AgentStreamId", "AgentUserId"), ""),
            new Recogniser(
                    "a request of Vapi",
                    any("assistantId", "assistantOverrides", "squadId", "assistant")
                            .or(all("phoneNumberId", "customer"))
                            .or(all("firstMessage").and(any("model", "voice", "transcriber"))),
                    ""),
            new Recogniser(
                    "a request of Retell AI",
                    any("response_engine", "retell_llm_dynamic_variables", "override_agent_id")
                            .or(all("from_number", "to_number")),
                    ""),
            new Recogniser(
                    "a request of ElevenLabs Agents",
                    any("conversation_config", "agent_phone_number_id", "conversation_initiation_client_data"),
                    ""),
            new Recogniser("a request of Bland AI", all("phone_number").and(any("task", "pathway_id")), ""),
            new Recogniser("a request of LiveKit Agents", all("agent_name", "room"), ""),
            new Recogniser("a call of Twilio", all("To", "From").and(any("Url", "Twiml")), ""),
            new Recogniser(
                    "a session of OpenAI's Realtime API",
                    inside("session", "instructions", "modalities", "output_modalities", "turn_detection")
                            .or(all("instructions").and(any("modalities", "output_modalities", "turn_detection"))),
                    ""),
            new Recogniser(
                    "a request to a language model (chat completions)",
                    all("model", "messages"),
                    "It says nothing of a voice agent."),
            new Recogniser(
                    "an agent in Voxgate's own words",
                    inside("llm", "protocol")
                            .or(request -> inside("llm", "protocol").test(object(request, "agent"))),
                    "It needs no import: try it with POST /v1/translations, keep it with PUT /v1/templates/{name}."),
            new Recogniser(
                    "a vendor's answer",
                    inside("Response", "RequestId", "Error"),
                    "An import reads what starts a session, not what the vendor answers."),
            new Recogniser(
                    "StartAIConversation of Tencent TRTC",
                    all("LLMConfig").and(any("AgentConfig", "STTConfig", "TTSConfig", "RoomId")),
                    "Name the vendor tencent-trtc."),
            new Recogniser(
                    "CreateAICall of Tencent CCC",
                    all("LLMType").and(any("Callee", "APIUrl", "APIKey")),
                    "Name the vendor tencent-ccc."),
            new Recogniser(
                    "StartAgent of Alibaba Cloud RTC",
                    any("VoiceChatConfig").or(all("RtcConfig", "ChannelId")),
                    "Name the vendor alibaba-rtc."));

    /**
     * @param product what the request seems to be
     * @param hint what its reader may want to know; may be empty
     */
    private record Recogniser(String product, Predicate<ObjectNode> fields, String hint) {}

    private ForeignRequests() {}

    /** The request itself, where it was sent together with the name of this vendor's start. */
    public static ObjectNode unwrapped(VendorInfo vendor, ObjectNode request) {
        return wrapped(request) && request.path(OPERATION).asText().equals(start(vendor))
                ? object(request, "request")
                : request;
    }

    /** Why this is no start of that vendor's agent; empty when it may be one. */
    public static Optional<Fault> recognise(VendorInfo vendor, ObjectNode request) {
        ObjectNode inner = wrapped(request) ? object(request, "request") : request;
        String operation = wrapped(request)
                ? request.path(OPERATION).asText()
                : request.path(ACTION).asText();
        if (operation.equals(start(vendor))) {
            return Optional.empty();
        }
        if (OPERATIONS.containsKey(operation)) {
            return Optional.of(fault(vendor, operation, List.of(OPERATIONS.get(operation), details(inner))));
        }
        if (!wrapped(request) && OWN.getOrDefault(vendor.id(), _ -> false).test(inner)) {
            return Optional.empty();
        }
        return RECOGNISERS.stream()
                .filter(recogniser -> recogniser.fields().test(inner))
                .findFirst()
                .map(recogniser -> fault(vendor, recogniser.product(), List.of(recogniser.hint(), details(inner))))
                .or(() -> wrapped(request)
                        ? Optional.of(fault(vendor, "another operation with its request", List.of()))
                        : Optional.empty());
    }

    private static Fault fault(VendorInfo vendor, String product, List<String> hints) {
        String said = Stream.concat(Stream.of("This seems to be " + product + "."), hints.stream())
                .filter(hint -> !hint.isEmpty())
                .collect(Collectors.joining(" "));
        return new Fault(
                "/request",
                "OTHER_PRODUCT",
                said + " Voxgate takes the request of " + start(vendor) + " (" + vendor.name()
                        + ") here; an agent of another product is written in Voxgate's own words as a template.");
    }

    /** What becomes of the parts that have a place in Voxgate all the same. */
    private static String details(ObjectNode request) {
        if (request.at("/ServerPushText").isObject()) {
            return request.at("/ServerPushText/StopAfterPlay").asBoolean()
                    ? "A farewell is POST /v1/sessions/{id}/say with {\"endAfter\":true}."
                    : "Use POST /v1/sessions/{id}/say.";
        }
        if (request.has("InvokeLLM")) {
            return "Use POST /v1/sessions/{id}/prompt.";
        }
        boolean dify = request.path("Variables")
                .valueStream()
                .anyMatch(variable -> variable.path("Key").asText().startsWith("dify-inputs-"));
        String variables = dify
                ? " Its Variables dify-inputs-… are llm.inputs, llm.user and llm.conversationId with llm.protocol dify."
                : "";
        String needed =
                "Needed instead: the model (LLMType, APIUrl, APIKey, Model), SystemPrompt and VoiceType or CustomTTSConfig.";
        return agentCall(request) ? needed + variables : "";
    }

    private static String start(VendorInfo vendor) {
        return vendor.operations().getOrDefault("start", "the vendor's start");
    }

    private static boolean wrapped(ObjectNode request) {
        return request.size() == 2
                && request.path(OPERATION).isTextual()
                && request.path("request").isObject();
    }

    private static boolean agentCall(ObjectNode request) {
        return request.has("AIAgentId") && request.has("Callee");
    }

    private static ObjectNode object(ObjectNode request, String name) {
        return request.get(name) instanceof ObjectNode inner ? inner : request.objectNode();
    }

    private static Predicate<ObjectNode> any(String... names) {
        return request -> Arrays.stream(names).anyMatch(name -> given(request.path(name)));
    }

    private static Predicate<ObjectNode> all(String... names) {
        return request -> Arrays.stream(names).allMatch(name -> given(request.path(name)));
    }

    private static Predicate<ObjectNode> inside(String parent, String... names) {
        return request -> any(names).test(object(request, parent));
    }

    private static boolean given(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }
}
