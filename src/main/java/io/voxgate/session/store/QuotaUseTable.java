package io.voxgate.session.store;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.Transaction;
import io.voxgate.model.SessionStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** How much of its quotas a tenant has used, counted from its sessions: there is no counter that could drift from them. */
@ApplicationScoped
public class QuotaUseTable {
    private static final String RUNNING = "tenant_id = :tenantId AND status IN (" + SessionStatus.RUNNING_IN_SQL + ")";

    /** How many run, up to {@code most}. */
    long running(Transaction tx, int most) {
        return tx.one(
                        "SELECT count(*) FROM (SELECT FROM session WHERE " + RUNNING + " LIMIT :most) AS running",
                        row -> row.getLong(1),
                        with("tenantId", tx.tenantId()).and("most", most))
                .orElse(0L);
    }

    /** When the newest sessions after a moment were started, the newest first, up to {@code most}. */
    List<Instant> starts(Transaction tx, Instant after, int most) {
        return tx.list(
                """
                SELECT created_at FROM session WHERE tenant_id = :tenantId AND created_at > :after
                ORDER BY created_at DESC, id DESC LIMIT :most""",
                row -> Transaction.instant(row, "created_at"),
                with("tenantId", tx.tenantId()).and("after", after).and("most", most));
    }

    /**
     * The conversation, in milliseconds, of the sessions that were started from the beginning of a day (UTC) on: of those that
     * are over as usage sums it up, of those that run as it is by now.
     */
    long talkedMs(Transaction tx, Instant firstDay, Instant now) {
        return tx.one(
                        """
                SELECT coalesce(sum(ms), 0)::bigint FROM (
                    SELECT (figures ->> 'durationMs')::bigint AS ms FROM usage_rollup
                    WHERE tenant_id = :tenantId AND granularity = 'day' AND period_start >= :firstDay
                    UNION ALL
                    SELECT (figures ->> 'durationMs')::bigint FROM usage_delta WHERE tenant_id = :tenantId AND hour >= :firstDay
                    UNION ALL
                    SELECT (1000 * extract(epoch FROM greatest(:now::timestamptz - started_at, interval '0')))::bigint FROM session
                    WHERE started_at IS NOT NULL AND created_at >= :firstDay AND %s) AS talked""".formatted(RUNNING),
                        row -> row.getLong(1),
                        with("tenantId", tx.tenantId()).and("firstDay", firstDay).and("now", now))
                .orElse(0L);
    }
}
