package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A vendor account's limit is one for all replicas. */
@ExtendWith(SharedFleet.class)
class LimitsIT {
    private static final int STARTS = 90;
    private static final int LIMIT = 20;

    /**
     * Any second, less what the two clocks and one look at them may differ by, and less what this process stood still:
     * the vendor is in it.
     */
    private static final Duration WINDOW = Duration.ofMillis(999);

    @Test
    void aBurstOverBothReplicasKeepsTheVendorsLimit(Fleet fleet) throws Exception {
        try (VendorLedger vendor = VendorLedger.open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                StandstillWatch standstill = StandstillWatch.begin()) {
            FleetTenant tenant = FleetTenant.create(fleet.a());
            tenant.connect(fleet.a(), vendor.url(), "AKIDlimited").then().statusCode(201);
            tenant.publish(fleet.a(), "Hello").then().statusCode(201);
            fleet.replicas().forEach(replica -> warm(replica, tenant));
            int warmed = vendor.starts().size();
            long before = statements(fleet);
            List<Future<Web.Answer>> sent = new ArrayList<>();
            IntStream.range(0, STARTS)
                    .forEach(i -> sent.add(threads.submit(
                            () -> start(fleet.replica(i % 2), tenant.key(), FleetTenant.start("room-" + i)))));
            for (Future<Web.Answer> answer : sent) {
                assertThat(answer.get().status()).isEqualTo(201);
            }
            List<Long> times = vendor.starts().stream()
                    .skip(warmed)
                    .map(VendorLedger.Entry::nanos)
                    .sorted()
                    .toList();
            Duration window = WINDOW.minus(standstill.longest());
            int most = times.stream()
                    .mapToInt(first -> (int) times.stream()
                            .filter(time -> time - first >= 0 && time - first < window.toNanos())
                            .count())
                    .max()
                    .orElseThrow();
            await().atMost(Duration.ofSeconds(10)).until(() -> statements(fleet) > before);
            System.out.printf(
                    "A burst of %d starts over two replicas: at the vendor within %d ms, at most %d in any %d ms (the vendor stood still"
                            + " for at most %d ms); %d statements reserved their slots%n",
                    STARTS,
                    Duration.ofNanos(times.getLast() - times.getFirst()).toMillis(),
                    most,
                    window.toMillis(),
                    standstill.longest().toMillis(),
                    statements(fleet) - before);
            assertThat(times).hasSize(STARTS);
            assertThat(most).isLessThanOrEqualTo(LIMIT);
            assertThat(times.getLast() - times.getFirst())
                    .isGreaterThan(Duration.ofSeconds(3).toNanos());
        }
    }

    /**
     * A replica that is too slow for a burst says 429, and that it has sent nothing: then it is asked again, as a
     * client should.
     */
    private static Web.Answer start(Replica replica, FleetTenant.Key key, Map<String, Object> body) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () -> Web.start(replica, key, UUID.randomUUID().toString(), body),
                        answer -> answer.status() != 429);
    }

    private static void warm(Replica replica, FleetTenant tenant) {
        IntStream.range(0, 10)
                .forEach(i -> assertThat(Web.start(
                                        replica,
                                        tenant.key(),
                                        UUID.randomUUID().toString(),
                                        FleetTenant.start("warm-" + i))
                                .status())
                        .isEqualTo(201));
    }

    /** PostgreSQL counts them, with a delay of about a second. */
    private static long statements(Fleet fleet) {
        return fleet
                .postgres()
                .column("SELECT calls FROM pg_stat_user_functions WHERE funcname = 'voxgate_reserve_slots'")
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }
}
