package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.PostCallState;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.EventData;
import io.voxgate.model.EventData.ExtractionCompleted;
import io.voxgate.model.EventData.MetricRecorded;
import io.voxgate.model.EventData.SpeakerRole;
import io.voxgate.model.EventData.TranscriptAdded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The answers about a call that is over in our words. */
final class CccResults {
    /** The page's sample is Unix milliseconds; what is smaller than any of those is an offset in the call. */
    private static final long FIRST_UNIX_MS = 100_000_000_000L;

    private static final Set<String> PERSON = Set.of("user", "customer", "client", "callee", "用户", "客户");
    private static final Map<String, String> METRICS = Map.of(
            "ASRLatency",
            "asrLatencyMs",
            "LLMLatency",
            "llmLatencyMs",
            "LLMFirstTokenLatency",
            "llmFirstTokenMs",
            "TTSLatency",
            "ttsLatencyMs",
            "ETELatency",
            "endToEndMs");

    private CccResults() {}

    /**
     * {@code AsrDataList}: each sentence of the recording's text; who the callee is not, is ours: the agent, or the
     * person who took over from it.
     */
    static List<VendorEvent> words(PostCallState state, JsonNode response) {
        List<VendorEvent> events = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (JsonNode sentence : response.path("AsrDataList")) {
            if (!sentence.path("Message").asText().isBlank()) {
                String place = sentence.path("Start").asText() + ":"
                        + sentence.path("User").asText();
                events.add(sentence(state, sentence, "words:" + place + ":" + seen.merge(place, 1, Integer::sum)));
            }
        }
        return events;
    }

    private static VendorEvent sentence(PostCallState state, JsonNode sentence, String key) {
        Instant began = state.times().beganAt().orElseThrow();
        Optional<Long> from = offset(began, sentence.path("Start"));
        TranscriptAdded said = new TranscriptAdded(
                role(state, sentence.path("User").asText()),
                null,
                sentence.path("Message").asText(),
                null,
                from.orElse(null),
                offset(began, sentence.path("End")).orElse(null));
        return event(state, key, began.plusMillis(from.orElse(0L)), said, sentence);
    }

    private static SpeakerRole role(PostCallState state, String user) {
        boolean callee = state.session().channel() instanceof Channel.Phone phone && CccNumbers.same(phone.to(), user);
        return callee || PERSON.contains(user.strip().toLowerCase(Locale.ROOT)) ? SpeakerRole.USER : SpeakerRole.AGENT;
    }

    private static Optional<Long> offset(Instant began, JsonNode time) {
        if (!time.canConvertToLong() || !time.isNumber() || time.asLong() < 0) {
            return Optional.empty();
        }
        long ms = time.asLong();
        return Optional.of(ms < FIRST_UNIX_MS ? ms : Math.max(0, ms - began.toEpochMilli()));
    }

    /** {@code ResultList}: what was to be read out of the conversation and was found in it. */
    static List<VendorEvent> findings(PostCallState state, JsonNode response) {
        JsonNode results = response.path("ResultList");
        if (!results.isArray() || results.isEmpty()) {
            return List.of();
        }
        List<ExtractionCompleted.Item> items =
                results.valueStream().flatMap(result -> item(result).stream()).toList();
        return List.of(event(state, "findings", state.times().now(), new ExtractionCompleted(items), results));
    }

    private static Optional<ExtractionCompleted.Item> item(JsonNode found) {
        String type = found.path("InfoType").asText();
        JsonNode result = found.path("Result");
        JsonNode value = switch (type) {
            case "Selector" -> result.path("Chosen");
            case "Boolean", "Number" -> result.path(type);
            default -> result.path("Text");
        };
        String ours =
                CccTools.TYPES.toNeutral(Json.text(type)).map(JsonNode::asText).orElse("text");
        return value.isMissingNode() || value.isNull()
                ? Optional.empty()
                : Optional.of(new ExtractionCompleted.Item(
                        found.path("InfoName").asText(), ours, Json.MAPPER.convertValue(value, Object.class)));
    }

    /** {@code AILatencyDetail}: milliseconds of each round; −1: not measured. */
    static List<VendorEvent> times(PostCallState state, JsonNode response) {
        List<VendorEvent> events = new ArrayList<>();
        for (JsonNode round : response.path("AILatencyDetail")) {
            String turn = round.path("RoundId").asText();
            METRICS.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .filter(metric -> round.path(metric.getKey()).isNumber()
                            && round.path(metric.getKey()).asLong() >= 0)
                    .forEach(metric -> events.add(measured(state, turn, metric, round)));
        }
        return events;
    }

    private static VendorEvent measured(
            PostCallState state, String turn, Map.Entry<String, String> metric, JsonNode round) {
        BigDecimal value = round.path(metric.getKey()).decimalValue();
        MetricRecorded recorded = new MetricRecorded(
                metric.getValue(),
                value,
                "ms",
                turn.isEmpty() ? null : turn,
                CccPostCall.LATENCY + " " + metric.getKey());
        return event(
                state, "times:" + turn + ":" + metric.getValue(), state.times().endedAt(), recorded, round);
    }

    private static VendorEvent event(PostCallState state, String key, Instant at, EventData data, JsonNode raw) {
        return new VendorEvent(state.session().vendorSessionId(), key, at, data, raw);
    }
}
