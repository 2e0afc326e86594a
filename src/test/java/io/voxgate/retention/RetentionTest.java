package io.voxgate.retention;

import static io.voxgate.database.SqlParameters.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.voxgate.database.Actor;
import io.voxgate.database.Database;
import io.voxgate.event.webhook.OutboxTable;
import io.voxgate.retention.RetentionTable.Gone;
import io.voxgate.retention.RetentionTable.RetainedRows;
import io.voxgate.testkit.MigratedDatabase;
import io.voxgate.usage.UsageTable;
import io.voxgate.usage.UsageTable.GroupBy;
import io.voxgate.usage.UsageTable.Period;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is due goes, in parts and by index, of sessions that are over; all else stays. {@code -Dretention.rows=1000000}
 * for a tenant of real size.
 */
class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final int ROWS = Integer.getInteger("retention.rows", 12_000);
    private static final int EVENTS_EACH = 40;

    private MigratedDatabase postgres;
    private AgroalDataSource source;
    private Database database;
    private RetentionTable table;
    private Retention retention;
    private SimpleMeterRegistry meters;

    @BeforeEach
    void open() throws SQLException {
        postgres = MigratedDatabase.create();
        source = postgres.pool(12);
        database = new Database(source, List.of(), () -> Actor.VOXGATE);
        table = new RetentionTable(database);
        meters = new SimpleMeterRegistry();
        retention = new Retention(table, new OutboxTable(database), Clock.fixed(NOW, ZoneOffset.UTC), meters);
    }

    @AfterEach
    void close() {
        source.close();
        postgres.close();
    }

    private void tenant(String id, String retentionJson) {
        database.system(tx ->
                tx.update("INSERT INTO tenant (id, name, retention) VALUES (?, 'x', ?::jsonb)", id, retentionJson));
    }

    /** Sessions that were over so many days ago; a third of their events says something. */
    private void sessions(String tenant, String prefix, int count, int daysAgo, String status) {
        database.system(tx -> tx.update(
                """
                INSERT INTO session (id, tenant_id, status, vendor, connection, channel, agent, translation, \
                metadata, facts, nonce, last_sequence, created_at, sent_at, started_at,
                    ended_at, end_reason, updated_at)
                SELECT :prefix::text || n, :tenant, :status, 'v', 'c', '{"type":"room","roomId":"r"}', '{"llm":{}}', \
                '{}', '{}', '{}', 'n', :events, q.at - interval '1 hour', q.at, q.at - interval '50 minutes',
                    CASE WHEN :status IN ('ended', 'failed') THEN q.at END, CASE WHEN :status IN ('ended', 'failed') THEN 'hangUp' END, q.at
                FROM generate_series(1, :count::integer) n, LATERAL (SELECT :over::timestamptz + n * interval '1 millisecond' AS at) q""",
                with("prefix", prefix)
                        .and("tenant", tenant)
                        .and("status", status)
                        .and("events", EVENTS_EACH)
                        .and("count", count)
                        .and("over", NOW.minus(Duration.ofDays(daysAgo)))));
        database.system(tx -> tx.update("""
                INSERT INTO session_event (session_id, sequence, tenant_id, id, type, vendor, dedupe_key, \
                occurred_at, received_at, data, raw, applied)
                SELECT s.id, e, s.tenant_id, s.id || '_' || e, CASE WHEN e % 3 = 0 THEN 'transcript.added' WHEN e % 3 \
                = 1 THEN 'metric.recorded' ELSE 'user.speechStarted' END, 'v',
                    e::text, s.updated_at, s.updated_at, CASE WHEN e % 3 = 1 THEN \
                '{"name":"endToEndMs","unit":"ms","value":500}' ELSE '{"text":"said"}' END::jsonb, '{"raw":"said"}', true
                FROM session s, generate_series(1, ?::integer) e WHERE s.id LIKE ? || '%'""", EVENTS_EACH, prefix));
    }

    private long count(String what, Object... values) {
        return database.system(tx -> tx.one("SELECT count(*) FROM " + what, row -> row.getLong(1), values))
                .orElseThrow();
    }

    private Map<String, Long> left(String prefix) {
        Map<String, Long> left = new TreeMap<>();
        left.put("sessions", count("session WHERE id LIKE ? || '%'", prefix));
        left.put("events", count("session_event WHERE session_id LIKE ? || '%'", prefix));
        left.put(
                "words",
                count(
                        "session_event WHERE session_id LIKE ? || '%' AND (type = 'transcript.added' OR raw IS NOT NULL)",
                        prefix));
        return left;
    }

    private void fold() {
        UsageTable usage = new UsageTable(database);
        int more = 1;
        while (more > 0) {
            more = usage.fold(20_000);
        }
    }

    @Test
    void eachGoesWhenItsTimeHasCome() {
        tenant("acme", "{\"transcriptDays\":10,\"eventDays\":20,\"sessionDays\":40,\"deliveryDays\":5}");
        tenant("usual", "{}");
        sessions("acme", "fresh_", 3, 5, "ended");
        sessions("acme", "quiet_", 3, 15, "ended");
        sessions("acme", "bare_", 3, 25, "failed");
        sessions("acme", "gone_", 3, 45, "ended");
        sessions("acme", "lives_", 3, 500, "active");
        sessions("usual", "keeps_", 3, 85, "ended");
        UsageTable usage = new UsageTable(database);
        Period year = Period.of(NOW.minus(Duration.ofDays(600)).truncatedTo(ChronoUnit.DAYS), NOW);
        List<UsageTable.UsageGroup> before = usage.read("acme", year, GroupBy.VENDOR, 10);
        Optional<String> last = database.system(tx -> tx.one("""
                SELECT txid::text || ' ' || position FROM session_event
                WHERE session_id LIKE 'gone_%' OR session_id LIKE 'bare_%' OR session_id LIKE 'quiet_%' AND type = \
                'transcript.added' ORDER BY txid DESC, position DESC LIMIT 1""", row -> row.getString(1)));
        retention.clean();
        assertThat(left("gone_").get("sessions"))
                .as("its usage is not summed up yet")
                .isEqualTo(3);
        fold();
        retention.clean();

        long all = 3L * EVENTS_EACH;
        assertThat(left("fresh_")).isEqualTo(Map.of("sessions", 3L, "events", all, "words", all));
        assertThat(left("quiet_"))
                .isEqualTo(Map.of("sessions", 3L, "events", all - 3 * (EVENTS_EACH / 3), "words", 0L));
        assertThat(left("bare_")).isEqualTo(Map.of("sessions", 3L, "events", 0L, "words", 0L));
        assertThat(left("gone_")).isEqualTo(Map.of("sessions", 0L, "events", 0L, "words", 0L));
        assertThat(left("lives_")).isEqualTo(Map.of("sessions", 3L, "events", all, "words", all));
        assertThat(left("keeps_")).isEqualTo(Map.of("sessions", 3L, "events", all, "words", all));
        assertThat(usage.read("acme", year, GroupBy.VENDOR, 10))
                .as("usage stays")
                .isEqualTo(before);
        assertThat(table.gone("acme", "fresh_1")).isEqualTo(new Gone(0, false));
        assertThat(table.gone("acme", "quiet_1")).isEqualTo(new Gone(EVENTS_EACH / 3 * 3, true));
        assertThat(table.gone("acme", "bare_1")).isEqualTo(new Gone(EVENTS_EACH, true));
        assertThat(horizon("usual")).isEmpty();
        assertThat(horizon("acme")).as("the last place that is gone").isEqualTo(last);
        assertThat(meters.get("voxgate.retention.deleted")
                        .tag("data", "sessions")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(3);
        assertThat(meters.get("voxgate.retention.overdue")
                        .tag("data", "events")
                        .gauge()
                        .value())
                .isZero();
    }

    /** Up to where the tenant's whole stream has holes. */
    private Optional<String> horizon(String tenant) {
        return database.system(tx -> tx.one(
                "SELECT txid::text || ' ' || position FROM last_deleted_event WHERE tenant_id = ?",
                row -> row.getString(1),
                tenant));
    }

    @Tag("long")
    @Test
    void aHugeTenantIsWorkedOffInPartsWhileASmallOneIsServed() throws Exception {
        tenant("huge", "{\"eventDays\":10,\"transcriptDays\":10}");
        tenant("small", "{\"eventDays\":10,\"transcriptDays\":10}");
        int many = ROWS / EVENTS_EACH;
        sessions("huge", "old_", many / 2, 30, "ended");
        sessions("huge", "new_", many / 2, 3, "ended");
        sessions("small", "few_", 2, 30, "ended");
        database.system(tx -> tx.one("SELECT 1", row -> true));
        try (var connection = postgres.source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE");
        }
        long scanned = scanned();
        assertThat(table.overdue(RetainedRows.EVENTS, NOW)).isBetween(20 * 86_400.0 - 60, 20 * 86_400.0 + 1);
        List<Integer> batches = new ArrayList<>();
        long begin = System.nanoTime();
        long longest = 0;
        int rows = 1;
        while (rows > 0) {
            long at = System.nanoTime();
            rows = table.purge(RetainedRows.EVENTS, NOW);
            longest = Math.max(longest, System.nanoTime() - at);
            batches.add(rows);
            if (batches.size() == 1) {
                assertThat(count("session_event WHERE session_id IN ('few_1', 'few_2')"))
                        .as("the small tenant does not wait behind the huge one")
                        .isZero();
            }
        }
        long ms = (System.nanoTime() - begin) / 1_000_000;
        long after = scanned();
        assertThat(batches).allMatch(batch -> batch <= 5_200);
        assertThat(left("old_")).isEqualTo(Map.of("sessions", (long) many / 2, "events", 0L, "words", 0L));
        assertThat(left("new_").get("events")).isEqualTo((long) many / 2 * EVENTS_EACH);
        System.out.println("retention: " + ROWS + " events, " + batches.size() + " batches in " + ms
                + " ms, the longest " + longest / 1_000_000 + " ms; rows read without an index: " + (after - scanned));
        assertThat(after - scanned).as("rows read without an index").isLessThan(1_000L + 10L * batches.size());
    }

    /** Rows of sessions and events that were read without an index so far. */
    private long scanned() {
        return database.system(tx -> {
            tx.one("SELECT pg_stat_force_next_flush()", _ -> true);
            return tx.one(
                            "SELECT sum(seq_tup_read)::bigint FROM pg_stat_user_tables WHERE relname IN ('session', 'session_event')",
                            row -> row.getLong(1))
                    .orElseThrow();
        });
    }

    @Test
    void severalAtOnceDoTheWorkOnce() throws Exception {
        tenant("acme", "{\"eventDays\":10,\"transcriptDays\":5}");
        sessions("acme", "old_", 100, 30, "ended");
        int gone = 0;
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> work = Stream.generate(
                            () -> (Callable<Integer>) () -> table.purge(RetainedRows.EVENTS, NOW))
                    .limit(40)
                    .toList();
            for (Future<Integer> one : replicas.invokeAll(work)) {
                gone += one.get();
            }
        }
        for (int more = table.purge(RetainedRows.EVENTS, NOW);
                more > 0;
                more = table.purge(RetainedRows.EVENTS, NOW)) { // most found the others at it
            gone += more;
        }
        assertThat(gone).as("events, and the sessions that hold none any more").isEqualTo(100 * EVENTS_EACH + 100);
        assertThat(left("old_").get("events")).isZero();
    }
}
