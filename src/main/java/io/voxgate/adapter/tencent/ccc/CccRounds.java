package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.model.EventData;
import io.voxgate.model.EventData.MetricRecorded;
import io.voxgate.model.EventData.SilenceDetected;
import io.voxgate.model.EventData.SpeakerRole;
import io.voxgate.model.EventData.TranscriptAdded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was said in each round, and how long its parts took. The page does not say whether it answers while the call
 * runs. No member says that an agent was interrupted: {@code CanBeInterrupted} is whether it may be, and a message has
 * the time of its beginning only, so no interruption is reported from it.
 */
final class CccRounds {
    /**
     * @see <a href="https://cloud.tencent.com/document/product/679/131442">DescribeAICallInteractionRecords in the API
     *     description of 2026-08, read November 2026</a>
     */
    static final String OPERATION = "DescribeAICallInteractionRecords";

    /** AISpeak.SpokenType of what the agent says because the callee said nothing: a reminder, and the last words. */
    private static final Set<String> NO_RESPONSE = Set.of("NoResponseTip", "PlayNoResponseEndPrompt");

    private static final Map<String, String> METRICS = new TreeMap<>(Map.of(
            "AsrLatency",
            "asrLatencyMs",
            "LLMFirstTokenLatency",
            "llmFirstTokenMs",
            "TTSLatency",
            "ttsLatencyMs",
            "TotalLatency",
            "endToEndMs"));

    /** The call that is reported, and since when it was one. */
    record Call(String sessionId, Instant beganAt) {}

    private CccRounds() {}

    /** All of it. */
    static List<VendorEvent> all(Call call, JsonNode response) {
        List<VendorEvent> events = new ArrayList<>();
        for (JsonNode round : response.path("InteractionEventList")) {
            String id = round.path("RoundId").asText(round.path("RoundIndex").asText());
            int place = 0;
            for (JsonNode message : round.path("Messages")) {
                events.addAll(new Message(call, id, "round:" + id + ":" + place, message).events());
                place++;
            }
        }
        return events;
    }

    /** Of a call that runs: the last message may still grow, and an event is reported once. */
    static List<VendorEvent> finished(Call call, JsonNode response) {
        List<VendorEvent> events = all(call, response);
        JsonNode last = response.path("InteractionEventList")
                .path(response.path("InteractionEventList").size() - 1)
                .path("Messages");
        JsonNode growing = last.path(last.size() - 1);
        return events.stream().filter(event -> !event.raw().equals(growing)).toList();
    }

    /** @param key equal each time the vendor is asked: messages are only added */
    private record Message(Call call, String round, String key, JsonNode message) {

        List<VendorEvent> events() {
            List<VendorEvent> events = new ArrayList<>();
            if (NO_RESPONSE.contains(message.path("AISpeak").path("SpokenType").asText())) {
                events.add(event(key + ":silence", new SilenceDetected()));
            }
            said(events, SpeakerRole.USER, message.path("UserReply").path("ASRTranscript"));
            said(events, SpeakerRole.AGENT, message.path("AISpeak").path("SpokenText"));
            METRICS.forEach((wire, name) -> measured(events, wire, name));
            return events;
        }

        private void said(List<VendorEvent> events, SpeakerRole role, JsonNode text) {
            if (text.isTextual() && !text.asText().isBlank()) {
                long offset = Math.max(0, at().toEpochMilli() - call.beganAt().toEpochMilli());
                events.add(event(
                        key + ":" + role,
                        new TranscriptAdded(
                                role,
                                null,
                                text.asText(),
                                turn(),
                                message.path("Timestamp").isNumber() ? offset : null,
                                null)));
            }
        }

        /** Milliseconds; −1: not measured. */
        private void measured(List<VendorEvent> events, String wire, String name) {
            JsonNode value = message.path("AISpeak").path("LatencyMetrics").path(wire);
            if (value.isNumber() && value.asLong() >= 0) {
                events.add(event(
                        key + ":" + name,
                        new MetricRecorded(name, value.decimalValue(), "ms", turn(), OPERATION + " " + wire)));
            }
        }

        private VendorEvent event(String dedupeKey, EventData data) {
            return new VendorEvent(call.sessionId(), dedupeKey, at(), data, message);
        }

        private @Nullable String turn() {
            return round.isEmpty() ? null : round;
        }

        private Instant at() {
            return message.path("Timestamp").canConvertToLong()
                    ? Instant.ofEpochMilli(message.path("Timestamp").asLong())
                    : call.beganAt();
        }
    }
}
