package io.voxgate.event.webhook;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.Transaction;
import java.time.Instant;
import java.util.Optional;

/**
 * What tries show of a webhook's receiver. Always before the delivery itself is touched: a webhook's row is locked
 * before its deliveries' rows.
 */
final class ReceiverHealth {
    private ReceiverHealth() {}

    /**
     * It took something: whatever was wrong is over.
     *
     * @param slow but it took long
     */
    static void recovered(Transaction tx, String webhookId, boolean slow) {
        tx.update(
                "UPDATE webhook SET failing_since = NULL, failures = 0, paused_until = NULL, slow = :slow "
                        + "WHERE id = :id AND (failures > 0 OR slow <> :slow)",
                with("slow", slow).and("id", webhookId));
    }

    /** @param failures in a row */
    record Failing(Instant since, int failures) {}

    /**
     * It failed.
     *
     * @return empty when it is disabled already or gone, or when the delivery was taken over: then it says more of us
     *     than of the receiver
     */
    static Optional<Failing> failed(Transaction tx, ClaimedDelivery claimed, OutboxTable.Settled settled) {
        return tx.one(
                """
                UPDATE webhook SET failing_since = coalesce(failing_since, :at), failures = failures + 1, slow = :slow
                WHERE id = :id AND enabled AND EXISTS (SELECT FROM webhook_delivery d WHERE d.webhook_id = webhook.id
                    AND d.event_id = :eventId AND d.lease = :lease)
                RETURNING failing_since, failures""",
                row -> new Failing(Transaction.instant(row, "failing_since"), row.getInt("failures")),
                with("at", settled.at())
                        .and("slow", settled.slow())
                        .and("id", claimed.webhookId())
                        .and("eventId", claimed.eventId())
                        .and("lease", claimed.lease()));
    }

    /** Nothing is sent to it before then. */
    static void pause(Transaction tx, String webhookId, Instant until) {
        tx.update(
                "UPDATE webhook SET paused_until = greatest(paused_until, :until::timestamptz) WHERE id = :id",
                with("until", until).and("id", webhookId));
    }

    /**
     * Switches it off, and queues word of that for the tenant's others that asked for it. {@code noticeId}: the
     * webhook-id of the word.
     */
    static void disable(Transaction tx, String webhookId, String reason, Instant at, String noticeId) {
        int disabled =
                tx.update("""
                UPDATE webhook SET enabled = false, disabled_reason = :disabledReason, disabled_at = :at, updated_at = :at,
                    version = nextval('row_version') \
                WHERE id = :id AND enabled""", with("disabledReason", reason).and("at", at).and("id", webhookId));
        if (disabled == 0) {
            return;
        }
        tx.one("""
                WITH queued AS (
                    INSERT INTO webhook_delivery (webhook_id, event_id, tenant_id, type, payload, created_at, due_at)
                    SELECT o.id, :noticeId, o.tenant_id, 'webhook.disabled', json_build_object('webhook', d.name, 'reason',
                        d.disabled_reason), :at, :at
                    FROM webhook d JOIN webhook o ON o.tenant_id = d.tenant_id AND o.id <> d.id
                    WHERE d.id = :id AND o.enabled AND o.event_types && ARRAY['*', 'webhook.*', 'webhook.disabled']
                    RETURNING 1)
                SELECT pg_notify('voxgate_webhook', \
                '') FROM queued LIMIT 1""", row -> true, with("noticeId", noticeId).and("at", at).and("id", webhookId));
    }
}
