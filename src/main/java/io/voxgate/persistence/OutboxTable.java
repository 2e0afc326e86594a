package io.voxgate.persistence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** The sending side of deliveries: taken in turns, endpoint by endpoint, and settled. */
@ApplicationScoped
public class OutboxTable {
    /** Rung when a transaction that queued deliveries was committed. */
    public static final String CHANNEL = "voxgate_webhook";

    /** From so many failures in a row on, a webhook is tried one delivery at a time. */
    public static final int SICK = 5;

    /** For how many days the log is kept where the tenant chose nothing. */
    public static final int USUAL_DAYS = 30;

    private static final int ATTEMPTS_KEPT = 20;

    /** Each webhook that has a row waiting costs one step through the index, however many rows wait. */
    private static final String READY = """
            WITH RECURSIVE waiting AS (
                (SELECT webhook_id FROM webhook_delivery WHERE due_at IS NOT NULL ORDER BY webhook_id LIMIT 1)
                UNION ALL
                SELECT (SELECT d.webhook_id FROM webhook_delivery d WHERE d.due_at IS NOT NULL AND d.webhook_id > w.webhook_id ORDER BY d.webhook_id LIMIT 1)
                FROM waiting w WHERE w.webhook_id IS NOT NULL),
            ready AS MATERIALIZED (
                SELECT h.id FROM waiting JOIN webhook h ON h.id = waiting.webhook_id
                WHERE h.enabled AND (h.paused_until IS NULL OR h.paused_until <= ?)
                  AND EXISTS (SELECT FROM webhook_delivery d WHERE d.webhook_id = h.id AND d.due_at <= ?)
                ORDER BY random() LIMIT ?)
            SELECT id FROM ready WHERE pg_try_advisory_xact_lock(hashtextextended('webhook' || id, 0))""";

    private static final String CLAIM = """
            WITH claimed AS (
                UPDATE webhook_delivery SET lease = nextval('row_version'), due_at = ?
                WHERE ctid = ANY (ARRAY(
                    SELECT q.at FROM webhook h, LATERAL (
                        SELECT c.ctid AS at FROM webhook_delivery c WHERE c.webhook_id = h.id AND c.due_at <= ?
                        ORDER BY c.due_at
                        LIMIT greatest(0, CASE WHEN h.failures >= %d THEN 1 ELSE ? END
                            - (SELECT count(*) FROM webhook_delivery f WHERE f.webhook_id = h.id AND f.lease IS NOT NULL AND f.due_at > ?))
                        FOR UPDATE SKIP LOCKED) q
                    WHERE h.id = ANY (?)))
                RETURNING *)
            SELECT %s FROM claimed c JOIN webhook h ON h.id = c.webhook_id LEFT JOIN session_event e ON e.session_id = c.session_id AND e.id = c.event_id"""
            .formatted(SICK, ClaimedDelivery.COLUMNS);

    private final Database database;

    public OutboxTable(Database database) {
        this.database = database;
    }

    /**
     * Takes deliveries whose time has come: of each webhook a few, so that none waits behind another's backlog.
     *
     * @param most in all
     * @param cap how many of one webhook may be on their way at once, over all replicas
     */
    public List<ClaimedDelivery> claim(Instant now, Duration lease, int most, int cap) {
        return database.system(tx -> {
            List<String> ready = tx.list(READY, row -> row.getString(1), now, now, most);
            int each = ready.isEmpty() ? 0 : Math.clamp(most / ready.size(), 1, cap);
            return ready.isEmpty() ? List.of() : withinLimit(tx, now, tx.list(CLAIM, row -> new Taken(ClaimedDelivery.read(row), row.getBoolean("postponed")),
                    now.plus(lease), now, each, now, ready));
        });
    }

    private record Taken(ClaimedDelivery delivery, boolean postponed) {}

    /** What is too much at once is due again right away, for whoever takes next. */
    private static List<ClaimedDelivery> withinLimit(Statements tx, Instant now, List<Taken> taken) {
        List<ClaimedDelivery> postponed = taken.stream().filter(Taken::postponed).map(Taken::delivery).toList();
        if (!postponed.isEmpty()) {
            tx.update("UPDATE webhook_delivery SET lease = NULL, due_at = ? WHERE webhook_id = ANY (?) AND lease = ANY (?::bigint[])", now,
                    postponed.stream().map(ClaimedDelivery::webhookId).distinct().toList(), postponed.stream().map(delivery -> Long.toString(delivery.lease())).toList());
        }
        return taken.stream().filter(row -> !row.postponed()).map(Taken::delivery).toList();
    }

    /**
     * What becomes of a delivery after a try.
     *
     * @param attempt for the log
     * @param dueAt the next try; empty: none
     */
    public record Settled(String status, ObjectNode attempt, Optional<Instant> dueAt, Instant at) {}

    /** The receiver has it. @return whether it was still ours to settle */
    public boolean delivered(ClaimedDelivery claimed, Settled settled) {
        return database.system(tx -> {
            ReceiverHealth.recovered(tx, claimed.webhookId());
            return settle(tx, claimed, settled);
        });
    }

    /**
     * What a failure means for the webhook.
     *
     * @param pause from the number of failures in a row: nothing is sent to it before then
     * @param gone the receiver wants nothing more
     * @param hopeless when it has been failing since then or before, it is switched off
     * @param noticeId the webhook-id of the word to the tenant's other webhooks
     */
    public record Failure(IntFunction<Optional<Instant>> pause, boolean gone, Instant hopeless, String noticeId) {
        Optional<String> reason(Instant failingSince) {
            return gone ? Optional.of("gone") : failingSince.isAfter(hopeless) ? Optional.empty() : Optional.of("failing");
        }
    }

    /** The receiver does not have it. @return why the webhook is switched off now, if it is */
    public Optional<String> failed(ClaimedDelivery claimed, Settled settled, Failure failure) {
        return database.system(tx -> {
            Optional<ReceiverHealth.Failing> failing = ReceiverHealth.failed(tx, claimed, settled.at());
            failing.flatMap(now -> failure.pause().apply(now.failures())).ifPresent(until -> ReceiverHealth.pause(tx, claimed.webhookId(), until));
            Optional<String> reason = failing.flatMap(now -> failure.reason(now.since()));
            reason.ifPresent(why -> ReceiverHealth.disable(tx, claimed.webhookId(), why, settled.at(), failure.noticeId()));
            settle(tx, claimed, settled);
            return reason;
        });
    }

    /** Nothing was tried, because there is nothing to send: it says nothing of the receiver. */
    public void dropped(ClaimedDelivery claimed, Settled settled) {
        database.system(tx -> settle(tx, claimed, settled));
    }

    private static boolean settle(Statements tx, ClaimedDelivery claimed, Settled settled) {
        return tx.update("""
                UPDATE webhook_delivery SET status = ?, tries = tries + 1, due_at = ?, lease = NULL, delivered_at = CASE WHEN ? = 'delivered' THEN ?::timestamptz END,
                    attempts = CASE WHEN jsonb_array_length(attempts) >= %d THEN attempts - 0 ELSE attempts END || ?::jsonb
                WHERE webhook_id = ? AND event_id = ? AND lease = ?""".formatted(ATTEMPTS_KEPT),
                settled.status(), settled.dueAt(), settled.status(), settled.at(), settled.attempt(), claimed.webhookId(), claimed.eventId(), claimed.lease()) > 0;
    }

    /** @param waiting how many deliveries wait for their first or next try; oldest: the one that waits longest behind its time, of webhooks that do not fail */
    public record Backlog(long waiting, Optional<Instant> oldest) {}

    public Backlog backlog() {
        return database.system(tx -> tx.one("""
                SELECT (SELECT count(*) FROM webhook_delivery WHERE due_at IS NOT NULL) AS waiting,
                       (SELECT min(q.due_at) FROM webhook h, LATERAL (
                            SELECT due_at FROM webhook_delivery d WHERE d.webhook_id = h.id AND d.due_at IS NOT NULL ORDER BY d.due_at LIMIT 1) q
                        WHERE h.enabled AND h.failures = 0) AS oldest""",
                row -> new Backlog(row.getLong("waiting"), Statements.maybeInstant(row, "oldest")))).orElseThrow();
    }

    /** Deletes what its tenant has kept long enough, of each tenant so many at once; what still waits for a try is kept for the usual days at least. @return how many went */
    public int purge(Instant now, int most) {
        return database.system(tx -> tx.update("""
                DELETE FROM webhook_delivery WHERE ctid = ANY (ARRAY(
                    SELECT q.at FROM tenant t, LATERAL (
                        SELECT d.ctid AS at FROM webhook_delivery d
                        WHERE d.tenant_id = t.id AND d.created_at < ?::timestamptz - make_interval(days => coalesce((t.retention ->> 'deliveryDays')::integer, %1$d)) AND d.lease IS NULL
                          AND (d.due_at IS NULL OR d.created_at < ?::timestamptz - interval '%1$d days')
                        ORDER BY d.created_at LIMIT ? FOR UPDATE SKIP LOCKED) q))""".formatted(USUAL_DAYS), now, now, most));
    }
}
