package io.voxgate.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.audit.AuditTable;
import io.voxgate.connection.ConnectionTable;
import io.voxgate.connection.CredentialTable;
import io.voxgate.retention.ErasureTable;
import io.voxgate.security.KeyTable;
import io.voxgate.session.store.LookupTable;
import io.voxgate.session.store.SessionTable;
import io.voxgate.session.store.SessionTable.SessionRowFilter;
import io.voxgate.template.TemplateTable;
import io.voxgate.tenant.TenantTable;
import io.voxgate.testkit.MigratedDatabase;
import io.voxgate.usage.UsageTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each list reads its page from an index, in the list's order, behind row-level security: also of a big tenant, and
 * also when what is asked for is rare and old. The queries are the product's own, explained as the role that runs them.
 */
@Tag("long")
class ListPlansTest {
    private static final String BIG = "big";
    private static final int PAGE = 20;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    /** A query that reads more rows than these for one page is one that looks through the tenant. */
    private static final int MOST_READ = 4 * PAGE;

    /** As long as real ones are, and hard to compress. */
    private static final String BODY =
            "jsonb_build_object('prompt', (SELECT string_agg(md5(n::text || i), ' ') FROM generate_series(1, 60) i))";

    private static MigratedDatabase postgres;

    @BeforeAll
    static void fill() throws SQLException {
        postgres = MigratedDatabase.create();
        try (Connection connection = postgres.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO tenant (id, name) SELECT 'tenant-' || n, 'n' FROM generate_series(1, 2000) n");
            statement.execute("INSERT INTO tenant (id, name) VALUES ('big', 'Big'), ('small', 'Small')");
            for (String tenant : List.of(BIG, "small")) {
                int many = tenant.equals(BIG) ? 2000 : 100;
                statement.execute(sessions(tenant, tenant.equals(BIG) ? 6_000 : 200));
                statement.execute(("INSERT INTO api_key (tenant_id, id, name, roles, prefix, hash) SELECT '%1$s', "
                                + "'%1$s' || n, 'n', '{viewer}', '%1$s' || n, '' FROM generate_series(1, " + many
                                + ") n")
                        .formatted(tenant));
                statement.execute(
                        ("INSERT INTO credential (tenant_id, name, fields) SELECT '%s', 'c' || n, '{}' FROM generate_series(1, "
                                        + many + ") n")
                                .formatted(tenant));
                statement.execute(("INSERT INTO callback_endpoint (tenant_id, vendor, app_id, token) SELECT '%1$s', "
                                + "'v', '%1$s' || n, '%1$s' || n FROM generate_series(1, " + many + ") n")
                        .formatted(tenant));
                statement.execute(("INSERT INTO connection (tenant_id, name, vendor, app_id, settings, secrets) "
                                + "SELECT '%1$s', 'c' || n, 'v', '%1$s' || n, '{}', '{}' FROM generate_series(1, "
                                + many + ") n")
                        .formatted(tenant));
                statement.execute(
                        ("INSERT INTO template (tenant_id, name, latest) SELECT '%s', 't' || n, 1 FROM generate_series(1, "
                                        + many + ") n")
                                .formatted(tenant));
                statement.execute(
                        ("INSERT INTO template_revision (tenant_id, name, revision, body, created_by) SELECT '%s', 't' || n, 1, "
                                        + BODY + ", 'k' FROM generate_series(1, " + many + ") n")
                                .formatted(tenant));
                statement.execute(
                        ("INSERT INTO template_revision (tenant_id, name, revision, body, created_by) SELECT '%s', 't1', n, "
                                        + BODY + ", 'k' FROM generate_series(2, " + many + ") n")
                                .formatted(tenant));
            }
            statement.execute("ANALYZE");
        }
    }

    /** Of a hundred sessions one is rare in every respect, and all of the rare ones are the oldest. */
    private static String sessions(String tenant, int count) {
        return """
                INSERT INTO session (id, tenant_id, status, vendor, connection, template, channel, agent, \
                translation, metadata, facts, nonce, created_at, sent_at, updated_at)
                SELECT 'ses_%1$s_' || lpad(n::text, 9, '0'), '%1$s', CASE WHEN n %% 2 = 0 AND n > %2$d / 100 THEN \
                'ended' ELSE CASE WHEN n > %2$d / 100 THEN 'failed' ELSE 'unknown' END END,
                    CASE WHEN n > %2$d / 100 THEN 'common' ELSE 'rare' END, CASE WHEN n > %2$d / 100 THEN 'common' ELSE 'rare' END,
                    CASE WHEN n > %2$d / 100 THEN 'common@1' ELSE 'rare@2' END, '{}', %3$s, '{}',
                    CASE WHEN n > %2$d / 100 THEN jsonb_build_object('order', n::text, 'kind', 'common') ELSE \
                jsonb_build_object('order', 'rare ' || n %% 10, 'kind', 'rare') END,
                    '{}', 'x', '2026-01-01'::timestamptz + n * interval '1 second', now(), now()
                FROM generate_series(1, %2$d) n""".formatted(tenant, count, BODY);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static SessionRowFilter filter(Function<SessionRowFilter, SessionRowFilter> change) {
        return change.apply(new SessionRowFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of()));
    }

    private static Map<String, SessionRowFilter> sessionFilters() {
        Map<String, SessionRowFilter> filters = new LinkedHashMap<>();
        filters.put("none", filter(f -> f));
        filters.put(
                "status",
                filter(f -> new SessionRowFilter(
                        Optional.of("unknown"),
                        f.vendor(),
                        f.template(),
                        f.connection(),
                        f.createdAfter(),
                        f.createdBefore(),
                        f.metadata())));
        filters.put(
                "vendor",
                filter(f -> new SessionRowFilter(
                        f.status(),
                        Optional.of("rare"),
                        f.template(),
                        f.connection(),
                        f.createdAfter(),
                        f.createdBefore(),
                        f.metadata())));
        filters.put(
                "template",
                filter(f -> new SessionRowFilter(
                        f.status(),
                        f.vendor(),
                        Optional.of("rare"),
                        f.connection(),
                        f.createdAfter(),
                        f.createdBefore(),
                        f.metadata())));
        filters.put(
                "template@2",
                filter(f -> new SessionRowFilter(
                        f.status(),
                        f.vendor(),
                        Optional.of("rare@2"),
                        f.connection(),
                        f.createdAfter(),
                        f.createdBefore(),
                        f.metadata())));
        filters.put(
                "connection",
                filter(f -> new SessionRowFilter(
                        f.status(),
                        f.vendor(),
                        f.template(),
                        Optional.of("rare"),
                        f.createdAfter(),
                        f.createdBefore(),
                        f.metadata())));
        filters.put(
                "created",
                filter(f -> new SessionRowFilter(
                        f.status(),
                        f.vendor(),
                        f.template(),
                        f.connection(),
                        Optional.of(BEGIN.plusSeconds(40)),
                        Optional.of(BEGIN.plusSeconds(90)),
                        f.metadata())));
        filters.put(
                "metadata",
                filter(f -> new SessionRowFilter(
                        f.status(),
                        f.vendor(),
                        f.template(),
                        f.connection(),
                        f.createdAfter(),
                        f.createdBefore(),
                        Map.of("order", "rare 7"))));
        filters.put(
                "metadata of two keys",
                filter(f -> new SessionRowFilter(
                        f.status(),
                        f.vendor(),
                        f.template(),
                        f.connection(),
                        f.createdAfter(),
                        f.createdBefore(),
                        Map.of("order", "rare 7", "kind", "rare"))));
        filters.put(
                "metadata that nobody has",
                filter(f -> new SessionRowFilter(
                        f.status(),
                        f.vendor(),
                        f.template(),
                        f.connection(),
                        f.createdAfter(),
                        f.createdBefore(),
                        Map.of("order", "no"))));
        return filters;
    }

    @TestFactory
    Stream<DynamicTest> sessions() {
        Page.PageRequest first = new Page.PageRequest("", PAGE);
        return sessionFilters().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest("sessions by " + entry.getKey(), () -> {
                    int rows = reads(database -> new SessionTable(database).list(BIG, entry.getValue(), first));
                    assertThat(rows)
                            .as("found")
                            .isGreaterThanOrEqualTo(entry.getKey().contains("nobody") ? 0 : 1);
                    reads(database -> new SessionTable(database)
                            .list(
                                    BIG,
                                    entry.getValue(),
                                    new Page.PageRequest("2026-01-01T00:01:30Z ses_big_000000090", PAGE)));
                }));
    }

    @TestFactory
    Stream<DynamicTest> otherLists() {
        Page.PageRequest first = new Page.PageRequest("", PAGE);
        AuditTable.AuditRowFilter none = new AuditTable.AuditRowFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Map<String, Consumer<Database>> lists = new LinkedHashMap<>();
        lists.put("tenants", database -> new TenantTable(database).list(new Page.PageRequest("tenant-2", PAGE)));
        lists.put("keys", database -> new KeyTable(database).list(BIG, new Page.PageRequest("big2", PAGE)));
        lists.put("connections", database -> new ConnectionTable(database).list(BIG, new Page.PageRequest("c2", PAGE)));
        lists.put(
                "templates",
                database -> new TemplateTable(database)
                        .list(BIG, TemplateTable.TemplateRowFilter.NONE, new Page.PageRequest("t2", PAGE)));
        lists.put("credentials", database -> new CredentialTable(database).list(BIG, new Page.PageRequest("c2", PAGE)));
        lists.put("revisions", database -> new TemplateTable(database).revisions(BIG, "t1", 500, PAGE));
        lists.put(
                "sessions of a person",
                database -> new ErasureTable(database).running(new ErasureTable.Person(BIG, "userId", "nobody")));
        lists.put("unknown sessions", database -> new LookupTable(database).unknown());
        lists.put("audit", database -> new AuditTable(database).ofTenant(BIG, none, first));
        lists.put(
                "audit by actor",
                database -> new AuditTable(database)
                        .ofTenant(
                                BIG,
                                new AuditTable.AuditRowFilter(
                                        Optional.of("nobody"),
                                        none.action(),
                                        none.resourceType(),
                                        none.resourceName(),
                                        none.from(),
                                        none.to()),
                                first));
        lists.put(
                "audit by action",
                database -> new AuditTable(database)
                        .ofTenant(
                                BIG,
                                new AuditTable.AuditRowFilter(
                                        none.actor(),
                                        Optional.of("tenant.created"),
                                        none.resourceType(),
                                        none.resourceName(),
                                        none.from(),
                                        none.to()),
                                first));
        lists.put(
                "audit by type",
                database -> new AuditTable(database)
                        .ofTenant(
                                BIG,
                                new AuditTable.AuditRowFilter(
                                        none.actor(),
                                        none.action(),
                                        Optional.of("tenant"),
                                        none.resourceName(),
                                        none.from(),
                                        none.to()),
                                first));
        lists.put(
                "audit by resource",
                database -> new AuditTable(database)
                        .ofTenant(
                                BIG,
                                new AuditTable.AuditRowFilter(
                                        none.actor(),
                                        none.action(),
                                        Optional.of("session"),
                                        Optional.of("ses_big_000000007"),
                                        none.from(),
                                        none.to()),
                                first));
        lists.put(
                "audit by time",
                database -> new AuditTable(database)
                        .ofTenant(
                                BIG,
                                new AuditTable.AuditRowFilter(
                                        none.actor(),
                                        none.action(),
                                        none.resourceType(),
                                        none.resourceName(),
                                        Optional.of(BEGIN),
                                        Optional.of(BEGIN.plusSeconds(1))),
                                first));
        lists.put(
                "audit of the operator",
                database -> new AuditTable(database).ofOperator(Optional.empty(), none, first));
        return lists.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> reads(database -> {
                            entry.getValue().accept(database);
                            return new Page<>(List.of(), Optional.empty());
                        })));
    }

    /**
     * Of a year by the hour, a month is read by the day: neither the other tenants', nor the months before, nor
     * sessions and events.
     */
    @Test
    void usage() throws SQLException {
        try (Connection connection = postgres.source().getConnection();
                Statement statement = connection.createStatement()) {
            for (String span : List.of("hour", "day")) {
                statement.execute("""
                        INSERT INTO usage_rollup SELECT t, '%1$s', at, 'v', '', 'c' || c, '{"sessions":1,"started":1,"ms/endToEndMs/160":7}'
                        FROM unnest(ARRAY['big', 'tenant-1', 'tenant-2000']) t, generate_series(1, 3) c, \
                        generate_series('2025-01-01Z'::timestamptz, '2025-12-31Z', '1 %1$s') at""".formatted(span));
            }
            statement.execute("ANALYZE usage_rollup");
        }
        Database plain = new Database(postgres.source(), List.of(), () -> Actor.VOXGATE);
        UsageTable.Period month =
                UsageTable.Period.of(Instant.parse("2025-10-01T20:00:00Z"), Instant.parse("2025-11-01T02:00:00Z"));
        while (new UsageTable(plain).fold(50_000) > 0) {
            assertThat(new UsageTable(plain).read(BIG, month, UsageTable.GroupBy.TOTAL, 1))
                    .hasSize(1);
        }
        Explaining explaining = new Explaining(postgres.source());
        List<UsageTable.UsageGroup> groups = new UsageTable(
                        new Database(explaining.source(), List.of(), () -> Actor.VOXGATE))
                .read(BIG, month, UsageTable.GroupBy.CONNECTION, 10);
        int periods = 30 + 4 + 2;
        assertThat(groups)
                .extracting(UsageTable.UsageGroup::figures)
                .allMatch(figures -> figures.get("sessions") == periods)
                .hasSize(3);
        JsonNode plan = explaining.plans().getLast();
        assertThat(read(plan))
                .as("rows read for %d periods of 3 connections with 3 figures by %s", periods, plan.toPrettyString())
                .isLessThanOrEqualTo(4L * periods * 3 * 3);
        assertThat(plan.toString()).doesNotContain("\"session\"", "session_event", "Seq Scan on usage_rollup");
    }

    /** The measure can fail: without its index the same list looks through the tenant. */
    @Test
    void queryWithoutAnIndexIsFound() {
        Explaining explaining = new Explaining(postgres.source());
        new Database(explaining.source(), List.of(), () -> Actor.VOXGATE)
                .tenant(
                        BIG,
                        tx -> tx.list(
                                "SELECT id FROM session WHERE tenant_id = ? AND nonce = ? ORDER BY updated_at DESC LIMIT 20",
                                row -> 1,
                                BIG,
                                "y"));
        assertThat(read(explaining.plans().getLast())).isGreaterThan(MOST_READ);
        assertThat(explaining.plans().getLast().toString()).contains("Sort");
    }

    /** @return how many rows the page has */
    private static int reads(Function<Database, Page<?>> list) {
        Explaining explaining = new Explaining(postgres.source());
        Page<?> page = list.apply(new Database(explaining.source(), List.of(), () -> Actor.VOXGATE));
        JsonNode plan = explaining.plans().getFirst();
        assertThat(read(plan))
                .as("rows read for one page by %s", plan.toPrettyString())
                .isLessThanOrEqualTo(MOST_READ);
        return page.items().size();
    }

    /** Every row that any part of the plan looked at, wanted or thrown away. */
    private static long read(JsonNode plan) {
        long own = plan.path("Node Type").asText().contains("Scan")
                ? plan.path("Actual Loops").asLong(1)
                        * (Math.round(plan.path("Actual Rows").asDouble())
                                + Math.round(plan.path("Rows Removed by Filter").asDouble()))
                : 0;
        long below = 0;
        for (JsonNode child : plan.path("Plans")) {
            below += read(child);
        }
        return own + below;
    }
}
