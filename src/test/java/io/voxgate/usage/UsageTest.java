package io.voxgate.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.agroal.api.AgroalDataSource;
import io.voxgate.database.Actor;
import io.voxgate.database.Database;
import io.voxgate.testkit.MigratedDatabase;
import io.voxgate.usage.ReferenceUsage.Entry;
import io.voxgate.usage.UsageTable.GroupBy;
import io.voxgate.usage.UsageTable.Period;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Usage is what plain counting says, at any moment: whatever happens to sessions, whenever the differences are added
 * up, and by how many at once.
 */
class UsageTest {
    private static final int RUNS = Integer.getInteger("usage.runs", 12);
    private static final Instant BEGIN = Instant.parse("2026-03-01T05:00:00Z");
    private static final int HOURS = 80;

    private static MigratedDatabase postgres;
    private static AgroalDataSource source;
    private static Database database;
    private static UsageTable usage;

    @BeforeAll
    static void open() throws SQLException {
        postgres = MigratedDatabase.create();
        source = postgres.pool(12);
        database = new Database(source, List.of(), () -> Actor.VOXGATE);
        usage = new UsageTable(database);
    }

    @AfterAll
    static void close() {
        source.close();
        postgres.close();
    }

    private static ReferenceUsage ledger(String tenant, long seed) {
        database.system(tx -> tx.update("INSERT INTO tenant (id, name) VALUES (?, 'x')", tenant));
        return new ReferenceUsage(database, tenant, seed, BEGIN, HOURS);
    }

    @Test
    void theFiguresAreThoseOfPlainCounting() {
        long first = Long.getLong("usage.seed", System.nanoTime());
        int compared = 0;
        for (long seed = first; seed < first + RUNS; seed++) {
            Random random = new Random(seed);
            ReferenceUsage ledger = ledger("count" + seed, seed);
            for (int step = 0; step < 150; step++) {
                ledger.step();
                if (random.nextInt(20) == 0) {
                    usage.fold(1 + random.nextInt(40));
                }
                if (random.nextInt(40) == 0) {
                    compared += compare("-Dusage.seed=" + seed + " step " + step, ledger, "count" + seed, random);
                }
            }
            while (usage.fold(100) > 0) {
                compared++;
            }
            compared += compare("-Dusage.seed=" + seed + " at the end", ledger, "count" + seed, random);
        }
        System.out.println(
                "usage: " + RUNS + " runs from -Dusage.seed=" + first + ", " + compared + " comparisons and folds");
    }

    private static int compare(String where, ReferenceUsage ledger, String tenant, Random random) {
        Instant from = BEGIN.plus(Duration.ofHours(random.nextInt(HOURS)));
        Instant to = from.plus(Duration.ofHours(1 + random.nextInt(HOURS)));
        for (Instant begin : List.of(from, BEGIN)) {
            for (GroupBy groupBy : GroupBy.values()) {
                Period period = Period.of(begin, to);
                List<UsageReport> found = usage.read(tenant, period, groupBy, 1000).stream()
                        .map(UsageReport::of)
                        .toList();
                SortedMap<String, List<Entry>> expected =
                        ledger.groups(begin, to, groupBy.name().toLowerCase(Locale.ROOT));
                assertThat(found.stream()
                                .collect(Collectors.toMap(
                                        item -> item.key() == null ? "" : item.key(), UsageReport::sessions)))
                        .as("%s %s by %s", where, period, groupBy)
                        .isEqualTo(expected.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, group ->
                                (long) group.getValue().size())));
                found.forEach(item -> same(
                        "%s %s by %s".formatted(where, period, groupBy),
                        item,
                        expected.get(item.key() == null ? "" : item.key())));
            }
        }
        return 1;
    }

    private static void same(String where, UsageReport item, List<Entry> entries) {
        assertThat(item.endReasons()).as(where).isEqualTo(ReferenceUsage.reasons(entries, "ended"));
        assertThat(item.failures()).as(where).isEqualTo(ReferenceUsage.reasons(entries, "failed"));
        assertThat(item.running())
                .as(where)
                .isEqualTo(ReferenceUsage.count(
                        entries,
                        entry -> !List.of("ended", "failed")
                                .contains(entry.row().state().status())));
        assertThat(item.started())
                .as(where)
                .isEqualTo(ReferenceUsage.count(
                        entries, entry -> entry.row().state().startedAt().isPresent()));
        assertThat(item.durationMs()).as(where).isEqualTo(ReferenceUsage.durationMs(entries));
        SortedMap<String, List<BigDecimal>> values = ReferenceUsage.values(entries);
        assertThat(item.latency().keySet()).as(where).isEqualTo(values.keySet());
        item.latency().forEach((metric, latency) -> {
            List<BigDecimal> sorted = values.get(metric);
            assertThat(latency.count()).as(where + " " + metric).isEqualTo(sorted.size());
            near(where + " p50 of " + metric, latency.p50(), sorted, 50);
            near(where + " p95 of " + metric, latency.p95(), sorted, 95);
            near(where + " max of " + metric, latency.max(), sorted, 100);
        });
    }

    /** Within 2 %, and half of the last digit that is told. */
    private static void near(String what, BigDecimal told, List<BigDecimal> sorted, int percent) {
        double exact = sorted.get((sorted.size() * percent + 99) / 100 - 1).doubleValue();
        double digit = told.scale() == 0 ? 0.5 : 0.005;
        assertThat(told.doubleValue()).as(what).isCloseTo(exact, within(exact * 0.02 + digit + 1e-9));
    }

    @Test
    void manyWhoAddUpAtOnceLoseNothing() throws Exception {
        ReferenceUsage ledger = ledger("many", 7);
        IntStream.range(0, 400).forEach(_ -> ledger.step());
        Map<GroupBy, List<UsageTable.UsageGroup>> before = reads("many");
        try (ExecutorService folders = Executors.newFixedThreadPool(6)) {
            List<Callable<Integer>> work = IntStream.range(0, 120)
                    .<Callable<Integer>>mapToObj(i -> () -> {
                        assertThat(reads("many"))
                                .as("read while it is added up")
                                .isEqualTo(before);
                        return usage.fold(1 + i % 13);
                    })
                    .toList();
            int folded = 0;
            for (Future<Integer> one : folders.invokeAll(work)) {
                folded += one.get();
            }
            assertThat(folded).isGreaterThan(200);
        }
        while (usage.fold(500) > 0) {
            assertThat(reads("many")).isEqualTo(before);
        }
        assertThat(usage.waiting()).isZero();
        assertThat(reads("many")).isEqualTo(before);
    }

    private static Map<GroupBy, List<UsageTable.UsageGroup>> reads(String tenant) {
        Map<GroupBy, List<UsageTable.UsageGroup>> all = new TreeMap<>();
        for (GroupBy groupBy : GroupBy.values()) {
            all.put(groupBy, usage.read(tenant, Period.of(BEGIN, BEGIN.plus(Duration.ofHours(HOURS))), groupBy, 1000));
        }
        return all;
    }

    /** The comparison can fail: one value that is three per cent off is found. */
    @Test
    void aWrongPercentileIsFound() {
        List<BigDecimal> sorted = new ArrayList<>(List.of(new BigDecimal("1000"), new BigDecimal("2000")));
        near("right", new BigDecimal("1019"), sorted, 50);
        assertThatThrownBy(() -> near("wrong", new BigDecimal("1030"), sorted, 50))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void groupsBeyondTheMostAreThoseWithFewestSessions() {
        ReferenceUsage ledger = ledger("most", 3);
        IntStream.range(0, 300).forEach(_ -> ledger.step());
        Period all = Period.of(BEGIN, BEGIN.plus(Duration.ofHours(HOURS)));
        List<UsageTable.UsageGroup> three = usage.read("most", all, GroupBy.CONNECTION, 10);
        assertThat(three)
                .hasSize(3)
                .isSortedAccordingTo((a, b) ->
                        Long.compare(b.figures().get("sessions"), a.figures().get("sessions")));
        assertThat(usage.read("most", all, GroupBy.CONNECTION, 2)).isEqualTo(three.subList(0, 2));
        assertThat(usage.read("another", all, GroupBy.CONNECTION, 10)).isEmpty();
    }
}
