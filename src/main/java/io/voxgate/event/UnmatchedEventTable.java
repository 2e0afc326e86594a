package io.voxgate.event;

import static io.voxgate.database.SqlParameters.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.voxgate.database.Database;
import io.voxgate.database.SqlParameters;
import io.voxgate.database.Transaction;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Callbacks that no session can claim yet. */
@ApplicationScoped
public class UnmatchedEventTable {
    private static final int BATCH = 20_000;
    private static final int MOST_TENANTS = 10_000;
    private static final int MOST_TASKS = 100;

    /** By what part of its bounds a replica may go beyond them before it checks. */
    private static final int SLACK = 32;

    private static final String BEYOND = """
            ctid = ANY (ARRAY(SELECT ctid FROM (
                SELECT ctid, row_number() OVER newest AS place, sum(bytes) OVER newest AS weight FROM unmatched_event %s
                WINDOW newest AS (PARTITION BY tenant_id ORDER BY received_at DESC, dedupe_key ROWS UNBOUNDED PRECEDING)) ranked
                    WHERE place > :count OR weight > :bytes))""";

    private final Cache<String, Unchecked> unchecked =
            Caffeine.newBuilder().maximumSize(MOST_TENANTS).build();

    private static final String TAKE = """
            WITH taken AS (DELETE FROM unmatched_event WHERE tenant_id = :tenantId AND vendor = :vendor AND token = :token
                AND vendor_session_id = :vendorSessionId RETURNING *),
            counted AS (SELECT *, sum(8 * (pg_column_size(event) + pg_column_size(raw))) OVER (ORDER BY received_at, \
            occurred_at, dedupe_key) AS so_far FROM taken)
            SELECT tenant_id, vendor, token, vendor_session_id, dedupe_key, type, occurred_at, received_at, room,
                CASE WHEN so_far <= %1$d THEN %2$s END AS event, CASE WHEN so_far <= %1$d THEN %3$s END AS raw
            FROM counted ORDER BY received_at, occurred_at""".formatted(
                    Limit.PARKED_BYTES.max(), EventSize.printed("counted.event"), EventSize.printed("counted.raw"));

    private final Database database;

    public UnmatchedEventTable(Database database) {
        this.database = database;
    }

    /**
     * @param token the end of the callback URL that it came to
     * @param event the neutral event's parts
     * @param room the room that it came from; empty: the vendor does not say
     */
    public record UnmatchedRow(
            String tenantId,
            String vendor,
            String token,
            String vendorSessionId,
            String dedupeKey,
            String type,
            Instant occurredAt,
            Instant receivedAt,
            ObjectNode event,
            JsonNode raw,
            String room) {
        static UnmatchedRow read(ResultSet row) throws SQLException {
            return new UnmatchedRow(
                    row.getString("tenant_id"),
                    row.getString("vendor"),
                    row.getString("token"),
                    row.getString("vendor_session_id"),
                    row.getString("dedupe_key"),
                    row.getString("type"),
                    Transaction.instant(row, "occurred_at"),
                    Transaction.instant(row, "received_at"),
                    Transaction.json(row, "event", ObjectNode.class),
                    Transaction.json(row, "raw", JsonNode.class),
                    row.getString("room"));
        }
    }

    /** Keeps these of one tenant; where it has too many by now, or too much, its oldest go. */
    public void store(Transaction tx, List<UnmatchedRow> events) {
        long bytes = events.stream().mapToLong(event -> store(tx, event)).sum();
        Unchecked since = unchecked.get(tx.tenantId(), _ -> new Unchecked());
        if (since.isDue(events.size(), bytes)) {
            trim(tx);
        }
    }

    private static int store(Transaction tx, UnmatchedRow event) {
        String neutral = EventTable.clean(Json.write(event.event()));
        String raw = EventTable.clean(Json.write(event.raw()));
        int bytes = neutral.getBytes(StandardCharsets.UTF_8).length + raw.getBytes(StandardCharsets.UTF_8).length;
        tx.update(
                """
                INSERT INTO unmatched_event (tenant_id, vendor, token, vendor_session_id, dedupe_key, type, \
                occurred_at, received_at, event, raw, bytes, room)
                VALUES (:tenantId, :vendor, :token, :vendorSessionId, :dedupeKey, :type, :occurredAt, :receivedAt, :event::jsonb,
                    :raw::jsonb, :bytes, :room) ON CONFLICT DO NOTHING""",
                with("tenantId", event.tenantId())
                        .and("vendor", event.vendor())
                        .and("token", event.token())
                        .and("vendorSessionId", event.vendorSessionId())
                        .and("dedupeKey", event.dedupeKey())
                        .and("type", event.type())
                        .and("occurredAt", event.occurredAt())
                        .and("receivedAt", event.receivedAt())
                        .and("event", neutral)
                        .and("raw", raw)
                        .and("bytes", bytes)
                        .and("room", event.room()));
        return bytes;
    }

    /**
     * What this process has kept of a tenant's unmatched events since it last checked whether that is too much: a check
     * at each callback would cost more than the callback.
     */
    private static final class Unchecked {
        private long events;
        private long bytes;

        synchronized boolean isDue(int moreEvents, long moreBytes) {
            events += moreEvents;
            bytes += moreBytes;
            boolean due = events >= Limit.PARKED_CALLBACKS_PER_TENANT.max() / SLACK
                    || bytes >= Limit.PARKED_BYTES_PER_TENANT.max() / SLACK;
            if (due) {
                events = 0;
                bytes = 0;
            }
            return due;
        }
    }

    /** Of {@link #BEYOND}. */
    private static SqlParameters bounds() {
        return with("count", Limit.PARKED_CALLBACKS_PER_TENANT.max()).and("bytes", Limit.PARKED_BYTES_PER_TENANT.max());
    }

    private static void trim(Transaction tx) {
        tx.serialise("unmatched", tx.tenantId());
        tx.update(
                "DELETE FROM unmatched_event WHERE tenant_id = :tenantId AND "
                        + BEYOND.formatted("WHERE tenant_id = :tenantId"),
                bounds().and("tenantId", tx.tenantId()));
    }

    /**
     * Takes what waits for this handle, the oldest first; what cannot be read, or is too much for one session, is
     * dropped and counted.
     */
    public List<UnmatchedRow> take(Transaction tx, String vendor, String token, String vendorSessionId) {
        return tx.readable(
                "unmatched",
                TAKE,
                UnmatchedRow::read,
                with("tenantId", tx.tenantId())
                        .and("vendor", vendor)
                        .and("token", token)
                        .and("vendorSessionId", vendorSessionId));
    }

    /**
     * A vendor's task that called back, and that no session has.
     *
     * @param firstCallback when it was received
     * @param speakers the ids of those who spoke in it
     */
    public record CallingTask(String vendorSessionId, Instant firstCallback, Set<String> speakers) {}

    /** The tasks that called back from a room, and not before a time, the first one first. */
    public List<CallingTask> tasks(Transaction tx, String vendor, String token, String room, Instant since) {
        return tx.list(
                """
                SELECT vendor_session_id, min(received_at) AS first,
                    array_agg(DISTINCT event ->> 'speakerId') FILTER (WHERE event ->> 'speakerId' <> '') AS speakers
                FROM unmatched_event
                WHERE tenant_id = :tenantId AND vendor = :vendor AND token = :token AND room = :room AND vendor_session_id <> ''
                GROUP BY vendor_session_id HAVING min(received_at) >= :since ORDER BY first, vendor_session_id LIMIT :limit""",
                row -> new CallingTask(
                        row.getString(1), Transaction.instant(row, "first"), texts(row.getArray("speakers"))),
                with("tenantId", tx.tenantId())
                        .and("vendor", vendor)
                        .and("token", token)
                        .and("room", room)
                        .and("since", since)
                        .and("limit", MOST_TASKS));
    }

    private static Set<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? Set.of() : Set.of((String[]) array.getArray());
    }

    /** Drops what is too old, and of each tenant what is beyond the newest so many, and so much. */
    public int purge(Instant before) {
        return database.system(tx -> tx.update("""
                DELETE FROM unmatched_event WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM unmatched_event WHERE received_at < :before ORDER BY received_at
                        LIMIT :limit FOR UPDATE SKIP LOCKED))""", with("before", before).and("limit", BATCH))
                + tx.update("DELETE FROM unmatched_event WHERE " + BEYOND.formatted(""), bounds()));
    }
}
