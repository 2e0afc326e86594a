package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxgate.replicas.CallbackLoad.Answer;
import io.voxgate.replicas.Inbox.ReceivedMessage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code kill -9} of a replica every three seconds while events pour in: every event that was answered 200 is stored,
 * and every webhook of it arrives. A replica takes longer to start than three seconds, so there are more than two; the
 * one that is killed is started again at once, while the others are killed. Where the machine cannot keep up, a kill
 * waits for a replica that is ready. The long form: {@code -Dkills.seconds=120 -Dkills.reserve=3}.
 */
@ExtendWith(SharedFleet.class)
class KillsIT {
    private static final Duration KILLING = Duration.ofSeconds(Integer.getInteger("kills.seconds", 9));
    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final int RESERVE = Integer.getInteger("kills.reserve", 1);
    private static final int PER_SECOND = Integer.getInteger("kills.rate", 100);
    private static final List<String> WEBHOOKS = List.of("crm", "archive");

    /** How many deliveries of one webhook are on their way at once, over all replicas. */
    private static final int CAP = 8;

    @Test
    void everyWebhookArrivesWhileReplicasAreKilled(Fleet fleet) {
        try (Fleet.Reserve _ = fleet.more(RESERVE);
                VendorLedger vendor = VendorLedger.open();
                Inbox inbox = Inbox.open(_ -> true)) {
            FleetTenant tenant = FleetTenant.create(fleet.a());
            WEBHOOKS.forEach(webhook -> inbox.subscribe(tenant, fleet.a(), webhook));
            int kills;
            Set<Integer> stored;
            long began = System.nanoTime();
            try (CallbackLoad load =
                    CallbackLoad.start(fleet, TrtcCalls.start(tenant, fleet.a(), vendor, 20), 16, PER_SECOND)) {
                kills = kill(fleet);
                load.finish();
                stored = load.stored();
                System.out.printf(
                        "Callbacks: %d answered 200 in %d s, answers by status %s%n",
                        stored.size(),
                        Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                        new TreeMap<>(load.answers().stream()
                                .collect(Collectors.groupingBy(Answer::status, Collectors.counting()))));
            }
            Set<String> events = Set.copyOf(
                    fleet.postgres().column("SELECT id FROM session_event WHERE tenant_id = '" + tenant.id() + "'"));
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> WEBHOOKS.forEach(webhook -> assertThat(missing(events, inbox.of(webhook)))
                            .as("missing at " + webhook)
                            .isEmpty()));
            System.out.printf(
                    "kill -9 of one of %d replicas, %d times in %d s: %d events, %d webhooks received, of "
                            + "which %d repeats; all there %d s after the beginning%n",
                    fleet.replicas().size(),
                    kills,
                    KILLING.toSeconds(),
                    events.size(),
                    inbox.arrived(),
                    inbox.repeats(),
                    Duration.ofNanos(System.nanoTime() - began).toSeconds());
            check(fleet, tenant, inbox, stored);
            assertThat(inbox.repeats())
                    .as("no more than was on its way at the kills")
                    .isLessThanOrEqualTo(kills * CAP * WEBHOOKS.size());
        }
    }

    /** @return how often */
    private static int kill(Fleet fleet) {
        int kills = 0;
        try (ExecutorService revivers = Executors.newVirtualThreadPerTaskExecutor()) {
            long end = System.nanoTime() + KILLING.toNanos();
            for (long due = System.nanoTime() + EVERY.toNanos(); due <= end; due += EVERY.toNanos()) {
                LockSupport.parkNanos(due - System.nanoTime());
                Replica victim = ready(fleet, kills);
                victim.kill();
                kills++;
                revivers.submit(victim::revive);
            }
        }
        return kills;
    }

    private static Replica ready(Fleet fleet, int number) {
        List<Replica> ready = await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> fleet.replicas().stream().filter(Replica::ready).toList(), found -> !found.isEmpty());
        return ready.get(number % ready.size());
    }

    private static Set<String> missing(Set<String> events, Map<String, List<ReceivedMessage>> arrived) {
        Set<String> missing = new HashSet<>(events);
        missing.removeAll(arrived.keySet());
        return missing;
    }

    private static void check(Fleet fleet, FleetTenant tenant, Inbox inbox, Set<Integer> stored) {
        assertThat(inbox.forged()).isEmpty();
        List<Integer> told = fleet.postgres().column("""
                SELECT substr(data ->> 'text', 8) FROM session_event WHERE tenant_id = '%s' AND type = \
                'transcript.added'""".formatted(tenant.id())).stream()
                .map(Integer::valueOf)
                .toList();
        assertThat(told).as("each callback that was answered 200, once").containsExactlyInAnyOrderElementsOf(stored);
        Set<String> events = Set.copyOf(
                fleet.postgres().column("SELECT id FROM session_event WHERE tenant_id = '" + tenant.id() + "'"));
        WEBHOOKS.forEach(webhook -> {
            assertThat(inbox.of(webhook).keySet()).isEqualTo(events);
            assertThat(inbox.of(webhook).values())
                    .allSatisfy(messages -> assertThat(
                                    messages.stream().map(ReceivedMessage::body).distinct())
                            .as("the same body each time")
                            .hasSize(1));
        });
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(fleet.postgres()
                                .column(
                                        "SELECT status || ' ' || count(*) FROM webhook_delivery WHERE tenant_id = '%s' GROUP BY status"
                                                .formatted(tenant.id())))
                        .containsExactly("delivered " + events.size() * WEBHOOKS.size()));
    }
}
