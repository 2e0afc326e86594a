package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.voxgate.testkit.JsonAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Revisions: numbers that never mean two things, going back, conditions, differences, who made them. */
@ServiceTest
class TemplateRevisionServiceTest {
    private static final String AGENT = "{\"agent\":{\"llm\":{\"protocol\":\"openai\"},\"vad\":{\"silenceMs\":%d}}}";

    private TestTenant tenant;
    private String admin;

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
        admin = tenant.key("admin");
    }

    private RequestSpecification admin() {
        return Api.request().header("Authorization", "Bearer " + admin);
    }

    private Response put(int silence) {
        return admin().body(AGENT.formatted(silence)).put("/v1/templates/t");
    }

    @Test
    void aTemplateMadeAgainGoesOnWithTheNextNumber() {
        put(500);
        put(600);
        admin().delete("/v1/templates/t").then().statusCode(204);
        put(700).then().statusCode(201).body("revision", equalTo(3)).body("published", equalTo(true));
        admin().get("/v1/templates/t/revisions").then().body("items.revision", contains(3));
        admin().body(Map.of("template", "t@2"))
                .post("/v1/translations")
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("UNKNOWN_TEMPLATE"));
        admin().delete("/v1/templates/t").then().statusCode(204);
        put(700).then().statusCode(201).body("revision", equalTo(4));
    }

    @Test
    void theSameBodyIsTheSameRevisionAndTheSameEtag() {
        String etag = put(500).then().statusCode(201).extract().header("ETag");
        put(500).then().statusCode(200).header("ETag", etag).body("revision", equalTo(1));
        admin().body("{\"variables\":{},\"agent\":{\"vad\":{\"silenceMs\":500},\"llm\":{\"protocol\":\"openai\"}}}")
                .put("/v1/templates/t")
                .then()
                .statusCode(200)
                .header("ETag", etag)
                .body("revision", equalTo(1));
        admin().body(
                        "{\"agent\":{\"vad\":{\"silenceMs\":500},\"llm\":{\"model\":null,\"protocol\":\"openai\"},\"stt\":null}}")
                .put("/v1/templates/t")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/agent/llm/model", "/agent/stt"));
        put(600).then().statusCode(200).header("ETag", not(etag)).body("revision", equalTo(2));
        String back = admin().post("/v1/templates/t/revisions/1/publish")
                .then()
                .statusCode(200)
                .body("revision", equalTo(1))
                .extract()
                .header("ETag");
        put(500).then()
                .statusCode(200)
                .header("ETag", back)
                .body("revision", equalTo(1))
                .body("published", equalTo(true))
                .body("latestRevision", equalTo(2));
        put(600).then()
                .statusCode(200)
                .body("revision", equalTo(2))
                .body("published", equalTo(true))
                .body("latestRevision", equalTo(2));
    }

    @Test
    void aDraftIsMeantOnlyByItsNumber() {
        admin().queryParam("publish", false)
                .body(AGENT.formatted(500))
                .put("/v1/templates/t")
                .then()
                .statusCode(201)
                .body("published", equalTo(false));
        admin().body(Map.of("template", "t"))
                .post("/v1/translations")
                .then()
                .statusCode(422)
                .body("errors[0].detail", containsString("no published template"));
        admin().body(Map.of("template", "t@1", "vendors", List.of("alibaba-rtc")))
                .post("/v1/translations")
                .then()
                .statusCode(200);
        put(500).then().statusCode(200).body("revision", equalTo(1)).body("published", equalTo(true));
    }

    @Test
    void conditionsAreKept() {
        String first = put(500).header("ETag");
        String second = put(600).header("ETag");
        admin().header("If-Match", first)
                .body(AGENT.formatted(700))
                .put("/v1/templates/t")
                .then()
                .statusCode(412)
                .body("code", equalTo("PRECONDITION_FAILED"));
        admin().header("If-None-Match", "*")
                .body(AGENT.formatted(700))
                .put("/v1/templates/t")
                .then()
                .statusCode(412);
        admin().header("If-Match", first)
                .post("/v1/templates/t/revisions/1/publish")
                .then()
                .statusCode(412);
        admin().header("If-Match", first).delete("/v1/templates/t").then().statusCode(412);
        admin().header("If-None-Match", second)
                .get("/v1/templates/t")
                .then()
                .statusCode(304)
                .header("ETag", second);
        String third = admin().header("If-Match", second)
                .post("/v1/templates/t/revisions/1/publish")
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
        admin().header("If-Match", second + ", " + third)
                .body(AGENT.formatted(700))
                .put("/v1/templates/t")
                .then()
                .statusCode(200)
                .body("revision", equalTo(3));
        admin().header("If-Match", "*").delete("/v1/templates/t").then().statusCode(204);
        admin().header("If-Match", "*")
                .body(AGENT.formatted(700))
                .put("/v1/templates/t")
                .then()
                .statusCode(412);
    }

    @Test
    void validateOnlyAnswersAndStoresNothing() {
        admin().queryParam("validateOnly", true)
                .body(AGENT.formatted(500))
                .put("/v1/templates/t")
                .then()
                .statusCode(200)
                .body("revision", equalTo(1))
                .body("portability", hasSize(3));
        admin().get("/v1/templates/t").then().statusCode(404);
        String etag = put(500).header("ETag");
        admin().queryParam("validateOnly", true)
                .body(AGENT.formatted(600))
                .put("/v1/templates/t")
                .then()
                .statusCode(200)
                .body("revision", equalTo(2));
        admin().queryParam("validateOnly", true)
                .body(AGENT.formatted(5))
                .put("/v1/templates/t")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/agent/vad/silenceMs"));
        admin().queryParam("validateOnly", true)
                .header("If-None-Match", "*")
                .body(AGENT.formatted(600))
                .put("/v1/templates/t")
                .then()
                .statusCode(412);
        admin().queryParam("validateOnly", "perhaps")
                .body(AGENT.formatted(600))
                .put("/v1/templates/t")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/validateOnly"));
        admin().get("/v1/templates/t")
                .then()
                .statusCode(200)
                .header("ETag", etag)
                .body("latestRevision", equalTo(1));
    }

    @Test
    void revisionsDifferSettingBySetting() {
        put(500);
        admin().body("""
                {"description":"New","variables":{"n":{"type":"integer","default":1}},
                 "agent":{"llm":{"protocol":"openai","systemPrompt":"{{n}}"},"silence":{"reminder":{"afterMs":9000,\
                "action":"generate"}},"stt":{"hotWords":[{"text":"x","weight":5}]}}}""").put("/v1/templates/t").then().statusCode(200);
        admin().queryParam("against", 1)
                .get("/v1/templates/t/revisions/2/diff")
                .then()
                .statusCode(200)
                .body(
                        "changes.collect { it.change + ' ' + it.path }",
                        containsInAnyOrder(
                                "added /description",
                                "added /variables/n/type",
                                "added /variables/n/default",
                                "added /agent/llm/systemPrompt",
                                "removed /agent/vad/silenceMs",
                                "added /agent/silence/reminder/afterMs",
                                "added /agent/silence/reminder/action",
                                "added /agent/stt/hotWords"))
                .body("changes.find { it.path == '/agent/vad/silenceMs' }.before", equalTo(500));
        admin().queryParam("against", 2)
                .get("/v1/templates/t/revisions/1/diff")
                .then()
                .body("changes.find { it.path == '/agent/vad/silenceMs' }.after", equalTo(500));
        admin().queryParam("against", 2)
                .get("/v1/templates/t/revisions/2/diff")
                .then()
                .body("changes", empty());
        admin().get("/v1/templates/t/revisions/2/diff")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/against"));
        admin().queryParam("against", 9)
                .get("/v1/templates/t/revisions/2/diff")
                .then()
                .statusCode(404);
    }

    @Test
    void everyRevisionSaysWhoMadeItAndIsReadOnInPages() {
        String editor = tenant.key("editor");
        String keyId = Api.request()
                .header("Authorization", "Bearer " + editor)
                .body(AGENT.formatted(500))
                .put("/v1/templates/t")
                .then()
                .statusCode(201)
                .body("createdBy", startsWith("key_"))
                .extract()
                .as(JsonAnswer.class)
                .get("createdBy");
        put(600).then().body("createdBy", not(equalTo(keyId)));
        put(700);
        String next = admin().queryParam("pageSize", 2)
                .get("/v1/templates/t/revisions")
                .then()
                .body("items.revision", contains(3, 2))
                .extract()
                .as(JsonAnswer.class)
                .get("nextPageToken");
        put(800);
        admin().queryParam("pageSize", 2)
                .queryParam("pageToken", next)
                .get("/v1/templates/t/revisions")
                .then()
                .body("items.revision", contains(1))
                .body("items[0].createdBy", equalTo(keyId));
        assertThat(tenant.admin()
                        .get("/v1/tenants/{id}/keys", tenant.id())
                        .then()
                        .extract()
                        .as(JsonAnswer.class)
                        .<List<String>>get("items.id"))
                .contains(keyId);
    }

    @Test
    void listsAreFilteredAndStableWhileTemplatesAreMade() {
        List.of("a-1", "a-3", "a-5", "b-1")
                .forEach(name -> admin().body(AGENT.formatted(500)).put("/v1/templates/{name}", name));
        admin().queryParam("publish", false)
                .body(AGENT.formatted(500))
                .put("/v1/templates/a-9")
                .then()
                .statusCode(201);
        admin().queryParam("namePrefix", "a-")
                .queryParam("published", true)
                .get("/v1/templates")
                .then()
                .body("items.name", contains("a-1", "a-3", "a-5"));
        admin().queryParam("published", false).get("/v1/templates").then().body("items.name", contains("a-9"));
        admin().queryParam("namePrefix", "A%")
                .get("/v1/templates")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/namePrefix"));
        String next = admin().queryParam("pageSize", 2)
                .get("/v1/templates")
                .then()
                .body("items.name", contains("a-1", "a-3"))
                .extract()
                .as(JsonAnswer.class)
                .get("nextPageToken");
        List.of("a-0", "a-2", "a-4")
                .forEach(name -> admin().body(AGENT.formatted(500)).put("/v1/templates/{name}", name));
        admin().delete("/v1/templates/a-3").then().statusCode(204);
        admin().queryParam("pageToken", next)
                .get("/v1/templates")
                .then()
                .body("items.name", contains("a-4", "a-5", "a-9", "b-1"));
        admin().queryParam("pageToken", next)
                .get("/v1/starter-templates")
                .then()
                .statusCode(400);
    }

    @Test
    void starterIsTakenOverOnceAndNeverOverSomethingElse() {
        tenant.as("runner")
                .post("/v1/starter-templates/companion/import")
                .then()
                .statusCode(403);
        admin().post("/v1/starter-templates/companion/import")
                .then()
                .statusCode(201)
                .body("name", equalTo("companion"))
                .body("published", equalTo(true))
                .body("warnings.code", hasItem("CREDENTIAL_MISSING"));
        admin().post("/v1/starter-templates/companion/import")
                .then()
                .statusCode(200)
                .body("revision", equalTo(1));
        put(500);
        admin().queryParam("as", "t")
                .post("/v1/starter-templates/companion/import")
                .then()
                .statusCode(409)
                .body("code", equalTo("CONFLICT"));
        admin().queryParam("as", "Bad Name")
                .post("/v1/starter-templates/companion/import")
                .then()
                .statusCode(422);
        admin().queryParam("as", "friend")
                .post("/v1/starter-templates/companion/import")
                .then()
                .statusCode(201)
                .body("name", equalTo("friend"));
        admin().post("/v1/starter-templates/nothing/import").then().statusCode(404);
    }
}
