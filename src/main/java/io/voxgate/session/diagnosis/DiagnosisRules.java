package io.voxgate.session.diagnosis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.LikelyCause;
import io.voxgate.model.SessionDiagnosis;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** From the records of a session to its diagnosis. The same records always give the same. */
public final class DiagnosisRules {
    private static final int MOST_CAUSES = 5;

    private DiagnosisRules() {}

    /** How far the session came, and why not further. */
    public static SessionDiagnosis diagnose(SessionRecords records) {
        StageTimeline timeline = new StageTimeline(records);
        boolean stalled = StallRule.stalledAt(records, timeline)
                .filter(at -> !at.isAfter(records.now()))
                .isPresent();
        return new SessionDiagnosis(
                timeline.readings(), timeline.firstMissing().orElse(null), stalled, causes(records, timeline, stalled));
    }

    /** When the session counts as stalled if nothing more happens; in the past: it is. Empty: it is not waited for. */
    public static Optional<Instant> stalledAt(SessionRecords records) {
        return StallRule.stalledAt(records, new StageTimeline(records));
    }

    /**
     * How long after an event a session is to be judged, since from then on it may count as stalled; empty: the event
     * calls for nothing of the agent.
     */
    public static Optional<Duration> judgedAfter(String type, ObjectNode data) {
        return switch (type) {
            case "error.reported" -> Optional.of(StallRule.AFTER_FAULT);
            case "session.started", "session.ready" -> Optional.of(StageTimeline.AGENT_ANSWERS);
            case "transcript.added" ->
                Optional.of(StageTimeline.AGENT_ANSWERS)
                        .filter(_ -> data.path("role").asText().equals("user"));
            default -> Optional.empty();
        };
    }

    /** When a session whose agent is still not there counts as stalled. */
    public static Instant agentLate(Instant sentAt) {
        return sentAt.plus(StageTimeline.AGENT_JOINS);
    }

    /** The surest first; of two on the same part and kind the surer. */
    private static List<LikelyCause> causes(SessionRecords records, StageTimeline timeline, boolean stalled) {
        Set<String> seen = new HashSet<>();
        return Stream.of(
                        StartCauses.of(records),
                        FaultCauses.of(records),
                        CallbackCauses.of(records),
                        SilenceCauses.ofSettings(records, timeline, stalled),
                        EndCauses.of(records),
                        SilenceCauses.of(records, timeline, stalled))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(LikelyCause::certainty))
                .filter(cause -> seen.add(cause.part() + " " + cause.kind()))
                .limit(MOST_CAUSES)
                .toList();
    }
}
