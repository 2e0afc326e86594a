package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.restassured.response.ValidatableResponse;
import io.voxgate.testkit.JsonAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Credentials where they meet the agents that use them. */
@ServiceTest
class CredentialServiceTest {
    private static final String SECRET = "sk-canary-1234567890abcd";

    private static ValidatableResponse put(LiveTenant tenant, String name, Map<String, Object> body) {
        return tenant.request().body(body).put("/v1/credentials/" + name).then();
    }

    private static Map<String, Object> fields(String... names) {
        Map<String, Object> fields = new HashMap<>();
        for (String name : names) {
            fields.put(name, SECRET);
        }
        return Map.of("fields", fields);
    }

    private static Map<String, Object> agent(String url, Map<String, Object> tts) {
        return Map.of(
                "llm", Map.of("protocol", "openai", "url", url, "model", "m", "credentialRef", "llm"), "tts", tts);
    }

    private static Map<String, Object> trtcAgent(String url) {
        return agent(url, Map.of("provider", "platform", "voice", "v-female-R2s4N9qJ"));
    }

    private static ValidatableResponse start(LiveTenant tenant, Map<String, Object> agent) {
        return tenant.request()
                .body(Map.of("agent", agent, "channel", LiveTenant.channel("trtc", "-short"), "connection", "trtc"))
                .post("/v1/sessions")
                .then();
    }

    private static ValidatableResponse translate(LiveTenant tenant, Map<String, Object> agent) {
        return tenant.request()
                .body(Map.of("agent", agent, "vendors", List.of("tencent-trtc")))
                .post("/v1/translations")
                .then();
    }

    @Test
    void theSameSecretsAgainChangeNothing() {
        LiveTenant tenant = LiveTenant.create();
        Map<String, Object> body =
                Map.of("fields", Map.of("apiKey", SECRET), "hosts", List.of("API.OpenAI.com.", "api.openai.com"));
        String etag = put(tenant, "bound", body)
                .statusCode(201)
                .body("hosts", contains("api.openai.com"))
                .extract()
                .header("ETag");
        assertThat(put(tenant, "bound", body).statusCode(200).extract().header("ETag"))
                .isEqualTo(etag);
        assertThat(put(tenant, "bound", fields("apiKey"))
                        .statusCode(200)
                        .extract()
                        .header("ETag"))
                .isNotEqualTo(etag);
        String before = tenant.request().get("/v1/credentials/bound").header("ETag");
        assertThat(put(tenant, "bound", Map.of("fields", Map.of("apiKey", SECRET + "x")))
                        .statusCode(200)
                        .extract()
                        .header("ETag"))
                .isNotEqualTo(before);
    }

    @Test
    void whatCannotBeMeantIsRefusedWithItsPlace() {
        LiveTenant tenant = LiveTenant.create();
        put(
                        tenant,
                        "x",
                        Map.of(
                                "fields",
                                Map.of("apiKey", SECRET),
                                "hosts",
                                List.of("api.openai.com", "*.openai.com", "https://a.example.com", "169.254.169.254")))
                .statusCode(422)
                .body("errors.pointer", contains("/hosts/1", "/hosts/2", "/hosts/3"));
        put(tenant, "x", Map.of("fields", Map.of("apiKey", "")))
                .statusCode(422)
                .body("errors.pointer", contains("/fields/apiKey"));
        put(tenant, "x", Map.of("fields", Map.of("apiKey", "k".repeat(4097))))
                .statusCode(422)
                .body("errors.pointer", contains("/fields/apiKey"));
        put(tenant, "x", Map.of("fields", Map.of("api-key", "k")))
                .statusCode(422)
                .body("errors.pointer", hasItem(containsString("api-key")));
        put(tenant, "x", Map.of("fields", Map.of("apiKey", "k"), "host", "api.openai.com"))
                .statusCode(422)
                .body("errors.pointer", contains("/host"));
        put(tenant, "x", Map.of("fields", Map.of("apiKey", "k"), "hosts", List.of()))
                .statusCode(422)
                .body("errors.pointer", contains("/hosts"));
        tenant.request().get("/v1/credentials/x").then().statusCode(404);
    }

    @Test
    void aBoundCredentialStartsOnlyWhereItMayGo() {
        LiveTenant tenant = LiveTenant.create();
        put(tenant, "llm", Map.of("fields", Map.of("apiKey", SECRET), "hosts", List.of("api.openai.com")))
                .statusCode(200);
        start(tenant, trtcAgent("https://evil.example.com/v1"))
                .statusCode(422)
                .body("errors.pointer", contains("/agent/llm/credentialRef"))
                .body("errors.code", contains("CREDENTIAL_HOST"))
                .body(
                        "detail",
                        containsString("it is bound to api.openai.com, and this agent sends it to evil.example.com"));
        translate(tenant, trtcAgent("https://evil.example.com/v1"))
                .statusCode(422)
                .body("errors.pointer", contains("/agent/llm/credentialRef"));
        tenant.request().get("/v1/sessions").then().body("items", empty());
        tenant.request()
                .body(Map.of("agent", trtcAgent("https://evil.example.com/v1")))
                .put("/v1/templates/evil")
                .then()
                .statusCode(422)
                .body("errors.code", contains("CREDENTIAL_HOST"));
        tenant.request()
                .body(Map.of("agent", trtcAgent("https://api.openai.com/v1")))
                .put("/v1/templates/good")
                .then()
                .statusCode(201)
                .body("warnings.code", not(hasItem("CREDENTIAL_HOST")));
        translate(tenant, trtcAgent("https://api.openai.com/v1"))
                .statusCode(200)
                .body("warnings", empty());
        String id = start(tenant, trtcAgent("https://api.openai.com/v1"))
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        tenant.awaitStatus(id, "active");
        tenant.request()
                .contentType("application/merge-patch+json")
                .body(Map.of("llm", Map.of("url", "https://evil.example.com/v1")))
                .patch("/v1/sessions/{id}/agent", id)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/llm/credentialRef"))
                .body("errors.code", contains("CREDENTIAL_HOST"));
    }

    @Test
    void aStarterTemplateSendsACredentialNowhereElseEither() {
        LiveTenant tenant = LiveTenant.create();
        put(tenant, "llm", Map.of("fields", Map.of("apiKey", SECRET), "hosts", List.of("llm.example.com")))
                .statusCode(200);
        tenant.request()
                .post("/v1/starter-templates/companion/import")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/agent/llm/credentialRef"))
                .body("errors.code", contains("CREDENTIAL_HOST"));
        tenant.request().get("/v1/templates/companion").then().statusCode(404);
    }

    @Test
    void aDryRunWarnsOfWhatIsNotThereYetAndAStartRefusesIt() {
        LiveTenant tenant = LiveTenant.create();
        Map<String, Object> agent = agent(
                "https://api.openai.com/v1", Map.of("provider", "tencent", "voice", "1008", "credentialRef", "voice"));
        translate(tenant, agent)
                .statusCode(200)
                .body("warnings.pointer", contains("/agent/tts/credentialRef"))
                .body("warnings.code", contains("CREDENTIAL_MISSING"));
        start(tenant, agent)
                .statusCode(422)
                .body("errors.pointer", hasItem("/agent/tts/credentialRef"))
                .body("errors.code", hasItem("CREDENTIAL_MISSING"));
        put(tenant, "voice", fields("appId", "secretId")).statusCode(201);
        translate(tenant, agent)
                .statusCode(200)
                .body(
                        "warnings.detail",
                        contains(containsString(
                                "no field secretKey, which tts.provider tencent needs (it has appId, secretId)")));
        start(tenant, agent).statusCode(422).body("errors.detail", hasItem(containsString("has no field secretKey")));
        put(tenant, "voice", Map.of("fields", Map.of("appId", "not-a-number", "secretId", "i", "secretKey", "k")))
                .statusCode(200);
        start(tenant, agent).statusCode(422).body("errors.detail", hasItem(containsString("must be a number")));
        put(tenant, "voice", Map.of("fields", Map.of("appId", "1300000001", "secretId", "i", "secretKey", "k")))
                .statusCode(200);
        start(tenant, agent).statusCode(201);
    }

    @Test
    void usersAreTemplatesAndRunningSessions() {
        LiveTenant tenant = LiveTenant.create();
        tenant.request()
                .body(Map.of("agent", trtcAgent("https://api.openai.com/v1")))
                .put("/v1/templates/support")
                .then()
                .statusCode(201);
        tenant.request()
                .body(Map.of("agent", trtcAgent("https://api.openai.com/v2")))
                .queryParam("publish", "false")
                .put("/v1/templates/support")
                .then()
                .statusCode(200);
        put(tenant, "spare", fields("apiKey")).statusCode(201).body("usedBy", empty());
        String id = start(tenant, trtcAgent("https://api.openai.com/v1"))
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        tenant.request().get("/v1/credentials/llm").then().body("usedBy", contains("support@1", "support@2", id));
        tenant.request()
                .get("/v1/credentials")
                .then()
                .body("items.name", contains("llm", "spare"))
                .body("items[0].usedBy", contains("support@1", "support@2", id))
                .body("items[1].usedBy", empty());
        tenant.request()
                .delete("/v1/credentials/llm")
                .then()
                .statusCode(409)
                .body("code", equalTo("IN_USE"))
                .body("usedBy", hasItem(id))
                .body("detail", containsString(id));
        tenant.request().delete("/v1/credentials/spare").then().statusCode(204);
        tenant.request().delete("/v1/templates/support").then().statusCode(204);
        tenant.request().get("/v1/credentials/llm").then().body("usedBy", contains(id));
        tenant.awaitStatus(id, "ended");
        tenant.request().get("/v1/credentials/llm").then().body("usedBy", empty());
        tenant.request().delete("/v1/credentials/llm").then().statusCode(204);
    }

    @Test
    void usersFollowWhatIsPublished() {
        LiveTenant tenant = LiveTenant.create();
        put(tenant, "next", fields("apiKey")).statusCode(201);
        Map<String, Object> other = Map.of(
                "llm",
                Map.of(
                        "protocol",
                        "openai",
                        "url",
                        "https://api.openai.com/v1",
                        "model",
                        "m",
                        "credentialRef",
                        "next"));
        tenant.request()
                .body(Map.of("agent", trtcAgent("https://api.openai.com/v1")))
                .put("/v1/templates/support")
                .then()
                .statusCode(201);
        tenant.request()
                .body(Map.of("agent", other))
                .put("/v1/templates/support")
                .then()
                .statusCode(200);
        tenant.request().get("/v1/credentials/llm").then().body("usedBy", empty());
        tenant.request().get("/v1/credentials/next").then().body("usedBy", contains("support@2"));
        tenant.request()
                .post("/v1/templates/support/revisions/1/publish")
                .then()
                .statusCode(200);
        tenant.request()
                .get("/v1/credentials")
                .then()
                .body("items.usedBy.flatten()", containsInAnyOrder("support@1", "support@2"));
        tenant.request()
                .get("/v1/credentials/llm")
                .then()
                .body("usedBy", contains("support@1"))
                .body("usedBy", not(hasItem("support@2")));
    }
}
