package io.voxgate.event.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Database;
import io.voxgate.database.Page;
import io.voxgate.database.Transaction;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The log of deliveries as their tenant sees it. */
@ApplicationScoped
public class DeliveryTable {
    private static final String SELECT = "SELECT " + DeliveryRow.COLUMNS + " FROM webhook_delivery WHERE tenant_id = ? AND webhook_id = ?";

    private final Database database;

    public DeliveryTable(Database database) {
        this.database = database;
    }

    /** Which delivery of which webhook. */
    public record DeliveryKey(String tenantId, String webhookId, String eventId) {}

    /** The newest first. */
    public Page<DeliveryRow> list(String tenantId, String webhookId, Optional<String> status, Page.PageRequest page) {
        StringBuilder sql = new StringBuilder(SELECT);
        List<@Nullable Object> values = new ArrayList<>(List.of(tenantId, webhookId));
        status.ifPresent(wanted -> {
            sql.append(" AND status = ?");
            values.add(wanted);
        });
        if (!page.after().isEmpty()) {
            sql.append(" AND event_id < ?");
            values.add(page.after());
        }
        values.add(page.oneMore());
        sql.append(" ORDER BY event_id DESC LIMIT ?");
        return database.tenant(tenantId, tx -> tx.page(page.bounds("deliveries"), DeliveryRow::eventId, sql.toString(), DeliveryRow::read, values.toArray()));
    }

    public Optional<DeliveryRow> find(DeliveryKey key) {
        return database.tenant(key.tenantId(), tx -> find(tx, key));
    }

    /** Logs a delivery that was tried already and is not tried again. */
    public DeliveryRow insert(DeliveryKey key, DeliveryRow tried, ObjectNode payload) {
        return database.tenant(key.tenantId(), tx -> {
            tx.update("""
                    INSERT INTO webhook_delivery (webhook_id, event_id, tenant_id, type, payload, status, tries, attempts, created_at, delivered_at)
                    VALUES (?, ?, ?, ?, ?::json, ?, 1, ?::jsonb, ?, ?)""",
                    key.webhookId(), key.eventId(), key.tenantId(), tried.type(), payload, tried.status(), tried.attempts(), tried.createdAt(), tried.deliveredAt());
            return find(tx, key).orElseThrow();
        });
    }

    /**
     * Makes a delivery due at once; one that waits no more begins its schedule anew. What is being sent right now stays as it is.
     *
     * @throws Problem 404; 409 when its event was deleted
     */
    public DeliveryRow retry(DeliveryKey key, Instant now) {
        return database.tenant(key.tenantId(), tx -> {
            if (find(tx, key).isEmpty()) {
                throw Problem.notFound("There is no delivery " + key.eventId() + " of this webhook.");
            }
            tx.update("UPDATE webhook SET paused_until = NULL WHERE id = ? AND paused_until > ?", key.webhookId(), now);
            int queued = tx.update("""
                    UPDATE webhook_delivery d SET status = 'pending', due_at = ?, lease = NULL, delivered_at = NULL, tries = CASE WHEN status = 'pending' THEN tries ELSE 0 END
                    WHERE tenant_id = ? AND webhook_id = ? AND event_id = ? AND (lease IS NULL OR due_at <= ?)
                      AND (payload IS NOT NULL OR EXISTS (SELECT FROM session_event e WHERE e.session_id = d.session_id AND e.id = d.event_id))""",
                    now, key.tenantId(), key.webhookId(), key.eventId(), now);
            DeliveryRow row = find(tx, key).orElseThrow();
            if (queued == 0 && row.dueAt().isEmpty()) {
                throw Problem.of(ProblemCode.CONFLICT, "Its event was deleted, so there is nothing to send any more.");
            }
            tx.one("SELECT pg_notify('voxgate_webhook', '')", _ -> true);
            return row;
        });
    }

    private static Optional<DeliveryRow> find(Transaction tx, DeliveryKey key) {
        return tx.one(SELECT + " AND event_id = ?", DeliveryRow::read, key.tenantId(), key.webhookId(), key.eventId());
    }
}
