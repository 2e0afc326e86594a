package io.voxgate.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.event.webhook.OutboxTable.Settled;
import io.voxgate.event.webhook.TestReceiver.Answer;
import io.voxgate.event.webhook.WebhookTable.WebhookRow;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import io.voxgate.worker.WorkLeases;
import io.voxgate.worker.WorkLeases.Lease;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Turns, leases, the schedule and the end of a receiver, on a real database with a clock that the test moves. */
class OutboxTest {
    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    private static final String DEAD = "http://127.0.0.1:1/";
    private static final Duration TERM = Duration.ofMillis(Limit.WORK_LEASE.max());

    private final TestClock clock = new TestClock(START);
    private WebhookTestBed lab;

    @BeforeEach
    void open() throws IOException, SQLException {
        lab = new WebhookTestBed(clock);
    }

    @AfterEach
    void close() throws IOException {
        lab.close();
    }

    private static Map<String, Long> perWebhook(List<ClaimedDelivery> claimed) {
        return claimed.stream().collect(Collectors.groupingBy(ClaimedDelivery::webhook, Collectors.counting()));
    }

    @Tag("long")
    @Test
    void aBacklogOfAHundredThousandTakesOnlyItsTurn() {
        lab.queue(lab.webhook("dead", DEAD, "*").id(), "dead", 100_000, START.minusSeconds(3600));
        lab.queue(lab.webhook("well", DEAD, "*").id(), "well", 3, START.minusSeconds(1));
        long before = lab.readWithoutIndex();

        assertThat(perWebhook(lab.claim(100, 8))).isEqualTo(Map.of("dead", 8L, "well", 3L));
        assertThat(lab.claim(100, 8)).as("as many are on their way as may be").isEmpty();
        assertThat(lab.readWithoutIndex()).as("no look at the whole backlog").isEqualTo(before);
    }

    @Test
    void whereHandsAreFewEachStillGetsOne() {
        for (int i = 0; i < 5; i++) {
            lab.queue(lab.webhook("w" + i, DEAD, "*").id(), "w" + i, 50, START.minusSeconds(60));
        }
        assertThat(perWebhook(lab.claim(5, 8)).values()).containsExactly(1L, 1L, 1L, 1L, 1L);
        assertThat(lab.claim(3, 8)).hasSizeLessThanOrEqualTo(3);
    }

    /**
     * Whatever waits for the dead one, however early it was due and however few hands there are: a healthy one's
     * delivery is in the very next claim.
     */
    @Test
    void aHealthyOneIsNeverBehindADeadOnesBacklog() {
        String dead = lab.webhook("dead", DEAD, "*").id();
        String well = lab.webhook("well", DEAD, "*").id();
        lab.queue(dead, "dead", 3_000, START.minusSeconds(3600));
        int rounds = 40;
        int deadTaken = 0;
        for (int round = 0; round < rounds; round++) {
            lab.queue(well, "well%02d".formatted(round), 1, clock.instant().minusMillis(1));
            List<ClaimedDelivery> claimed = lab.claim(2 + round % 7, 8);
            assertThat(perWebhook(claimed)).as("claim %d", round).containsEntry("well", 1L);
            deadTaken += claimed.size() - 1;
            claimed.forEach(each -> {
                if (each.webhook().equals("well")) {
                    lab.outbox.delivered(
                            each, new Settled("delivered", Json.object(), false, Optional.empty(), clock.instant()));
                } else {
                    lab.sender.send(each);
                }
            });
            clock.forward(Duration.ofMillis(500));
        }
        assertThat(deadTaken).as("and the dead one got its turns too").isBetween(5, rounds * 8);
        assertThat(lab.log(well))
                .extracting(DeliveryRow::status)
                .hasSize(rounds)
                .containsOnly("delivered");
    }

    @Test
    void manyReplicasNeverTakeOneTwiceNorMoreThanTheCap() throws Exception {
        lab.queue(lab.webhook("one", DEAD, "*").id(), "one", 1_000, START.minusSeconds(60));
        lab.queue(lab.webhook("two", DEAD, "*").id(), "two", 1_000, START.minusSeconds(60));
        List<ClaimedDelivery> all = new ArrayList<>();
        try (ExecutorService replicas = Executors.newFixedThreadPool(8)) {
            List<Callable<List<ClaimedDelivery>>> claims = IntStream.range(0, 64)
                    .<Callable<List<ClaimedDelivery>>>mapToObj(_ -> () -> lab.claim(100, 8))
                    .toList();
            for (Future<List<ClaimedDelivery>> claim : replicas.invokeAll(claims)) {
                all.addAll(claim.get());
            }
        }
        assertThat(all.stream().map(ClaimedDelivery::eventId)).doesNotHaveDuplicates();
        assertThat(perWebhook(all)).isEqualTo(Map.of("one", 8L, "two", 8L));
    }

    @Test
    void aLeaseThatEndsIsTakenOverAndTheLateOneChangesNothing() {
        String id = lab.webhook("crm", DEAD, "*").id();
        lab.queue(id, "a", 1, START);
        clock.forward(Duration.ofSeconds(1));
        ClaimedDelivery first = lab.claim(10, 8).getFirst();
        clock.forward(TERM.minusSeconds(1));
        assertThat(lab.claim(10, 8)).isEmpty();
        clock.forward(Duration.ofSeconds(2));
        ClaimedDelivery second = lab.claim(10, 8).getFirst();
        assertThat(second.eventId()).isEqualTo(first.eventId());
        assertThat(second.lease()).isNotEqualTo(first.lease());

        Settled late = new Settled("failed", Json.object(), false, Optional.empty(), clock.instant());
        assertThat(lab.outbox.delivered(first, late)).isFalse();
        assertThat(lab.log(id).getFirst().status()).isEqualTo("pending");
        assertThat(lab.outbox.delivered(
                        second, new Settled("delivered", Json.object(), false, Optional.empty(), clock.instant())))
                .isTrue();
        assertThat(lab.log(id).getFirst().status()).isEqualTo("delivered");
    }

    @Test
    void aLeaseIsRenewedWhileItsDeliveryIsOnItsWay() {
        lab.queue(lab.webhook("crm", DEAD, "*").id(), "a", 1, START);
        clock.forward(Duration.ofSeconds(1));
        WorkLeases.LeaseClaim claim = lab.leases.claim();
        Lease<ClaimedDelivery> lease = lab.leases.begin(lab.claim(10, 8).getFirst(), claim);
        for (int i = 0; i < 10; i++) {
            clock.forward(TERM.dividedBy(2));
            lab.leases.renew();
            assertThat(lab.claim(10, 8)).as("after %d renewals", i + 1).isEmpty();
        }
        lab.leases.end(lease);
        clock.forward(TERM);
        lab.leases.renew();
        assertThat(lab.claim(10, 8)).hasSize(1);
    }

    /** The process stood still: another has taken the delivery over, and what the first one renews is not its own. */
    @Test
    void aLeaseThatIsOverIsNotRenewed() {
        lab.queue(lab.webhook("crm", DEAD, "*").id(), "a", 1, START);
        clock.forward(Duration.ofSeconds(1));
        WorkLeases.LeaseClaim claim = lab.leases.claim();
        Lease<ClaimedDelivery> first = lab.leases.begin(lab.claim(10, 8).getFirst(), claim);
        clock.forward(TERM);
        assertThat(lab.claim(10, 8)).hasSize(1);
        assertThat(lab.leases.isOver(first)).isTrue();
        lab.outbox.renew(List.of(first), clock.instant().plus(TERM.multipliedBy(5)));
        lab.leases.renew();
        clock.forward(TERM);
        assertThat(lab.claim(10, 8))
                .as("the second one's lease ended when it should")
                .hasSize(1);
    }

    /**
     * What a process that died was sending neither stays away from the receiver for long nor keeps others from being
     * sent.
     */
    @Test
    void aDeadProcessesDeliveriesAreInFlightForSecondsOnly() {
        lab.queue(lab.webhook("crm", DEAD, "*").id(), "a", 16, START);
        clock.forward(Duration.ofSeconds(1));
        assertThat(lab.claim(100, 8)).hasSize(8);
        assertThat(lab.claim(100, 8)).as("as many are on their way as may be").isEmpty();
        clock.forward(Duration.ofSeconds(7));
        assertThat(lab.claim(100, 8)).as("those of the dead one, or others").hasSize(8);
    }

    @Test
    void tenTriesOnScheduleThenNoMore() throws IOException {
        try (TestReceiver receiver = new TestReceiver(_ -> Answer.of(503))) {
            String id = lab.webhook("crm", receiver.url(), "*").id();
            lab.queue(id, "a", 1, START);
            List<Instant> tries = new ArrayList<>();
            clock.forward(Duration.ofMillis(1));
            for (int i = 0; i < 30 && lab.log(id).getFirst().dueAt().isPresent(); i++) {
                lab.log(id)
                        .getFirst()
                        .dueAt()
                        .filter(due -> due.isAfter(clock.instant()))
                        .ifPresent(clock::to);
                assertThat(lab.pump()).isEqualTo(1);
                tries.add(clock.instant());
                clock.forward(Duration.ofMillis(1));
            }
            DeliveryRow row = lab.log(id).getFirst();
            assertThat(row.status()).isEqualTo("failed");
            assertThat(row.attempts()).hasSize(10);
            assertThat(receiver.messages())
                    .hasSize(10)
                    .extracting(TestReceiver.ReceivedMessage::id)
                    .containsOnly(row.eventId());
            List<Duration> expected =
                    List.of("PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT14H", "PT20H", "PT24H").stream()
                            .map(Duration::parse)
                            .toList();
            for (int i = 0; i < expected.size(); i++) {
                assertThat(Duration.between(tries.get(i), tries.get(i + 1)))
                        .isBetween(
                                expected.get(i),
                                expected.get(i).multipliedBy(6).dividedBy(5).plusSeconds(6));
            }
        }
    }

    @Test
    void afterFiveDaysOfFailureItIsSwitchedOffAndOthersAreTold() throws IOException {
        try (TestReceiver ops = TestReceiver.willing()) {
            String id = lab.webhook("dead", DEAD, "*").id();
            lab.webhook("ops", ops.url(), "webhook.disabled");
            lab.webhook("deaf", DEAD, "session.*");
            for (int day = 0; day < 5; day++) {
                lab.queue(id, "d" + day, 1, clock.instant().minusSeconds(1));
                lab.pump();
                assertThat(lab.webhook("dead").wanted().enabled())
                        .as("day %d", day)
                        .isTrue();
                assertThat(lab.webhook("dead").health().failingSince()).contains(START);
                clock.forward(WebhookTestBed.days(1));
            }
            lab.pump();

            WebhookRow dead = lab.webhook("dead");
            assertThat(dead.wanted().enabled()).isFalse();
            assertThat(dead.health().disabledReason()).contains("failing");
            assertThat(dead.health().disabledAt()).contains(clock.instant());
            clock.forward(Duration.ofSeconds(10));
            assertThat(lab.pump())
                    .as("only the word to the other one; what waits for the dead one stays")
                    .isEqualTo(1);
            assertThat(ops.messages()).hasSize(1);
            JsonNode payload = Json.parse(ops.messages().getFirst().body()).orElseThrow();
            assertThat(payload.get("type").asText()).isEqualTo("webhook.disabled");
            assertThat(payload.get("data"))
                    .isEqualTo(Json.object().put("webhook", "dead").put("reason", "failing"));
        }
    }

    /**
     * Switched off by its owner or by Voxgate: what was waiting is not sent, not lost, and goes on in the same place of
     * its schedule.
     */
    @Test
    void whatWaitsForADisabledOneGoesOnWhenItIsEnabledAgain() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (TestReceiver receiver = new TestReceiver(_ -> Answer.of(calls.incrementAndGet() == 1 ? 410 : 204))) {
            String id = lab.webhook("crm", receiver.url(), "*").id();
            lab.queue(id, "a", 1, START.minusSeconds(2));
            lab.pump();
            lab.queue(id, "b", 20, START.minusSeconds(1));
            assertThat(lab.webhook("crm").wanted().enabled()).isFalse();
            clock.forward(WebhookTestBed.days(3));
            assertThat(lab.claim(100, 8)).isEmpty();

            lab.webhook("crm", receiver.url(), "*");
            assertThat(lab.webhook("crm").health().disabledReason()).isEmpty();
            for (int i = 0; i < 3; i++) {
                lab.pump();
            }
            assertThat(receiver.messages()).hasSize(21);
            assertThat(lab.log(id))
                    .filteredOn(row -> row.status().equals("delivered"))
                    .hasSize(20);
            assertThat(lab.log(id))
                    .filteredOn(row -> row.status().equals("failed"))
                    .as("what was answered 410 is not asked for again")
                    .hasSize(1);
        }
    }

    @Test
    void oneSuccessForgivesEverything() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (TestReceiver receiver = new TestReceiver(_ -> Answer.of(calls.incrementAndGet() <= 7 ? 500 : 200))) {
            String id = lab.webhook("crm", receiver.url(), "*").id();
            lab.queue(id, "a", 20, START.minusSeconds(1));
            assertThat(lab.pump()).isEqualTo(8);
            assertThat(lab.webhook("crm").health().failingSince())
                    .as("the eighth arrived")
                    .isEmpty();
            assertThat(lab.pump()).isEqualTo(8);
        }
    }

    @Test
    void aSickReceiverIsTriedOneByOneWithPauses() {
        String id = lab.webhook("dead", DEAD, "*").id();
        lab.queue(id, "a", 100, START.minusSeconds(1));
        assertThat(lab.pump()).isEqualTo(8);
        assertThat(lab.pump()).as("a pause").isZero();
        clock.forward(Duration.ofSeconds(5));
        assertThat(lab.claim(100, 8)).as("one to try whether it is back").hasSize(1);
    }

    @Test
    void retryAfterHoldsForTheWholeReceiver() throws IOException {
        try (TestReceiver receiver = new TestReceiver(_ -> new Answer(429, Map.of("Retry-After", "120"), ""))) {
            String id = lab.webhook("crm", receiver.url(), "*").id();
            lab.queue(id, "a", 1, START.minusSeconds(1));
            lab.pump();
            assertThat(lab.log(id).getFirst().dueAt().orElseThrow())
                    .isEqualTo(clock.instant().plusSeconds(120));
            lab.queue(id, "b", 1, clock.instant().minusSeconds(1));
            clock.forward(Duration.ofSeconds(119));
            assertThat(lab.pump()).isZero();
            clock.forward(Duration.ofSeconds(2));
            assertThat(lab.pump()).isEqualTo(2);
        }
    }

    @Test
    void whatHasNoEventAnyMoreIsNotSent() throws IOException {
        try (TestReceiver receiver = TestReceiver.willing()) {
            String id = lab.webhook("crm", receiver.url(), "*").id();
            lab.database.system(tx -> tx.update(
                    "INSERT INTO webhook_delivery (webhook_id, event_id, tenant_id, type, created_at, "
                            + "due_at) VALUES (?, 'evt_x', 'acme', 'session.ended', ?, ?)",
                    id,
                    START,
                    START));
            clock.forward(Duration.ofSeconds(1));
            lab.pump();
            assertThat(lab.log(id).getFirst().status()).isEqualTo("failed");
            assertThat(lab.log(id).getFirst().attempts().get(0).get("error").asText())
                    .contains("deleted");
            assertThat(receiver.messages()).isEmpty();
        }
    }

    @Test
    void oldOnesGoInBatches() {
        String id = lab.webhook("crm", DEAD, "*").id();
        lab.queue(id, "old", 25, START.minus(Duration.ofDays(31)));
        lab.queue(id, "new", 5, START.minus(Duration.ofDays(1)));
        assertThat(List.of(
                        lab.outbox.purge(START, 10),
                        lab.outbox.purge(START, 10),
                        lab.outbox.purge(START, 10),
                        lab.outbox.purge(START, 10)))
                .containsExactly(10, 10, 5, 0);
        assertThat(lab.log(id)).hasSize(5);
    }

    @Test
    void aTenantChoosesForHowLong() {
        String id = lab.webhook("crm", DEAD, "*").id();
        lab.queue(id, "old", 4, START.minus(Duration.ofDays(4)));
        lab.queue(id, "waits", 3, START.minus(Duration.ofDays(4)));
        lab.queue(id, "new", 5, START.minus(Duration.ofDays(2)));
        lab.database.system(
                tx -> tx.update(
                        "UPDATE webhook_delivery SET due_at = NULL, status = 'delivered' WHERE event_id NOT LIKE 'evt_waits%'"));
        assertThat(lab.outbox.purge(START, 100)).as("unless it chooses, thirty").isZero();
        lab.database.system(tx -> tx.update("UPDATE tenant SET retention = '{\"deliveryDays\":3}'"));
        assertThat(lab.outbox.purge(START, 100))
                .as("what waits for a try stays")
                .isEqualTo(4);
        assertThat(lab.log(id))
                .extracting(DeliveryRow::eventId)
                .allMatch(event -> event.startsWith("evt_waits") || event.startsWith("evt_new"))
                .hasSize(8);
    }
}
