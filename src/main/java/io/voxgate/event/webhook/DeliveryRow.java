package io.voxgate.event.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.voxgate.database.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The delivery of one event to one webhook.
 *
 * @param eventId the {@code webhook-id}, the same on every try
 * @param status {@code pending}, {@code delivered} or {@code failed}
 * @param attempts the latest of them, oldest first
 * @param dueAt the next try; while one is running: when it is taken for lost
 */
public record DeliveryRow(
        String eventId,
        Optional<String> sessionId,
        String type,
        String status,
        ArrayNode attempts,
        Optional<Instant> dueAt,
        Instant createdAt,
        Optional<Instant> deliveredAt) {
    static final String COLUMNS = "event_id, session_id, type, status, attempts, due_at, created_at, delivered_at";

    static DeliveryRow read(ResultSet row) throws SQLException {
        return new DeliveryRow(
                row.getString("event_id"),
                Optional.ofNullable(row.getString("session_id")),
                row.getString("type"),
                row.getString("status"),
                Transaction.json(row, "attempts", ArrayNode.class),
                Transaction.maybeInstant(row, "due_at"),
                Transaction.instant(row, "created_at"),
                Transaction.maybeInstant(row, "delivered_at"));
    }
}
