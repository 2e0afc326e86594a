package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one start asks of PostgreSQL. */
@ExtendWith(SharedFleet.class)
class StatementsIT {
    private static final int STARTS = 20;

    /** A key is read again after this time, so that one that was deleted is refused soon whatever happens. */
    private static final Duration KEY_KEPT = Duration.ofSeconds(4);

    @Test
    void aWarmStartReadsNothingThatSeldomChanges(Fleet fleet) {
        try (VendorLedger vendor = VendorLedger.open()) {
            FleetTenant tenant = FleetTenant.create(fleet.a());
            tenant.connect(fleet.a(), vendor.url(), "AKIDcounted").then().statusCode(201);
            tenant.publish(fleet.a(), "Hello").then().statusCode(201);
            starts(fleet, tenant, 5);

            long began = System.nanoTime();
            List<List<String>> all = new StatementLog(fleet.postgres()).during(() -> starts(fleet, tenant, STARTS));
            long terms = 1 + Duration.ofNanos(System.nanoTime() - began).dividedBy(KEY_KEPT);
            List<List<String>> ours = all.stream()
                    .filter(transaction -> transaction.stream().noneMatch(StatementsIT::background))
                    .toList();
            List<String> statements = ours.stream().flatMap(List::stream).toList();
            System.out.printf(
                    "One warm POST /v1/sessions: %.1f transactions, %.1f statements, of which %.1f set the role, %.1f begin or commit%n",
                    per(ours.size()),
                    per(statements.size()),
                    per(count(statements, "set_config")),
                    per(count(statements, "BEGIN") + count(statements, "COMMIT")));
            new TreeMap<>(statements.stream()
                            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
                    .forEach((statement, times) -> System.out.printf("  %4.1f  %s%n", per(times), statement));
            assertThat(statements)
                    .as("The log was really read")
                    .anyMatch(text -> text.startsWith("INSERT INTO session "));
            assertThat(statements)
                    .noneMatch(text -> text.matches(".*FROM (connection|credential|template|callback_endpoint)\\b.*"));
            assertThat(count(statements, "FROM api_key"))
                    .as("once for each time that a key is kept")
                    .isLessThanOrEqualTo(terms);
        }
    }

    private static void starts(Fleet fleet, FleetTenant tenant, int many) {
        IntStream.range(0, many)
                .forEach(i -> assertThat(Web.start(
                                        fleet.a(),
                                        tenant.key(),
                                        UUID.randomUUID().toString(),
                                        FleetTenant.start("room-" + i))
                                .status())
                        .isEqualTo(201));
    }

    /** The poller's own work, looks at sessions, the readiness check, and the question for the database's time. */
    private static boolean background(String statement) {
        return statement.contains("pg_is_in_recovery()")
                || statement.equals("SELECT clock_timestamp()")
                || statement.startsWith("UPDATE session SET next_lookup_at")
                || statement.startsWith("DELETE FROM ")
                || statement.contains("count(*)");
    }

    private static long count(List<String> statements, String part) {
        return statements.stream().filter(text -> text.contains(part)).count();
    }

    private static double per(long number) {
        return number / (double) STARTS;
    }
}
