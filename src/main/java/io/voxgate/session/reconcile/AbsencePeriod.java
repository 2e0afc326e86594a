package io.voxgate.session.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.session.state.Session;
import io.voxgate.session.state.SessionUpdate;
import io.voxgate.session.store.SessionRow.LookupColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Since when the vendor has known nothing of a session whose start was never answered. A callback that came while no
 * replica listened comes again, and may say that the session is only over.
 */
final class AbsencePeriod {
    /** A callback that was not answered is sent again so much later at most (TRTC: after 10 seconds). */
    private static final Duration CALLED_AGAIN_WITHIN = Duration.ofSeconds(12);

    private static final String ABSENT_SINCE = "absentSince";

    private AbsencePeriod() {}

    /** @param session as it was before the vendor was asked */
    static boolean mayCallBack(Session session, SessionUpdate update) {
        return UnsettledSessions.isNamedByCallbacks(session)
                && since(session, update).plus(CALLED_AGAIN_WITHIN).isAfter(update.now());
    }

    static void remember(Session session, SessionUpdate update) {
        if (UnsettledSessions.isNamedByCallbacks(session)) {
            update.lookupCursor(Json.object());
            update.absentSince(Optional.of(since(session, update)));
        }
    }

    private static Instant since(Session session, SessionUpdate update) {
        LookupColumns lookup = session.row().state().lookup();
        return lookup.absentSince()
                .or(() -> lookup.cursor().flatMap(AbsencePeriod::formerly))
                .orElse(update.now());
    }

    /** Where replicas of the version before kept it, in the adapter's memory. */
    private static Optional<Instant> formerly(ObjectNode cursor) {
        return Optional.of(cursor.path(ABSENT_SINCE))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asLong)
                .map(Instant::ofEpochMilli);
    }
}
