package io.voxgate.session.store;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.Database;
import io.voxgate.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Callbacks that ought to come because Voxgate has found out by itself what they report. */
@ApplicationScoped
public class ExpectedCallbackTable {
    /** So late a callback may be. TRTC gives one up after a minute, CCC after three more tries. */
    public static final Duration GRACE = Duration.ofSeconds(90);

    private static final int AT_ONCE = 500;

    private final Database database;

    public ExpectedCallbackTable(Database database) {
        this.database = database;
    }

    /**
     * A callback that never came.
     *
     * @param type of the event that it would have reported
     */
    public record Missed(String tenantId, String vendor, String connection, String type) {}

    public void expect(Transaction tx, String sessionId, String type, Instant until) {
        tx.update(
                "INSERT INTO expected_callback (tenant_id, session_id, type, due_at) VALUES (:tenantId, "
                        + ":sessionId, :type, :until) ON CONFLICT DO NOTHING",
                with("tenantId", tx.tenantId())
                        .and("sessionId", sessionId)
                        .and("type", type)
                        .and("until", until));
    }

    /**
     * Takes those whose time is over, and returns which of them did not come. Each is taken once, by the replica that
     * asks first.
     */
    public List<Missed> takeMissed(Instant now) {
        return database.system(tx -> tx.list(
                """
                WITH due AS (
                    DELETE FROM expected_callback WHERE (session_id, type) IN (
                        SELECT session_id, type FROM expected_callback WHERE due_at <= :now ORDER BY due_at
                            LIMIT :limit FOR UPDATE SKIP LOCKED)
                    RETURNING tenant_id, session_id, type)
                SELECT d.tenant_id, s.vendor, s.connection, d.type FROM due d JOIN session s ON s.id = d.session_id
                WHERE NOT EXISTS (SELECT FROM session_event e WHERE e.session_id = d.session_id AND e.raw IS NOT NULL
                    AND (e.type = d.type OR e.type = 'vendor.other' AND e.data ->> 'restates' = d.type))""",
                row -> new Missed(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                with("now", now).and("limit", AT_ONCE)));
    }
}
