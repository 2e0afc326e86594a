package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.voxgate.json.Json;
import io.voxgate.testkit.JsonAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was stored for one place is not sent to another, and nobody finds out by asking what is stored. */
@ServiceTest
class MovedConnectionServiceTest {
    private static final String KEY = "sk-TOPSECRET-openai-123456";

    private static Map<String, Object> connection(LiveTenant tenant, String endpoint, Map<String, String> credentials) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "vendor", "tencent-trtc", "region", "ap-singapore", "settings", Map.of("sdkAppId", tenant.app())));
        body.put("endpoint", endpoint);
        if (!credentials.isEmpty()) {
            body.put("credentials", credentials);
        }
        return body;
    }

    private static Map<String, String> secrets(LiveTenant tenant) {
        return Map.of(
                "secretId",
                "AKID" + tenant.id(),
                "secretKey",
                "secretKeyOfTheTests0001",
                "sdkSecretKey",
                "sdkSecretKeyTests0001",
                "callbackKey",
                tenant.callbackKey());
    }

    private static Response put(LiveTenant tenant, Map<String, Object> body) {
        return tenant.request().body(body).put("/v1/connections/trtc");
    }

    @Test
    void aMovedEndpointNeedsEverySecretAgain() {
        LiveTenant tenant = LiveTenant.create();
        try (EchoingVendor other = new EchoingVendor(_ -> "no")) {
            put(tenant, connection(tenant, other.url(), Map.of()))
                    .then()
                    .statusCode(422)
                    .body(
                            "errors.pointer",
                            contains(
                                    "/credentials/callbackKey",
                                    "/credentials/sdkSecretKey",
                                    "/credentials/secretId",
                                    "/credentials/secretKey"))
                    .body("errors[0].detail", containsString("so this secret is needed again"));
            put(
                            tenant,
                            connection(
                                    tenant,
                                    other.url(),
                                    Map.of("secretId", "AKIDxxxxxxxxxxxx", "secretKey", "mine-0001")))
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", contains("/credentials/callbackKey", "/credentials/sdkSecretKey"));
            put(tenant, connection(tenant, null, Map.of())).then().statusCode(422);
            Map<String, Object> region = connection(tenant, "sandbox", Map.of());
            region.put("region", "ap-tokyo");
            put(tenant, region).then().statusCode(200); // calls go to the same host
            tenant.request().get("/v1/connections/trtc").then().body("endpoint", equalTo("sandbox"));
            put(tenant, connection(tenant, "sandbox", Map.of())).then().statusCode(200);
            put(tenant, connection(tenant, other.url(), secrets(tenant))).then().statusCode(200);
            put(tenant, connection(tenant, other.url(), Map.of())).then().statusCode(200);
            assertThat(other.heard()).isEmpty();
        }
    }

    @Test
    void aBoundCredentialPassesNoForeignEndpoint() {
        LiveTenant tenant = LiveTenant.create();
        tenant.request()
                .body(Map.of("fields", Map.of("apiKey", KEY), "hosts", List.of("api.openai.com")))
                .put("/v1/credentials/llm")
                .then()
                .statusCode(200);
        try (EchoingVendor other = new EchoingVendor(_ -> "no")) {
            String running = tenant.started("trtc", "-long");
            tenant.awaitStatus(running, "active");
            put(tenant, connection(tenant, other.url(), secrets(tenant))).then().statusCode(200);

            tenant.start("trtc", LiveTenant.channel("trtc", ""))
                    .post("/v1/sessions")
                    .then()
                    .statusCode(422)
                    .body("errors.code", contains("CREDENTIAL_HOST"))
                    .body("errors.pointer", contains("/agent/llm/credentialRef"))
                    .body("detail", containsString("the connection trtc sends everything over " + other.host()));
            Map<String, Object> dry = Map.of("agent", LiveTenant.agent("trtc"), "connections", List.of("trtc"));
            tenant.request()
                    .body(dry)
                    .post("/v1/translations")
                    .then()
                    .statusCode(422)
                    .body("errors.code", contains("CREDENTIAL_HOST"));
            tenant.request()
                    .contentType("application/merge-patch+json")
                    .body(Map.of("llm", Map.of("systemPrompt", "Another.")))
                    .patch("/v1/sessions/{id}/agent", running)
                    .then()
                    .statusCode(422)
                    .body("errors.code", contains("CREDENTIAL_HOST"));
            assertThat(other.heard()).noneMatch(text -> text.contains(KEY));

            tenant.request()
                    .body(Map.of("fields", Map.of("apiKey", KEY), "hosts", List.of("api.openai.com", other.host())))
                    .put("/v1/credentials/llm")
                    .then()
                    .statusCode(200);
            tenant.request().body(dry).post("/v1/translations").then().statusCode(200);
            tenant.start("trtc", LiveTenant.channel("trtc", ""))
                    .post("/v1/sessions")
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("VENDOR_REFUSED"));
            assertThat(other.heard()).anyMatch(text -> text.contains(KEY));
            put(tenant, connection(tenant, "sandbox", secrets(tenant))).then().statusCode(200);
            tenant.request().post("/v1/sessions/{id}/stop", running).then().statusCode(202);
        }
    }

    /** Each member but the times, which are those of the question, and whether the times are the stored ones. */
    @ParameterizedTest
    @ValueSource(strings = {"secretId", "secretKey", "sdkSecretKey", "callbackKey"})
    void aRehearsalTellsNothingOfWhatIsStored(String field) {
        LiveTenant tenant = LiveTenant.create();
        String right = secrets(tenant).get(field);
        String wrong = "x".repeat(right.length() - 4) + right.substring(right.length() - 4);
        String stored = tenant.request()
                .get("/v1/connections/trtc")
                .then()
                .extract()
                .as(JsonAnswer.class)
                .get("updatedAt");
        Response hit = tenant.request()
                .queryParam("validateOnly", true)
                .body(connection(tenant, "sandbox", Map.of(field, right)))
                .put("/v1/connections/trtc");
        Response miss = tenant.request()
                .queryParam("validateOnly", true)
                .body(connection(tenant, "sandbox", Map.of(field, wrong)))
                .put("/v1/connections/trtc");
        assertThat(hit.statusCode()).isEqualTo(miss.statusCode()).isEqualTo(200);
        assertThat(hit.header("ETag")).isEqualTo(miss.header("ETag"));
        assertThat(told(hit, stored)).isEqualTo(told(miss, stored));
        assertThat(tenant.request()
                        .get("/v1/connections/trtc")
                        .then()
                        .extract()
                        .as(JsonAnswer.class)
                        .<String>get("updatedAt"))
                .isEqualTo(stored);
    }

    private static Map<String, Object> told(Response answer, String stored) {
        Map<String, Object> told =
                new HashMap<>(JsonAnswer.of(answer.asString()).getMap("$"));
        told.put("updatedAt", stored.equals(told.get("updatedAt")) ? "as stored" : "changed");
        return told;
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://vendor.example.com:0", "https://vendor.example.com:65536"})
    void whatIsNoPortIsNoEndpoint(String endpoint) {
        LiveTenant tenant = LiveTenant.create();
        Response refused = put(tenant, connection(tenant, endpoint, secrets(tenant)));
        refused.then().statusCode(422).body(has("errors.pointer", contains("/endpoint")));
        assertThat(Json.parse(refused.asString())
                        .orElseThrow()
                        .at("/errors/0/detail")
                        .asText())
                .contains("port");
    }
}
