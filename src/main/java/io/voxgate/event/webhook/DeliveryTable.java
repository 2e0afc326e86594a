package io.voxgate.event.webhook;

import static io.voxgate.database.SqlParameters.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Database;
import io.voxgate.database.Page;
import io.voxgate.database.SqlParameters;
import io.voxgate.database.Transaction;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** The log of deliveries as their tenant sees it. */
@ApplicationScoped
public class DeliveryTable {
    private static final String SELECT = "SELECT " + DeliveryRow.COLUMNS
            + " FROM webhook_delivery WHERE tenant_id = :tenantId AND webhook_id = :webhookId";

    private final Database database;

    public DeliveryTable(Database database) {
        this.database = database;
    }

    /** Which delivery of which webhook. */
    public record DeliveryKey(String tenantId, String webhookId, String eventId) {}

    /** The newest first. */
    public Page<DeliveryRow> list(String tenantId, String webhookId, Optional<String> status, Page.PageRequest page) {
        StringBuilder sql = new StringBuilder(SELECT);
        SqlParameters parameters =
                with("tenantId", tenantId).and("webhookId", webhookId).and("limit", page.oneMore());
        status.ifPresent(wanted -> {
            sql.append(" AND status = :status");
            parameters.and("status", wanted);
        });
        if (!page.after().isEmpty()) {
            sql.append(" AND event_id < :after");
            parameters.and("after", page.after());
        }
        sql.append(" ORDER BY event_id DESC LIMIT :limit");
        return database.tenant(
                tenantId,
                tx -> tx.page(
                        page.bounds("deliveries"),
                        DeliveryRow::eventId,
                        sql.toString(),
                        DeliveryRow::read,
                        parameters));
    }

    public Optional<DeliveryRow> find(DeliveryKey key) {
        return database.tenant(key.tenantId(), tx -> find(tx, key));
    }

    /** Logs a delivery that was tried already and is not tried again. */
    public DeliveryRow insert(DeliveryKey key, DeliveryRow tried, ObjectNode payload) {
        return database.tenant(key.tenantId(), tx -> {
            tx.update(
                    """
                    INSERT INTO webhook_delivery (webhook_id, event_id, tenant_id, type, payload, status, tries, \
                    attempts, created_at, delivered_at)
                    VALUES (:webhookId, :eventId, :tenantId, :type, :payload::json, :status, 1, :attempts::jsonb, :createdAt,
                        :deliveredAt)""",
                    with("webhookId", key.webhookId())
                            .and("eventId", key.eventId())
                            .and("tenantId", key.tenantId())
                            .and("type", tried.type())
                            .and("payload", payload)
                            .and("status", tried.status())
                            .and("attempts", tried.attempts())
                            .and("createdAt", tried.createdAt())
                            .and("deliveredAt", tried.deliveredAt()));
            return find(tx, key).orElseThrow();
        });
    }

    /**
     * Makes a delivery due at once; one that waits no more begins its schedule anew. What is being sent right now stays
     * as it is.
     *
     * @throws Problem 404; 409 when its event was deleted
     */
    public DeliveryRow retry(DeliveryKey key, Instant now) {
        return database.tenant(key.tenantId(), tx -> {
            if (find(tx, key).isEmpty()) {
                throw Problem.notFound("There is no delivery " + key.eventId() + " of this webhook.");
            }
            tx.update(
                    "UPDATE webhook SET paused_until = NULL WHERE id = :id AND paused_until > :now",
                    with("id", key.webhookId()).and("now", now));
            int queued = tx.update(
                    """
                    UPDATE webhook_delivery d SET status = 'pending', due_at = :now, lease = NULL, delivered_at = NULL,
                        tries = CASE WHEN status = 'pending' THEN tries ELSE 0 END
                    WHERE tenant_id = :tenantId AND webhook_id = :webhookId AND event_id = :eventId AND (lease IS NULL OR due_at <= :now)
                      AND (payload IS NOT NULL OR EXISTS (SELECT FROM session_event e WHERE e.session_id = \
                    d.session_id AND e.id = d.event_id))""",
                    with("now", now)
                            .and("tenantId", key.tenantId())
                            .and("webhookId", key.webhookId())
                            .and("eventId", key.eventId()));
            DeliveryRow row = find(tx, key).orElseThrow();
            if (queued == 0 && row.dueAt().isEmpty()) {
                throw Problem.of(ProblemCode.CONFLICT, "Its event was deleted, so there is nothing to send any more.");
            }
            tx.one("SELECT pg_notify('voxgate_webhook', '')", _ -> true);
            return row;
        });
    }

    private static Optional<DeliveryRow> find(Transaction tx, DeliveryKey key) {
        return tx.one(
                SELECT + " AND event_id = :eventId",
                DeliveryRow::read,
                with("tenantId", key.tenantId())
                        .and("webhookId", key.webhookId())
                        .and("eventId", key.eventId()));
    }
}
