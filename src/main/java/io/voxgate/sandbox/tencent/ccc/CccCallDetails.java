package io.voxgate.sandbox.tencent.ccc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.ConversationEvent;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be asked of a call when it is over: its words, how long the parts of each round took, and what was to be
 * found out. None of it is there at once; how long the real service takes, its pages do not say.
 */
final class CccCallDetails {
    private static final Duration TEXT_AFTER = Duration.ofSeconds(2);
    private static final Duration MEASURES_AFTER = Duration.ofSeconds(1);
    private static final Duration FINDINGS_AFTER = Duration.ofSeconds(3);
    private static final Duration LATE = Duration.ofSeconds(20);
    private static final int NONE = -1;

    private record Sentence(String user, String text, Instant start, Instant end) {}

    private record Round(String id, Optional<ConversationEvent.TurnLatency> latency) {}

    private final ObjectNode order;
    private final Set<Scenario> scenarios;
    private final List<Sentence> sentences = new ArrayList<>();
    private final List<Round> rounds = new ArrayList<>();
    private final Map<String, Instant> began = new HashMap<>();
    private final CccInteractions interactions;

    /** @param order the CreateAICall that was accepted */
    CccCallDetails(ObjectNode order, Set<Scenario> scenarios) {
        this.order = order;
        this.scenarios = scenarios;
        this.interactions = new CccInteractions(order.path("NotifyMessage").asText(""));
    }

    synchronized void record(ConversationEvent event, Instant now) {
        interactions.record(event, now);
        switch (event) {
            case ConversationEvent.UserStarts starts -> began.put("customer" + starts.turn(), now);
            case ConversationEvent.UserSays says -> said("customer", says.turn(), says.text(), now);
            case ConversationEvent.AgentSays says -> began.put("robot" + says.turn(), now);
            case ConversationEvent.AgentStops stops -> said("robot", stops.turn(), stops.spoken(), now);
            case ConversationEvent.Measured measured ->
                rounds.add(new Round(measured.turn(), Optional.of(measured.latency())));
            case ConversationEvent.Broken broken -> rounds.add(new Round(broken.turn(), Optional.empty()));
            case ConversationEvent.Up _, ConversationEvent.Ready _, ConversationEvent.PartyLeft _ -> {}
        }
    }

    private void said(String user, String turn, String text, Instant now) {
        sentences.add(new Sentence(user, text, began.getOrDefault(user + turn, now), now));
    }

    /** AsrStatus of the call's record. */
    synchronized String asrStatus(Instant ended, Instant now) {
        if (sentences.isEmpty() || scenarios.contains(Scenario.NO_RESULTS)) {
            return "NotExists";
        }
        return there(ended, now, TEXT_AFTER) ? "Complete" : "Processing";
    }

    /** What was said, in order, in the page's Unix milliseconds; empty while there is no text. */
    synchronized Optional<ArrayNode> text(Instant ended, Instant now) {
        if (sentences.isEmpty() || !there(ended, now, TEXT_AFTER)) {
            return Optional.empty();
        }
        ArrayNode list = SandboxJson.object().putArray("AsrDataList");
        sentences.forEach(said -> list.addObject()
                .put("User", said.user())
                .put("Message", said.text())
                .put("Start", said.start().toEpochMilli())
                .put("End", said.end().toEpochMilli()));
        return Optional.of(list);
    }

    /** Each round's milliseconds; −1 where there is nothing to measure. */
    synchronized ArrayNode latency(Instant ended, Instant now) {
        ArrayNode list = SandboxJson.object().putArray("AILatencyDetail");
        if (there(ended, now, MEASURES_AFTER)) {
            rounds.forEach(round -> list.add(detail(round)));
        }
        return list;
    }

    private static ObjectNode detail(Round round) {
        ObjectNode detail = SandboxJson.object().put("RoundId", round.id());
        int stt = round.latency().map(ConversationEvent.TurnLatency::stt).orElse(NONE);
        int first = round.latency()
                .map(ConversationEvent.TurnLatency::llmFirstToken)
                .orElse(NONE);
        int tts = round.latency()
                .map(ConversationEvent.TurnLatency::ttsFirstFrame)
                .orElse(NONE);
        detail.put("ASRLatency", stt)
                .put("TTSLatency", tts)
                .put("LLMLatency", first < 0 ? NONE : first * 2)
                .put("LLMFirstTokenLatency", first);
        return detail.put("ETELatency", first < 0 ? NONE : stt + first + tts);
    }

    /** The rounds so far, also while the call runs; whether the real service answers then, its page does not say. */
    synchronized ArrayNode interactions(Optional<Instant> ended, Instant now) {
        boolean late = scenarios.contains(Scenario.LATE_RESULTS)
                && ended.filter(at -> there(at, now, LATE)).isEmpty();
        return late || scenarios.contains(Scenario.NO_RESULTS)
                ? SandboxJson.object().putArray("InteractionEventList")
                : interactions.list();
    }

    /** What was to be found out, with a plausible finding; empty while it is being looked for. */
    synchronized ArrayNode findings(Instant ended, Instant now) {
        ArrayNode list = SandboxJson.object().putArray("ResultList");
        if (there(ended, now, FINDINGS_AFTER)) {
            order.path("ExtractConfig").forEach(wanted -> list.add(finding((ObjectNode) wanted)));
        }
        return list;
    }

    private ObjectNode finding(ObjectNode wanted) {
        ObjectNode found = SandboxJson.object()
                .put("InfoType", wanted.path("InfoType").asText())
                .put("InfoName", wanted.path("InfoName").asText());
        found.put("InfoContent", wanted.path("InfoContent").asText(""));
        Optional<String> said = sentences.stream()
                .filter(sentence -> sentence.user().equals("customer"))
                .map(Sentence::text)
                .findFirst();
        ObjectNode result = found.putObject("Result");
        if (said.isPresent()) {
            switch (wanted.path("InfoType").asText()) {
                case "Selector" ->
                    result.putArray("Chosen").add(wanted.path("Choices").path(0));
                case "Boolean" -> result.put("Boolean", true);
                case "Number" -> result.put("Number", sentences.size());
                default -> result.put("Text", said.get());
            }
        }
        return found;
    }

    private boolean there(Instant ended, Instant now, Duration after) {
        Duration wait = scenarios.contains(Scenario.LATE_RESULTS) ? LATE : after;
        return !scenarios.contains(Scenario.NO_RESULTS) && !now.isBefore(ended.plus(wait));
    }
}
