package io.voxgate.event.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Transaction;
import io.voxgate.event.EventSize;
import io.voxgate.event.EventTable.EventRow;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this process may send now, until its lease ends, with all that sending it takes.
 *
 * @param lease settles it; a replica that took it later has another
 * @param tries on the schedule, before this one
 * @param payload what the body says; empty when the event was deleted meanwhile
 */
public record ClaimedDelivery(
        String webhookId,
        String eventId,
        long lease,
        String tenantId,
        String webhook,
        String url,
        WebhookTable.SigningKeys keys,
        int tries,
        Optional<DeliveryPayload> payload) {

    /** What a body says: a session's event, or what is no session's. */
    public sealed interface DeliveryPayload {
        record Event(EventRow row) implements DeliveryPayload {}

        record Notice(String type, Instant at, ObjectNode data) implements DeliveryPayload {}

        /** @param why it cannot be sent, as a sentence */
        record Unreadable(String why) implements DeliveryPayload {}
    }

    /**
     * {@code postponed}: it would be too much beside the others that were taken before it, the tenants in turn, and is
     * not read.
     */
    static final String COLUMNS =
            """
            c.webhook_id, c.event_id, c.lease, c.tenant_id, c.tries, c.type AS notice_type, c.payload, c.created_at, \
            h.name, h.url, h.secrets, h.previous_until,
            e.id, e.session_id, e.sequence, e.type, e.occurred_at, e.received_at, e.vendor, CASE WHEN %2$s < %3$d \
            THEN %1$s END AS data, '' AS place,
            coalesce(%2$s >= %3$d, \
            false) AS postponed\s""".formatted(EventSize.data("e"), EventSize.earlier("e", "n.number"), Limit.CLAIM_BYTES.max());

    /** Never fails for what a row holds: it was taken together with others. */
    static ClaimedDelivery read(ResultSet row) throws SQLException {
        Optional<ObjectNode> secrets = object(row.getString("secrets"));
        WebhookTable.SigningKeys keys = new WebhookTable.SigningKeys(
                secrets.orElseGet(Json::object), Transaction.maybeInstant(row, "previous_until"));
        return new ClaimedDelivery(
                row.getString("webhook_id"),
                row.getString("event_id"),
                row.getLong("lease"),
                row.getString("tenant_id"),
                row.getString("name"),
                row.getString("url"),
                keys,
                row.getInt("tries"),
                row.getBoolean("postponed") ? Optional.empty() : payload(row));
    }

    private static Optional<DeliveryPayload> payload(ResultSet row) throws SQLException {
        String payload = row.getString("payload");
        if (payload != null) {
            Instant at = Transaction.instant(row, "created_at");
            String type = row.getString("notice_type");
            return Optional.of(object(payload)
                    .<DeliveryPayload>map(data -> new DeliveryPayload.Notice(type, at, data))
                    .orElseGet(() -> new DeliveryPayload.Unreadable("What was to be sent is no JSON object.")));
        }
        if (row.getString("id") == null) {
            return Optional.empty();
        }
        EventRow event = EventRow.read(row, "webhooks");
        return Optional.of(
                event.whole()
                        ? new DeliveryPayload.Event(event)
                        : new DeliveryPayload.Unreadable(
                                event.data().path(EventSize.LEFT_OUT).asText()));
    }

    private static Optional<ObjectNode> object(@Nullable String text) {
        return Optional.ofNullable(text)
                .flatMap(Json::parse)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }
}
