package io.voxgate.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.event.webhook.ClaimedDelivery;
import io.voxgate.event.webhook.OutboxTable;
import io.voxgate.limits.TenantPermits.Free;
import io.voxgate.limits.TenantPermits.HeldPermits;
import io.voxgate.limits.TenantPermits.PermitHolder;
import io.voxgate.limits.TenantPermits.PermitShare;
import io.voxgate.session.store.LookupTable;
import io.voxgate.session.store.LookupTable.Due;
import io.voxgate.session.store.SessionRow;
import io.voxgate.session.store.SessionTable;
import io.voxgate.session.store.SessionTable.Unsettled;
import io.voxgate.testkit.MigratedDatabase;
import io.voxgate.worker.WorkLeases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What it costs to take work when one tenant has a hundred times as much of it waiting, counted in rows read; and whose
 * work is taken.
 */
@Tag("long")
class ClaimPlansTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final WorkLeases.LeaseClaim CLAIM = new WorkLeases.LeaseClaim(NOW, NOW.plusSeconds(45));
    private static final PermitShare SHARE = new PermitShare(128, 32, 24, 32);

    private static MigratedDatabase postgres;

    private Explaining explaining;
    private Database database;
    private OutboxTable outbox;
    private LookupTable lookupCount;

    @BeforeAll
    static void open() throws SQLException {
        postgres = MigratedDatabase.create();
        run(
                "INSERT INTO tenant (id, name) SELECT 'tenant' || n, 'n' FROM generate_series(1, 200) n",
                "INSERT INTO tenant (id, name) VALUES ('evil', 'Evil'), ('victim', 'Victim')");
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        run("TRUNCATE webhook, session CASCADE");
        explaining = new Explaining(postgres.source());
        database = new Database(explaining.source(), List.of(), () -> Actor.VOXGATE);
        outbox = new OutboxTable(database);
        lookupCount = new LookupTable(database);
    }

    private static void run(String... statements) throws SQLException {
        try (Connection connection = postgres.source().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** How many rows of a table, or entries of its indexes, all statements since the last call read. */
    private long read(String table) {
        long rows = explaining.plans().stream()
                .flatMap(plan -> plan.findParents("Relation Name").stream())
                .filter(node -> node.path("Relation Name").asText().equals(table))
                .mapToLong(ClaimPlansTest::rows)
                .sum();
        explaining.plans().clear();
        return rows;
    }

    private static long rows(JsonNode node) {
        return (long) ((node.path("Actual Rows").asDouble()
                        + node.path("Rows Removed by Filter").asDouble()
                        + node.path("Rows Removed by Index Recheck").asDouble())
                * node.path("Actual Loops").asDouble());
    }

    private void deliveries(String tenant, int webhooks, int rows) throws SQLException {
        unknownDeliveries(tenant, webhooks, rows);
        run("ANALYZE");
    }

    /** As right after a burst: PostgreSQL has not looked at them yet. */
    private void unknownDeliveries(String tenant, int webhooks, int rows) throws SQLException {
        run("""
                INSERT INTO webhook (tenant_id, name, id, url, event_types, enabled, secrets, created_at, updated_at)
                SELECT '%1$s', 'w' || n, 'whk_%1$s' || n, 'http://127.0.0.1:1/', '{*}', true, '{}', '%3$s', '%3$s' \
                FROM generate_series(0, %2$d - 1) n ON CONFLICT DO NOTHING""".formatted(tenant, webhooks, NOW), """
                INSERT INTO webhook_delivery (webhook_id, event_id, tenant_id, type, payload, created_at, due_at)
                SELECT 'whk_%1$s' || n %% %2$d, 'evt_' || n || '_' || gen_random_uuid(), '%1$s', 'webhook.disabled', \
                '{"webhook":"x"}', '%4$s', '%4$s'::timestamptz - n * interval '1 millisecond'
                FROM generate_series(1, %3$d) n""".formatted(tenant, webhooks, rows, NOW));
    }

    private void sessions(String tenant, int connections, int rows) throws SQLException {
        run("""
                INSERT INTO session (id, tenant_id, status, vendor, connection, channel, agent, translation, \
                metadata, facts, nonce, created_at, sent_at, next_lookup_at, updated_at)
                SELECT 'ses_' || gen_random_uuid(), '%1$s', 'active', 'v', 'c' || n %% %2$d, '{}', '{}', '{}', '{}', \
                '{}', '', '%4$s', '%4$s', '%4$s'::timestamptz - n * interval '1 millisecond', '%4$s'
                FROM generate_series(1, %3$d) n""".formatted(tenant, connections, rows, NOW), "ANALYZE");
    }

    @Test
    void aHundredTimesTheDeliveriesCostNoMore() throws SQLException {
        deliveries("evil", 400, 400);
        deliveries("victim", 1, 3);
        outbox.claim(CLAIM, Free.all(SHARE), 8);
        long once = read("webhook_delivery");
        run("UPDATE webhook_delivery SET due_at = '" + NOW + "', lease = NULL", "VACUUM webhook_delivery");
        deliveries("evil", 400, 40_000);
        List<ClaimedDelivery> claimed = outbox.claim(CLAIM, Free.all(SHARE), 8);

        long many = read("webhook_delivery");
        System.out.printf("rows read by a claim of webhooks: %d with 403 due, %d with 40403 due%n", once, many);
        assertThat(many)
                .as("one of each webhook, and up to eight of those that are taken from")
                .isLessThan(401 + 32 * 10 + 200);
        assertThat(claimed.stream().collect(Collectors.groupingBy(ClaimedDelivery::tenantId, Collectors.counting())))
                .isEqualTo(Map.of("evil", 32L, "victim", 3L));
    }

    /**
     * Found by an attack: the webhooks were joined with all deliveries of their tenant, until PostgreSQL had looked.
     */
    @ParameterizedTest
    @ValueSource(ints = {400, 1_600, 6_400, 20_000})
    void theyCostNoMoreBeforePostgresHasLookedAtThem(int rows) throws SQLException {
        run("DELETE FROM pg_statistic WHERE starelid IN ('webhook'::regclass, 'webhook_delivery'::regclass)");
        unknownDeliveries("evil", 400, rows);
        List<ClaimedDelivery> claimed = outbox.claim(CLAIM, Free.all(SHARE), 8);

        assertThat(read("webhook_delivery")).isLessThan(401 + 32 * 10 + 200 + rows);
        assertThat(claimed).hasSize(32);
    }

    @Test
    void aTenantThatHasItsShareIsNotEvenReadThrough() throws SQLException {
        deliveries("evil", 400, 40_000);
        deliveries("victim", 1, 3);
        List<ClaimedDelivery> claimed =
                outbox.claim(CLAIM, new Free(SHARE, 96, List.of(new HeldPermits(new PermitHolder("evil", ""), 32))), 8);

        assertThat(claimed).extracting(ClaimedDelivery::tenantId).containsExactly("victim", "victim", "victim");
        assertThat(read("webhook_delivery")).isLessThan(30);
    }

    private static Map<String, Long> perTenant(List<Due> due) {
        return due.stream().collect(Collectors.groupingBy(each -> each.holder().tenantId(), Collectors.counting()));
    }

    @Test
    void fiftyTimesTheSessionsCostNoMore() throws SQLException {
        sessions("evil", 20, 600);
        sessions("victim", 1, 2);
        lookupCount.claim(CLAIM, Free.all(SHARE));
        long once = read("session");
        run("UPDATE session SET next_lookup_at = '" + NOW + "'", "VACUUM session");
        sessions("evil", 20, 30_000);
        List<Due> due = lookupCount.claim(CLAIM, Free.all(SHARE));

        long many = read("session");
        System.out.printf("rows read by a claim of sessions: %d with 602 due, %d with 30602 due%n", once, many);
        assertThat(many).as("up to a share of each connection").isLessThan(512 + 21 * 24 + 400);
        assertThat(perTenant(due)).isEqualTo(Map.of("evil", 32L, "victim", 2L));
        assertThat(lookupCount.claim(CLAIM, new Free(SHARE, 94, held(due))))
                .as("its share is used up")
                .isEmpty();
    }

    private static List<HeldPermits> held(List<Due> due) {
        return due.stream().collect(Collectors.groupingBy(Due::holder, Collectors.counting())).entrySet().stream()
                .map(entry -> new HeldPermits(entry.getKey(), entry.getValue().intValue()))
                .toList();
    }

    @Test
    void whereFewAreDueOnlyTheyAreRead() throws SQLException {
        run("""
                INSERT INTO session (id, tenant_id, status, vendor, connection, channel, agent, translation, \
                metadata, facts, nonce, created_at,
                    sent_at, next_lookup_at, updated_at)
                SELECT 'ses_' || gen_random_uuid(), 'tenant' || tenant, 'active', 'v', 'c' || n, '{}', '{}', '{}', '{}', '{}', '', '%1$s',
                    '%1$s', '%1$s'::timestamptz + interval '1 hour', '%1$s'
                FROM generate_series(1, 100) tenant, generate_series(1, 20) n""".formatted(NOW));
        sessions("victim", 1, 2);
        assertThat(perTenant(lookupCount.claim(CLAIM, Free.all(SHARE)))).isEqualTo(Map.of("victim", 2L));
        assertThat(read("session")).isLessThan(20);
        assertThat(lookupCount.claim(CLAIM, Free.all(SHARE))).isEmpty();
        assertThat(read("session")).as("nothing is due").isZero();
    }

    /** After an outage of the vendor a tenant may have very many of them. */
    @ParameterizedTest
    @ValueSource(strings = {"unknown", "failed"})
    void ofTheSessionsWithoutHandleOnlyThoseOfTheRoomAreRead(String status) throws SQLException {
        run("""
                INSERT INTO session (id, tenant_id, status, vendor, connection, channel, agent, translation, \
                metadata, facts, nonce, created_at, sent_at, updated_at, end_reason)
                SELECT 'ses_' || lpad(n::text, 32, '0'), 'evil', '%2$s', 'tencent-trtc', 'c', \
                json_build_object('roomId', 'room-' || n %% 5000), '{}', '{}', '{}', '{"start": "UNKNOWN"}', '', '%1$s', '%1$s', \
                '%1$s', CASE '%2$s' WHEN 'failed' THEN 'lost' END
                FROM generate_series(1, 10000) n""".formatted(NOW, status), "ANALYZE");
        SessionTable table = new SessionTable(database);
        List<Unsettled> found = database.tenant("evil", tx -> {
            SessionRow session =
                    table.lock(tx, "ses_00000000000000000000000000000007").orElseThrow();
            explaining.plans().clear();
            Duration about = Duration.ofMinutes(3);
            return status.equals("failed")
                    ? table.lost(tx, session, "room-7", about)
                    : table.unsettled(tx, session, "room-7", about);
        });

        assertThat(found)
                .extracting(Unsettled::id)
                .containsExactly("ses_00000000000000000000000000000007", "ses_00000000000000000000000000005007");
        assertThat(read("session")).isLessThan(10);
    }

    @Test
    void aConnectionLeavesPermitsToTheTenantsOthers() throws SQLException {
        sessions("evil", 1, 300);
        run("UPDATE session SET connection = 'slow'");
        List<Due> first = lookupCount.claim(CLAIM, Free.all(SHARE));
        assertThat(first).hasSize(24);
        sessions("evil", 1, 300);
        List<Due> second = lookupCount.claim(CLAIM, new Free(SHARE, 104, held(first)));
        assertThat(second).extracting(Due::holder).hasSize(8).containsOnly(new PermitHolder("evil", "c0"));
    }

    @Test
    void theLastPermitsAreForTenantsThatHoldFew() throws SQLException {
        for (int tenant = 1; tenant <= 6; tenant++) {
            sessions("tenant" + tenant, 2, 100);
        }
        List<Due> first = lookupCount.claim(CLAIM, Free.all(SHARE));
        assertThat(perTenant(first).values()).containsOnly(16L).hasSize(6);
        sessions("victim", 1, 2);
        assertThat(perTenant(lookupCount.claim(CLAIM, new Free(SHARE, 32, held(first)))))
                .isEqualTo(Map.of("victim", 2L));
    }

    @Test
    void manyTenantsAreTakenInTurn() throws SQLException {
        run("""
                INSERT INTO session (id, tenant_id, status, vendor, connection, channel, agent, translation, \
                metadata, facts, nonce, created_at,
                    sent_at, next_lookup_at, updated_at)
                SELECT 'ses_' || gen_random_uuid(), 'tenant' || tenant, 'active', 'v', 'c', '{}', '{}', '{}', '{}', \
                '{}', '', '%1$s', '%1$s',
                    '%1$s'::timestamptz - n * interval '1 second', '%1$s'
                FROM generate_series(1, 200) tenant, generate_series(1, 3) n""".formatted(NOW), "ANALYZE");
        List<Due> due = lookupCount.claim(CLAIM, Free.all(SHARE));
        assertThat(read("session")).as("some steps for each tenant").isLessThan(512 + 200 * 20);
        assertThat(perTenant(due).values())
                .as("one each, of as many tenants as there are permits")
                .containsOnly(1L)
                .hasSize(128);
    }
}
