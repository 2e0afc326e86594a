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

/** Callbacks that no session can claim yet. */
@ApplicationScoped
public class ParkedTable {
    private static final int BATCH = 20_000;

    private static final String TAKE = """
            WITH taken AS (DELETE FROM parked_event WHERE tenant_id = ? AND vendor = ? AND token = ? AND vendor_session_id = ? RETURNING *),
            counted AS (SELECT *, sum(8 * (pg_column_size(event) + pg_column_size(raw))) OVER (ORDER BY received_at, occurred_at, dedupe_key) AS so_far FROM taken)
            SELECT tenant_id, vendor, token, vendor_session_id, dedupe_key, type, occurred_at, received_at,
                CASE WHEN so_far <= %1$d THEN %2$s END AS event, CASE WHEN so_far <= %1$d THEN %3$s END AS raw
            FROM counted ORDER BY received_at, occurred_at"""
            .formatted(Limit.PARKED_BYTES.max(), EventWeight.printed("counted.event"), EventWeight.printed("counted.raw"));

    private final Database database;

    public ParkedTable(Database database) {
        this.database = database;
    }

    /**
     * @param token the end of the callback URL that it came to
     * @param event the neutral event's parts
     */
    public record ParkedRow(
            String tenantId, String vendor, String token, String vendorSessionId, String dedupeKey, String type, Instant occurredAt, Instant receivedAt,
            ObjectNode event, JsonNode raw) {
        static ParkedRow read(ResultSet row) throws SQLException {
            return new ParkedRow(row.getString("tenant_id"), row.getString("vendor"), row.getString("token"), row.getString("vendor_session_id"),
                    row.getString("dedupe_key"), row.getString("type"), Statements.instant(row, "occurred_at"), Statements.instant(row, "received_at"),
                    Statements.json(row, "event", ObjectNode.class), Statements.json(row, "raw", JsonNode.class));
        }
    }

    public void park(Statements tx, ParkedRow event) {
        tx.update("""
                INSERT INTO parked_event (tenant_id, vendor, token, vendor_session_id, dedupe_key, type, occurred_at, received_at, event, raw)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb) ON CONFLICT DO NOTHING""",
                event.tenantId(), event.vendor(), event.token(), event.vendorSessionId(), event.dedupeKey(), event.type(), event.occurredAt(),
                event.receivedAt(), EventTable.clean(Json.write(event.event())), EventTable.clean(Json.write(event.raw())));
    }

    /** Takes what waits for this handle, the oldest first; what cannot be read, or is too much for one session, is dropped and counted. */
    public List<ParkedRow> take(Statements tx, String vendor, String token, String vendorSessionId) {
        return tx.readable("parked", TAKE, ParkedRow::read, tx.tenantId(), vendor, token, vendorSessionId);
    }

    /** Drops what is too old, and of each tenant what is beyond the newest so many. */
    public int purge(Instant before, int mostPerTenant) {
        return database.system(tx -> tx.update("""
                DELETE FROM parked_event WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM parked_event WHERE received_at < ? ORDER BY received_at LIMIT ? FOR UPDATE SKIP LOCKED))""", before, BATCH) + tx.update("""
                DELETE FROM parked_event WHERE ctid IN (SELECT ctid FROM (
                    SELECT ctid, row_number() OVER (PARTITION BY tenant_id ORDER BY received_at DESC) AS place FROM parked_event) ranked WHERE place > ?)""",
                mostPerTenant));
    }
}
