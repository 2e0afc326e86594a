package io.voxgate.session.diagnosis;

import io.voxgate.model.SessionStage;
import io.voxgate.model.SessionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * When a session that runs counts as stalled, if nothing more happens: the agent is not there, or it is silent where it
 * should speak. A person who says nothing stalls nothing.
 */
final class StallRule {
    private static final Set<SessionStatus> WATCHED = Set.of(SessionStatus.STARTING, SessionStatus.ACTIVE);

    /** A reported fault that the agent has not got over by then leaves the person in silence. */
    static final Duration AFTER_FAULT = Duration.ofSeconds(5);

    private StallRule() {}

    /** The earliest moment; empty when nothing is waited for. */
    static Optional<Instant> stalledAt(SessionRecords records, StageTimeline timeline) {
        if (!WATCHED.contains(records.state().status()) || records.withoutCallbacks()) {
            return agentNotThere(records, timeline);
        }
        return Stream.of(
                        agentNotThere(records, timeline),
                        late(timeline, SessionStage.MODEL_FIRST_TOKEN),
                        late(timeline, SessionStage.VOICE_FIRST_FRAME),
                        unanswered(records, timeline),
                        afterFault(records))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private static Optional<Instant> agentNotThere(SessionRecords records, StageTimeline timeline) {
        return records.state().status() == SessionStatus.STARTING
                ? late(timeline, SessionStage.AGENT_JOINED)
                : Optional.empty();
    }

    private static Optional<Instant> late(StageTimeline timeline, SessionStage stage) {
        return timeline.reports(stage) && !timeline.reached(stage) ? timeline.lateAt(stage) : Optional.empty();
    }

    /** The person's latest words, where the vendor would report an answer. */
    private static Optional<Instant> unanswered(SessionRecords records, StageTimeline timeline) {
        return timeline.reports(SessionStage.MODEL_FIRST_TOKEN)
                ? withoutAgentAfter(records, RecordedEvent::userWords).map(at -> at.plus(timeline.answersWithin()))
                : Optional.empty();
    }

    private static Optional<Instant> afterFault(SessionRecords records) {
        return withoutAgentAfter(records, event -> event.is("error.reported")).map(at -> at.plus(AFTER_FAULT));
    }

    /** The first event of a kind after the agent's latest sign, since which it is silent. */
    static Optional<Instant> withoutAgentAfter(SessionRecords records, Predicate<RecordedEvent> kind) {
        List<RecordedEvent> events = records.events();
        int sign = events.size();
        while (sign > 0 && !events.get(sign - 1).agentSign()) {
            sign--;
        }
        return events.stream().skip(sign).filter(kind).findFirst().map(RecordedEvent::receivedAt);
    }
}
