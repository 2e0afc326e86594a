package io.voxgate.session.store;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.Database;
import io.voxgate.database.Transaction;
import io.voxgate.limits.TenantPermits.Free;
import io.voxgate.limits.TenantPermits.PermitHolder;
import io.voxgate.worker.WorkLeases;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Which sessions are to be checked because their agent should be there, or should have spoken, by then. */
@ApplicationScoped
public class StallWatchTable {
    /** So many of the longest due are put in turn; each check is a few short statements. */
    private static final int IN_TURN = 512;

    private static final String ARM = """
            INSERT INTO stall_watch (tenant_id, session_id, due_at) VALUES (:tenantId, :sessionId, :by)
            ON CONFLICT (session_id) DO UPDATE SET due_at = EXCLUDED.due_at
            WHERE stall_watch.tenant_id = :tenantId AND stall_watch.due_at > EXCLUDED.due_at""";

    private static final String CLAIM = """
            WITH due AS (SELECT session_id, tenant_id, due_at FROM stall_watch WHERE due_at <= :now ORDER BY due_at LIMIT %d),
            placed AS (SELECT session_id, due_at, row_number() OVER (PARTITION BY tenant_id ORDER BY due_at) AS place FROM due),
            taken AS MATERIALIZED (
                SELECT session_id FROM stall_watch WHERE session_id = ANY (ARRAY(
                    SELECT session_id FROM placed WHERE place <= :perTenant ORDER BY place, due_at LIMIT :permits))
                AND due_at <= :now FOR UPDATE SKIP LOCKED)
            UPDATE stall_watch SET due_at = :until WHERE session_id = ANY (ARRAY(SELECT session_id FROM taken))
            RETURNING session_id, tenant_id""".formatted(IN_TURN);

    private final Database database;

    public StallWatchTable(Database database) {
        this.database = database;
    }

    /** A session that is to be checked. */
    public record WatchedSession(String tenantId, String sessionId) {
        static WatchedSession read(ResultSet row) throws SQLException {
            return new WatchedSession(row.getString("tenant_id"), row.getString("session_id"));
        }

        /** Whose permit that takes. */
        public PermitHolder holder() {
            return new PermitHolder(tenantId, "");
        }
    }

    /** Has a session checked by this time, or earlier when that is set already; never again once it was reported. */
    public void arm(Transaction tx, String sessionId, Instant by) {
        tx.update(
                ARM, with("tenantId", tx.tenantId()).and("sessionId", sessionId).and("by", by));
    }

    /** The same in a transaction of its own. */
    public void arm(String tenantId, String sessionId, Instant by) {
        database.tenant(tenantId, tx -> {
            arm(tx, sessionId, by);
            return true;
        });
    }

    /** Takes what is due, of the tenants in turn; it is due again after the lease, in case its taker dies. */
    public List<WatchedSession> claim(WorkLeases.LeaseClaim claim, Free free) {
        return database.system(tx -> tx.list(
                CLAIM,
                WatchedSession::read,
                with("now", claim.now())
                        .and("until", claim.until())
                        .and("perTenant", free.share().perTenant())
                        .and("permits", free.permits())));
    }

    /**
     * A check that goes on is its taker's for longer, unless its outcome was written since, or another has taken it.
     */
    public void renew(List<WorkLeases.Lease<WatchedSession>> leases, Instant until) {
        database.system(tx -> tx.update(
                """
                UPDATE stall_watch w SET due_at = :until FROM unnest(:ids::text[], :leasedUntil::text[]) AS l (id, until)
                WHERE w.session_id = l.id AND w.due_at = l.until::timestamptz""",
                with("until", until)
                        .and(
                                "ids",
                                leases.stream()
                                        .map(lease -> lease.work().sessionId())
                                        .toList())
                        .and(
                                "leasedUntil",
                                leases.stream()
                                        .map(lease -> lease.until().toString())
                                        .toList())));
    }

    /** Checks again then. */
    public void again(Transaction tx, String sessionId, Instant then) {
        tx.update(
                "UPDATE stall_watch SET due_at = :then WHERE tenant_id = :tenantId AND session_id = :sessionId AND due_at IS NOT NULL",
                with("tenantId", tx.tenantId()).and("sessionId", sessionId).and("then", then));
    }

    /** Never again: it was reported. */
    public void markReported(Transaction tx, String sessionId) {
        tx.update(
                "UPDATE stall_watch SET due_at = NULL WHERE tenant_id = :tenantId AND session_id = :sessionId",
                with("tenantId", tx.tenantId()).and("sessionId", sessionId));
    }

    /** Nothing is waited for; what happens next may arm it again. */
    public void end(Transaction tx, String sessionId) {
        tx.update(
                "DELETE FROM stall_watch WHERE tenant_id = :tenantId AND session_id = :sessionId AND due_at IS NOT NULL",
                with("tenantId", tx.tenantId()).and("sessionId", sessionId));
    }
}
