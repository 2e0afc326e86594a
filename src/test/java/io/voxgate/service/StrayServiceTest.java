package io.voxgate.service;

import static io.voxgate.database.SqlParameters.with;
import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.voxgate.database.Database;
import io.voxgate.session.store.LookupTable;
import io.voxgate.testkit.JsonAnswer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What runs at a vendor without a session, as after a restore from an older dump: seen, and stopped by hand. */
@Tag("long")
@ServiceTest
class StrayServiceTest {
    @Inject
    Database database;

    @Inject
    LookupTable lookups;

    /** Something at the vendor that a session had until the database was restored. */
    private record Left(LiveTenant tenant, String connection, String handle, String place) {
        ValidatableResponse list() {
            return tenant.request()
                    .get("/v1/connections/{name}/strays", connection)
                    .then()
                    .log()
                    .ifValidationFails()
                    .statusCode(200);
        }

        Response stop() {
            return tenant.request().post("/v1/connections/{name}/strays/{id}/stop", connection, handle);
        }

        List<String> handles() {
            return list().extract().as(JsonAnswer.class).get("items.vendorSessionId");
        }
    }

    /**
     * A session that was started after the dump: the restored database has no row of it, nor of what its start said.
     */
    private Left restored(LiveTenant tenant, String connection, Map<String, Object> channel) {
        String id = tenant.start(connection, channel)
                .post("/v1/sessions")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        tenant.awaitStatus(id, "active");
        String handle = tenant.get(id).extract().as(JsonAnswer.class).get("vendorSessionId");
        forget(id);
        return new Left(tenant, connection, handle, String.valueOf(channel.getOrDefault("roomId", channel.get("to"))));
    }

    private void forget(String session) {
        database.system(tx -> tx.update("UPDATE session SET next_lookup_at = NULL WHERE id = ?", session)
                + tx.update("DELETE FROM idempotency_key WHERE session_id = ?", session)
                + tx.update("DELETE FROM session WHERE id = ?", session));
    }

    private static void awaitGone(Left left) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(left.handles()).doesNotContain(left.handle()));
        left.stop().then().statusCode(404).body(has("code", equalTo("NOT_FOUND")));
    }

    private static Map<String, Object> longCall() {
        return LiveTenant.phone("+86138" + String.format("%04d", (int) (Math.random() * 9000) + 1000) + "0020");
    }

    @Test
    void aCallThatNoSessionHasIsListedAndHungUp() {
        LiveTenant tenant = LiveTenant.create();
        String kept = tenant.start("ccc", longCall())
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        tenant.awaitStatus(kept, "active");
        String keptHandle = tenant.get(kept).extract().as(JsonAnswer.class).get("vendorSessionId");
        Left left = restored(tenant, "ccc", longCall());

        left.list()
                .body("complete", equalTo(true))
                .body("note", containsString("people"))
                .body("readAt", notNullValue())
                .body("nextPageToken", nullValue())
                .body("items.vendorSessionId", equalTo(List.of(left.handle())))
                .body("items[0].status", equalTo("active"))
                .body("items[0].startedAt", notNullValue())
                .body("items[0].to", equalTo("00" + left.place().substring(1)))
                .body("items[0].from", equalTo("00862000000000"))
                .body("items[0].candidates", hasSize(0));
        left.stop()
                .then()
                .log()
                .ifValidationFails()
                .statusCode(202)
                .body("vendorSessionId", equalTo(left.handle()))
                .body("status", equalTo("stopping"));
        awaitGone(left);

        tenant.request()
                .post("/v1/connections/ccc/strays/{id}/stop", keptHandle)
                .then()
                .statusCode(409)
                .body("code", equalTo("CONFLICT"))
                .body("sessionId", equalTo(kept));
        assertThat(tenant.status(kept)).isEqualTo("active");
        tenant.request()
                .get("/v1/audit?action=connection.strayStopped")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].resource.name", equalTo("ccc"))
                .body("items[0].after.vendorSessionId", equalTo(left.handle()));
    }

    /** TRTC lists nothing: what its callbacks name is asked about. */
    @Test
    void aTaskThatCalledBackWithoutASessionIsListedAndStopped() {
        LiveTenant tenant = LiveTenant.create();
        tenant.connection("second", "sandbox", "secretKeyOfTheTests0001");
        Left left = restored(tenant, "trtc", LiveTenant.channel("trtc", "-long"));
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(left.handles()).containsExactly(left.handle()));

        left.list()
                .body("complete", equalTo(false))
                .body("note", containsString("no operation that lists"))
                .body("items[0].roomId", equalTo(left.place()))
                .body("items[0].startedAt", notNullValue())
                .body("items[0].status", equalTo("active"))
                .body("items[0].to", nullValue());
        tenant.request()
                .get("/v1/connections/second/strays")
                .then()
                .statusCode(200)
                .body("items.vendorSessionId", equalTo(List.of(left.handle())));
        tenant.request()
                .post("/v1/connections/second/strays/{id}/stop", left.handle())
                .then()
                .statusCode(202);
        awaitGone(left);
    }

    /**
     * A task that no callback of this connection named is not to be stopped by a guess: the account may have other
     * apps.
     */
    @Test
    void aTaskThatNobodyNamedIsNotStopped() {
        LiveTenant tenant = LiveTenant.create();
        Left left = restored(tenant, "trtc", LiveTenant.channel("trtc", "-long-no-callbacks"));

        left.list().body("items", hasSize(0)).body("complete", equalTo(false));
        left.stop().then().statusCode(404);
    }

    /** Alibaba documents no callback of an agent; one that names task and channel is enough. */
    @Test
    void anAgentThatACallbackNamesIsListedAndStopped() {
        LiveTenant tenant = LiveTenant.create();
        Left left = restored(tenant, "ali", LiveTenant.channel("ali", "-long"));
        left.list()
                .body("items", hasSize(0))
                .body("complete", equalTo(false))
                .body("note", containsString("no operation that lists"));
        CallbackServiceTest.alibabaEvent(tenant, left.handle(), left.place())
                .then()
                .statusCode(200);

        left.list()
                .body("items.vendorSessionId", equalTo(List.of(left.handle())))
                .body("items[0].roomId", equalTo(left.place()))
                .body("items[0].status", equalTo("active"));
        left.stop().then().log().ifValidationFails().statusCode(202).body("status", equalTo("stopping"));
        awaitGone(left);
    }

    /**
     * Nobody heard the vendor's answer: whether the call is that session's is being found out, and until then it is not
     * hung up.
     */
    @Test
    void whatASessionMayHaveIsNotStopped() {
        LiveTenant tenant = LiveTenant.create();
        Left left = restored(tenant, "ccc", longCall());
        String open = copy(tenant, left, "unknown", "");
        left.list()
                .body("items[0].candidates.sessionId", equalTo(List.of(open)))
                .body("items[0].candidates[0].status", equalTo("unknown"));
        left.stop().then().statusCode(409).body("sessionId", equalTo(open));

        database.<Integer>system(tx -> tx.update(
                "UPDATE session SET status = 'failed', end_reason = 'lost', ended_by = 'system', "
                        + "ended_at = now() WHERE id = ?",
                open));
        left.list().body("items[0].candidates", hasSize(1)).body("items[0].candidates[0].endReason", equalTo("lost"));
        left.stop().then().statusCode(202).body("candidates.sessionId", equalTo(List.of(open)));
        awaitGone(left);
    }

    /**
     * A session that is over and had this handle stops nothing any more: its call is a stray, and the session is named.
     */
    @Test
    void whatRunsThoughItsSessionIsOverIsAStray() {
        LiveTenant tenant = LiveTenant.create();
        Left left = restored(tenant, "ccc", longCall());
        String over = copy(tenant, left, "ended", left.handle());

        left.list()
                .body("items.vendorSessionId", equalTo(List.of(left.handle())))
                .body("items[0].candidates.sessionId", equalTo(List.of(over)));
        left.stop().then().statusCode(202);
    }

    /** As the dump had it: a row without the agent's doings. */
    private String copy(LiveTenant tenant, Left left, String status, String handle) {
        String model = tenant.start(left.connection(), LiveTenant.phone("+8613800000001"))
                .post("/v1/sessions")
                .then()
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        String id = "ses_" + UUID.randomUUID().toString().replace("-", "").substring(0, 26);
        assertThat(database.<Integer>system(tx -> tx.update(
                        """
                INSERT INTO session (id, tenant_id, status, vendor, connection, channel, agent, translation, \
                metadata, facts, nonce, created_at, sent_at, updated_at, vendor_session_id,
                    end_reason, ended_by, end_event_id, ended_at)
                SELECT :id, tenant_id, :status, vendor, connection, channel || jsonb_build_object('to', :to::text), \
                agent, translation, metadata, facts, nonce, now(), now(), now(), nullif(:handle, ''),
                    CASE :status WHEN 'ended' THEN 'hangUp' END, CASE :status WHEN 'ended' THEN 'user' END, CASE \
                :status WHEN 'ended' THEN 'evt_x' END, CASE :status WHEN 'ended' THEN now() END
                FROM session WHERE id = :model""",
                        with("id", id)
                                .and("status", status)
                                .and("to", left.place())
                                .and("handle", handle)
                                .and("model", model))))
                .isOne();
        return id;
    }

    /** Each page asks the vendor anew; together they are the whole. */
    @Test
    void callsComeInPages() {
        LiveTenant tenant = LiveTenant.create();
        List<String> handles = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String id = tenant.start("ccc", longCall())
                    .post("/v1/sessions")
                    .then()
                    .statusCode(201)
                    .extract()
                    .as(JsonAnswer.class)
                    .get("id");
            handles.add(tenant.get(id).extract().as(JsonAnswer.class).get("vendorSessionId"));
            if (i != 2) {
                forget(id);
            }
        }
        String owned = handles.remove(2);
        List<String> walked = new ArrayList<>();
        String token = null;
        do {
            Response page = tenant.request()
                    .queryParam("pageSize", 2)
                    .queryParam("pageToken", token == null ? "" : token)
                    .get("/v1/connections/ccc/strays");
            page.then().statusCode(200);
            walked.addAll(page.<List<String>>path("items.vendorSessionId"));
            token = page.path("nextPageToken");
        } while (token != null);

        assertThat(walked).containsExactlyInAnyOrderElementsOf(handles).doesNotContain(owned);
    }

    @Test
    void whatTheVendorSaysInsteadOfAListIsTold() {
        LiveTenant tenant = LiveTenant.create();
        Map.of(
                        "throttled",
                        "503 VENDOR_THROTTLED",
                        "wrong-secret",
                        "424 CREDENTIAL_REJECTED",
                        "forbidden",
                        "424 CREDENTIAL_REJECTED")
                .forEach((plot, expected) -> {
                    String body = """
                            {"vendor":"tencent-ccc","endpoint":"sandbox","settings":{"sdkAppId":%d},
                            "credentials":{"secretId":"AKID%s-%s","secretKey":"secretKeyOfTheTests0002"}}""";
                    tenant.request()
                            .body(body.formatted(tenant.app() + 1, tenant.id(), plot))
                            .put("/v1/connections/" + plot)
                            .then()
                            .statusCode(201);
                    Response answer = tenant.request().get("/v1/connections/{name}/strays", plot);
                    assertThat(answer.statusCode() + " " + answer.path("code"))
                            .as(plot)
                            .isEqualTo(expected);
                    assertThat(answer.<String>path("vendorError.code")).isNotBlank();
                });
        tenant.request()
                .body("""
                {"vendor":"tencent-ccc","endpoint":"http://127.0.0.1:9","settings":{"sdkAppId":%d},\
                "credentials":{"secretId":"AKIDx","secretKey":"secretKeyOfTheTests0002"}}""".formatted(tenant.app() + 1))
                .put("/v1/connections/nobody")
                .then()
                .statusCode(201);
        tenant.request()
                .get("/v1/connections/nobody/strays")
                .then()
                .statusCode(503)
                .body("code", equalTo("VENDOR_UNAVAILABLE"))
                .body("retryable", equalTo(true));
        tenant.request().get("/v1/connections/no-such/strays").then().statusCode(404);
        tenant.request().get("/v1/connections/ccc/strays?pageToken=x").then().statusCode(400);
        tenant.request()
                .post("/v1/connections/ccc/strays/{id}/stop", "0".repeat(32))
                .then()
                .statusCode(404);
        tenant.as("viewer")
                .post("/v1/connections/ccc/strays/{id}/stop", "0".repeat(32))
                .then()
                .statusCode(403);
    }

    /** Another tenant's sessions at its own app are nothing that this one sees or stops. */
    @Test
    void anotherTenantsCallIsNotThere() {
        LiveTenant tenant = LiveTenant.create();
        LiveTenant other = LiveTenant.create();
        Left left = restored(other, "ccc", longCall());

        tenant.request()
                .get("/v1/connections/ccc/strays")
                .then()
                .statusCode(200)
                .body("items.vendorSessionId", not(hasItem(left.handle())));
        tenant.request()
                .post("/v1/connections/ccc/strays/{id}/stop", left.handle())
                .then()
                .statusCode(404);
        assertThat(left.handles()).contains(left.handle());
    }

    @Test
    void unknownSessionsAreMeasuredByNumberAndAge() {
        LiveTenant tenant = LiveTenant.create();
        String id = copy(tenant, new Left(tenant, "ccc", "", "+8613800000099"), "unknown", "");
        database.<Integer>system(
                tx -> tx.update("UPDATE session SET created_at = now() - interval '2 days' WHERE id = ?", id));

        LookupTable.UnknownSession measured = lookups.unknown();

        assertThat(measured.count()).isPositive();
        assertThat(measured.oldest().orElseThrow())
                .isBetween(
                        Instant.now().minus(Duration.ofDays(3)), Instant.now().minus(Duration.ofDays(1)));
        forget(id);
    }
}
