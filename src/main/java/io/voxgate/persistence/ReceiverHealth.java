package io.voxgate.persistence;

import java.time.Instant;
import java.util.Optional;

/** What tries tell of a webhook's receiver. Always before the delivery itself is touched: a webhook's row is locked before its deliveries' rows. */
final class ReceiverHealth {
    private ReceiverHealth() {}

    /** It took something: whatever was wrong is over. */
    static void recovered(Statements tx, String webhookId) {
        tx.update("UPDATE webhook SET failing_since = NULL, failures = 0, paused_until = NULL WHERE id = ? AND failures > 0", webhookId);
    }

    /**
     * It failed.
     *
     * @param pause nothing is sent to it before
     * @return since when it has been failing; empty when it is disabled already, or gone
     */
    static Optional<Instant> failed(Statements tx, String webhookId, Instant at, Optional<Instant> pause) {
        return tx.one("""
                UPDATE webhook SET failing_since = coalesce(failing_since, ?), failures = failures + 1, paused_until = greatest(paused_until, ?::timestamptz)
                WHERE id = ? AND enabled RETURNING failing_since""", row -> Statements.instant(row, "failing_since"), at, pause, webhookId);
    }

    /** Switches it off, and queues word of that for the tenant's others that asked for it. {@code noticeId}: the webhook-id of the word. */
    static void disable(Statements tx, String webhookId, String reason, Instant at, String noticeId) {
        int disabled = tx.update("""
                UPDATE webhook SET enabled = false, disabled_reason = ?, disabled_at = ?, updated_at = ?, version = nextval('row_version') WHERE id = ? AND enabled""",
                reason, at, at, webhookId);
        if (disabled == 0) {
            return;
        }
        tx.one("""
                WITH queued AS (
                    INSERT INTO webhook_delivery (webhook_id, event_id, tenant_id, type, payload, created_at, due_at)
                    SELECT o.id, ?, o.tenant_id, 'webhook.disabled', json_build_object('webhook', d.name, 'reason', d.disabled_reason), ?, ?
                    FROM webhook d JOIN webhook o ON o.tenant_id = d.tenant_id AND o.id <> d.id
                    WHERE d.id = ? AND o.enabled AND o.event_types && ARRAY['*', 'webhook.*', 'webhook.disabled']
                    RETURNING 1)
                SELECT pg_notify('voxgate_webhook', '') FROM queued LIMIT 1""", row -> true, noticeId, at, at, webhookId);
    }
}
