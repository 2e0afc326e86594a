package io.voxgate.session.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.event.EventTable.NewEvent;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.EventData;
import io.voxgate.model.SessionEnd;
import io.voxgate.model.SessionStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The same facts in any order make the same life, and the last word on the end is the same. */
class SessionFactsTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    /** TRTC's LeaveCode 99: the person left, or nobody ever came. */
    private static final SessionEnd NOBODY_LEFT = new SessionEnd(
            EndReason.HANG_UP, EndedBy.USER, "99", SessionEnd.of(EndReason.NOT_JOINED, EndedBy.USER, "99"), false);
    /** TRTC's LeaveCode 0: stopped by the API. */
    private static final SessionEnd BY_API = new SessionEnd(EndReason.COMPLETED, EndedBy.OPERATOR, "0", null, true);

    private static List<IncomingEvent> conversation(SessionEnd end) {
        List<EventData> data = List.of(
                new EventData.Started(),
                new EventData.Ready(),
                new EventData.UserSpeechStarted("r1"),
                new EventData.TranscriptAdded(null, "agent_1", "Hello.", "r1", 0L, 900L),
                new EventData.MetricRecorded(
                        "asrLatencyMs", BigDecimal.valueOf(320), "ms", "r1", "callback 906 asr_latency"),
                new EventData.Ended(end));
        List<IncomingEvent> events = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            events.add(event(data.get(i), i));
        }
        return events;
    }

    private static IncomingEvent event(EventData data, int second) {
        return new IncomingEvent(
                data,
                "k" + second,
                BEGAN.plusSeconds(second),
                BEGAN.plusSeconds(100),
                Optional.of(Json.object().put("n", second)));
    }

    private static EventAppender appender(SessionFacts facts, List<IncomingEvent> events) {
        AtomicInteger ids = new AtomicInteger();
        EventAppender appender = new EventAppender(
                facts,
                new Channel.Room("1", null, "user_1", "agent_1"),
                0,
                Optional.empty(),
                Optional.empty(),
                () -> "evt_" + ids.incrementAndGet());
        events.forEach(appender::add);
        return appender;
    }

    private static List<List<IncomingEvent>> permutations(List<IncomingEvent> events) {
        if (events.isEmpty()) {
            return List.of(List.of());
        }
        List<List<IncomingEvent>> all = new ArrayList<>();
        for (IncomingEvent first : events) {
            List<IncomingEvent> rest = new ArrayList<>(events);
            rest.remove(first);
            permutations(rest).forEach(tail -> {
                List<IncomingEvent> one = new ArrayList<>(List.of(first));
                one.addAll(tail);
                all.add(one);
            });
        }
        return all;
    }

    @Test
    void everyOrderOfSixEventsEndsInTheSameState() {
        Set<SessionFacts> lives = new HashSet<>();
        Set<Object> ends = new HashSet<>();
        Set<Object> starts = new HashSet<>();
        List<List<IncomingEvent>> orders = permutations(conversation(NOBODY_LEFT));
        assertThat(orders).hasSize(720);
        for (List<IncomingEvent> order : orders) {
            EventAppender appender = appender(SessionFacts.sent().with(SessionFacts.StartFact.ACCEPTED), order);
            lives.add(appender.facts());
            ends.add(List.of(
                    appender.reportedEnd().orElseThrow().reason(),
                    appender.reportedEnd().orElseThrow().by(),
                    appender.reportedEnd().orElseThrow().at()));
            starts.add(appender.startedAt().orElseThrow());
            assertThat(appender.written())
                    .extracting(NewEvent::sequence)
                    .doesNotHaveDuplicates()
                    .isSorted();
            assertThat(last(appender, "session.ended").data().get("endReason").asText())
                    .isEqualTo("hangUp");
        }
        assertThat(lives)
                .singleElement()
                .satisfies(facts -> assertThat(facts.status()).isEqualTo(SessionStatus.ENDED));
        assertThat(ends).containsExactly(List.of("hangUp", "user", BEGAN.plusSeconds(5)));
        assertThat(starts).containsExactly(BEGAN);
    }

    @Test
    void everyOrderIncludesOurOwnStop() {
        Set<Object> ends = new HashSet<>();
        for (List<IncomingEvent> order : permutations(conversation(BY_API))) {
            SessionFacts stopped = SessionFacts.sent()
                    .with(SessionFacts.StartFact.ACCEPTED)
                    .with(new SessionFacts.Stop(EndReason.MAX_DURATION, EndedBy.SYSTEM));
            EventAppender appender = appender(stopped, order);
            ends.add(List.of(
                    appender.reportedEnd().orElseThrow().reason(),
                    appender.reportedEnd().orElseThrow().by(),
                    appender.reportedEnd().orElseThrow().vendorCode()));
        }
        assertThat(ends).containsExactly(List.of("maxDuration", "system", Optional.of("0")));
    }

    @Test
    void aLaterFactCorrectsTheReasonAndSaysWhat() {
        List<IncomingEvent> events = conversation(NOBODY_LEFT);
        EventAppender appender = appender(SessionFacts.sent(), List.of(events.get(5), events.get(0), events.get(3)));
        List<NewEvent> ended = appender.written().stream()
                .filter(event -> event.type().equals("session.ended"))
                .toList();
        assertThat(ended).hasSize(2);
        assertThat(ended.getFirst().data().get("endReason").asText()).isEqualTo("notJoined");
        assertThat(ended.getFirst().data().has("corrects")).isFalse();
        assertThat(ended.getLast().data().get("endReason").asText()).isEqualTo("hangUp");
        assertThat(ended.getLast().data().get("corrects").asText())
                .isEqualTo(ended.getFirst().id());
    }

    @Test
    void whatComesAfterTheEndIsKeptAndChangesNoStatus() {
        List<IncomingEvent> events = conversation(NOBODY_LEFT);
        EventAppender appender = appender(SessionFacts.sent(), List.of(events.get(3), events.get(5), events.get(0)));
        assertThat(appender.facts().status()).isEqualTo(SessionStatus.ENDED);
        assertThat(last(appender, "session.started").applied()).isFalse();
    }

    @Test
    void aWorseWordOnTheEndIsKeptRawAndChangesNothing() {
        IncomingEvent known = event(new EventData.Ended(NOBODY_LEFT), 1);
        IncomingEvent later =
                event(new EventData.Ended(SessionEnd.of(EndReason.VENDOR_ERROR, EndedBy.VENDOR, "98")), 9);
        for (List<IncomingEvent> order : List.of(List.of(known, later), List.of(later, known))) {
            assertThat(appender(SessionFacts.sent(), order)
                            .reportedEnd()
                            .orElseThrow()
                            .reason())
                    .isEqualTo("notJoined");
        }
        NewEvent kept = last(appender(SessionFacts.sent(), List.of(known, later)), "vendor.other");
        assertThat(kept.applied()).isFalse();
        assertThat(kept.data().get("raw")).isEqualTo(Json.object().put("n", 9));
    }

    @Test
    void theVendorsWordIsBetterThanOurGuess() {
        IncomingEvent guess = IncomingEvent.own(
                new EventData.Failed(SessionEnd.of(EndReason.LOST, EndedBy.SYSTEM, null), null), BEGAN, BEGAN);
        IncomingEvent word = event(new EventData.Ended(NOBODY_LEFT), 3);
        assertThat(appender(SessionFacts.sent(), List.of(guess, word)).facts().status())
                .isEqualTo(SessionStatus.ENDED);
        assertThat(appender(SessionFacts.sent(), List.of(word, guess)).facts().status())
                .isEqualTo(SessionStatus.ENDED);
    }

    @Test
    void aSpeakerIsToldByTheAgentsOwnId() {
        EventAppender appender = appender(
                SessionFacts.sent(),
                List.of(
                        event(new EventData.TranscriptAdded(null, "agent_1", "Hello.", "r1", 0L, 1L), 1),
                        event(new EventData.TranscriptAdded(null, "user_1", "Hi.", "r1", 0L, 1L), 2)));
        assertThat(appender.written())
                .extracting(event -> event.data().get("role").asText())
                .containsExactly("agent", "user");
    }

    @Test
    void statusFollowsTheFacts() {
        SessionFacts sent = SessionFacts.sent();
        assertThat(sent.status()).isEqualTo(SessionStatus.STARTING);
        SessionFacts unknown = sent.with(SessionFacts.StartFact.UNKNOWN);
        assertThat(unknown.status()).isEqualTo(SessionStatus.UNKNOWN);
        SessionFacts.Stop stop = new SessionFacts.Stop(EndReason.COMPLETED, EndedBy.OPERATOR);
        assertThat(unknown.with(stop).status()).isEqualTo(SessionStatus.UNKNOWN);
        assertThat(unknown.with(new EventData.Ringing(), BEGAN).status()).isEqualTo(SessionStatus.RINGING);
        assertThat(unknown.with(new EventData.VendorOther(Map.of()), BEGAN).status())
                .isEqualTo(SessionStatus.STARTING);
        assertThat(sent.with(new EventData.Started(), BEGAN)
                        .with(SessionFacts.StartFact.UNKNOWN)
                        .status())
                .isEqualTo(SessionStatus.ACTIVE);
        assertThat(sent.with(new EventData.Started(), BEGAN).with(stop).status())
                .isEqualTo(SessionStatus.STOPPING);
        assertThat(sent.exists(true).status()).isEqualTo(SessionStatus.STOPPING);
        assertThat(sent.with(stop).withoutStop().status()).isEqualTo(SessionStatus.STARTING);
    }

    @Test
    void aLifeSurvivesItsStorage() {
        SessionFacts facts = appender(
                        SessionFacts.sent().with(new SessionFacts.Stop(EndReason.SILENCE, EndedBy.SYSTEM)),
                        conversation(NOBODY_LEFT))
                .facts();
        assertThat(Json.MAPPER.convertValue(
                        Json.parse(Json.write(Json.tree(facts))).orElseThrow(), SessionFacts.class))
                .isEqualTo(facts);
    }

    private static NewEvent last(EventAppender appender, String type) {
        return appender.written().stream()
                .filter(event -> event.type().equals(type))
                .reduce((_, second) -> second)
                .orElseThrow();
    }
}
