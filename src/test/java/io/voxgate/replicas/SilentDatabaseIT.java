package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every open connection to the database is forgotten on its way, and nobody says so: only new ones get through. */
@ExtendWith(SharedFleet.class)
class SilentDatabaseIT {
    private static final int TOGETHER = 12;

    /** The wait for a word of the database, and some time for what follows. */
    private static final Duration AGAIN_WELL = Duration.ofSeconds(30);

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(26);

    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();

    /** @param began after the connections were forgotten */
    private record Asked(Duration began, Duration took, int status) {}

    @Test
    void connectionsThatSwallowEverythingAreReplaced(Fleet fleet) throws Exception {
        try (DatabaseRelay relay = DatabaseRelay.open(fleet.postgres().port());
                Replica replica = fleet.separate(
                        "relayed",
                        Map.of(
                                "VOXGATE_DATABASE_URL",
                                "postgresql://voxgate:any@127.0.0.1:" + relay.port() + "/postgres"));
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            FleetTenant tenant = FleetTenant.create(fleet.a());
            tenant.publish(fleet.a(), "Hello").then().statusCode(201);
            // As many connections as there may be.
            IntStream.range(0, 40)
                    .mapToObj(_ -> clients.submit(() -> Web.get(replica, "/v1/templates", tenant.key())))
                    .toList()
                    .forEach(SilentDatabaseIT::done);

            int forgotten = relay.forget();
            long began = System.nanoTime();
            // One after another: each that finds a forgotten connection waits for it.
            while (System.nanoTime() - began < AGAIN_WELL.toNanos()) {
                ask(replica, tenant, began);
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            }
            Duration last = lastFailure();
            System.out.printf(
                    "%d connections to the database forgotten: answers by status %s, slowest %.1f s, the "
                            + "last one that was not 200 %.1f s afterwards%n",
                    forgotten,
                    new TreeMap<>(asked.stream().collect(Collectors.groupingBy(Asked::status, Collectors.counting()))),
                    asked.stream()
                                    .map(Asked::took)
                                    .max(Duration::compareTo)
                                    .orElseThrow()
                                    .toMillis()
                            / 1000.0,
                    last.toMillis() / 1000.0);
            assertThat(forgotten).isGreaterThan(3);
            assertThat(last).isLessThan(AGAIN_WELL);
            await().atMost(Duration.ofSeconds(5)).until(replica::ready);
            assertThat(wellTogether(clients, replica, tenant)).containsOnly(200);
            assertThat(asked).extracting(Asked::status).isSubsetOf(200, 503, 429);
            assertThat(asked).allSatisfy(each -> assertThat(each.took()).isLessThan(LONGEST_ANSWER));
        }
    }

    private static void done(Future<Web.Answer> answer) {
        try {
            assertThat(answer.get().status()).isIn(200, 429);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ask(Replica replica, FleetTenant tenant, long since) {
        long began = System.nanoTime();
        int status = Web.get(replica, "/v1/templates", tenant.key()).status();
        asked.add(new Asked(Duration.ofNanos(began - since), Duration.ofNanos(System.nanoTime() - began), status));
    }

    /** When the last answer that was not 200 came. */
    private Duration lastFailure() {
        return asked.stream()
                .filter(each -> each.status() != 200)
                .map(each -> each.began().plus(each.took()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static List<Integer> wellTogether(ExecutorService clients, Replica replica, FleetTenant tenant)
            throws Exception {
        return clients
                .invokeAll(IntStream.range(0, TOGETHER)
                        .<Callable<Integer>>mapToObj(_ -> () ->
                                Web.get(replica, "/v1/templates", tenant.key()).status())
                        .toList())
                .stream()
                .map(future -> {
                    try {
                        return future.get();
                    } catch (InterruptedException | ExecutionException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }
}
