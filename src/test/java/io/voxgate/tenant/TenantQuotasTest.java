package io.voxgate.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.voxgate.connection.ConnectionTable;
import io.voxgate.connection.CredentialTable;
import io.voxgate.database.Actor;
import io.voxgate.database.Database;
import io.voxgate.database.Precondition;
import io.voxgate.database.WriteOptions;
import io.voxgate.event.UnmatchedEventTable;
import io.voxgate.event.webhook.WebhookTable;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.security.KeyTable;
import io.voxgate.security.StreamTokenTable;
import io.voxgate.session.store.RunningSessions;
import io.voxgate.template.TemplateTable;
import io.voxgate.testkit.MigratedDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A hundred at once, over two replicas, for the last few places of a quota. */
@Tag("long")
class TenantQuotasTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final int AT_ONCE = 100;
    private static final int LEFT = 3;

    private static MigratedDatabase postgres;
    private static AgroalDataSource source;
    private static List<Database> replicas;

    @BeforeAll
    static void open() throws SQLException {
        postgres = MigratedDatabase.create();
        source = postgres.pool(40);
        replicas = List.of(
                new Database(source, List.of(), () -> Actor.VOXGATE),
                new Database(source, List.of(), () -> Actor.VOXGATE));
    }

    @AfterAll
    static void close() {
        source.close();
        postgres.close();
    }

    /** Fills the tenant's quota but for three, then sends a hundred at once for them. */
    private static void race(String tenant, Limit limit, String fill, String count, BiConsumer<Database, Integer> one)
            throws Exception {
        replicas.getFirst().system(tx -> tx.update("INSERT INTO tenant (id, name) VALUES (?, 'x')", tenant));
        replicas.getFirst()
                .system(tx -> tx.update(fill.replace(":tenant", "'" + tenant + "'")
                        .replace(":rows", Integer.toString(limit.count() - LEFT))));
        List<Future<?>> sent = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            IntStream.range(0, AT_ONCE)
                    .forEach(i -> sent.add(threads.submit(() -> one.accept(replicas.get(i % 2), i))));
        }
        int taken = 0;
        for (Future<?> answer : sent) {
            taken += taken(answer, limit) ? 1 : 0;
        }
        assertThat(taken).isEqualTo(LEFT);
        assertThat(replicas.getFirst()
                        .system(tx -> tx.one(
                                "SELECT count(*) FROM " + count + " tenant_id = ?", row -> row.getLong(1), tenant))
                        .orElseThrow())
                .isEqualTo(limit.max());
    }

    private static boolean taken(Future<?> answer, Limit limit) throws InterruptedException {
        try {
            answer.get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.QUOTA_EXCEEDED);
                assertThat(problem.extras().get("limit").toString()).contains(limit.word());
            });
            return false;
        }
    }

    private static ObjectNode empty() {
        return Json.object();
    }

    @Test
    void templates() throws Exception {
        race(
                "q-templates",
                Limit.TEMPLATES_PER_TENANT,
                "INSERT INTO template (tenant_id, name, latest) SELECT :tenant, 't' || n, 0 FROM generate_series(1, :rows) n",
                "template WHERE",
                (database, i) -> new TemplateTable(database)
                        .put(
                                new TemplateTable.NewRevision("q-templates", "new-" + i, empty(), true, "key", false),
                                Precondition.NONE));
    }

    @Test
    void revisions() throws Exception {
        replicas.getFirst().system(tx -> tx.update("INSERT INTO tenant (id, name) VALUES ('q-revisions', 'x')"));
        TemplateTable table = new TemplateTable(replicas.getFirst());
        table.put(
                new TemplateTable.NewRevision("q-revisions", "t", empty().put("n", 0), true, "key", false),
                Precondition.NONE);
        replicas.getFirst().system(tx -> tx.update("""
                INSERT INTO template_revision (tenant_id, name, revision, body, created_by) SELECT 'q-revisions', \
                't', n, '{"x":1}', 'key' FROM generate_series(2, ?::integer) n""", Limit.REVISIONS_PER_TEMPLATE.count()));
        replicas.getFirst()
                .system(tx -> tx.update(
                        "UPDATE template SET latest = ? WHERE tenant_id = 'q-revisions'",
                        Limit.REVISIONS_PER_TEMPLATE.count()));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> table.put(
                        new TemplateTable.NewRevision("q-revisions", "t", empty().put("n", 2), true, "key", false),
                        Precondition.NONE)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ProblemCode.QUOTA_EXCEEDED))
                .hasMessageContaining("1000 revisions");
        assertThat(table.put(
                                new TemplateTable.NewRevision(
                                        "q-revisions", "t", empty().put("x", 1), true, "key", false),
                                Precondition.NONE)
                        .row()
                        .revision())
                .as("what is there already may still be published")
                .isEqualTo(Limit.REVISIONS_PER_TEMPLATE.count());
    }

    @Test
    void webhooks() throws Exception {
        race(
                "q-webhooks",
                Limit.WEBHOOKS,
                """
                INSERT INTO webhook (tenant_id, name, id, url, event_types, enabled, secrets, created_at, updated_at)
                SELECT :tenant, 'w' || n, 'whk_q' || n, 'https://example.com', '{*}', true, '{}', now(), now() FROM \
                generate_series(1, :rows) n""",
                "webhook WHERE",
                (database, i) -> new WebhookTable(database)
                        .put(
                                new WebhookTable.WebhookPosition("q-webhooks", "new-" + i, NOW),
                                new WebhookTable.WebhookSpec("https://example.com", List.of("*"), true),
                                "whk_new" + i,
                                empty(),
                                WriteOptions.NONE));
    }

    @Test
    void keys() throws Exception {
        race(
                "q-keys",
                Limit.KEYS_PER_TENANT,
                """
                INSERT INTO api_key (tenant_id, id, name, roles, prefix, hash) SELECT :tenant, 'k' || n, 'k', \
                '{viewer}', 'p' || n, 'x' FROM generate_series(1, :rows) n""",
                "api_key WHERE",
                (database, i) -> new KeyTable(database)
                        .insert(new KeyTable.KeyRow(
                                "q-keys",
                                "key_" + i,
                                "k",
                                List.of("viewer"),
                                "prefix" + i,
                                new byte[32],
                                NOW,
                                Optional.empty(),
                                Optional.empty())));
    }

    @Test
    void connections() throws Exception {
        race(
                "q-connections",
                Limit.CONNECTIONS_PER_TENANT,
                """
                WITH app AS (INSERT INTO callback_endpoint (tenant_id, vendor, app_id, token) VALUES (:tenant, 'v', 'q', 'q') RETURNING *)
                INSERT INTO connection (tenant_id, name, vendor, app_id, settings, secrets) SELECT :tenant, 'c' || n, \
                'v', 'q', '{}', '{}' FROM generate_series(1, :rows) n, app""",
                "connection WHERE",
                (database, i) -> new ConnectionTable(database)
                        .put(
                                "q-connections",
                                "new-" + i,
                                "token" + i,
                                WriteOptions.NONE,
                                _ -> Optional.of(new ConnectionTable.NewConnection(
                                        "q-connections",
                                        "new-" + i,
                                        "v",
                                        "q",
                                        Optional.empty(),
                                        Optional.empty(),
                                        empty(),
                                        empty(),
                                        Optional.empty()))));
    }

    @Test
    void credentials() throws Exception {
        race(
                "q-credentials",
                Limit.CREDENTIALS_PER_TENANT,
                "INSERT INTO credential (tenant_id, name, fields) SELECT :tenant, 'c' || n, '{}' FROM generate_series(1, :rows) n",
                "credential WHERE",
                (database, i) -> new CredentialTable(database)
                        .put(
                                "q-credentials",
                                "new-" + i,
                                Precondition.NONE,
                                _ -> Optional.of(new CredentialTable.EncryptedCredential(empty(), Optional.empty()))));
    }

    @Test
    void streamTokens() throws Exception {
        race(
                "q-tokens",
                Limit.STREAM_TOKENS_PER_TENANT,
                """
                INSERT INTO stream_token (tenant_id, id, hash, expires_at, ends_at) SELECT :tenant, 's' || n, \
                sha256(n::text::bytea), now(), now() FROM generate_series(1, :rows) n""",
                "stream_token WHERE",
                (database, i) -> new StreamTokenTable(database)
                        .insert(new StreamTokenTable.TokenRow(
                                "q-tokens",
                                "str_" + i,
                                ("hash" + i).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                Optional.empty(),
                                Optional.empty(),
                                NOW,
                                NOW)));
    }

    private static final String SESSIONS = """
            INSERT INTO session (id, tenant_id, status, vendor, connection, channel, agent, translation, metadata, \
            facts, nonce, created_at, sent_at, updated_at)
            SELECT :tenant || '_' || n, :tenant, 'active', 'v', 'c', '{"type":"room","roomId":"r"}', '{}', '{}', \
            '{}', '{}', 'n', now(), now(), now() FROM generate_series(1, :rows) n""";

    @Test
    void runningSessions() throws Exception {
        List<RunningSessions> counters = List.of(new RunningSessions(), new RunningSessions());
        race(
                "q-sessions",
                Limit.RUNNING_SESSIONS_PER_TENANT,
                SESSIONS,
                "session WHERE",
                (database, i) -> database.tenant("q-sessions", tx -> {
                    counters.get(i % 2).room(tx);
                    return tx.update(SESSIONS.replace(":tenant", "'q-sessions'")
                            .replace("generate_series(1, :rows) n", "(VALUES ('new" + i + "')) v (n)"));
                }));
    }

    /** A tenant far below its quota is counted once in a while and not at each start. */
    @Test
    void startsOfASmallTenantAreNotCountedOneByOne() {
        Database database = replicas.getFirst();
        database.system(tx -> tx.update("INSERT INTO tenant (id, name) VALUES ('q-small', 'x')"));
        RunningSessions counter = new RunningSessions(() -> 0);
        database.tenant("q-small", tx -> {
            counter.room(tx);
            return true;
        });
        database.system(tx -> tx.update(SESSIONS.replace(":tenant", "'q-small'")
                .replace(":rows", Integer.toString(Limit.RUNNING_SESSIONS_PER_TENANT.count()))));
        int free = 0;
        try {
            for (; free < 10_000; free++) {
                database.tenant("q-small", tx -> {
                    counter.room(tx);
                    return true;
                });
            }
        } catch (Problem problem) {
            assertThat(problem.code()).isEqualTo(ProblemCode.QUOTA_EXCEEDED);
        }
        assertThat(free)
                .as("starts that one count was good for")
                .isEqualTo(Limit.RUNNING_SESSIONS_PER_TENANT.count() / 20);
    }

    private static List<UnmatchedEventTable.UnmatchedRow> parked(String tenant, int from, int count, int bytes) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> new UnmatchedEventTable.UnmatchedRow(
                        tenant,
                        "v",
                        "token",
                        "task",
                        "key-" + i,
                        "vendor.other",
                        NOW,
                        NOW.plusMillis(i),
                        empty(),
                        Json.object().put("text", "x".repeat(bytes)),
                        ""))
                .toList();
    }

    private static long[] kept(String tenant) {
        return replicas.getFirst()
                .system(tx -> tx.one(
                        "SELECT count(*), coalesce(sum(bytes), 0), coalesce(max(extract(epoch FROM "
                                + "received_at) * 1000)::bigint, 0) FROM unmatched_event WHERE tenant_id = ?",
                        row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
                        tenant))
                .orElseThrow();
    }

    @Test
    void parkedCallbacksAreBoundedInBytes() {
        replicas.getFirst().system(tx -> tx.update("INSERT INTO tenant (id, name) VALUES ('q-parked', 'x')"));
        UnmatchedEventTable table = new UnmatchedEventTable(replicas.getFirst());
        int each = 200_000;
        int twice = 2 * Limit.PARKED_BYTES_PER_TENANT.count() / each;
        for (int i = 0; i < twice; i++) {
            int from = i;
            replicas.getFirst().tenant("q-parked", tx -> {
                table.store(tx, parked("q-parked", from, 1, each));
                return true;
            });
        }
        long[] kept = kept("q-parked");
        assertThat(kept[1])
                .isBetween(
                        Limit.PARKED_BYTES_PER_TENANT.max() / 2,
                        Limit.PARKED_BYTES_PER_TENANT.max() + Limit.PARKED_BYTES_PER_TENANT.max() / 16);
        assertThat(kept[2])
                .as("the newest is kept")
                .isEqualTo(NOW.plusMillis(twice - 1).toEpochMilli());
    }

    @Test
    void parkedCallbacksAreBoundedInNumber() {
        replicas.getFirst().system(tx -> tx.update("INSERT INTO tenant (id, name) VALUES ('q-many', 'x')"));
        UnmatchedEventTable table = new UnmatchedEventTable(replicas.getFirst());
        for (int i = 0; i < 12; i++) {
            int from = i * 1_000;
            replicas.getFirst().tenant("q-many", tx -> {
                table.store(tx, parked("q-many", from, 1_000, 1));
                return true;
            });
        }
        assertThat(kept("q-many")[0]).isEqualTo(Limit.PARKED_CALLBACKS_PER_TENANT.max());
    }
}
