package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.voxgate.testkit.JsonAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServiceTest
class TemplateServiceTest {
    private static final String SUPPORT = """
            {"description":"Support","variables":{"customerName":{"type":"string","required":true},"visits":{"type":"integer","default":1}},
             "agent":{"greeting":{"mode":"static","text":"Hello {{customerName}}, visit {{visits}}"},
                      "vad":{"silenceMs":%d},
                      "llm":{"protocol":"openai","url":"https://api.openai.com/v1","model":"gpt-4o-mini",\
            "credentialRef":"llm","systemPrompt":"Help {{ customerName }}."},
                      "tts":{"provider":"platform","voice":"v-female-R2s4N9qJ"}}}""";

    private static String support(int silence) {
        return SUPPORT.formatted(silence);
    }

    @Test
    void changedPutMakesTheNextRevision() {
        TestTenant tenant = TestTenant.create();
        tenant.as("editor")
                .body(support(800))
                .put("/v1/templates/support")
                .then()
                .statusCode(201)
                .body("name", equalTo("support"))
                .body("revision", equalTo(1))
                .body("published", equalTo(true))
                .body("portability.vendor", contains("alibaba-rtc", "tencent-ccc", "tencent-trtc"))
                .body("portability.accepted", hasItem(true))
                .body("portability[2].summary.exact", greaterThan(0));
        tenant.admin()
                .body(support(800))
                .put("/v1/templates/support")
                .then()
                .statusCode(200)
                .body("revision", equalTo(1));
        tenant.admin()
                .queryParam("publish", false)
                .body(support(900))
                .put("/v1/templates/support")
                .then()
                .statusCode(200)
                .body("revision", equalTo(2))
                .body("published", equalTo(false))
                .body("publishedRevision", equalTo(1));
        tenant.admin()
                .get("/v1/templates/support")
                .then()
                .statusCode(200)
                .body("revision", equalTo(1))
                .body("agent.vad.silenceMs", equalTo(800))
                .body("latestRevision", equalTo(2));
        tenant.admin()
                .post("/v1/templates/support/revisions/2/publish")
                .then()
                .statusCode(200)
                .body("published", equalTo(true));
        tenant.admin().get("/v1/templates/support").then().statusCode(200).body("revision", equalTo(2));
        tenant.admin()
                .get("/v1/templates/support/revisions")
                .then()
                .statusCode(200)
                .body("items.revision", contains(2, 1))
                .body("items.published", contains(true, false));
        tenant.admin()
                .queryParam("against", 1)
                .get("/v1/templates/support/revisions/2/diff")
                .then()
                .statusCode(200)
                .body("changes", hasSize(1))
                .body("changes[0].path", equalTo("/agent/vad/silenceMs"))
                .body("changes[0].change", equalTo("changed"))
                .body("changes[0].before", equalTo(800))
                .body("changes[0].after", equalTo(900));
        tenant.admin().get("/v1/templates/support/revisions/9").then().statusCode(404);
        tenant.as("runner").delete("/v1/templates/support").then().statusCode(403);
        tenant.admin().delete("/v1/templates/support").then().statusCode(204);
        tenant.admin().get("/v1/templates/support/revisions").then().statusCode(404);
    }

    @Test
    void templateIsCheckedWhenItIsSaved() {
        TestTenant tenant = TestTenant.create();
        tenant.admin()
                .body("""
                {"variables":{"n":{"type":"integer","default":"one"}},
                 "agent":{"greeting":{"mode":"static","txt":"x"},"vad":{"silenceMs":100},"llm":{"protocol":"smoke",\
                "systemPrompt":"{{who}}"}}}""")
                .put("/v1/templates/bad")
                .then()
                .statusCode(422)
                .body("code", equalTo("INVALID_REQUEST"))
                .body(
                        "errors.pointer",
                        hasItems(
                                "/variables/n/default",
                                "/agent/greeting/txt",
                                "/agent/vad/silenceMs",
                                "/agent/llm/protocol",
                                "/agent/llm/systemPrompt"));
        tenant.admin()
                .body("{\"agent\":{\"llm\":{\"protocol\":\"openai\",\"url\":\"https://{{host}}/v1\","
                        + "\"credentialRef\":\"{{c}}\"}},\"variables\":{\"host\":{\"type\":\"string\"},"
                        + "\"c\":{\"type\":\"string\"}}}")
                .put("/v1/templates/bad")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/agent/llm/url", "/agent/llm/credentialRef"))
                .body("errors.code", everyItem(equalTo("VARIABLE_NOT_ALLOWED")));
        String secret = tenant.admin()
                .body("{\"agent\":{\"llm\":{\"protocol\":\"openai\",\"apiKey\":\"sk-canary\","
                        + "\"extraBody\":{\"headers\":{\"Api_Key\":\"sk-canary\"}}}}}")
                .put("/v1/templates/bad")
                .then()
                .statusCode(422)
                .body("code", equalTo("INLINE_SECRET"))
                .body("errors.pointer", contains("/agent/llm/apiKey", "/agent/llm/extraBody/headers/Api_Key"))
                .body("errors[0].detail", containsString("/v1/credentials"))
                .extract()
                .asString();
        assertThat(secret).doesNotContain("canary");
        tenant.admin()
                .body("{\"agent\":{\"llm\":{\"protocol\":\"openai\"},\"vendorOptions\":{\"nobody\":{},"
                        + "\"tencent-trtc\":{\"SdkAppId\":1},\"tencent-ccc\":7}}}")
                .put("/v1/templates/bad")
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        hasItems(
                                "/agent/vendorOptions/nobody",
                                "/agent/vendorOptions/tencent-trtc/SdkAppId",
                                "/agent/vendorOptions/tencent-ccc"));
        tenant.admin()
                .queryParam("publish", "maybe")
                .body(support(800))
                .put("/v1/templates/bad")
                .then()
                .statusCode(400);
        tenant.admin().get("/v1/templates").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void yamlIsTheSameAsJson() {
        TestTenant tenant = TestTenant.create();
        String yaml = """
                agent:
                  interruption: {mode: off}
                  llm: {protocol: openai, temperature: 0.5}
                """;
        tenant.admin()
                .contentType("application/yaml")
                .body(yaml)
                .put("/v1/templates/y")
                .then()
                .statusCode(201)
                .body("agent.interruption.mode", equalTo("off"))
                .body("agent.llm.temperature", equalTo(0.5f));
        tenant.admin()
                .contentType("text/yaml")
                .body(yaml)
                .put("/v1/templates/y")
                .then()
                .statusCode(200)
                .body("revision", equalTo(1));
        tenant.admin()
                .contentType("application/yaml")
                .body("agent: &a {llm: {protocol: openai}}\nx: *a\n")
                .put("/v1/templates/y")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_BODY"));
        tenant.admin()
                .contentType("application/yaml")
                .body("agent: {}\nagent: {}\n")
                .put("/v1/templates/y")
                .then()
                .statusCode(400);
        tenant.admin()
                .contentType("application/yaml")
                .body("agent: {}\n---\nagent: {}\n")
                .put("/v1/templates/y")
                .then()
                .statusCode(400);
    }

    @Test
    void usedCredentialStays() {
        TestTenant tenant = TestTenant.create();
        tenant.admin()
                .body("{\"fields\":{\"apiKey\":\"sk-1\"}}")
                .put("/v1/credentials/llm")
                .then()
                .statusCode(201);
        tenant.admin().body(support(800)).put("/v1/templates/support").then().statusCode(201);
        tenant.admin().get("/v1/credentials/llm").then().statusCode(200).body("usedBy", contains("support@1"));
        tenant.admin()
                .delete("/v1/credentials/llm")
                .then()
                .statusCode(409)
                .body("code", equalTo("IN_USE"))
                .body("usedBy", contains("support@1"));
        tenant.admin().delete("/v1/templates/support").then().statusCode(204);
        tenant.admin().delete("/v1/credentials/llm").then().statusCode(204);
    }

    @Test
    void dryRunFillsVariables() {
        TestTenant tenant = TestTenant.create();
        tenant.admin().body(support(800)).put("/v1/templates/support").then().statusCode(201);
        tenant.as("viewer")
                .body(Map.of(
                        "template",
                        "support",
                        "variables",
                        Map.of("customerName", "Li {{visits}}"),
                        "vendors",
                        List.of("tencent-trtc")))
                .post("/v1/translations")
                .then()
                .statusCode(200)
                .body("translations", hasSize(1))
                .body("translations[0].vendor", equalTo("tencent-trtc"))
                .body("translations[0].operation", equalTo("StartAIConversation"))
                .body("translations[0].request.AgentConfig.WelcomeMessage", equalTo("Hello Li {{visits}}, visit 1"))
                .body("translations[0].request.SdkAppId", nullValue());
        tenant.admin()
                .body(Map.of("template", "support", "variables", Map.of("visits", "x", "other", 1)))
                .post("/v1/translations")
                .then()
                .statusCode(422)
                .body("code", equalTo("VARIABLE_INVALID"))
                .body("errors.pointer", contains("/variables/other", "/variables/visits", "/variables/customerName"));
        tenant.admin()
                .body(Map.of("template", "support@7"))
                .post("/v1/translations")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/template"));
        tenant.admin()
                .body(Map.of(
                        "template",
                        "support",
                        "variables",
                        Map.of("customerName", "Li"),
                        "agent",
                        Map.of("vad", Map.of("silenceMs", 1))))
                .post("/v1/translations")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/agent/vad/silenceMs"));
        tenant.admin()
                .header("Prefer", "handling=strict")
                .body(Map.of(
                        "template",
                        "support",
                        "variables",
                        Map.of("customerName", "Li"),
                        "agent",
                        Map.of("vad", Map.of("silenceMs", 6000)),
                        "vendors",
                        List.of("tencent-trtc")))
                .post("/v1/translations")
                .then()
                .statusCode(422)
                .body("code", equalTo("TRANSLATION_LOSSY"))
                .body("errors.pointer", hasItem("/agent/vad/silenceMs"));
        tenant.admin()
                .body(Map.of(
                        "agent", Map.of("llm", Map.of("protocol", "openai"), "greeting", Map.of("mode", "static"))))
                .post("/v1/translations")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/agent/greeting/text"));
        tenant.admin().body(Map.of()).post("/v1/translations").then().statusCode(422);
    }

    @Test
    void starterTemplatesCanBeSaved() {
        TestTenant tenant = TestTenant.create();
        List<String> names = tenant.admin()
                .get("/v1/starter-templates")
                .then()
                .statusCode(200)
                .extract()
                .as(JsonAnswer.class)
                .get("items.name");
        assertThat(names)
                .contains(
                        "appointment-reminder", "companion", "customer-service", "language-tutor", "patient-follow-up");
        for (String name : names) {
            Map<String, Object> starter = tenant.admin()
                    .get("/v1/starter-templates/{name}", name)
                    .then()
                    .statusCode(200)
                    .extract()
                    .as(JsonAnswer.class)
                    .getMap("$");
            starter.remove("name");
            tenant.admin()
                    .body(starter)
                    .put("/v1/templates/{name}", name)
                    .then()
                    .statusCode(201)
                    .body(has("portability.accepted", hasItem(true)));
        }
    }
}
