package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxgate.limits.Limit;
import io.voxgate.replicas.CallbackLoad.Push;
import io.voxgate.replicas.Inbox.ReceivedMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What can happen to one delivery: its sender stands still, its announcement is not heard, its answer is lost. */
@ExtendWith(SharedFleet.class)
class WebhookFaultsIT {
    private static final Duration LEASE = Duration.ofMillis(Limit.WORK_LEASE.max());

    private final VendorLedger vendor = VendorLedger.open();

    @AfterEach
    void close() {
        vendor.close();
    }

    /** One session whose sentences are told; what its start told has arrived already. */
    private Push session(Fleet fleet, FleetTenant tenant, Inbox inbox) {
        inbox.subscribe(tenant, fleet.a(), "crm");
        Push push = TrtcCalls.start(tenant, fleet.a(), vendor, 1).getFirst();
        int events = fleet.postgres()
                .column("SELECT id FROM session_event WHERE tenant_id = '" + tenant.id() + "'")
                .size();
        await().atMost(Duration.ofSeconds(30)).until(() -> inbox.of("crm").size() == events);
        return push;
    }

    private static String delivery(Fleet fleet, FleetTenant tenant) {
        return fleet.postgres().column("""
                SELECT concat_ws(' ', status, tries, jsonb_array_length(attempts), due_at, lease) FROM webhook_delivery
                WHERE tenant_id = '%s' AND type = 'transcript.added'""".formatted(tenant.id())).getFirst();
    }

    @Test
    void whoStoodStillCannotOverwriteWhatAnotherSettled(Fleet fleet) {
        FleetTenant tenant = FleetTenant.create(fleet.a());
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        try (Inbox inbox = Inbox.open(
                message -> !message.body().contains("number 7") || tries.incrementAndGet() > 1 || held(over))) {
            Push push = session(fleet, tenant, inbox);
            fleet.b().freeze();
            try {
                assertThat(CallbackLoad.once(fleet.a(), push.numbered(7)).status())
                        .isEqualTo(200);
                await().atMost(Duration.ofSeconds(10)).until(() -> tries.get() == 1);
                fleet.a().freeze();
            } finally {
                fleet.b().resume();
            }
            try {
                await().atMost(LEASE.multipliedBy(3))
                        .until(() -> delivery(fleet, tenant).equals("delivered 1 1"));
            } finally {
                fleet.a().resume();
            }
            over.countDown();
            await().atMost(Duration.ofSeconds(30)).until(fleet.a()::ready);
            // It has long given up its own try, and tells of that as soon as it runs again.
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> delivery(fleet, tenant).equals("delivered 1 1"));
            assertThat(fleet.postgres().column("SELECT failures FROM webhook WHERE tenant_id = '" + tenant.id() + "'"))
                    .as("nor is the receiver blamed")
                    .containsExactly("0");
            List<ReceivedMessage> messages = inbox.of("crm").values().stream()
                    .filter(copies -> copies.getFirst().body().contains("number 7"))
                    .findFirst()
                    .orElseThrow();
            assertThat(messages).as("two tries of one webhook-id").hasSize(2);
            assertThat(messages.stream().map(ReceivedMessage::body).distinct()).hasSize(1);
        }
    }

    /** Holds an answer back, and then gives none. */
    private static boolean held(CountDownLatch over) {
        try {
            over.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Whoever listens is thrown out again and again: then looking now and then must do. */
    @Test
    void whatIsNotHeardIsFoundAMomentLater(Fleet fleet) {
        FleetTenant tenant = FleetTenant.create(fleet.a());
        AtomicBoolean deaf = new AtomicBoolean(true);
        try (Inbox inbox = Inbox.open(_ -> true);
                ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Push push = session(fleet, tenant, inbox);
            int before = inbox.of("crm").size();
            thread.submit(() -> {
                while (deaf.get()) {
                    fleet.postgres().column("""
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                            WHERE application_name = 'voxgate-changes' OR application_name LIKE 'voxgate%' AND query LIKE 'LISTEN%'""");
                }
            });
            try {
                for (int i = 0; i < 5; i++) {
                    int number = i;
                    long began = System.nanoTime();
                    assertThat(CallbackLoad.once(fleet.replica(i % 2), push.numbered(i))
                                    .status())
                            .isEqualTo(200);
                    await().atMost(Duration.ofSeconds(5))
                            .pollInterval(Duration.ofMillis(10))
                            .until(() -> inbox.of("crm").size() == before + number + 1);
                    System.out.printf(
                            "A webhook that nobody was told of arrived %d ms after its callback%n",
                            Duration.ofNanos(System.nanoTime() - began).toMillis());
                }
            } finally {
                deaf.set(false);
            }
        }
    }

    @Test
    void aLostAnswerMeansTheSameAgain(Fleet fleet) {
        FleetTenant tenant = FleetTenant.create(fleet.a());
        AtomicInteger tries = new AtomicInteger();
        try (Inbox inbox = Inbox.open(message -> !message.body().contains("number 3") || tries.incrementAndGet() > 1)) {
            Push push = session(fleet, tenant, inbox);
            assertThat(CallbackLoad.once(fleet.a(), push.numbered(3)).status()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> delivery(fleet, tenant).equals("delivered 2 2"));
            List<ReceivedMessage> messages = inbox.of("crm").values().stream()
                    .filter(copies -> copies.size() > 1)
                    .findFirst()
                    .orElseThrow();
            assertThat(messages).hasSize(2);
            assertThat(messages.stream().map(ReceivedMessage::body).distinct()).hasSize(1);
            assertThat(Duration.ofNanos(
                            messages.getLast().nanos() - messages.getFirst().nanos()))
                    .isBetween(Duration.ofMillis(4900), Duration.ofSeconds(10));
            assertThat(inbox.forged()).isEmpty();
        }
    }
}
