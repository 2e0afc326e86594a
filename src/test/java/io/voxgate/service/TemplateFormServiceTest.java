package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template may say, in which spelling, and what is told about it when it is saved. */
@ServiceTest
class TemplateFormServiceTest {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":{\"type\":\"string\",\"required\":true,\"default\":\"x\"}} | /variables/a/default | CONTRADICTION",
                "{\"a\":{\"type\":\"integer\",\"default\":1.5}}                   | /variables/a/default | WRONG_TYPE",
                "{\"a\":{\"type\":\"boolean\",\"default\":\"true\"}}                | /variables/a/default | WRONG_TYPE",
                "{\"a\":{\"type\":\"date\"}}                                      | /variables/a/type    | UNKNOWN_WORD",
                "{\"a\":{\"type\":\"string\",\"pattern\":\".*\"}}                   | /variables/a/pattern | UNKNOWN_FIELD",
                "{\"a\":{}}                                                      | /variables/a/type    | REQUIRED",
                "{\"a\":null}                                                    | /variables/a         | WRONG_TYPE",
                "{\"a-b\":{\"type\":\"string\"},\"a\":{\"type\":\"string\"}}        | /variables/a-b       | WRONG_FORM",
                "{\"b\":{\"type\":\"string\"}}                                    | /agent/llm/systemPrompt | UNDECLARED_VARIABLE",
                "{\"a\":{\"type\":\"string\"},\"api_key\":{\"type\":\"string\",\"default\":\"sk-1\"}} | /variables/api_key | INLINE_SECRET",
                "{\"a\":{\"type\":\"number\",\"default\":1e999999999}}            | /variables/a/default | OUT_OF_RANGE"
            })
    void declarationsAreChecked(String variables, String pointer, String code) {
        admin().body("{\"variables\":" + variables
                        + ",\"agent\":{\"llm\":{\"protocol\":\"openai\",\"systemPrompt\":\"{{a}}\"}}}")
                .put("/v1/templates/t")
                .then()
                .statusCode(422)
                .body(has("errors.pointer", hasItem(pointer)))
                .body("errors.find { it.pointer == '" + pointer + "' }.code", equalTo(code));
        admin().get("/v1/templates/t").then().statusCode(404);
    }

    @Test
    void whatIsPerhapsNotMeantIsAWarning() {
        String body = """
                {"variables":{"used":{"type":"string"},"spare":{"type":"string"}},
                 "agent":{"greeting":{"mode":"static","text":"Hi {{used}} {{first name}}"},
                          "llm":{"protocol":"openai","url":"https://api.openai.com/v1","model":"m","credentialRef":"llm"}}}""";
        admin().body(body)
                .put("/v1/templates/t")
                .then()
                .statusCode(201)
                .body(
                        "warnings.collect { it.code + ' ' + it.pointer }",
                        contains(
                                "UNUSED_VARIABLE /variables/spare",
                                "NOT_A_VARIABLE /agent/greeting/text",
                                "CREDENTIAL_MISSING /agent/llm/credentialRef"));
        admin().body("{\"fields\":{\"apiKey\":\"sk-1\"}}")
                .put("/v1/credentials/llm")
                .then()
                .statusCode(201);
        admin().get("/v1/templates/t").then().body("warnings.code", contains("UNUSED_VARIABLE", "NOT_A_VARIABLE"));
    }

    @Test
    void nothingFillsInTheNameOfAMember() {
        admin().body("{\"variables\":{\"a\":{\"type\":\"string\"}},"
                        + "\"agent\":{\"llm\":{\"protocol\":\"openai\",\"metadata\":{\"{{a}}\":\"{{a}}\"}}}}")
                .put("/v1/templates/t")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/agent/llm/metadata/{{a}}"))
                .body("errors.code", contains("VARIABLE_NOT_ALLOWED"));
    }

    @Test
    void whatAVariableWithoutADefaultDecidesIsNotJudged() {
        String body = """
                {"variables":{"language":{"type":"string","required":true},"voice":{"type":"string"%s}},
                 "agent":{"stt":{"language":"{{language}}"},"llm":{"protocol":"openai"},"tts":{"provider":"platform",\
                "voice":"{{voice}}","pitch":-2}}}""";
        admin().body(body.formatted(""))
                .put("/v1/templates/t")
                .then()
                .statusCode(201)
                .body("portability.find { it.vendor == 'tencent-ccc' }.undecided", hasItem("/stt/language"))
                .body("portability.find { it.vendor == 'tencent-ccc' }.fields.path", not(hasItem("/stt/language")))
                .body(
                        "portability.find { it.vendor == 'tencent-ccc' }.fields.find { it.path == '/tts/pitch' }.outcome",
                        equalTo("unsupported"));
        admin().body(body.formatted(",\"default\":\"ZhiMei\""))
                .put("/v1/templates/t")
                .then()
                .statusCode(200)
                .body("portability.find { it.vendor == 'tencent-ccc' }.undecided", contains("/stt/language"));
    }

    @Test
    void yamlComesOutAsItGoesIn() {
        for (String name : List.of(
                "appointment-reminder", "companion", "customer-service", "language-tutor", "patient-follow-up")) {
            String starter = admin().accept("application/yaml")
                    .get("/v1/starter-templates/{name}", name)
                    .then()
                    .statusCode(200)
                    .contentType("application/yaml")
                    .extract()
                    .asString();
            String etag = admin().contentType("application/yaml; charset=UTF-8")
                    .body(starter)
                    .put("/v1/templates/{name}", name)
                    .then()
                    .statusCode(201)
                    .extract()
                    .header("ETag");
            String stored = admin().accept("application/x-yaml")
                    .get("/v1/templates/{name}", name)
                    .then()
                    .statusCode(200)
                    .contentType("application/x-yaml")
                    .header("Vary", "Accept")
                    .extract()
                    .asString();
            admin().contentType("application/x-yaml; charset=UTF-8")
                    .body(stored)
                    .put("/v1/templates/{name}", name)
                    .then()
                    .statusCode(200)
                    .header("ETag", etag);
            assertThat(stored)
                    .as(name)
                    .isEqualTo(starter)
                    .startsWith("description: ")
                    .contains("\nagent:\n")
                    .contains("systemPrompt: |")
                    .doesNotContain("revision:", "---");
        }
        admin().accept("application/yaml")
                .get("/v1/templates/companion/revisions/1")
                .then()
                .statusCode(200)
                .body(containsString("companionName"));
        for (String other : List.of("text/html", "text/yaml")) {
            admin().accept(other).get("/v1/templates/companion").then().statusCode(406);
        }
        admin().accept("application/yaml")
                .get("/v1/templates/none")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent: &a {llm: {protocol: openai}}\nx: *a",
                "agent: {<<: {a: 1}}",
                "agent: {vad: {silenceMs: 0700}}",
                "agent: {}\nagent: {}",
                "a: 1\n---\nb: 1",
                "agent:\n\tllm: 1"
            })
    void yamlThatDoesNotSayWhatItSeemsToIsRefused(String yaml) {
        admin().contentType("application/yaml")
                .body(yaml)
                .put("/v1/templates/t")
                .then()
                .statusCode(400)
                .body(has("code", equalTo("MALFORMED_BODY")));
    }

    @Test
    void unknownMembersAreRefusedEverywhere() {
        admin().body("{\"x\":1,\"variables\":{\"a\":{\"type\":\"string\",\"x\":1}},\"agent\":{\"x\":1,"
                        + "\"llm\":{\"protocol\":\"openai\",\"x\":1}}}")
                .put("/v1/templates/t")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/x"));
        admin().body(Map.of("agent", Map.of("llm", Map.of("protocol", "openai", "x", 1), "x", 1)))
                .put("/v1/templates/t")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/agent/llm/x", "/agent/x"));
        admin().get("/v1/templates").then().body("items", empty());
    }
}
