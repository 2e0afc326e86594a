package io.voxgate.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.limits.Limit;
import io.voxgate.vendor.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What happened in sessions; append-only. */
@ApplicationScoped
public class EventTable {
    static final String COLUMNS = "id, session_id, sequence, type, occurred_at, received_at, vendor, data, txid::text || ' ' || position AS place";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM session_event ";

    private final Database database;
    private volatile Runnable heard = () -> {};

    public EventTable(Database database) {
        this.database = database;
    }

    /** @param applied false: it came too late or made no sense, and changed nothing */
    public record NewEvent(
            String id, int sequence, String type, String dedupeKey, Instant occurredAt, Instant receivedAt, ObjectNode data, Optional<JsonNode> raw, boolean applied) {}

    /** @param place where it stands in the tenant's whole stream */
    public record EventRow(
            String id, String sessionId, int sequence, String type, Instant occurredAt, Instant receivedAt, String vendor, ObjectNode data, String place) {
        static EventRow read(ResultSet row) throws SQLException {
            return new EventRow(row.getString("id"), row.getString("session_id"), row.getInt("sequence"), row.getString("type"),
                    Statements.instant(row, "occurred_at"), Statements.instant(row, "received_at"), row.getString("vendor"),
                    Statements.json(row, "data", ObjectNode.class), row.getString("place"));
        }
    }

    /** @param listener called whenever this process has committed events; it must not take long. Others' events are only found by looking */
    public void onInsert(Runnable listener) {
        heard = listener;
    }

    /** Which of these keys a session has already. */
    public Set<String> known(Statements tx, String sessionId, List<String> dedupeKeys) {
        return Set.copyOf(tx.list("SELECT dedupe_key FROM session_event WHERE tenant_id = ? AND session_id = ? AND dedupe_key = ANY (?)",
                row -> row.getString(1), tx.tenantId(), sessionId, dedupeKeys));
    }

    /** Which of these types a session has events of. */
    public Set<String> told(Statements tx, String sessionId, List<String> types) {
        return Set.copyOf(tx.list("SELECT DISTINCT type FROM session_event WHERE tenant_id = ? AND session_id = ? AND type = ANY (?)",
                row -> row.getString(1), tx.tenantId(), sessionId, types));
    }

    /** Adds a session's events, and queues each for the tenant's webhooks that want it. */
    public void insert(Statements tx, SessionRow session, List<NewEvent> events) {
        tx.one("""
                WITH added AS (
                    INSERT INTO session_event (session_id, tenant_id, vendor, id, sequence, type, dedupe_key, occurred_at, received_at, data, raw, applied)
                    SELECT ?, ?, ?, e.id, e.sequence::integer, e.type, e.dedupe_key, e.occurred_at::timestamptz, e.received_at::timestamptz, e.data::jsonb,
                        nullif(e.raw, '')::jsonb, e.applied::boolean
                    FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) AS e (id, sequence, type, dedupe_key, occurred_at, received_at, data, raw, applied)
                    RETURNING tenant_id, session_id, id, type, received_at),
                queued AS (
                    INSERT INTO webhook_delivery (webhook_id, event_id, tenant_id, session_id, type, created_at, due_at)
                    SELECT w.id, a.id, a.tenant_id, a.session_id, a.type, a.received_at, a.received_at
                    FROM webhook w JOIN added a ON w.event_types && ARRAY['*', split_part(a.type, '.', 1) || '.*', a.type]
                    WHERE w.tenant_id = ? AND w.enabled
                    RETURNING 1)
                SELECT pg_notify('voxgate_webhook', '') FROM queued LIMIT 1""", row -> true,
                session.id(), session.tenantId(), session.start().vendor(), texts(events, NewEvent::id), texts(events, NewEvent::sequence), texts(events, NewEvent::type),
                texts(events, NewEvent::dedupeKey), texts(events, NewEvent::occurredAt), texts(events, NewEvent::receivedAt),
                texts(events, event -> clean(Json.write(event.data()))), texts(events, event -> event.raw().map(raw -> clean(Json.write(raw))).orElse("")),
                texts(events, NewEvent::applied), session.tenantId());
        tx.afterwards(heard);
    }

    /** PostgreSQL's JSON cannot hold the character NUL; nothing else that a vendor may say is changed. */
    static String clean(String json) {
        return json.contains("\\u0000") ? json.replace("\\u0000", "\\ufffd") : json;
    }

    private static List<String> texts(List<NewEvent> events, Function<NewEvent, Object> part) {
        return events.stream().map(part).map(Object::toString).toList();
    }

    /** A session's events after a sequence number, in order. */
    public Page<EventRow> ofSession(String tenantId, String sessionId, Page.Request page) {
        int after = page.number(0);
        return database.tenant(tenantId, tx -> tx.page(page.bounds(), row -> Integer.toString(row.sequence()),
                SELECT + "WHERE tenant_id = ? AND session_id = ? AND sequence > ? ORDER BY sequence LIMIT ?", EventRow::read,
                tenantId, sessionId, after, page.oneMore()));
    }

    /** Some types of a session's events, in order: all of them, or the first, as many as a transcript may be made of. */
    public Page<EventRow> ofTypes(String tenantId, String sessionId, List<String> types) {
        Statements.Bounds bounds = new Statements.Bounds(Integer.MAX_VALUE, Limit.TRANSCRIPT_BYTES);
        return database.tenant(tenantId, tx -> tx.page(bounds, row -> Integer.toString(row.sequence()),
                SELECT + "WHERE tenant_id = ? AND session_id = ? AND type = ANY (?) ORDER BY sequence", EventRow::read,
                tenantId, sessionId, types));
    }

    /** A tenant's whole stream after a place, in an order that later commits never come before. */
    public Page<EventRow> ofTenant(String tenantId, Page.Request page) {
        StreamPlace after = page.after().isEmpty() ? StreamPlace.BEGINNING : StreamPlace.parse(page.after()).orElseThrow(Page::foreign);
        return database.tenant(tenantId, tx -> tx.page(page.bounds(), EventRow::place, SELECT + """
                WHERE tenant_id = ? AND (txid, position) > (?::xid8, ?) AND txid < pg_snapshot_xmin(pg_current_snapshot())
                ORDER BY txid, position LIMIT ?""", EventRow::read,
                tenantId, Long.toString(after.txid()), after.position(), page.oneMore()));
    }
}
