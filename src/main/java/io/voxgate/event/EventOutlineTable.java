package io.voxgate.event;

import static io.voxgate.database.SqlParameters.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Database;
import io.voxgate.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What a diagnosis reads of a session's events: their types, times and a few short members, never a whole sentence. */
@ApplicationScoped
public class EventOutlineTable {
    /** A long session is judged by its beginning and its end. */
    private static final int FIRST = 300;

    private static final int LAST = 300;

    private static final String SHORT = """
            jsonb_strip_nulls(jsonb_build_object('role', left(data ->> 'role', 20), 'name', left(data ->> 'name', 60), \
            'unit', left(data ->> 'unit', 20), 'component', left(data ->> 'component', 20), 'code', left(data ->> 'code', 200), \
            'message', left(data ->> 'message', 1000), 'text', left(data ->> 'text', 8))) AS outline""";

    private final Database database;

    public EventOutlineTable(Database database) {
        this.database = database;
    }

    /**
     * @param data short members only
     * @param byVendor it came from the vendor; what Voxgate finds out by itself has its type as its key. (What the
     *     vendor sent, {@code raw}, may be deleted already.)
     */
    public record EventOutline(
            String id, String type, Instant occurredAt, Instant receivedAt, ObjectNode data, boolean byVendor) {
        static EventOutline read(ResultSet row) throws SQLException {
            return new EventOutline(
                    row.getString("id"),
                    row.getString("type"),
                    Transaction.instant(row, "occurred_at"),
                    Transaction.instant(row, "received_at"),
                    Transaction.json(row, "outline", ObjectNode.class),
                    row.getBoolean("by_vendor"));
        }
    }

    /** A session's events in order, the middle of a long one left out. */
    public List<EventOutline> ofSession(Transaction tx, String sessionId, int lastSequence) {
        return tx.list(
                "SELECT id, type, occurred_at, received_at, dedupe_key <> type AND dedupe_key NOT LIKE 'corrects:%' AS by_vendor, "
                        + SHORT + """

                FROM session_event WHERE tenant_id = :tenantId AND session_id = :sessionId
                    AND (sequence <= :first OR sequence > :last)
                ORDER BY sequence""",
                EventOutline::read,
                with("tenantId", tx.tenantId())
                        .and("sessionId", sessionId)
                        .and("first", FIRST)
                        .and("last", Math.max(FIRST, lastSequence - LAST)));
    }

    /** The same in a transaction of its own. */
    public List<EventOutline> ofSession(String tenantId, String sessionId, int lastSequence) {
        return database.tenant(tenantId, tx -> ofSession(tx, sessionId, lastSequence));
    }
}
