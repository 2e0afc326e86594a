package io.voxgate.session.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.voxgate.caching.CacheRegistry;
import io.voxgate.database.Actor;
import io.voxgate.database.Database;
import io.voxgate.database.Precondition;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.tenant.SessionQuotaCache;
import io.voxgate.tenant.SessionQuotaTable;
import io.voxgate.tenant.SessionQuotas;
import io.voxgate.testkit.MigratedDatabase;
import io.voxgate.usage.UsageTable;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotas of a tenant on two replicas with a clock that is set: the last day of a month, at noon. */
class StartQuotasTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final int AT_ONCE = 100;

    private static final String INSERT = """
            INSERT INTO session (id, tenant_id, status, vendor, connection, channel, agent, translation, metadata,
                facts, nonce, created_at, sent_at, updated_at)
            VALUES (?, ?, 'active', 'v', 'c', '{"type":"room","roomId":"r"}', '{}', '{}', '{}', '{}', 'n', ?, now(), now())""";

    private static MigratedDatabase postgres;
    private static AgroalDataSource source;
    private static List<Database> databases;
    private static List<StartQuotas> replicas;

    @BeforeAll
    static void open() throws SQLException {
        postgres = MigratedDatabase.create();
        source = postgres.pool(40);
        databases = List.of(database(), database());
        replicas = databases.stream().map(StartQuotasTest::replica).toList();
    }

    private static Database database() {
        return new Database(source, List.of(), () -> Actor.VOXGATE);
    }

    private static StartQuotas replica(Database database) {
        return new StartQuotas(
                new SessionQuotaCache(
                        new SessionQuotaTable(database), new CacheRegistry(new SimpleMeterRegistry())),
                new RunningSessions(),
                new QuotaUseTable(),
                database,
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @AfterAll
    static void close() {
        source.close();
        postgres.close();
    }

    private static void tenant(String id, SessionQuotas quotas) {
        databases.getFirst().system(tx -> tx.update("INSERT INTO tenant (id, name) VALUES (?, 'x')", id));
        assertThat(new SessionQuotaTable(databases.getFirst()).put(id, quotas, Precondition.NONE))
                .hasValueSatisfying(row -> assertThat(row.quotas()).isEqualTo(quotas));
    }

    /** Stores a session as a start does: asked first, in the same transaction. */
    private static void start(int replica, String tenant, String id, Instant createdAt) {
        databases.get(replica).tenant(tenant, tx -> {
            replicas.get(replica).check(tx, createdAt);
            return tx.update(INSERT, id, tenant, createdAt);
        });
    }

    private static Problem refused(String tenant, Instant createdAt) {
        return catchThrowableOfType(Problem.class, () -> start(0, tenant, "never-" + tenant, createdAt));
    }

    private static long stored(String tenant) {
        return databases.getFirst()
                .system(tx -> tx.one(
                        "SELECT count(*) FROM session WHERE tenant_id = ?", row -> row.getLong(1), tenant))
                .orElseThrow();
    }

    private static void race(String tenant, ProblemCode code, int most) throws InterruptedException {
        List<Future<?>> sent = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            for (int n = 0; n < AT_ONCE; n++) {
                int one = n;
                sent.add(threads.submit(() -> start(one % 2, tenant, tenant + "-" + one, NOON)));
            }
        }
        int taken = 0;
        for (Future<?> answer : sent) {
            try {
                answer.get();
                taken++;
            } catch (ExecutionException e) {
                assertThat(e.getCause())
                        .isInstanceOfSatisfying(
                                Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
            }
        }
        assertThat(taken).isEqualTo(most);
        assertThat(stored(tenant)).isEqualTo(most);
    }

    @Test
    void aHundredAtOnceOnTwoReplicasAreNoMoreSessionsThanAllowed() throws InterruptedException {
        tenant("q-at-once", new SessionQuotas(5, null, null, null));

        race("q-at-once", ProblemCode.CONCURRENCY_QUOTA_EXCEEDED, 5);

        databases.getFirst()
                .system(tx -> tx.update(
                        "UPDATE session SET status = 'ended' WHERE id = (SELECT min(id) FROM session WHERE tenant_id = 'q-at-once')"));
        start(1, "q-at-once", "q-at-once-again", NOON);
        assertThat(refused("q-at-once", NOON).extras()).containsKey("retryAfterMs");
    }

    @Test
    void aHundredAtOnceOnTwoReplicasAreNoMoreStartsThanAllowed() throws InterruptedException {
        tenant("q-rate", new SessionQuotas(null, 7, null, null));

        race("q-rate", ProblemCode.RATE_QUOTA_EXCEEDED, 7);
    }

    /** The third start is a minute after the first at the earliest. */
    @Test
    void aMinuteIsAnySixtySeconds() {
        tenant("q-minute", new SessionQuotas(null, 2, null, null));
        start(0, "q-minute", "q-minute-1", NOON.minusSeconds(70));
        start(1, "q-minute", "q-minute-2", NOON.minusSeconds(20));

        assertThat(refused("q-minute", NOON.minusSeconds(11)).code()).isEqualTo(ProblemCode.RATE_QUOTA_EXCEEDED);
        start(0, "q-minute", "q-minute-3", NOON.minusSeconds(5));
        assertThat(refused("q-minute", NOON).extras().get("retryAfterMs")).isEqualTo(40_000L);
    }

    /** Started at the given time, talking since for the given minutes; Retry-After leads to the next day or month. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-30T11:00:00Z, 59, 60, 1000, , ",
        "2026-11-30T11:00:00Z, 60, 60, 1000, minutesPerDay, 12",
        "2026-11-29T23:00:00Z, 60, 60, 1000, , ",
        "2026-11-29T23:00:00Z, 60, 60, 60, minutesPerMonth, 12",
        "2026-10-31T23:00:00Z, 60, 60, 60, , "
    })
    void minutesAreThoseOfTheSessionsOfTheDayAndOfTheMonth(
            Instant createdAt, int minutes, int perDay, int perMonth, String quota, Integer hours) {
        String tenant = "q-%s-%d-%d".formatted(createdAt.getEpochSecond(), minutes, perMonth);
        tenant(tenant, SessionQuotas.NONE);
        start(0, tenant, tenant + "-1", createdAt);
        databases.getFirst()
                .system(tx -> tx.update(
                        "UPDATE session SET started_at = ? WHERE id = ?",
                        NOON.minus(Duration.ofMinutes(minutes)),
                        tenant + "-1"));
        new SessionQuotaTable(databases.getFirst())
                .put(tenant, new SessionQuotas(null, null, perDay, perMonth), Precondition.NONE);

        if (quota == null) {
            start(1, tenant, tenant + "-2", NOON);
        } else {
            Problem problem = refused(tenant, NOON);
            assertThat(problem.code()).isEqualTo(ProblemCode.MINUTES_QUOTA_EXCEEDED);
            assertThat(problem.extras().get("quota").toString()).contains(quota);
            assertThat(problem.extras().get("retryAfterMs"))
                    .isEqualTo(Duration.ofHours(hours).toMillis());
            assertThat(stored(tenant)).isOne();
        }
    }

    /** A conversation that is over counts as usage counts it, summed up already or not. */
    @Test
    void minutesOfConversationsThatAreOverCount() {
        tenant("q-over", new SessionQuotas(null, null, 30, null));
        start(0, "q-over", "q-over-1", NOON.minusSeconds(7200));
        databases.getFirst().system(tx -> tx.update("""
                UPDATE session SET status = 'ended', end_reason = 'hangUp', started_at = ?, ended_at = ?
                WHERE id = 'q-over-1'""", NOON.minusSeconds(7200), NOON.minusSeconds(5400)));

        assertThat(refused("q-over", NOON).code()).isEqualTo(ProblemCode.MINUTES_QUOTA_EXCEEDED);
        new UsageTable(databases.getFirst()).fold(1_000);
        assertThat(refused("q-over", NOON).code()).isEqualTo(ProblemCode.MINUTES_QUOTA_EXCEEDED);
        assertThat(replicas.get(1).uses("q-over").minutesPerDay().used()).isEqualTo(30);
    }
}
