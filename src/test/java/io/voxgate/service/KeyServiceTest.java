package io.voxgate.service;

import static io.voxgate.service.TestTenant.operator;
import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.voxgate.database.Database;
import io.voxgate.security.KeyUses;
import io.voxgate.testkit.JsonAnswer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@ServiceTest
class KeyServiceTest {
    @Inject
    KeyUses uses;

    @Inject
    Database database;

    private static RequestSpecification with(String key) {
        return Api.request().header("Authorization", "Bearer " + key);
    }

    private static JsonAnswer make(RequestSpecification caller, TestTenant tenant, Map<String, ?> key) {
        return caller.body(key)
                .post("/v1/tenants/{id}/keys", tenant.id())
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class);
    }

    private static Map<String, ?> key(String... roles) {
        return Map.of("name", "key of a test", "roles", List.of(roles));
    }

    @Test
    void rotationHasTwoKeysAtOnce() {
        TestTenant tenant = TestTenant.create();
        JsonAnswer old = make(operator(), tenant, key("admin"));
        JsonAnswer fresh = make(with(old.getString("key")), tenant, key("admin"));

        List.of(old, fresh)
                .forEach(key ->
                        with(key.getString("key")).get("/v1/templates").then().statusCode(200));
        with(fresh.getString("key"))
                .delete("/v1/tenants/{id}/keys/{key}", tenant.id(), old.getString("id"))
                .then()
                .statusCode(204);

        await().atMost(Duration.ofSeconds(5))
                .until(() -> with(old.getString("key")).get("/v1/templates").statusCode() == 401);
        with(fresh.getString("key")).get("/v1/templates").then().statusCode(200);
    }

    @Test
    void theTextIsShownOnceAndOnlyAHashIsStored() {
        TestTenant tenant = TestTenant.create();
        JsonAnswer made = make(operator(), tenant, key("editor", "runner", "editor"));
        String text = made.getString("key");
        String secret = text.substring(text.lastIndexOf('_') + 1);

        assertThat(made.getList("roles")).containsExactly("editor", "runner");
        assertThat(text).startsWith(made.getString("prefix") + "_");
        for (String path : List.of("", "/" + made.getString("id"))) {
            assertThat(operator()
                            .get("/v1/tenants/{id}/keys" + path, tenant.id())
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString())
                    .contains(made.getString("prefix"))
                    .doesNotContain(secret);
        }
        List<String> rows = database.system(tx -> tx.list(
                "SELECT api_key::text FROM api_key WHERE id = ?", row -> row.getString(1), made.getString("id")));
        assertThat(rows)
                .hasSize(1)
                .allSatisfy(row -> assertThat(row)
                        .contains(made.getString("prefix").substring(4))
                        .doesNotContain(secret));
    }

    @Test
    void whenAKeyWasUsedIsWrittenAtMostOnceAMinute() {
        TestTenant tenant = TestTenant.create();
        JsonAnswer made = make(operator(), tenant, key("viewer"));
        String path = "/v1/tenants/" + tenant.id() + "/keys/" + made.getString("id");
        operator().get(path).then().statusCode(200).body("lastUsedAt", nullValue());

        with(made.getString("key")).get("/v1/templates").then().statusCode(200);
        uses.write();
        String first = operator()
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .as(JsonAnswer.class)
                .get("lastUsedAt");
        assertThat(Instant.parse(first)).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));

        with(made.getString("key")).get("/v1/templates").then().statusCode(200);
        uses.write();
        operator().get(path).then().body("lastUsedAt", equalTo(first));

        database.system(tx -> tx.update(
                "UPDATE api_key SET last_used_at = last_used_at - interval '61 seconds' WHERE id = ?",
                made.getString("id")));
        with(made.getString("key")).get("/v1/templates").then().statusCode(200);
        uses.write();
        assertThat(Instant.parse(operator()
                        .get(path)
                        .then()
                        .extract()
                        .as(JsonAnswer.class)
                        .get("lastUsedAt")))
                .isAfterOrEqualTo(Instant.parse(first));
    }

    @Test
    void aRefusedKeyIsNotAUsedOne() {
        TestTenant tenant = TestTenant.create();
        JsonAnswer made = make(operator(), tenant, key("viewer"));
        with(made.getString("key") + "x").get("/v1/templates").then().statusCode(401);
        with(made.getString("key").substring(0, 21) + "_" + "0".repeat(52))
                .get("/v1/templates")
                .then()
                .statusCode(401);
        uses.write();

        operator()
                .get("/v1/tenants/{id}/keys/{key}", tenant.id(), made.getString("id"))
                .then()
                .statusCode(200)
                .body("lastUsedAt", nullValue());
    }

    @Test
    void aKeyExpires() {
        TestTenant tenant = TestTenant.create();
        Instant soon = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
        JsonAnswer made = make(
                operator(), tenant, Map.of("name", "short", "roles", List.of("viewer"), "expiresAt", soon.toString()));
        assertThat(Instant.parse(made.getString("expiresAt"))).isEqualTo(soon);
        with(made.getString("key")).get("/v1/templates").then().statusCode(200);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> with(made.getString("key")).get("/v1/templates").statusCode() == 401);

        assertThat(Instant.now()).isAfterOrEqualTo(soon);
        with(made.getString("key"))
                .get("/v1/templates")
                .then()
                .statusCode(401)
                .body("code", equalTo("UNAUTHENTICATED"))
                .body("detail", containsString("expired"));
        operator()
                .get("/v1/tenants/{id}/keys", tenant.id())
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
    }

    @Test
    void whatCouldNeverBeAKeyIsRefused() {
        TestTenant tenant = TestTenant.create();
        List.of(
                        "2020-01-01T00:00:00Z",
                        "tomorrow",
                        "2099-02-30T00:00:00Z",
                        "2099-01-01T00:00:00+08:00",
                        "2099-01-01",
                        "+999999999-01-01T00:00:00Z",
                        4102444800L,
                        true,
                        List.of())
                .forEach(end -> refused(
                        tenant, Map.of("name", "x", "roles", List.of("viewer"), "expiresAt", end), "/expiresAt"));
        refused(tenant, Map.of("name", "x", "roles", List.of("viewer", "owner")), "/roles/1");
        refused(tenant, Map.of("name", "x", "roles", List.of("viewer", "operator")), "/roles/1");
        refused(tenant, Map.of("name", "x", "roles", List.of()), "/roles");
        refused(tenant, Map.of("name", "", "roles", List.of("viewer")), "/name");
        refused(tenant, Map.of("name", "x", "roles", List.of("viewer"), "tenant", "other"), "/tenant");
        operator().get("/v1/tenants/{id}/keys", tenant.id()).then().body("items", hasSize(0));
    }

    private static void refused(TestTenant tenant, Map<String, ?> key, String pointer) {
        operator()
                .body(key)
                .post("/v1/tenants/{id}/keys", tenant.id())
                .then()
                .statusCode(422)
                .body(has("errors.pointer", equalTo(List.of(pointer))));
    }

    @Test
    void aKeyCannotLockItsTenantOut() {
        TestTenant tenant = TestTenant.create();
        JsonAnswer first = make(operator(), tenant, key("admin"));
        make(operator(), tenant, key("viewer"));
        JsonAnswer second = make(operator(), tenant, key("admin", "viewer"));
        String path = "/v1/tenants/" + tenant.id() + "/keys/";

        with(first.getString("key")).delete(path + first.getString("id")).then().statusCode(204);
        with(second.getString("key"))
                .delete(path + second.getString("id"))
                .then()
                .statusCode(409)
                .body("code", equalTo("IN_USE"))
                .body("detail", containsString("last key"));
        with(second.getString("key")).get("/v1/templates").then().statusCode(200);
        operator().delete(path + second.getString("id")).then().statusCode(204);
        operator().delete(path + second.getString("id")).then().statusCode(404);
    }

    @Test
    void twoAdminKeysCannotDeleteEachOther() throws InterruptedException, ExecutionException {
        for (int round = 0; round < 10; round++) {
            TestTenant tenant = TestTenant.create();
            JsonAnswer one = make(operator(), tenant, key("admin"));
            JsonAnswer two = make(operator(), tenant, key("admin"));
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<Response>> deletions = List.of(
                        () -> with(one.getString("key"))
                                .delete("/v1/tenants/{id}/keys/{key}", tenant.id(), two.getString("id")),
                        () -> with(two.getString("key"))
                                .delete("/v1/tenants/{id}/keys/{key}", tenant.id(), one.getString("id")));
                for (Future<Response> deletion : threads.invokeAll(deletions)) {
                    assertThat(deletion.get().statusCode()).isIn(204, 409, 401);
                }
            }
            operator()
                    .get("/v1/tenants/{id}/keys", tenant.id())
                    .then()
                    .statusCode(200)
                    .body(has("items", hasSize(1)));
        }
    }

    @Test
    void anotherTenantsKeysAreNotThere() {
        TestTenant mine = TestTenant.create();
        TestTenant other = TestTenant.create();
        JsonAnswer theirs = make(operator(), other, key("admin"));
        for (String path : List.of(
                "/v1/tenants/" + other.id() + "/keys/" + theirs.getString("id"),
                "/v1/tenants/" + mine.id() + "/keys/" + theirs.getString("id"))) {
            mine.admin().get(path).then().statusCode(404);
            mine.admin().delete(path).then().statusCode(404);
        }
        mine.admin()
                .get("/v1/tenants/{id}/keys", other.id())
                .then()
                .statusCode(404)
                .body("detail", not(containsString(theirs.getString("id"))));
        with(theirs.getString("key")).get("/v1/templates").then().statusCode(200);
    }
}
