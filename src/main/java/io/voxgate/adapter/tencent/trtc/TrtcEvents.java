package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.EventData;
import io.voxgate.model.SessionEnd;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One callback in our words. What is new or undocumented is kept raw. */
final class TrtcEvents {
    private static final int CONVERSATIONS = 9;
    private static final Map<String, String> METRICS = Map.of(
            "asr_latency",
            "asrLatencyMs",
            "llm_network_latency",
            "llmNetworkLatencyMs",
            "llm_first_token",
            "llmFirstTokenMs",
            "tts_network_latency",
            "ttsNetworkLatencyMs",
            "tts_first_frame_latency",
            "ttsFirstFrameMs",
            "tts_discontinuity",
            "ttsGaps",
            "interruption",
            "interruption");
    private static final Map<String, EventData.Component> COMPONENTS = Map.of(
            "asr_error",
            EventData.Component.ASR,
            "llm_error",
            EventData.Component.LLM,
            "tts_error",
            EventData.Component.TTS);

    private TrtcEvents() {}

    static EventData of(JsonNode callback) {
        JsonNode payload = callback.path("EventInfo").path("Payload");
        if (callback.path("EventGroupId").asInt() != CONVERSATIONS) {
            return other(callback);
        }
        Optional<EventData> known = switch (callback.path("EventType").asInt()) {
            case 901 -> start(payload);
            case 902 -> Optional.of(new EventData.Ended(end(text(payload, "LeaveCode"))));
            case 903 -> transcript(payload);
            case 904 -> Optional.of(new EventData.UserSpeechStarted(text(payload, "RoundId")));
            case 905 ->
                Optional.of(
                        new EventData.AgentSpeechFinished(payload.path("Text").asText(), text(payload, "RoundId")));
            case 906 -> metric(payload);
            case 908 -> error(payload);
            case 909 ->
                Optional.of(payload)
                        .filter(p -> p.path("Status").asText().equals("session_ready"))
                        .map(_ -> new EventData.Ready());
            default -> Optional.empty();
        };
        return known.orElseGet(() -> other(callback));
    }

    private static Optional<EventData> start(JsonNode payload) {
        return switch (payload.path("Status").asText()) {
            case "0" -> Optional.of(new EventData.Started());
            case "1" ->
                Optional.of(new EventData.Failed(
                        SessionEnd.of(EndReason.VENDOR_ERROR, EndedBy.VENDOR, "1"),
                        "TRTC could not start the conversation."));
            case String _ -> Optional.empty();
        };
    }

    /** How a conversation ended, by LeaveCode; one that is not documented is the vendor's error. */
    static SessionEnd end(@Nullable String leaveCode) {
        return switch (leaveCode) {
            case "0" -> new SessionEnd(EndReason.COMPLETED, EndedBy.OPERATOR, leaveCode, null, true);
            case "1", "2" -> SessionEnd.of(EndReason.CANCELLED, EndedBy.OPERATOR, leaveCode);
            case "99" ->
                new SessionEnd(
                        EndReason.HANG_UP,
                        EndedBy.USER,
                        leaveCode,
                        SessionEnd.of(EndReason.NOT_JOINED, EndedBy.USER, leaveCode),
                        false);
            case null, default -> SessionEnd.of(EndReason.VENDOR_ERROR, EndedBy.VENDOR, leaveCode);
        };
    }

    private static Optional<EventData> transcript(JsonNode payload) {
        return Optional.of(payload)
                .filter(p -> p.path("Text").isTextual())
                .map(p -> new EventData.TranscriptAdded(
                        null,
                        text(p, "UserId"),
                        p.path("Text").asText(),
                        text(p, "RoundId"),
                        whole(p.path("StartTimeMs")).orElse(null),
                        whole(p.path("EndTimeMs")).orElse(null)));
    }

    private static Optional<EventData> metric(JsonNode payload) {
        String metric = payload.path("Metric").asText();
        String unit = metric.equals("tts_discontinuity") || metric.equals("interruption") ? "count" : "ms";
        return Optional.ofNullable(METRICS.get(metric))
                .flatMap(name -> measured(payload, metric)
                        .map(number -> new EventData.MetricRecorded(
                                name, number, unit, text(payload.path("Tag"), "RoundId"), "callback 906 " + metric)));
    }

    /** An interruption without a number is one. */
    private static Optional<BigDecimal> measured(JsonNode payload, String metric) {
        JsonNode value = payload.path("Value");
        return metric.equals("interruption") && value.isMissingNode() ? Optional.of(BigDecimal.ONE) : decimal(value);
    }

    private static Optional<EventData> error(JsonNode payload) {
        JsonNode tag = payload.path("Tag");
        return Optional.ofNullable(COMPONENTS.get(payload.path("Metric").asText()))
                .map(component -> new EventData.ErrorReported(
                        component,
                        tag.path("Code").asText(),
                        tag.path("Message").asText(),
                        text(tag, "RoundId")));
    }

    private static EventData other(JsonNode callback) {
        return new EventData.VendorOther(Json.MAPPER.convertValue(
                callback, Json.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class)));
    }

    /** A whole number, written as one or as text. */
    static Optional<Long> whole(JsonNode node) {
        return decimal(node)
                .filter(number -> number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 2000)) < 0)
                .map(BigDecimal::longValue);
    }

    private static Optional<BigDecimal> decimal(JsonNode node) {
        if (node.isNumber()) {
            return Optional.of(node.decimalValue());
        }
        return Optional.of(node.asText())
                .filter(text -> node.isTextual() && text.matches("-?[0-9]{1,18}([.][0-9]{1,9})?"))
                .map(BigDecimal::new);
    }

    private static @Nullable String text(JsonNode node, String name) {
        String text = node.path(name).asText();
        return text.isEmpty() ? null : text;
    }
}
