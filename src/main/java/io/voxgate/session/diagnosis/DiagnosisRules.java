package io.voxgate.session.diagnosis;

import io.voxgate.model.LikelyCause;
import io.voxgate.model.SessionDiagnosis;
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
                timeline.readings(),
                timeline.firstMissing().orElse(null),
                stalled,
                causes(records, timeline, stalled));
    }

    /** When the session counts as stalled if nothing more happens; in the past: it is. Empty: it is not waited for. */
    public static Optional<Instant> stalledAt(SessionRecords records) {
        return StallRule.stalledAt(records, new StageTimeline(records));
    }

    /** The surest first; of two on the same part and kind the surer. */
    private static List<LikelyCause> causes(SessionRecords records, StageTimeline timeline, boolean stalled) {
        Set<String> told = new HashSet<>();
        return Stream.of(
                        StartCauses.of(records),
                        FaultCauses.of(records),
                        CallbackCauses.of(records),
                        EndCauses.of(records),
                        SilenceCauses.of(records, timeline, stalled))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(LikelyCause::certainty))
                .filter(cause -> told.add(cause.part() + " " + cause.kind()))
                .limit(MOST_CAUSES)
                .toList();
    }
}
