package io.voxgate.event.webhook;

import static io.voxgate.database.SqlParameters.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Database;
import io.voxgate.database.PermitParameters;
import io.voxgate.database.Transaction;
import io.voxgate.limits.Limit;
import io.voxgate.limits.TenantPermits.Free;
import io.voxgate.worker.WorkLeases;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** The sending side of deliveries: taken in turns, tenant by tenant and endpoint by endpoint, and settled. */
@ApplicationScoped
public class OutboxTable {
    /** After so many failures in a row a webhook gets one delivery at a time; so does one whose receiver is slow. */
    public static final int PAUSE_AFTER_FAILURES = 5;

    /** For how many days the log is kept where the tenant chose nothing. */
    public static final int USUAL_DAYS = 30;

    private static final int ATTEMPTS_KEPT = 20;

    /**
     * Whose deliveries may be taken: each tenant that has a row waiting costs one step through the index, however many
     * rows wait, and each webhook of a tenant that has permits left one more. Tenants that hold the fewest permits come
     * first. Each step looks for the next row in the index's own order to its last column: by another index, or by
     * EXISTS before PostgreSQL has analysed the rows, all rows of a tenant would be read for each of its webhooks.
     */
    private static final String READY = """
            WITH RECURSIVE %s,
            waiting AS (
                (SELECT tenant_id FROM webhook_delivery WHERE due_at IS NOT NULL ORDER BY tenant_id, webhook_id, due_at LIMIT 1)
                UNION ALL
                SELECT (SELECT d.tenant_id FROM webhook_delivery d WHERE d.due_at IS NOT NULL AND d.tenant_id > w.tenant_id
                    ORDER BY d.tenant_id, d.webhook_id, d.due_at LIMIT 1)
                FROM waiting w WHERE w.tenant_id IS NOT NULL),
            ready AS (
                SELECT q.id, coalesce(o.permits, 0) + row_number() OVER (PARTITION BY w.tenant_id ORDER BY random()) AS place
                FROM waiting w LEFT JOIN of_tenant o ON o.tenant_id = w.tenant_id CROSS JOIN LATERAL (
                    SELECT h.id FROM webhook h WHERE h.tenant_id = w.tenant_id AND h.enabled AND (h.paused_until IS NULL
                        OR h.paused_until <= :now)
                      AND (SELECT d.webhook_id = h.id AND d.due_at <= :now FROM webhook_delivery d WHERE d.due_at IS NOT NULL
                          AND (d.tenant_id, d.webhook_id) >= (h.tenant_id, h.id)
                          ORDER BY d.tenant_id, d.webhook_id, d.due_at LIMIT 1)
                    OFFSET 0) q -- OFFSET 0: tenant by tenant, so that one without permits costs nothing
                WHERE coalesce(o.permits, 0) < :perTenant),
            chosen AS MATERIALIZED (SELECT id FROM ready WHERE place <= :perTenant ORDER BY place, random() LIMIT :permits)
            SELECT id FROM chosen WHERE pg_try_advisory_xact_lock(hashtextextended('webhook' || id, 0))""".formatted(PermitParameters.HELD);

    /**
     * Of each webhook its oldest, as many as may be on their way; then the tenants in turn, and within a tenant its
     * webhooks.
     */
    private static final String CLAIM =
            """
            WITH %s,
            due AS (
                SELECT h.tenant_id, h.id AS webhook_id, q.event_id, q.at, q.depth, coalesce(o.permits, 0) AS permits
                FROM webhook h LEFT JOIN of_tenant o ON o.tenant_id = h.tenant_id, LATERAL (
                    SELECT c.event_id, c.at, row_number() OVER (ORDER BY c.due_at) AS depth FROM (
                        SELECT d.event_id, d.ctid AS at, d.due_at FROM webhook_delivery d WHERE d.tenant_id = h.tenant_id
                            AND d.webhook_id = h.id AND d.due_at <= :now
                        ORDER BY d.due_at
                        LIMIT greatest(0, least(:permits, :perTenant - coalesce(o.permits, 0), CASE WHEN h.failures >= %d
                            OR h.slow THEN 1 ELSE :perWebhook END
                            - (SELECT count(*) FROM webhook_delivery f WHERE f.webhook_id = h.id AND f.lease IS NOT NULL
                                AND f.due_at > :now)))) c) q
                WHERE h.id = ANY (:ready)),
            placed AS (SELECT webhook_id, event_id, at, permits + row_number() OVER (PARTITION BY tenant_id ORDER BY \
            depth, random()) AS place FROM due),
            numbered AS MATERIALIZED (SELECT webhook_id, event_id, at, place, row_number() OVER (ORDER BY place, random()) AS number
                FROM placed WHERE place <= :perTenant),
            taken AS MATERIALIZED (
                SELECT ctid AS at FROM webhook_delivery
                WHERE ctid = ANY (ARRAY(SELECT n.at FROM numbered n WHERE n.number <= CASE WHEN n.place <= :few THEN :permits ELSE
                    :beyondFew END)) AND due_at <= :now
                FOR UPDATE SKIP LOCKED),
            claimed AS (
                UPDATE webhook_delivery SET lease = nextval('row_version'), due_at = :until WHERE ctid = ANY (ARRAY(SELECT at FROM taken))
                RETURNING *)
            SELECT %s FROM claimed c JOIN numbered n ON n.webhook_id = c.webhook_id AND n.event_id = c.event_id
            JOIN webhook h ON h.id = c.webhook_id LEFT JOIN session_event e ON e.session_id = c.session_id AND e.id = \
            c.event_id""".formatted(PermitParameters.HELD, PAUSE_AFTER_FAILURES, ClaimedDelivery.COLUMNS);

    private final Database database;

    public OutboxTable(Database database) {
        this.database = database;
    }

    /**
     * Takes due deliveries, of the tenants in turn: none waits behind another's backlog, nor behind another webhook's.
     *
     * @param claim since when they may be due, and until when they are this process's
     * @param free the permits that there are for it, and who holds others
     * @param perWebhook how many of one webhook may be on their way at once, over all replicas
     */
    public List<ClaimedDelivery> claim(WorkLeases.LeaseClaim claim, Free free, int perWebhook) {
        Instant now = claim.now();
        PermitParameters permits = new PermitParameters(free);
        return database.system(tx -> {
            List<String> ready = tx.list(
                    READY,
                    row -> row.getString(1),
                    permits.parameters()
                            .and("now", now)
                            .and("perTenant", free.share().perTenant())
                            .and("permits", free.permits()));
            return ready.isEmpty()
                    ? List.of()
                    : withinLimit(
                            tx,
                            now,
                            tx.list(
                                    CLAIM,
                                    row -> new Taken(ClaimedDelivery.read(row), row.getBoolean("postponed")),
                                    permits.parameters()
                                            .and("now", now)
                                            .and("until", claim.until())
                                            .and("ready", ready)
                                            .and("perTenant", free.share().perTenant())
                                            .and("perWebhook", perWebhook)
                                            .and("few", free.share().few())
                                            .and("permits", free.permits())
                                            .and("beyondFew", permits.beyondFew())));
        });
    }

    /** What is being sent is this process's for longer. The replica that took it over has another lease. */
    public void renew(List<WorkLeases.Lease<ClaimedDelivery>> leases, Instant until) {
        database.system(tx -> tx.update(
                """
                UPDATE webhook_delivery d SET due_at = :until FROM unnest(:webhookIds::text[], :eventIds::text[], :leases::text[])
                    AS l (webhook_id, event_id, lease)
                WHERE d.webhook_id = l.webhook_id AND d.event_id = l.event_id AND d.lease = l.lease::bigint""",
                with("until", until)
                        .and(
                                "webhookIds",
                                leases.stream()
                                        .map(lease -> lease.work().webhookId())
                                        .toList())
                        .and(
                                "eventIds",
                                leases.stream()
                                        .map(lease -> lease.work().eventId())
                                        .toList())
                        .and(
                                "leases",
                                leases.stream()
                                        .map(lease -> Long.toString(lease.work().lease()))
                                        .toList())));
    }

    private record Taken(ClaimedDelivery delivery, boolean postponed) {}

    /** What is too much at once is due again right away, for the next replica. */
    private static List<ClaimedDelivery> withinLimit(Transaction tx, Instant now, List<Taken> taken) {
        List<ClaimedDelivery> postponed =
                taken.stream().filter(Taken::postponed).map(Taken::delivery).toList();
        if (!postponed.isEmpty()) {
            List<String> webhooks = postponed.stream()
                    .map(ClaimedDelivery::webhookId)
                    .distinct()
                    .toList();
            List<String> leases = postponed.stream()
                    .map(delivery -> Long.toString(delivery.lease()))
                    .toList();
            tx.update(
                    "UPDATE webhook_delivery SET lease = NULL, due_at = :now WHERE webhook_id = ANY "
                            + "(:webhookIds) AND lease = ANY (:leases::bigint[])",
                    with("now", now).and("webhookIds", webhooks).and("leases", leases));
        }
        return taken.stream()
                .filter(row -> !row.postponed())
                .map(Taken::delivery)
                .toList();
    }

    /**
     * What becomes of a delivery after a try.
     *
     * @param attempt for the log
     * @param slow the receiver took long
     * @param dueAt the next try; empty: none
     */
    public record Settled(String status, ObjectNode attempt, boolean slow, Optional<Instant> dueAt, Instant at) {}

    /**
     * The receiver has it.
     *
     * @return whether it was still ours to settle
     */
    public boolean delivered(ClaimedDelivery claimed, Settled settled) {
        return database.system(tx -> {
            ReceiverHealth.recovered(tx, claimed.webhookId(), settled.slow());
            return settle(tx, claimed, settled);
        });
    }

    /**
     * What a failure means for the webhook.
     *
     * @param pause from the number of failures in a row: nothing is sent to it before then
     * @param gone the receiver wants nothing more
     * @param disableBefore when it has been failing since then or before, it is switched off
     * @param noticeId the webhook-id of the word to the tenant's other webhooks
     */
    public record DeliveryFailure(
            IntFunction<Optional<Instant>> pause, boolean gone, Instant disableBefore, String noticeId) {
        Optional<String> reason(Instant failingSince) {
            return gone
                    ? Optional.of("gone")
                    : failingSince.isAfter(disableBefore) ? Optional.empty() : Optional.of("failing");
        }
    }

    /**
     * The receiver does not have it.
     *
     * @return why the webhook is switched off now, if it is
     */
    public Optional<String> failed(ClaimedDelivery claimed, Settled settled, DeliveryFailure failure) {
        return database.system(tx -> {
            Optional<ReceiverHealth.Failing> failing = ReceiverHealth.failed(tx, claimed, settled);
            failing.flatMap(now -> failure.pause().apply(now.failures()))
                    .ifPresent(until -> ReceiverHealth.pause(tx, claimed.webhookId(), until));
            Optional<String> reason = failing.flatMap(now -> failure.reason(now.since()));
            reason.ifPresent(
                    why -> ReceiverHealth.disable(tx, claimed.webhookId(), why, settled.at(), failure.noticeId()));
            settle(tx, claimed, settled);
            return reason;
        });
    }

    /** Nothing was tried, because there is nothing to send: it says nothing of the receiver. */
    public void dropped(ClaimedDelivery claimed, Settled settled) {
        database.system(tx -> settle(tx, claimed, settled));
    }

    private static boolean settle(Transaction tx, ClaimedDelivery claimed, Settled settled) {
        return tx.update(
                        """
                UPDATE webhook_delivery SET status = :status, tries = tries + 1, due_at = :dueAt, lease = NULL,
                    delivered_at = CASE WHEN :status = 'delivered' THEN :at::timestamptz END,
                    attempts = CASE WHEN jsonb_array_length(attempts) >= %d THEN attempts - 0 ELSE attempts END || :attempt::jsonb
                WHERE webhook_id = :webhookId AND event_id = :eventId AND lease = :lease""".formatted(ATTEMPTS_KEPT),
                        with("status", settled.status())
                                .and("dueAt", settled.dueAt())
                                .and("at", settled.at())
                                .and("attempt", settled.attempt())
                                .and("webhookId", claimed.webhookId())
                                .and("eventId", claimed.eventId())
                                .and("lease", claimed.lease()))
                > 0;
    }

    /**
     * @param waiting how many deliveries wait for their first or next try; it is not counted further than the limit
     * @param oldest the one that waits longest behind its time, of webhooks that neither fail nor are slow
     */
    public record Backlog(long waiting, Optional<Instant> oldest) {}

    public Backlog backlog() {
        return database.system(tx -> tx.one(
                        """
                SELECT (SELECT count(*) FROM (SELECT FROM webhook_delivery WHERE due_at IS NOT NULL LIMIT :limit) counted) AS waiting,
                       (SELECT min(q.due_at) FROM webhook h, LATERAL (
                            SELECT due_at FROM webhook_delivery d WHERE d.tenant_id = h.tenant_id AND d.webhook_id = \
                h.id AND d.due_at IS NOT NULL ORDER BY d.due_at LIMIT 1) q
                        WHERE h.enabled AND h.failures = 0 AND NOT h.slow) AS oldest""",
                        row -> new Backlog(row.getLong("waiting"), Transaction.maybeInstant(row, "oldest")),
                        with("limit", Limit.WEBHOOK_BACKLOG_COUNTED.max())))
                .orElseThrow();
    }

    /**
     * Deletes what its tenant has kept long enough, of each tenant so many at once; what still waits for a try is kept
     * for the usual days at least.
     *
     * @return how many went
     */
    public int purge(Instant now, int most) {
        String delete = """
                DELETE FROM webhook_delivery WHERE ctid = ANY (ARRAY(
                    SELECT q.at FROM tenant t, LATERAL (
                        SELECT d.ctid AS at FROM webhook_delivery d
                        WHERE d.tenant_id = t.id AND d.created_at < :now::timestamptz
                                - make_interval(days => coalesce((t.retention ->> 'deliveryDays')::integer, %1$d)) AND d.lease IS NULL
                          AND (d.due_at IS NULL OR d.created_at < :now::timestamptz - interval '%1$d days')
                        ORDER BY d.created_at LIMIT :limit FOR UPDATE SKIP LOCKED) q))""".formatted(USUAL_DAYS);
        return database.system(tx -> tx.update(delete, with("now", now).and("limit", most)));
    }
}
