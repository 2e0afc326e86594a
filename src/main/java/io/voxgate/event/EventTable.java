package io.voxgate.event;

import static io.voxgate.database.SqlParameters.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Database;
import io.voxgate.database.Page;
import io.voxgate.database.SkippedRows;
import io.voxgate.database.Transaction;
import io.voxgate.event.stream.StreamPosition;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
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
    public static final String COLUMNS = "id, session_id, sequence, type, occurred_at, received_at, vendor, "
            + EventSize.data("session_event") + " AS data, txid::text || ' ' || position AS place";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM session_event ";

    private final Database database;
    private volatile Runnable onCommit = () -> {};

    public EventTable(Database database) {
        this.database = database;
    }

    /** The session that events are of. */
    public record EventOwner(String sessionId, String tenantId, String vendor) {}

    /** @param applied false: it came too late or made no sense, and changed nothing */
    public record NewEvent(
            String id,
            int sequence,
            String type,
            String dedupeKey,
            Instant occurredAt,
            Instant receivedAt,
            ObjectNode data,
            Optional<JsonNode> raw,
            boolean applied) {}

    /**
     * @param data what it says; when it is too large or no JSON object, only {@link EventSize#LEFT_OUT}
     * @param place where it stands in the tenant's whole stream
     * @param whole its data are here
     */
    public record EventRow(
            String id,
            String sessionId,
            int sequence,
            String type,
            Instant occurredAt,
            Instant receivedAt,
            String vendor,
            ObjectNode data,
            String place,
            boolean whole) {

        /** @param where it is read, for the count of what had to be left out */
        public static EventRow read(ResultSet row, String where) throws SQLException {
            Optional<ObjectNode> data = Optional.ofNullable(row.getString("data"))
                    .flatMap(Json::parse)
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast);
            if (data.isEmpty()) {
                SkippedRows.count(where, row.getString("id"), "its data are too large or no object");
            }
            return new EventRow(
                    row.getString("id"),
                    row.getString("session_id"),
                    row.getInt("sequence"),
                    row.getString("type"),
                    Transaction.instant(row, "occurred_at"),
                    Transaction.instant(row, "received_at"),
                    row.getString("vendor"),
                    data.orElseGet(EventRow::unreadable),
                    row.getString("place"),
                    data.isPresent());
        }

        private static ObjectNode unreadable() {
            return Json.object()
                    .put(
                            EventSize.LEFT_OUT,
                            "Its data were left out: they have more than " + Limit.EVENT_BYTES.max()
                                    + " bytes, or are no JSON object.");
        }
    }

    /**
     * @param listener called whenever this process has committed events; it must not take long. Others' events are only
     *     found by looking
     */
    public void onInsert(Runnable listener) {
        onCommit = listener;
    }

    /** Which of these keys a session has already. */
    public Set<String> known(Transaction tx, String sessionId, List<String> dedupeKeys) {
        return Set.copyOf(tx.list(
                "SELECT dedupe_key FROM session_event WHERE tenant_id = :tenantId AND session_id = "
                        + ":sessionId AND dedupe_key = ANY (:dedupeKeys)",
                row -> row.getString(1),
                with("tenantId", tx.tenantId()).and("sessionId", sessionId).and("dedupeKeys", dedupeKeys)));
    }

    /** Which of these types a session has events of. */
    public Set<String> recordedTypes(Transaction tx, String sessionId, List<String> types) {
        return Set.copyOf(tx.list(
                "SELECT DISTINCT type FROM session_event WHERE tenant_id = :tenantId AND session_id = :sessionId AND type = ANY (:types)",
                row -> row.getString(1),
                with("tenantId", tx.tenantId()).and("sessionId", sessionId).and("types", types)));
    }

    /** Adds a session's events, and queues each for the tenant's webhooks that want it. */
    public void insert(Transaction tx, EventOwner session, List<NewEvent> events) {
        tx.requireOrderedEvents();
        List<Written> written = events.stream().map(Written::of).toList();
        tx.one(
                """
                WITH added AS (
                    INSERT INTO session_event (session_id, tenant_id, vendor, id, sequence, type, dedupe_key, \
                occurred_at, received_at, data, raw, data_bytes, applied)
                    SELECT :id, :tenantId, :vendor, e.id, e.sequence::integer, e.type, e.dedupe_key, e.occurred_at::timestamptz,
                        e.received_at::timestamptz, e.data::jsonb,
                        nullif(e.raw, '')::jsonb, e.data_bytes::integer, e.applied::boolean
                    FROM unnest(:ids, :sequences, :types, :dedupeKeys, :occurredAt, :receivedAt, :data, :raw, :bytes, :applied)
                        AS e (id, sequence, type, dedupe_key, occurred_at, received_at, data, raw, data_bytes, applied)
                    RETURNING tenant_id, session_id, id, type, received_at),
                queued AS (
                    INSERT INTO webhook_delivery (webhook_id, event_id, tenant_id, session_id, type, created_at, due_at)
                    SELECT w.id, a.id, a.tenant_id, a.session_id, a.type, a.received_at, a.received_at
                    FROM webhook w JOIN added a ON w.event_types && ARRAY['*', split_part(a.type, '.', 1) || '.*', a.type]
                    WHERE w.tenant_id = :tenantId AND w.enabled
                    RETURNING 1)
                SELECT pg_notify('voxgate_webhook', '') FROM queued LIMIT 1""",
                row -> true,
                with("id", session.sessionId())
                        .and("tenantId", session.tenantId())
                        .and("vendor", session.vendor())
                        .and("ids", texts(events, NewEvent::id))
                        .and("sequences", texts(events, NewEvent::sequence))
                        .and("types", texts(events, NewEvent::type))
                        .and("dedupeKeys", texts(events, NewEvent::dedupeKey))
                        .and("occurredAt", texts(events, NewEvent::occurredAt))
                        .and("receivedAt", texts(events, NewEvent::receivedAt))
                        .and("data", texts(written, Written::data))
                        .and("raw", texts(written, Written::raw))
                        .and("bytes", texts(written, Written::bytes))
                        .and("applied", texts(events, NewEvent::applied)));
        tx.afterwards(onCommit);
    }

    /**
     * An event's JSON as it is stored: within the limit, whatever came.
     *
     * @param raw empty: there is none
     * @param bytes of the data
     */
    private record Written(String data, String raw, long bytes) {
        static Written of(NewEvent event) {
            String data = Json.write(event.data());
            long bytes = EventSize.of(event.data(), data);
            long rawBytes = event.raw().map(EventSize::of).orElse(0L);
            boolean whole = EventSize.fits(event.type(), bytes, rawBytes);
            String raw = event.raw()
                    .map(sent -> Json.write(whole ? sent : EventSize.leftOut(rawBytes)))
                    .orElse("");
            if (EventSize.fitsAlone(bytes)) {
                return new Written(clean(data), clean(raw), bytes);
            }
            ObjectNode reduced = EventSize.reduced(event.data(), bytes);
            return new Written(clean(Json.write(reduced)), clean(raw), EventSize.of(reduced));
        }
    }

    /** PostgreSQL's JSON cannot hold the character NUL; nothing else that a vendor may say is changed. */
    static String clean(String json) {
        return json.contains("\\u0000") ? json.replace("\\u0000", "\\ufffd") : json;
    }

    private static <T> List<String> texts(List<T> events, Function<T, Object> part) {
        return events.stream().map(part).map(Object::toString).toList();
    }

    /** A session's events after a sequence number, in order. */
    public Page<EventRow> ofSession(String tenantId, String sessionId, Page.PageRequest page) {
        int after = page.number(0);
        return database.tenant(
                tenantId,
                tx -> tx.page(
                        page.bounds("events"),
                        row -> Integer.toString(row.sequence()),
                        SELECT
                                + "WHERE tenant_id = :tenantId AND session_id = :sessionId AND sequence > :after "
                                + "ORDER BY sequence LIMIT :limit",
                        row -> EventRow.read(row, "events"),
                        with("tenantId", tenantId)
                                .and("sessionId", sessionId)
                                .and("after", after)
                                .and("limit", page.oneMore())));
    }

    /**
     * Some types of a session's events, in order: all of them, or the first, as many as a transcript may be made of.
     */
    public Page<EventRow> ofTypes(String tenantId, String sessionId, List<String> types) {
        Transaction.StatementBounds bounds =
                new Transaction.StatementBounds("transcript", Integer.MAX_VALUE, Limit.TRANSCRIPT_BYTES);
        return database.tenant(
                tenantId,
                tx -> tx.page(
                        bounds,
                        row -> Integer.toString(row.sequence()),
                        SELECT
                                + "WHERE tenant_id = :tenantId AND session_id = :sessionId AND type = ANY (:types) ORDER BY sequence",
                        row -> EventRow.read(row, "transcript"),
                        with("tenantId", tenantId).and("sessionId", sessionId).and("types", types)));
    }

    /** A tenant's whole stream after a place, in an order that later commits never come before. */
    public Page<EventRow> ofTenant(String tenantId, Page.PageRequest page) {
        StreamPosition after = page.after().isEmpty()
                ? StreamPosition.BEGINNING
                : StreamPosition.parse(page.after()).orElseThrow(Page::foreign);
        return database.tenant(
                tenantId,
                tx -> tx.page(
                        page.bounds("events"),
                        EventRow::place,
                        SELECT + """
                WHERE tenant_id = :tenantId AND (txid, position) > (:txid::xid8, :position)
                    AND txid < voxgate_events_complete_before()
                ORDER BY txid, position LIMIT :limit""",
                        row -> EventRow.read(row, "events"),
                        with("tenantId", tenantId)
                                .and("txid", Long.toString(after.txid()))
                                .and("position", after.position())
                                .and("limit", page.oneMore())));
    }
}
