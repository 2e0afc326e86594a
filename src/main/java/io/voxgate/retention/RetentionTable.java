package io.voxgate.retention;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.Database;
import io.voxgate.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Deletes what was kept long enough, some thousand rows in a transaction; of sessions only when they are over. */
@ApplicationScoped
public class RetentionTable {
    /** Events that hold what was said, or may: what a vendor sent and the adapter does not know is among them. */
    static final String WORDS = "'transcript.added', 'agent.speechFinished', 'extraction.completed', 'vendor.other'";

    private static final int SESSIONS = 200;
    private static final int ROWS = 5_000;
    private static final String ALONE = "SELECT pg_try_advisory_xact_lock(hashtextextended('voxgate retention', 0))";

    private static final String OF_TENANTS = """
            FROM tenant t, unnest('%s'::smallint[]) AS retained, LATERAL (
                SELECT s.id, s.updated_at FROM session s WHERE s.tenant_id = t.id AND s.retained_events = retained \
            AND s.ended_at IS NOT NULL%s) AS s""";

    private static final String PICK = "SELECT s.id "
            + OF_TENANTS.formatted(
                    "%1$s",
                    " AND s.updated_at < :now::timestamptz - make_interval(days => coalesce((t.retention "
                            + "->> '%2$s')::integer, :usualDays)) ORDER BY s.updated_at LIMIT :perTenant FOR UPDATE "
                            + "SKIP LOCKED")
            + " LIMIT :limit";

    private static final String OVERDUE =
            "SELECT extract(epoch FROM max(:now::timestamptz - s.updated_at - make_interval(days => "
                    + "coalesce((t.retention ->> '%2$s')::integer, :usualDays)))) "
                    + OF_TENANTS.formatted("%1$s", " ORDER BY s.updated_at LIMIT 1");

    private static final String DELETE = """
            WITH gone AS (
                DELETE FROM session_event WHERE ctid = ANY (ARRAY(SELECT ctid FROM session_event WHERE session_id = ANY (:sessions)%s
                    LIMIT :limit))
                RETURNING session_id, sequence),
            marked AS (
                UPDATE session s SET purged_sequence = greatest(s.purged_sequence, g.last)
                FROM (SELECT session_id, max(sequence) AS last FROM gone GROUP BY session_id) AS g WHERE s.id = g.session_id)
            SELECT count(*) FROM gone""";

    private final Database database;

    public RetentionTable(Database database) {
        this.database = database;
    }

    /** What is kept for a number of days after its session was over. */
    public enum RetainedRows {
        /** What was said, and the vendors' own payloads. */
        TRANSCRIPTS("transcriptDays", 90, "{2}"),
        EVENTS("eventDays", 90, "{1,2}"),
        /** The sessions themselves, with all that hangs on them. */
        SESSIONS("sessionDays", 365, "{0,1,2}");

        private final String days;
        private final int usual;
        private final String retained;

        RetainedRows(String days, int usual, String retained) {
            this.days = days;
            this.usual = usual;
            this.retained = retained;
        }

        /** For how many days where the tenant chose nothing. */
        public int usualDays() {
            return usual;
        }
    }

    /**
     * Deletes some of what is due, unless another process is at it.
     *
     * @return how many rows went; 0: nothing is due, or others see to it
     */
    public int purge(RetainedRows kept, Instant now) {
        return database.system(tx -> {
            if (!tx.one(ALONE, row -> row.getBoolean(1)).orElse(false)) {
                return 0;
            }
            tx.allowLonger();
            List<String> due = tx.list(
                    PICK.formatted(kept.retained, kept.days),
                    row -> row.getString(1),
                    with("now", now)
                            .and("usualDays", kept.usual)
                            .and("perTenant", SESSIONS / 4)
                            .and("limit", SESSIONS));
            return due.isEmpty()
                    ? 0
                    : switch (kept) {
                        case TRANSCRIPTS -> words(tx, due);
                        case EVENTS -> emptied(tx, due);
                        case SESSIONS -> sessions(tx, due);
                    };
        });
    }

    private static int words(Transaction tx, List<String> due) {
        int gone = events(tx, due, " AND type IN (" + WORDS + ")");
        int bared = tx.update("""
                UPDATE session_event SET raw = NULL WHERE ctid = ANY (ARRAY(SELECT ctid FROM session_event WHERE session_id = ANY (:due)
                    AND raw IS NOT NULL LIMIT :limit))""", with("due", due).and("limit", ROWS));
        int done = tx.update("""
                UPDATE session SET retained_events = 1 WHERE id = ANY (:due)
                AND NOT EXISTS (SELECT FROM session_event e WHERE e.session_id = session.id AND (e.raw IS NOT NULL
                    OR e.type IN (%s)))""".formatted(WORDS), with("due", due));
        return gone + bared + done;
    }

    private static int emptied(Transaction tx, List<String> due) {
        return events(tx, due, "")
                + tx.update(
                        "UPDATE session SET retained_events = 0 WHERE id = ANY (:due) AND NOT EXISTS "
                                + "(SELECT FROM session_event e WHERE e.session_id = session.id)",
                        with("due", due));
    }

    /** A session whose usage is not summed up yet stays until it is. */
    private static int sessions(Transaction tx, List<String> due) {
        return events(tx, due, "") + tx.update("""
                DELETE FROM session s WHERE s.id = ANY (:due) AND NOT EXISTS (SELECT FROM session_event e WHERE e.session_id = s.id)
                AND NOT EXISTS (SELECT FROM usage_delta u WHERE u.tenant_id = s.tenant_id AND u.session_id = s.id)""", with("due", due));
    }

    private static int events(Transaction tx, List<String> sessions, String condition) {
        return tx.one(
                        DELETE.formatted(condition),
                        row -> row.getInt(1),
                        with("sessions", sessions).and("limit", ROWS))
                .orElse(0);
    }

    /** Deletes some thousand events of a tenant's sessions. */
    static int events(Transaction tx, List<String> sessions) {
        return tx.one(
                        DELETE.formatted(" AND tenant_id = :tenantId"),
                        row -> row.getInt(1),
                        with("sessions", sessions)
                                .and("tenantId", tx.tenantId())
                                .and("limit", ROWS))
                .orElse(0);
    }

    /** For how many seconds the oldest thing that should be gone has been there too long; 0 when there is none. */
    public double overdue(RetainedRows kept, Instant now) {
        return Math.max(
                0,
                database.system(tx -> tx.one(
                                OVERDUE.formatted(kept.retained, kept.days),
                                row -> row.getDouble(1),
                                with("now", now).and("usualDays", kept.usual)))
                        .orElse(0.0));
    }

    /**
     * What is gone of a session's events.
     *
     * @param sequence the last that was deleted; 0: none was
     * @param words what was said is gone
     */
    public record Gone(int sequence, boolean words) {}

    public Gone gone(String tenantId, String sessionId) {
        return database.tenant(
                        tenantId,
                        tx -> tx.one(
                                "SELECT purged_sequence, retained_events < 2 FROM session WHERE tenant_id = :tenantId AND id = :id",
                                row -> new Gone(row.getInt(1), row.getBoolean(2)),
                                with("tenantId", tenantId).and("id", sessionId)))
                .orElse(new Gone(0, false));
    }
}
