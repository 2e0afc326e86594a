package io.voxgate.session.store;

import static io.voxgate.database.SqlParameters.with;

import io.micrometer.core.instrument.Metrics;
import io.voxgate.database.Database;
import io.voxgate.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What runs at a vendor although its session is over here. */
@ApplicationScoped
public class OrphanTable {
    private static final int AT_ONCE = 20;

    private final Database database;

    public OrphanTable(Database database) {
        this.database = database;
    }

    /**
     * @param vendorSessionId what runs
     * @param sessionId whose start brought it about
     * @param tries how often the vendor was asked to stop it
     */
    public record Orphan(
            String tenantId,
            String vendor,
            String connection,
            String vendorSessionId,
            String sessionId,
            Instant foundAt,
            int tries) {}

    /** Notes one, once; it is to be stopped at once. */
    public void found(Transaction tx, Orphan orphan) {
        int added = tx.update(
                """
                INSERT INTO orphan (tenant_id, vendor, connection, vendor_session_id, session_id, found_at, next_try_at)
                    VALUES (:tenantId, :vendor, :connection, :vendorSessionId, :sessionId, :foundAt, :foundAt)
                ON CONFLICT DO NOTHING""",
                with("tenantId", orphan.tenantId())
                        .and("vendor", orphan.vendor())
                        .and("connection", orphan.connection())
                        .and("vendorSessionId", orphan.vendorSessionId())
                        .and("sessionId", orphan.sessionId())
                        .and("foundAt", orphan.foundAt()));
        if (added > 0) {
            tx.afterwards(() -> Metrics.counter("voxgate.orphans.found", "vendor", orphan.vendor())
                    .increment());
        }
    }

    /**
     * Takes those that are to be stopped now. They are due again after the lease, in case the replica that took them
     * dies.
     */
    public List<Orphan> claim(Instant now, Duration lease) {
        return database.system(tx -> tx.list(
                """
                UPDATE orphan SET next_try_at = :nextTryAt, tries = tries + 1 WHERE (tenant_id, connection, vendor_session_id) IN (
                    SELECT tenant_id, connection, vendor_session_id FROM orphan WHERE next_try_at <= :now ORDER BY next_try_at
                        LIMIT :limit FOR UPDATE SKIP LOCKED)
                RETURNING tenant_id, vendor, connection, vendor_session_id, session_id, found_at, tries""",
                row -> new Orphan(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        Transaction.instant(row, "found_at"),
                        row.getInt(7)),
                with("nextTryAt", now.plus(lease)).and("now", now).and("limit", AT_ONCE)));
    }

    public void again(Orphan orphan, Instant at) {
        database.tenant(
                orphan.tenantId(),
                tx -> tx.update(
                        "UPDATE orphan SET next_try_at = :at WHERE tenant_id = :tenantId AND connection = "
                                + ":connection AND vendor_session_id = :vendorSessionId",
                        with("at", at)
                                .and("tenantId", orphan.tenantId())
                                .and("connection", orphan.connection())
                                .and("vendorSessionId", orphan.vendorSessionId())));
    }

    /** It runs no longer, or nothing can be done about it. */
    public void done(Orphan orphan) {
        database.tenant(
                orphan.tenantId(),
                tx -> tx.update(
                        "DELETE FROM orphan WHERE tenant_id = :tenantId AND connection = :connection AND "
                                + "vendor_session_id = :vendorSessionId",
                        with("tenantId", orphan.tenantId())
                                .and("connection", orphan.connection())
                                .and("vendorSessionId", orphan.vendorSessionId())));
    }
}
