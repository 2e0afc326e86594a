package io.voxgate.session;

import io.voxgate.json.Json;
import java.time.Duration;
import java.time.Instant;

/**
 * Since when the vendor has known nothing of a session whose start was never answered. A callback that came while no
 * replica listened comes again, and may say that the session is only over.
 */
final class AbsencePeriod {
    /** A callback that was not answered is sent again so much later at most (TRTC: after 10 seconds). */
    private static final Duration CALLED_AGAIN_WITHIN = Duration.ofSeconds(12);

    private static final String ABSENT_SINCE = "absentSince";

    private AbsencePeriod() {}

    /** @param looked as it was before the vendor was asked */
    static boolean mayCallBack(Session looked, SessionUpdate update) {
        return UnsettledSessions.isNamedByCallbacks(looked)
                && since(looked, update).plus(CALLED_AGAIN_WITHIN).isAfter(update.now());
    }

    static void remember(Session looked, SessionUpdate update) {
        if (UnsettledSessions.isNamedByCallbacks(looked)) {
            update.memory(Json.object().put(ABSENT_SINCE, since(looked, update).toEpochMilli()));
        }
    }

    private static Instant since(Session looked, SessionUpdate update) {
        return looked.row()
                .state()
                .lookupCursor()
                .filter(memory -> memory.has(ABSENT_SINCE))
                .map(memory -> Instant.ofEpochMilli(memory.path(ABSENT_SINCE).asLong()))
                .orElse(update.now());
    }
}
