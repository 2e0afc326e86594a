package io.voxgate.sandbox.tencent.ccc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.ConversationEvent;
import io.voxgate.sandbox.SandboxJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rounds of a call as {@code DescribeAICallInteractionRecords} reports them: what the agent spoke, with its
 * latencies, and what the callee replied. A message is there when it has been said.
 */
final class CccInteractions {
    private static final int NONE = -1;

    private final String reminder;

    private final Map<String, ArrayNode> messages = new LinkedHashMap<>();
    private final Map<String, Instant> speaking = new HashMap<>();
    private final Map<String, ConversationEvent.TurnLatency> latencies = new HashMap<>();
    private final Map<String, Instant> began = new HashMap<>();

    /** @param reminder what the agent says into a silence; empty: nothing */
    CccInteractions(String reminder) {
        this.reminder = reminder;
    }

    void record(ConversationEvent event, Instant now) {
        switch (event) {
            case ConversationEvent.UserStarts starts -> began.putIfAbsent(starts.turn(), now);
            case ConversationEvent.UserSays says -> replied(says, now);
            case ConversationEvent.AgentSays says -> speaking.put(says.turn(), now);
            case ConversationEvent.Measured measured -> latencies.put(measured.turn(), measured.latency());
            case ConversationEvent.AgentStops stops -> spoke(stops, now);
            case ConversationEvent.Up _,
                    ConversationEvent.Ready _,
                    ConversationEvent.Broken _,
                    ConversationEvent.PartyLeft _ -> {}
        }
    }

    private void replied(ConversationEvent.UserSays says, Instant now) {
        ObjectNode message = message(says.turn(), now);
        message.putObject("UserReply")
                .put("ASRTranscript", says.text())
                .put("MatchedIntent", "")
                .put("ExtractedSlots", "{}")
                .put("BranchType", "");
        message.put("Timestamp", began.getOrDefault(says.turn(), now).toEpochMilli());
    }

    private void spoke(ConversationEvent.AgentStops stops, Instant now) {
        boolean greeting = messages.isEmpty();
        ObjectNode message = message(stops.turn(), now);
        ObjectNode spoken = message.putObject("AISpeak").put("CanBeInterrupted", true);
        Optional<ConversationEvent.TurnLatency> latency = Optional.ofNullable(latencies.remove(stops.turn()));
        int stt = latency.map(ConversationEvent.TurnLatency::stt).orElse(NONE);
        int first = latency.map(ConversationEvent.TurnLatency::llmFirstToken).orElse(NONE);
        int tts = latency.map(ConversationEvent.TurnLatency::ttsFirstFrame).orElse(NONE);
        spoken.putObject("LatencyMetrics")
                .put("AsrLatency", stt)
                .put("LLMFirstTokenLatency", first)
                .put("TTSLatency", tts)
                .put("TotalLatency", first < 0 ? NONE : stt + first + tts);
        spoken.put("SpokenText", stops.spoken());
        if (greeting) {
            spoken.put("SpokenType", "Script"); // of the values, none is said to be that of a model's answer
        } else if (!reminder.isEmpty() && stops.spoken().equals(reminder)) {
            spoken.put("SpokenType", "NoResponseTip");
        }
        message.put("Timestamp", speaking.getOrDefault(stops.turn(), now).toEpochMilli());
    }

    private ObjectNode message(String turn, Instant now) {
        began.putIfAbsent(turn, now);
        return messages.computeIfAbsent(turn, _ -> SandboxJson.object().putArray("Messages"))
                .addObject();
    }

    ArrayNode list() {
        ArrayNode list = SandboxJson.object().putArray("InteractionEventList");
        messages.forEach((turn, said) -> {
            ObjectNode round = list.addObject();
            round.set("Messages", said.deepCopy());
            round.putArray("Paths");
            round.put("RoundId", turn).put("RoundIndex", list.size());
        });
        return list;
    }
}
