package io.voxgate.session.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.adapter.tencent.ccc.CccAdapter;
import io.voxgate.adapter.tencent.trtc.TrtcAdapter;
import io.voxgate.event.EventTable.EventRow;
import io.voxgate.event.EventTable.NewEvent;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.EventData;
import io.voxgate.model.SessionEnd;
import io.voxgate.session.Transcript;
import io.voxgate.session.store.SessionRow.EndColumns;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Six events of a vendor's, read by its adapter, in all 720 orders: one state, one transcript, one end, the same
 * figures, every payload kept.
 */
class EveryOrderTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant HEARD = BEGAN.plusSeconds(600);
    private static final Channel ROOM = new Channel.Room("room-1", null, "user_1", "agent_1");
    private static final Channel PHONE = new Channel.Phone("+8613800000000", null);

    /** Everything about a session that may not depend on the order of what told of it. */
    private record Standing(
            SessionFacts facts,
            Optional<Instant> startedAt,
            String end,
            List<Transcript.TranscriptItem> transcript,
            Map<String, Long> counts,
            Set<String> metrics,
            Set<JsonNode> payloads) {}

    private record Story(Channel channel, List<List<IncomingEvent>> parts) {}

    @TestFactory
    Stream<DynamicTest> allOrdersOfSixEventsAreOneState() {
        return Map.of(
                        "trtc, a conversation with an interruption",
                        talk(),
                        "trtc, errors and unknown types",
                        trouble(),
                        "ccc, push and what was asked for",
                        pushed())
                .entrySet()
                .stream()
                .map(story -> DynamicTest.dynamicTest(story.getKey(), () -> {
                    assertThat(story.getValue().parts()).hasSize(6);
                    List<List<Integer>> orders = orders(6);
                    assertThat(orders).hasSize(720);

                    Set<Standing> standings = orders.stream()
                            .map(order -> reportedEnd(story.getValue(), order, 1))
                            .collect(Collectors.toSet());

                    assertThat(standings).hasSize(1);
                }));
    }

    @Test
    void repeatsInAnyOrderChangeNothing() {
        long seed = Long.getLong("orders.seed", 20260701L);
        Random random = new Random(seed);
        Standing once = reportedEnd(talk(), List.of(0, 1, 2, 3, 4, 5), 1);
        for (int round = 0; round < 100; round++) {
            List<Integer> order = new ArrayList<>(
                    IntStream.range(0, 30).map(i -> i % 6).boxed().toList());
            Collections.shuffle(order, random);
            assertThat(reportedEnd(talk(), order, 1))
                    .as("orders.seed=%d, round %d", seed, round)
                    .isEqualTo(once);
        }
    }

    @Test
    void severalInOneTransactionAreTheSame() {
        for (Story story : List.of(talk(), trouble(), pushed())) {
            assertThat(reportedEnd(story, List.of(5, 3, 1, 0, 2, 4), 6))
                    .isEqualTo(reportedEnd(story, List.of(0, 1, 2, 3, 4, 5), 1));
        }
    }

    @Test
    void theConversationIsWhatItWas() {
        Standing standing = reportedEnd(talk(), List.of(5, 4, 3, 2, 1, 0), 1);

        assertThat(standing.end()).isEqualTo("hangUp by user, 99, at 2026-01-01T00:00:09Z");
        assertThat(standing.startedAt()).contains(BEGAN);
        assertThat(standing.transcript())
                .containsExactly(
                        new Transcript.TranscriptItem("r1", "user", "Where is my order?", 1000L, 2000L, false, null),
                        new Transcript.TranscriptItem(
                                "r1", "agent", "It left our house this morning.", 2500L, 6000L, true, "It left our"));
        assertThat(standing.metrics()).containsExactly("llmFirstTokenMs 218 ms r1 callback 906 llm_first_token");
    }

    /** The check can fail: a session that forgets when it had been told of a second start. */
    @Test
    void aStateThatDependsOnTheOrderIsNoticed() {
        assertThat(reportedEnd(talk(), List.of(0, 1, 2, 3, 4), 1))
                .isNotEqualTo(reportedEnd(talk(), List.of(5, 0, 1, 2, 3), 1));
    }

    private static Story talk() {
        return trtc(List.of(
                trtc(901, 0, "\"Status\":0"),
                trtc(
                        903,
                        2,
                        "\"UserId\":\"user_1\",\"Text\":\"Where is my order?\",\"StartTimeMs\":1000,\"EndTimeMs\":2000,\"RoundId\":\"r1\""),
                trtc(
                        903,
                        2,
                        "\"UserId\":\"agent_1\",\"Text\":\"It left our house this "
                                + "morning.\",\"StartTimeMs\":2500,\"EndTimeMs\":6000,\"RoundId\":\"r1\""),
                trtc(905, 5, "\"UserId\":\"agent_1\",\"Text\":\"It left our\",\"RoundId\":\"r1\""),
                trtc(906, 3, "\"Metric\":\"llm_first_token\",\"Value\":218,\"Tag\":{\"RoundId\":\"r1\"}"),
                trtc(902, 9, "\"LeaveCode\":99")));
    }

    private static Story trouble() {
        return trtc(List.of(
                trtc(909, 1, "\"Status\":\"session_ready\""),
                trtc(904, 2, "\"UserId\":\"user_1\",\"RoundId\":\"r1\""),
                trtc(
                        908,
                        3,
                        "\"Metric\":\"llm_error\",\"Tag\":{\"RoundId\":\"r1\",\"Code\":429,\"Message\":\"slow down\"}"),
                trtc(907, 4, "\"New\":{\"Deep\":[1,2]}"),
                trtc(901, 0, "\"Status\":0"),
                trtc(902, 5, "\"LeaveCode\":98")));
    }

    private static Story trtc(List<String> bodies) {
        return new Story(
                ROOM,
                bodies.stream()
                        .map(body -> incoming(new TrtcAdapter(), Map.of(), Map.of(), body))
                        .toList());
    }

    private static String trtc(int type, int second, String payload) {
        return ("{\"EventGroupId\":9,\"EventType\":%d,\"CallbackTs\":1,\"EventInfo\":{\"EventMsTs\":%d,"
                        + "\"TaskId\":\"t\",\"RoomId\":\"1\",\"RoomIdType\":0,\"Payload\":{%s}}}")
                .formatted(type, BEGAN.plusSeconds(second).toEpochMilli(), payload);
    }

    /** The push of a call, Voxgate's own looks at it, and what was asked for afterwards. */
    private static Story pushed() {
        String cdr =
                "{\"SessionId\":\"s1\",\"AcceptTimestamp\":%d,\"EndedTimestamp\":%d,\"EndStatus\":1,\"HungUpSide\":\"user\"}"
                        .formatted(BEGAN.getEpochSecond(), BEGAN.getEpochSecond() + 9);
        String record =
                "{\"SessionId\":\"s1\",\"RecordId\":\"rec\",\"Timestamp\":%d,\"RecordURL\":\"https://r.invalid/1.mp3\"}"
                        .formatted(BEGAN.getEpochSecond() + 10);
        SessionEnd end = new SessionEnd(EndReason.COMPLETED, EndedBy.USER, "1", null, false);
        return new Story(
                PHONE,
                List.of(
                        incoming(new CccAdapter(), Map.of("action", "cdr"), Map.of("X-TCCC-PUSH-UUID", "u1"), cdr),
                        incoming(
                                new CccAdapter(), Map.of("action", "record"), Map.of("X-TCCC-PUSH-UUID", "u2"), record),
                        List.of(IncomingEvent.own(new EventData.Ringing(), BEGAN.minusSeconds(3), HEARD)),
                        List.of(IncomingEvent.own(new EventData.Started(), BEGAN.plusMillis(400), HEARD)),
                        List.of(IncomingEvent.own(new EventData.Ended(end), BEGAN.plusSeconds(9), HEARD)),
                        List.of(
                                vendors(
                                        "words:1",
                                        new EventData.TranscriptAdded(
                                                EventData.SpeakerRole.USER, null, "Hello", null, 100L, 900L),
                                        1),
                                vendors(
                                        "findings",
                                        new EventData.ExtractionCompleted(List.of(
                                                new EventData.ExtractionCompleted.Item("mood", "text", "glad"))),
                                        12))));
    }

    private static IncomingEvent vendors(String key, EventData data, int second) {
        return new IncomingEvent(
                data,
                key,
                BEGAN.plusSeconds(second),
                HEARD,
                Optional.of(Json.object().put("key", key)));
    }

    private static List<IncomingEvent> incoming(
            VendorAdapter adapter, Map<String, String> query, Map<String, String> headers, String body) {
        List<VendorEvent> events =
                adapter.events(new CallbackRequest(query, headers, body.getBytes(StandardCharsets.UTF_8)));
        return events.stream()
                .map(event -> new IncomingEvent(
                        event.data(), event.dedupeKey(), event.occurredAt(), HEARD, Optional.of(event.raw())))
                .toList();
    }

    /** Tells the parts in this order, so many in each transaction, as the journal does: with what is stored already. */
    private static Standing reportedEnd(Story story, List<Integer> order, int each) {
        List<NewEvent> stored = new ArrayList<>();
        SessionFacts facts = SessionFacts.sent().with(SessionFacts.StartFact.ACCEPTED);
        Optional<EndColumns> end = Optional.empty();
        Optional<Instant> startedAt = Optional.empty();
        for (int from = 0; from < order.size(); from += each) {
            EventAppender appender =
                    new EventAppender(facts, story.channel(), stored.size(), end, startedAt, () -> "evt");
            List<IncomingEvent> arrived = order.subList(from, Math.min(order.size(), from + each)).stream()
                    .flatMap(part -> story.parts().get(part).stream())
                    .toList();
            appender.append(
                    arrived, keys(stored), stored.stream().map(NewEvent::type).collect(Collectors.toSet()));
            stored.addAll(appender.written());
            facts = appender.facts();
            end = appender.reportedEnd();
            startedAt = appender.startedAt();
        }
        assertThat(stored)
                .extracting(NewEvent::sequence)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, stored.size()).boxed().toList());
        return standing(facts, startedAt, end, stored);
    }

    private static Set<String> keys(List<NewEvent> stored) {
        return stored.stream().map(NewEvent::dedupeKey).collect(Collectors.toSet());
    }

    private static Standing standing(
            SessionFacts facts, Optional<Instant> startedAt, Optional<EndColumns> end, List<NewEvent> stored) {
        List<EventRow> rows = stored.stream()
                .map(event -> new EventRow(
                        event.id(),
                        "ses",
                        event.sequence(),
                        event.type(),
                        event.occurredAt(),
                        event.receivedAt(),
                        "v",
                        event.data(),
                        "",
                        true))
                .toList();
        Map<String, Long> counts = stored.stream()
                .map(NewEvent::type)
                .filter(type -> !Set.of("session.ended", "vendor.other").contains(type))
                .collect(Collectors.groupingBy(type -> type, TreeMap::new, Collectors.counting()));
        Set<String> metrics = stored.stream()
                .filter(event -> event.type().equals("metric.recorded"))
                .map(NewEvent::data)
                .map(data -> String.join(
                        " ",
                        data.path("name").asText(),
                        data.path("value").asText(),
                        data.path("unit").asText(),
                        data.path("turnId").asText(),
                        data.path("source").asText()))
                .collect(Collectors.toSet());
        return new Standing(
                facts,
                startedAt,
                end.map(e -> e.reason() + " by " + e.by()
                                + e.vendorCode().map(code -> ", " + code).orElse("") + ", at " + e.at())
                        .orElse("open"),
                Transcript.of(rows),
                counts,
                metrics,
                new HashSet<>(
                        stored.stream().flatMap(event -> event.raw().stream()).toList()));
    }

    private static List<List<Integer>> orders(int size) {
        List<List<Integer>> all = new ArrayList<>(List.of(List.of()));
        for (int next = 0; next < size; next++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> order : all) {
                for (int place = 0; place <= order.size(); place++) {
                    List<Integer> one = new ArrayList<>(order);
                    one.add(place, next);
                    longer.add(one);
                }
            }
            all = longer;
        }
        return all;
    }
}
