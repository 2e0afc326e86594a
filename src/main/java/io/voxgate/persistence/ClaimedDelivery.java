package io.voxgate.persistence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.persistence.EventTable.EventRow;
import io.voxgate.vendor.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A delivery that this process may send now, until its lease ends, with all that sending it takes.
 *
 * @param lease settles it; whoever took it later has another
 * @param tries on the schedule, before this one
 * @param told what the body says; empty when the event was deleted meanwhile
 */
public record ClaimedDelivery(
        String webhookId, String eventId, long lease, String tenantId, String webhook, String url, WebhookTable.Keys keys, int tries, Optional<Told> told) {

    /** What a body says: a session's event, or what is no session's. */
    public sealed interface Told {
        record Event(EventRow row) implements Told {}

        record Notice(String type, Instant at, ObjectNode data) implements Told {}
    }

    static final String COLUMNS = """
            c.webhook_id, c.event_id, c.lease, c.tenant_id, c.tries, c.type AS notice_type, c.payload, c.created_at, h.name, h.url, h.secrets, h.previous_until,
            e.id, e.session_id, e.sequence, e.type, e.occurred_at, e.received_at, e.vendor, e.data, '' AS place\s""";

    static ClaimedDelivery read(ResultSet row) throws SQLException {
        WebhookTable.Keys keys = new WebhookTable.Keys(Statements.json(row, "secrets", ObjectNode.class), Statements.maybeInstant(row, "previous_until"));
        return new ClaimedDelivery(row.getString("webhook_id"), row.getString("event_id"), row.getLong("lease"), row.getString("tenant_id"), row.getString("name"),
                row.getString("url"), keys, row.getInt("tries"), told(row));
    }

    private static Optional<Told> told(ResultSet row) throws SQLException {
        String payload = row.getString("payload");
        if (payload != null) {
            ObjectNode data = Json.parse(payload).map(ObjectNode.class::cast).orElseThrow();
            return Optional.of(new Told.Notice(row.getString("notice_type"), Statements.instant(row, "created_at"), data));
        }
        return row.getString("id") == null ? Optional.empty() : Optional.of(new Told.Event(EventRow.read(row)));
    }
}
