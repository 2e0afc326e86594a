package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A tenant changes its key while it works: nobody with a valid key is turned away, and the old one soon is everywhere.
 */
@ExtendWith(SharedFleet.class)
class KeyRotationIT {
    private static final int CLIENTS = 8;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** @param valid whether the key was valid from before the request was sent until after it was answered */
    private record Shot(long nanos, String replica, int status, boolean valid) {}

    private final ConcurrentLinkedQueue<Shot> shots = new ConcurrentLinkedQueue<>();
    private final Map<Integer, FleetTenant.Key> inHand = new ConcurrentHashMap<>();
    private final Set<FleetTenant.Key> doomed = Collections.newSetFromMap(new ConcurrentHashMap<>());
    private volatile boolean running = true;

    @Test
    void noValidKeyFailsAndTheOldOneIsRefusedEverywhere(Fleet fleet) {
        FleetTenant tenant = FleetTenant.create(fleet.a());
        FleetTenant.Key old = tenant.newKey(fleet.a());
        AtomicReference<FleetTenant.Key> current = new AtomicReference<>(old);
        long deleted;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, CLIENTS).forEach(i -> threads.submit(() -> client(fleet, i, current)));
            fleet.postgres().column("SELECT pg_sleep(1.5)");
            FleetTenant.Key fresh = tenant.newKey(fleet.b());
            current.set(fresh);
            awaitAll(fresh);
            doomed.add(old);
            tenant.delete(fleet.a(), old);
            deleted = System.nanoTime();
            threads.submit(() -> stragglers(fleet, old));
            fleet.postgres().column("SELECT pg_sleep(1.5)");
            running = false;
        }
        report(deleted);
    }

    /** Works all the time, with whatever key is current, at both replicas in turn. */
    private void client(Fleet fleet, int number, AtomicReference<FleetTenant.Key> current) {
        for (int i = number; running; i++) {
            FleetTenant.Key key = current.get();
            shoot(fleet.replica(i % 2), key);
            inHand.put(number, key);
        }
    }

    /** Somebody has not heard that the key changed. */
    private void stragglers(Fleet fleet, FleetTenant.Key old) {
        for (int i = 0; running; i++) {
            shoot(fleet.replica(i % 2), old);
        }
    }

    private void shoot(Replica replica, FleetTenant.Key key) {
        int status = Web.get(replica, "/v1/templates", key).status();
        shots.add(new Shot(System.nanoTime(), replica.name(), status, !doomed.contains(key)));
    }

    private void awaitAll(FleetTenant.Key key) {
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        inHand.size() == CLIENTS && inHand.values().stream().allMatch(key::equals));
    }

    private void report(long deleted) {
        List<Shot> valid = shots.stream().filter(Shot::valid).toList();
        List<Shot> old = shots.stream().filter(shot -> !shot.valid()).toList();
        Map<String, Long> lastAccepted = old.stream()
                .filter(shot -> shot.status() == 200)
                .collect(Collectors.toMap(
                        Shot::replica,
                        shot -> Duration.ofNanos(shot.nanos() - deleted).toMillis(),
                        Math::max,
                        TreeMap::new));
        System.out.printf(
                "Key rotation under load: %d requests with a valid key, answers %s; %d with the deleted "
                        + "key, answers %s, last accepted %s ms after it was deleted%n",
                valid.size(), statuses(valid), old.size(), statuses(old), lastAccepted);
        assertThat(valid).hasSizeGreaterThan(100);
        assertThat(statuses(valid).keySet()).containsExactly(200);
        assertThat(statuses(old).keySet()).contains(401).isSubsetOf(200, 401);
        assertThat(lastAccepted.values()).allMatch(millis -> millis < LIMIT.toMillis());
        assertThat(old.stream()
                        .filter(shot -> shot.status() == 401)
                        .map(Shot::replica)
                        .distinct())
                .hasSize(2);
    }

    private static Map<Integer, Long> statuses(List<Shot> shots) {
        return shots.stream().collect(Collectors.groupingBy(Shot::status, TreeMap::new, Collectors.counting()));
    }
}
