package io.voxgate.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxgate.database.WriteOptions;
import io.voxgate.event.webhook.OutboxTable.Settled;
import io.voxgate.event.webhook.TestReceiver.Answer;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import io.voxgate.limits.TenantPermits.Free;
import io.voxgate.limits.TenantPermits.HeldPermits;
import io.voxgate.limits.TenantPermits.PermitHolder;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One tenant's webhooks, however many and however slow, leave another's alone. */
class WebhookSharesTest {
    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    private static final String DEAD = "http://127.0.0.1:1/";
    private static final int SHARE = Limit.WEBHOOK_SENDERS_PER_TENANT.count();
    private static final int ALL = Limit.WEBHOOK_SENDERS.count();

    private static Map<String, Long> perTenant(List<ClaimedDelivery> claimed) {
        return claimed.stream().collect(Collectors.groupingBy(ClaimedDelivery::tenantId, Collectors.counting()));
    }

    private static Free holding(String tenant, int permits) {
        return new Free(
                DeliveryDispatcher.SHARE,
                ALL - permits,
                List.of(new HeldPermits(new PermitHolder(tenant, ""), permits)));
    }

    @Tag("long")
    @Test
    void fourHundredWebhooksAreOneTenant() throws IOException, SQLException {
        try (WebhookTestBed lab = new WebhookTestBed(new TestClock(START))) {
            lab.crowd("evil", 400, DEAD, 100, START.minusSeconds(3600));
            lab.queue(lab.webhook("crm", DEAD, "*").id(), "well", 3, START.minusSeconds(1));

            assertThat(perTenant(lab.claim(Free.all(DeliveryDispatcher.SHARE))))
                    .isEqualTo(Map.of("evil", (long) SHARE, "acme", 3L));
            lab.queue(lab.webhook("crm").id(), "more", 3, START.minusSeconds(1));
            assertThat(perTenant(lab.claim(holding("evil", SHARE))))
                    .as("its share is used up")
                    .isEqualTo(Map.of("acme", 3L));
            lab.queue(lab.webhook("crm").id(), "last", 1, START.minusSeconds(1));
            assertThat(perTenant(lab.claim(new Free(
                            DeliveryDispatcher.SHARE, 1, List.of(new HeldPermits(new PermitHolder("evil", ""), 20))))))
                    .as("the only permit left")
                    .isEqualTo(Map.of("acme", 1L));
        }
    }

    @Test
    void theLastPermitsAreForTenantsThatHoldFew() throws IOException, SQLException {
        try (WebhookTestBed lab = new WebhookTestBed(new TestClock(START))) {
            for (int tenant = 0; tenant < 6; tenant++) {
                lab.crowd("evil" + tenant, 20, DEAD, 20, START.minusSeconds(3600));
            }
            List<ClaimedDelivery> first = lab.claim(Free.all(DeliveryDispatcher.SHARE));
            assertThat(first).hasSize(ALL - Limit.WEBHOOK_SENDERS_RESERVED.count());
            assertThat(perTenant(first).values()).as("each as many").containsOnly(32L);

            List<HeldPermits> held = IntStream.range(0, 6)
                    .mapToObj(tenant -> new HeldPermits(new PermitHolder("evil" + tenant, ""), 32))
                    .toList();
            Free reserved = new Free(DeliveryDispatcher.SHARE, Limit.WEBHOOK_SENDERS_RESERVED.count(), held);
            assertThat(lab.claim(reserved)).isEmpty();
            lab.queue(lab.webhook("crm", DEAD, "*").id(), "well", 3, START.minusSeconds(1));
            assertThat(perTenant(lab.claim(reserved))).isEqualTo(Map.of("acme", 3L));
        }
    }

    /**
     * Together the bodies of a claim may be as large as CLAIM_BYTES: the tenants fill that in turn, too, and what has
     * no event weighs nothing.
     */
    @Test
    void heavyEventsOfOneTenantPostponeOnlyItsOwn() throws IOException, SQLException {
        int fit = Math.toIntExact(Limit.CLAIM_BYTES.max() / Limit.EVENT_BYTES.max());
        try (WebhookTestBed lab = new WebhookTestBed(new TestClock(START))) {
            lab.crowd("evil", 60, DEAD, 0, START);
            lab.database.system(tx -> tx.update("""
                    INSERT INTO session (id, tenant_id, status, vendor, connection, channel, agent, translation, \
                    metadata, facts, nonce, created_at, sent_at, updated_at)
                    VALUES ('ses_evil', 'evil', 'active', 'v', 'c', '{}', '{}', '{}', '{}', '{}', '', ?, ?, ?)""", START, START, START));
            lab.database.system(tx -> tx.update("""
                    INSERT INTO session_event (session_id, sequence, tenant_id, id, type, vendor, dedupe_key, \
                    occurred_at, received_at, data, applied, data_bytes)
                    SELECT 'ses_evil', n, 'evil', 'evt_heavy' || n, 'vendor.other', 'v', n::text, ?, ?, '{}', true, ? \
                    FROM generate_series(1, 60) n""", START, START, Limit.EVENT_BYTES.count()));
            lab.database.system(tx -> tx.update("""
                    INSERT INTO webhook_delivery (webhook_id, event_id, tenant_id, session_id, type, created_at, due_at)
                    SELECT h.id, 'evt_heavy' || (substr(h.name, 2)::integer + 1), 'evil', 'ses_evil', 'vendor.other', \
                    ?, ? FROM webhook h WHERE h.tenant_id = 'evil'
                    ON CONFLICT DO NOTHING""", START.minusSeconds(3600), START.minusSeconds(3600)));
            lab.queue(lab.webhook("crm", DEAD, "*").id(), "well", 3, START.minusSeconds(1));

            Map<String, Long> claimed = perTenant(lab.claim(Free.all(DeliveryDispatcher.SHARE)));
            assertThat(claimed).containsEntry("acme", 3L);
            assertThat(claimed.get("evil")).isBetween(1L, fit + 1L);
        }
    }

    @Test
    void aSlowReceiverGetsOneAtATimeUntilItIsFast() throws IOException, SQLException {
        TestClock clock = new TestClock(START);
        try (WebhookTestBed lab = new WebhookTestBed(clock)) {
            lab.queue(lab.webhook("crm", DEAD, "*").id(), "a", 100, START.minusSeconds(1));
            List<ClaimedDelivery> first = lab.claim(100, 8);
            assertThat(first).hasSize(8);
            first.forEach(each -> lab.outbox.delivered(
                    each, new Settled("delivered", Json.object(), true, Optional.empty(), clock.instant())));
            List<ClaimedDelivery> second = lab.claim(100, 8);
            assertThat(second).hasSize(1);
            lab.outbox.delivered(
                    second.getFirst(),
                    new Settled("delivered", Json.object(), false, Optional.empty(), clock.instant()));
            assertThat(lab.claim(100, 8)).hasSize(8);
        }
    }

    /** The product's own dispatcher: 320 deliveries to receivers that do not answer, and another tenant's. */
    @Test
    void whatIsHeldBackHoldsNobodyElse() throws IOException, SQLException {
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger arrived = new AtomicInteger();
        try (WebhookTestBed lab = new WebhookTestBed(Clock.systemUTC());
                TestReceiver well = TestReceiver.willing();
                TestReceiver slow = new TestReceiver(_ -> {
                    arrived.incrementAndGet();
                    hold(over);
                    return Answer.of(204);
                })) {
            String id = lab.webhook("crm", well.url(), "*").id();
            lab.crowd("evil", 40, slow.url(), 8, Instant.now().minusSeconds(60));
            try (WebhookTestBed.Running _ = lab.running()) {
                await().atMost(Duration.ofSeconds(30)).until(() -> arrived.get() >= SHARE);
                for (int i = 0; i < 20; i++) {
                    lab.announce(id, "evt_" + i, Instant.now(), _ -> {});
                }
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> well.messages().size() == 20);
                assertThat(lab.largestShare())
                        .as("permits of the tenant whose receivers do not answer")
                        .isLessThanOrEqualTo(SHARE);
                over.countDown();
            }
        }
    }

    private static void hold(CountDownLatch over) {
        try {
            over.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Tag("long")
    @Test
    void aTenantHasAsManyWebhooksAsItMayHave() throws IOException, SQLException {
        try (WebhookTestBed lab = new WebhookTestBed(new TestClock(START))) {
            lab.crowd("evil", Limit.WEBHOOKS.count(), DEAD, 0, START);
            Problem refused = refusal(() -> lab.webhooks.put(
                    "evil", "more", lab.webhooks.get("evil", "w0").wanted(), WriteOptions.NONE));
            assertThat(refused.code()).isEqualTo(ProblemCode.QUOTA_EXCEEDED);
            assertThat(refused.extras().get("limit"))
                    .isEqualTo(Map.of("name", "webhooks", "max", 500L, "unit", "webhooks"));
            assertThat(lab.webhooks
                            .put("evil", "w0", lab.webhooks.get("evil", "w0").wanted(), WriteOptions.NONE)
                            .created())
                    .as("one that is there stays")
                    .isFalse();
        }
    }

    private static Problem refusal(Runnable work) {
        try {
            work.run();
        } catch (Problem problem) {
            return problem;
        }
        throw new AssertionError("It was not refused");
    }
}
