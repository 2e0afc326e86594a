package io.voxgate.service;

import static io.voxgate.service.TestTenant.operator;
import static io.voxgate.testkit.JsonAnswer.has;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.restassured.specification.RequestSpecification;
import io.voxgate.testkit.JsonAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every change has its entry: who, what, before and after, and no secret. */
@ServiceTest
class AuditServiceTest {
    private static final String FIRST_SECRET = "sk-first-of-the-audit-0001";
    private static final String SECOND_SECRET = "sk-second-of-the-audit-0002";

    private TestTenant tenant;
    private JsonAnswer admin;

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
        admin = operator()
                .body(Map.of("name", "auditor", "roles", List.of("admin")))
                .post("/v1/tenants/{id}/keys", tenant.id())
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class);
    }

    private RequestSpecification request() {
        return Api.request().header("Authorization", "Bearer " + admin.getString("key"));
    }

    private List<Map<String, Object>> entries(Map<String, ?> filter) {
        return request()
                .queryParams(filter)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .as(JsonAnswer.class)
                .getList("items");
    }

    private static List<String> actions(List<Map<String, Object>> entries) {
        return entries.stream().map(entry -> (String) entry.get("action")).toList();
    }

    @Test
    void changeIsNotedWithWhoAndWhatAndWithoutSecrets() {
        request()
                .body(Map.of("fields", Map.of("apiKey", FIRST_SECRET)))
                .put("/v1/credentials/llm")
                .then()
                .statusCode(201);
        request()
                .header("X-Request-Id", "second-put")
                .body(Map.of("fields", Map.of("apiKey", SECOND_SECRET), "hosts", List.of("api.openai.com")))
                .put("/v1/credentials/llm")
                .then()
                .statusCode(200);
        request().delete("/v1/credentials/llm").then().statusCode(204);

        String all = request()
                .queryParam("resourceType", "credential")
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(JsonAnswer.of(all).<String>getList("items.action"))
                .containsExactly("credential.deleted", "credential.updated", "credential.created");
        assertThatJson(all).inPath("items[1]").isEqualTo("""
                {"id":"${json-unit.regex}aud_[0-9a-f]{32}","occurredAt":"${json-unit.any-string}",\
                "actor":{"type":"key","id":"%s"},"action":"credential.updated",
                 "resource":{"type":"credential","name":"llm"},"tenant":"%s","requestId":"second-put",
                 "before":{"fields":{"apiKey":{"lastFour":"0001"}}},
                 "after":{"fields":{"apiKey":{"lastFour":"0002"}},"hosts":["api.openai.com"],\
                "secretsWritten":["apiKey"]}}""".formatted(admin.getString("id"), tenant.id()));
        assertThatJson(all).inPath("items[0]").isObject().doesNotContainKey("after");
        assertThatJson(all).inPath("items[2]").isObject().doesNotContainKey("before");
        assertThat(all).doesNotContain(FIRST_SECRET, SECOND_SECRET, "cipher");
    }

    @Test
    void connectionShowsItsAccountOnly() {
        LiveTenant live = LiveTenant.create();
        Map<String, Object> stored = live.request()
                .get("/v1/connections/trtc")
                .then()
                .statusCode(200)
                .extract()
                .as(JsonAnswer.class)
                .getMap("$");
        live.request()
                .body(Map.of(
                        "vendor",
                        "tencent-trtc",
                        "region",
                        "ap-singapore",
                        "endpoint",
                        "sandbox",
                        "settings",
                        stored.get("settings"),
                        "credentials",
                        Map.of(
                                "secretId",
                                "AKID" + live.id(),
                                "secretKey",
                                "anotherSecretKeyOfTests2",
                                "sdkSecretKey",
                                "sdkSecretKeyTests0001",
                                "callbackKey",
                                live.callbackKey())))
                .put("/v1/connections/trtc")
                .then()
                .statusCode(200);
        String shown = live.request()
                .queryParam("resourceName", "trtc")
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThatJson(shown).inPath("items[1].after").isEqualTo("""
                {"vendor":"tencent-trtc","region":"ap-singapore","endpoint":"sandbox","settings":{"sdkAppId":%d},
                 "credentials":{"secretId":{"lastFour":"${json-unit.any-string}"},"secretKey":{"lastFour":"0001"},\
                "sdkSecretKey":{"lastFour":"0001"},"callbackKey":{"lastFour":"${json-unit.any-string}"}}}""".formatted(live.app()));
        assertThatJson(shown)
                .inPath("items[0].before")
                .isEqualTo("{\"credentials\":{\"secretKey\":{\"lastFour\":\"0001\"}}}");
        assertThatJson(shown).inPath("items[0].after.credentials").isEqualTo("{\"secretKey\":{\"lastFour\":\"sts2\"}}");
        String token = stored.get("callbackUrl").toString().replaceAll(".*/", "");
        assertThat(shown).doesNotContain(token, "anotherSecretKeyOfTests2");
    }

    @Test
    void templateTellsWhatChangedAndWhatIsPublished() {
        template("first");
        template("second");
        template("second");
        request().post("/v1/templates/support/revisions/1/publish").then().statusCode(200);
        request().delete("/v1/templates/support").then().statusCode(204);

        String all = request()
                .queryParam("resourceType", "template")
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(JsonAnswer.of(all).<String>getList("items.action"))
                .containsExactly(
                        "template.deleted",
                        "template.published",
                        "template.published",
                        "template.updated",
                        "template.published",
                        "template.created");
        assertThatJson(all)
                .inPath("items[3].before")
                .isEqualTo("{\"revision\":1,\"body\":{\"description\":\"first\"}}");
        assertThatJson(all)
                .inPath("items[3].after")
                .isEqualTo("{\"revision\":2,\"body\":{\"description\":\"second\"}}");
        assertThatJson(all).inPath("items[1].before").isEqualTo("{\"published\":2}");
        assertThatJson(all).inPath("items[1].after").isEqualTo("{\"published\":1}");
        assertThatJson(all).inPath("items[0].before.body.description").isEqualTo("first");
    }

    private void template(String description) {
        request()
                .body(Map.of(
                        "description",
                        description,
                        "agent",
                        Map.of(
                                "llm",
                                Map.of(
                                        "protocol",
                                        "openai",
                                        "url",
                                        "https://api.openai.com/v1",
                                        "model",
                                        "m",
                                        "credentialRef",
                                        "llm"))))
                .put("/v1/templates/support")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(description.equals("first") ? 201 : 200);
    }

    @Test
    void commandToASessionIsNotedWithoutWhatWasSaid() {
        LiveTenant live = LiveTenant.create();
        String id = live.started("trtc", "-long");
        live.awaitStatus(id, "active");
        live.request()
                .body(Map.of("text", "A word in confidence"))
                .post("/v1/sessions/{id}/say", id)
                .then()
                .statusCode(202);
        live.request()
                .body(Map.of("llm", Map.of("systemPrompt", "Be short.")))
                .patch("/v1/sessions/{id}/agent", id)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200);
        live.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202);

        String all = live.request()
                .queryParam("resourceName", id)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(JsonAnswer.of(all).<String>getList("items.action"))
                .containsExactly("session.stopped", "session.agentChanged", "session.said", "session.started");
        assertThat(JsonAnswer.of(all).<String>getList("items.actor.type")).containsOnly("key");
        assertThatJson(all).inPath("items[1].after").isEqualTo("{\"changed\":[\"llm\"]}");
        assertThatJson(all).inPath("items[3].after").isEqualTo("{\"vendor\":\"tencent-trtc\",\"connection\":\"trtc\"}");
        assertThat(all).doesNotContain("confidence").doesNotContain("Be short");
    }

    @Test
    void refusedChangeLeavesNoEntry() {
        request()
                .body(Map.of("fields", Map.of("apiKey", FIRST_SECRET)))
                .put("/v1/credentials/once")
                .then()
                .statusCode(201);
        request()
                .header("If-None-Match", "*")
                .body(Map.of("fields", Map.of("apiKey", SECOND_SECRET)))
                .put("/v1/credentials/once")
                .then()
                .statusCode(412);
        request()
                .body(Map.of("fields", Map.of("apiKey", "")))
                .put("/v1/credentials/once")
                .then()
                .statusCode(422);
        assertThat(actions(entries(Map.of("resourceName", "once")))).containsExactly("credential.created");
    }

    @Test
    void filtersNarrowAndPagesJoinUp() {
        for (int i = 0; i < 5; i++) {
            request()
                    .body(Map.of("fields", Map.of("apiKey", FIRST_SECRET + i)))
                    .put("/v1/credentials/c{i}", i)
                    .then()
                    .statusCode(201);
        }
        List<Map<String, Object>> all = entries(Map.of());
        assertThat(actions(all))
                .containsExactly(
                        "credential.created",
                        "credential.created",
                        "credential.created",
                        "credential.created",
                        "credential.created",
                        "key.created",
                        "tenant.created");
        assertThat(actions(entries(Map.of("actor", "operator")))).containsExactly("key.created", "tenant.created");
        assertThat(entries(Map.of("actor", admin.getString("id")))).isEqualTo(all.subList(0, 5));
        assertThat(entries(Map.of("action", "key.created"))).isEqualTo(all.subList(5, 6));
        assertThat(entries(Map.of("resourceType", "credential", "resourceName", "c3")))
                .isEqualTo(all.subList(1, 2));
        String third = (String) all.get(2).get("occurredAt");
        assertThat(entries(Map.of("from", third))).isEqualTo(all.subList(0, 3));
        assertThat(entries(Map.of("to", third))).isEqualTo(all.subList(3, 7));
        assertThat(entries(Map.of("from", third, "to", all.get(0).get("occurredAt"))))
                .isEqualTo(all.subList(1, 3));
        assertThat(paged(3)).isEqualTo(all);
        assertThat(lines(Map.of())).isEqualTo(all);
        assertThat(lines(Map.of("actor", "operator"))).isEqualTo(all.subList(5, 7));
    }

    private List<Map<String, Object>> paged(int size) {
        List<Map<String, Object>> found = new ArrayList<>();
        String token = null;
        do {
            RequestSpecification next = request().queryParam("pageSize", size);
            JsonAnswer page = (token == null ? next : next.queryParam("pageToken", token))
                    .get("/v1/audit")
                    .then()
                    .statusCode(200)
                    .extract()
                    .as(JsonAnswer.class);
            found.addAll(page.getList("items"));
            token = page.getString("nextPageToken");
        } while (token != null);
        return found;
    }

    private List<Map<String, Object>> lines(Map<String, ?> filter) {
        String text = request()
                .accept("application/x-ndjson")
                .queryParams(filter)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();
        return text.lines()
                .map(line -> JsonAnswer.of(line).<String, Object>getMap("$"))
                .toList();
    }

    @Tag("long")
    @Test
    void exportHoldsMoreThanAPage() {
        for (int i = 0; i < 205; i++) {
            request()
                    .body(Map.of("fields", Map.of("apiKey", FIRST_SECRET + i)))
                    .put("/v1/credentials/many")
                    .then();
        }
        List<Map<String, Object>> lines = lines(Map.of("resourceName", "many"));
        assertThat(lines).hasSize(205).doesNotHaveDuplicates();
        assertThat(lines.stream()
                        .map(line -> Instant.parse((String) line.get("occurredAt")))
                        .toList())
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void wrongQuestionsAreRefused() {
        for (String query : List.of(
                "resourceType=nothing",
                "action=x",
                "action=A.b",
                "from=yesterday",
                "to=1",
                "pageSize=0",
                "actor=%00",
                "resourceName=%00",
                "pageToken=eA",
                "pageToken=YXVkaXQKMjAyNi0xMS0yMQ",
                "pageToken=YXVkaXQKKzEwMDAwMDAwMC0wMS0wMVQwMDowMDowMFogeA")) {
            request()
                    .urlEncodingEnabled(false)
                    .get("/v1/audit?" + query)
                    .then()
                    .statusCode(400)
                    .body(has("code", equalTo("INVALID_PARAMETER")));
        }
        request().accept("text/csv").get("/v1/audit").then().statusCode(406);
        request().queryParam("tenant", "another").get("/v1/audit").then().statusCode(404);
        request().queryParam("tenant", tenant.id()).get("/v1/audit").then().statusCode(200);
    }

    @Test
    void onlyAdministratorsReadIt() {
        for (String role : List.of("editor", "runner", "viewer")) {
            tenant.as(role).get("/v1/audit").then().statusCode(403);
        }
        TestTenant.create()
                .admin()
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("items.tenant.unique().size()", equalTo(1))
                .body("items.tenant", not(hasItem(tenant.id())));
    }

    @Test
    void operatorSeesTenantsAndKeysAndTheDeletionStays() {
        request()
                .body(Map.of("fields", Map.of("apiKey", FIRST_SECRET)))
                .put("/v1/credentials/llm")
                .then()
                .statusCode(201);
        operator()
                .queryParam("tenant", tenant.id())
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("items.action", equalTo(List.of("key.created", "tenant.created")));
        operator()
                .body(Map.of("name", "Renamed"))
                .patch("/v1/tenants/{id}", tenant.id())
                .then()
                .statusCode(200);
        operator()
                .queryParam("tenant", tenant.id())
                .queryParam("pageSize", 1)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("items[0].before", equalTo(Map.of("name", "Tenant of a test")))
                .body("items[0].after", equalTo(Map.of("name", "Renamed")));
        operator().delete("/v1/tenants/{id}", tenant.id()).then().statusCode(204);

        List<Map<String, Object>> left = operator()
                .queryParam("tenant", tenant.id())
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .as(JsonAnswer.class)
                .getList("items");
        assertThat(actions(left)).containsExactly("tenant.deleted");
        assertThat(left.getFirst())
                .containsEntry("resource", Map.of("type", "tenant", "name", tenant.id()))
                .containsEntry("before", Map.of("name", "Renamed"))
                .containsEntry("actor", Map.of("type", "operator", "id", "operator"))
                .containsEntry("tenant", tenant.id());
        operator().get("/v1/audit").then().statusCode(200).body("items.resource.type", hasItems("tenant", "key"));
    }
}
