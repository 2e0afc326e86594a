package io.voxgate.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.voxgate.audit.AuditTable;
import io.voxgate.event.EventTable;
import io.voxgate.event.webhook.DeliveryTable;
import io.voxgate.session.store.SessionTable;
import io.voxgate.template.TemplateTable;
import io.voxgate.testkit.MigratedDatabase;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * A list of heavy rows: it reads what it answers, a page ends before it is too heavy, and the pages together still hold
 * every row once. What is measured is what the thread that lists allocates, which no other load on the machine changes.
 */
@Tag("long")
class ListBytesTest {
    private static final String TENANT = "heavy";
    private static final int ROWS = 110;
    private static final long MIB = 1 << 20;

    /** A tree takes several times the bytes of its text; all rows of a list together would take far more than this. */
    private static final long MOST_OF_A_PAGE = 40 * MIB;

    /** What a list may allocate that shows nothing of the heavy part. */
    private static final long MOST_OF_LIGHT_ROWS = 6 * MIB;

    private static final String HEAVY = "(SELECT string_agg(md5(n::text || i), ' ') FROM generate_series(1, 6200) i)";

    private static MigratedDatabase postgres;
    private static Database database;

    @BeforeAll
    static void fill() throws SQLException {
        postgres = MigratedDatabase.create();
        database = new Database(postgres.source(), List.of(), () -> Actor.VOXGATE);
        try (Connection connection = postgres.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO tenant (id, name) VALUES ('heavy', 'Heavy'), ('translated', 'Translated')");
            statement.execute(sessions(TENANT, "jsonb_build_object('llm', " + HEAVY + ")", "'{}'"));
            statement.execute(sessions("translated", "'{}'", "jsonb_build_object('fields', " + HEAVY + ")"));
            statement.execute("INSERT INTO template (tenant_id, name, latest) "
                    + "SELECT 'heavy', 't' || lpad(n::text, 3, '0'), 1 FROM generate_series(1, %d) n".formatted(ROWS));
            statement.execute("""
                    INSERT INTO template_revision (tenant_id, name, revision, body, created_by)
                    SELECT 'heavy', 't' || lpad(n::text, 3, '0'), 1, json_build_object('description', 'Number ' || n, 'agent', %s), 'key_1'
                    FROM generate_series(1, %d) n""".formatted(HEAVY, ROWS));
            statement.execute("""
                    INSERT INTO template_revision (tenant_id, name, revision, body, created_by)
                    SELECT 'heavy', 't001', n, json_build_object('description', 'Number ' || n, 'agent', %s), 'key_1'
                    FROM generate_series(2, %d) n""".formatted(HEAVY, ROWS));
            statement.execute("""
                    INSERT INTO session_event (session_id, sequence, tenant_id, id, type, vendor, dedupe_key, \
                    occurred_at, received_at, data,
                        applied)
                    SELECT 'ses_heavy_001', n, 'heavy', 'evt_' || n, 'transcript.added', 'v', n::text, now(), now(),
                        jsonb_build_object('text', %s), true
                    FROM generate_series(1, %d) n""".formatted(HEAVY, ROWS));
            statement.execute(
                    "INSERT INTO webhook (tenant_id, name, id, url, event_types, enabled, secrets, created_at, updated_at) "
                            + "VALUES ('heavy', 'w', 'w1', 'https://x.example', '{*}', true, '{}', now(), now())");
            statement.execute("""
                    INSERT INTO webhook_delivery (webhook_id, event_id, tenant_id, type, status, tries, attempts, created_at, payload)
                    SELECT 'w1', 'evt_' || n, 'heavy', 'x', 'failed', 1, jsonb_build_array(jsonb_build_object('answer', %1$s)), now(),
                        json_build_object('p', %1$s)
                    FROM generate_series(1, %2$d) n""".formatted(HEAVY, ROWS));
        }
    }

    private static String sessions(String tenant, String agent, String translation) {
        return """
                INSERT INTO session (id, tenant_id, status, vendor, connection, channel, agent, translation, metadata, facts, nonce,
                    created_at, sent_at, updated_at)
                SELECT 'ses_%1$s_' || lpad(n::text, 3, '0'), '%1$s', 'failed', 'v', 'c', '{}', %2$s, %3$s, '{}', '{}', 'x',
                    now() - n * interval '1 second', now(), now()
                FROM generate_series(1, %4$d) n""".formatted(tenant, agent, translation, ROWS);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static SessionTable.SessionRowFilter all() {
        return new SessionTable.SessionRowFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** Their bodies are not shown, so they are not read. */
    @TestFactory
    Stream<DynamicTest> whatAListDoesNotShowIsNotRead() {
        Map<String, Function<Page.PageRequest, Page<?>>> lists = new LinkedHashMap<>();
        lists.put("sessions with heavy agents", request -> new SessionTable(database).list(TENANT, all(), request));
        lists.put(
                "templates",
                request -> new TemplateTable(database).list(TENANT, TemplateTable.TemplateRowFilter.NONE, request));
        lists.put(
                "revisions",
                request -> new TemplateTable(database)
                        .revisions(TENANT, "t001", request.number(Integer.MAX_VALUE), request.size()));
        return walks(lists, MOST_OF_LIGHT_ROWS);
    }

    /** What is shown and heavy comes in more pages. */
    @TestFactory
    Stream<DynamicTest> aPageEndsBeforeItIsTooHeavy() {
        AuditTable.AuditRowFilter templates = new AuditTable.AuditRowFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.of("template"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Map<String, Function<Page.PageRequest, Page<?>>> lists = new LinkedHashMap<>();
        lists.put(
                "sessions with heavy translations",
                request -> new SessionTable(database).list("translated", all(), request));
        lists.put(
                "events of a session", request -> new EventTable(database).ofSession(TENANT, "ses_heavy_001", request));
        lists.put("events of a tenant", request -> new EventTable(database).ofTenant(TENANT, request));
        lists.put("deliveries", request -> new DeliveryTable(database).list(TENANT, "w1", Optional.empty(), request));
        lists.put("audit", request -> new AuditTable(database).ofTenant(TENANT, templates, request));
        return walks(lists, MOST_OF_A_PAGE);
    }

    private static Stream<DynamicTest> walks(Map<String, Function<Page.PageRequest, Page<?>>> lists, long most) {
        return lists.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    entry.getValue().apply(new Page.PageRequest("", 1));
                    List<Object> found = new ArrayList<>();
                    long heaviest = 0;
                    int pages = 0;
                    Optional<String> next = Optional.of("");
                    while (next.isPresent()) {
                        long before = allocated();
                        Page<?> page = entry.getValue().apply(new Page.PageRequest(next.get(), 200));
                        heaviest = Math.max(heaviest, allocated() - before);
                        assertThat(page.items()).isNotEmpty();
                        found.addAll(page.items());
                        next = page.next();
                        pages++;
                    }
                    System.out.printf(
                            "%s: %d rows in %d pages, at most %,d bytes allocated for one%n",
                            entry.getKey(), found.size(), pages, heaviest);
                    assertThat(heaviest)
                            .as("bytes allocated for the heaviest page")
                            .isLessThan(most);
                    assertThat(found).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(ROWS);
                }));
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
