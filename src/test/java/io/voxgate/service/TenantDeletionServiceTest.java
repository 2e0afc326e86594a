package io.voxgate.service;

import static io.voxgate.service.TestTenant.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.Response;
import io.voxgate.database.Database;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A tenant goes only when its sessions are over, and then with everything, whichever tables there are. */
@ServiceTest
class TenantDeletionServiceTest {
    @Inject
    Database database;

    /** Every table with a column for the tenant, from the database's own catalogue. */
    private List<String> tables() {
        return database.system(tx -> tx.list("""
                SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = \
                'tenant_id' AND NOT a.attisdropped
                WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY 1""", row -> row.getString(1)));
    }

    private Map<String, Long> rows(String tenantId) {
        Map<String, Long> rows = new TreeMap<>();
        tables().forEach(table -> database.system(tx -> tx.one(
                        "SELECT count(*) FROM " + table + " WHERE tenant_id = ?", row -> row.getLong(1), tenantId))
                .filter(count -> count > 0)
                .ifPresent(count -> rows.put(table, count)));
        return rows;
    }

    @Test
    void nothingIsLeftBehind() {
        LiveTenant live = LiveTenant.create();
        LiveTenant other = LiveTenant.create();
        live.request()
                .body(Map.of("agent", LiveTenant.agent("trtc")))
                .put("/v1/templates/support")
                .then()
                .statusCode(201);
        live.awaitStatus(live.started("trtc", "-short"), "ended");
        String running = live.started("ali", "-long");
        parkSomething(live);

        operator()
                .delete("/v1/tenants/{id}", live.tenantId())
                .then()
                .statusCode(409)
                .body("code", equalTo("IN_USE"))
                .body("openSessions", equalTo(1))
                .body("sessionIds", equalTo(List.of(running)));
        live.get(running);
        live.request().post("/v1/sessions/{id}/stop", running).then().statusCode(202);
        live.awaitStatus(running, "ended");
        assertThat(rows(live.tenantId()).keySet())
                .contains(
                        "api_key",
                        "callback_endpoint",
                        "connection",
                        "credential",
                        "idempotency_key",
                        "unmatched_event",
                        "session",
                        "session_event",
                        "template",
                        "template_revision");
        Map<String, Long> others = rows(other.tenantId());

        operator().delete("/v1/tenants/{id}", live.tenantId()).then().statusCode(204);

        assertThat(rows(live.tenantId())).isEmpty();
        assertThat(rows(other.tenantId())).isEqualTo(others);
        live.request().get("/v1/templates").then().statusCode(401);
        operator()
                .body(Map.of("id", live.tenantId(), "name", "Another"))
                .post("/v1/tenants")
                .then()
                .statusCode(201);
        operator()
                .get("/v1/tenants/{id}/keys", live.tenantId())
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    /** As if a callback had come before its session. */
    private void parkSomething(LiveTenant live) {
        database.system(tx -> tx.update("""
                INSERT INTO unmatched_event (tenant_id, vendor, token, vendor_session_id, dedupe_key, type, \
                occurred_at, received_at, event, raw)
                SELECT tenant_id, vendor, token, 'early', ?, 'session.started', now(), now(), '{}', '{}' FROM \
                callback_endpoint WHERE tenant_id = ? LIMIT 1""", UUID.randomUUID().toString(), live.tenantId()));
    }

    @Test
    void everyTableOfATenantHangsOnIt() {
        List<String> hanging = database.system(tx -> tx.list("""
                WITH RECURSIVE gone (oid) AS (
                    SELECT 'tenant'::regclass::oid
                    UNION SELECT conrelid FROM pg_constraint JOIN gone ON confrelid = gone.oid WHERE contype = 'f' AND confdeltype = 'c')
                SELECT relname FROM pg_class JOIN gone USING (oid)""", row -> row.getString(1)));

        assertThat(tables())
                .hasSizeGreaterThan(10)
                .allSatisfy(table -> assertThat(hanging)
                        .as("Tables that go with their tenant")
                        .contains(table));
    }

    @Tag("long")
    @Test
    void noStartSlipsInBetween() throws InterruptedException, ExecutionException {
        int refused = 0;
        for (int round = 0; round < 12; round++) {
            LiveTenant live = LiveTenant.create();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Response>> starts = IntStream.range(0, 4)
                        .mapToObj(i -> threads.submit(() -> live.start("trtc", LiveTenant.channel("trtc", "-short"))
                                .post("/v1/sessions")))
                        .toList();
                Response deletion = threads.submit(() -> operator().delete("/v1/tenants/{id}", live.tenantId()))
                        .get();
                for (Future<Response> start : starts) {
                    assertThat(start.get().statusCode())
                            .as(
                                    "Start with a deletion that answered %s: %s",
                                    deletion.statusCode(), start.get().asString())
                            .isIn(deletion.statusCode() == 204 ? Set.of(401, 422) : Set.of(201));
                }
                refused += deletion.statusCode() == 204 ? 0 : 1;
                assertThat(deletion.statusCode()).isIn(204, 409);
                assertThat(rows(live.tenantId()).isEmpty()).isEqualTo(deletion.statusCode() == 204);
            }
        }
        System.out.println("Deletions refused because a start was faster: " + refused + " of 12");
    }
}
