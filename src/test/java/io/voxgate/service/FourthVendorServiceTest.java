package io.voxgate.service;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.TestProfile;
import io.voxgate.testkit.JsonAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The toy vendor, whose secrets and words are like nobody else's, does everything over the API: the service knows no
 * vendor by name.
 */
@Tag("long")
@ServiceTest
@TestProfile(ToyVendor.Profile.class)
class FourthVendorServiceTest {
    private static final Map<String, Object> SECRETS =
            Map.of("visitor", "the-visitor-0001", "knock", "three-times-0001", "bell", "ring-ring-0001");

    @Test
    void aSessionOfItGoesThroughItsWholeLife() {
        LiveTenant tenant = LiveTenant.create();
        tenant.request()
                .body(Map.of(
                        "vendor",
                        "toy",
                        "endpoint",
                        "sandbox",
                        "settings",
                        Map.of("appId", "app" + tenant.app()),
                        "credentials",
                        SECRETS))
                .put("/v1/connections/parlour")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201)
                .body("callbackUrl", not(endsWith("/callbacks/toy/")))
                .body("credentials.knock.lastFour", equalTo("0001"));
        tenant.request()
                .post("/v1/connections/parlour/verify")
                .then()
                .statusCode(200)
                .body("state", equalTo("healthy"));
        tenant.request()
                .body(Map.of(
                        "agent",
                        LiveTenant.agent("toy"),
                        "channel",
                        LiveTenant.room("r"),
                        "connections",
                        List.of("parlour")))
                .post("/v1/translations")
                .then()
                .statusCode(200)
                .body("translations[0].vendor", equalTo("toy"))
                .body("translations[0].operation", equalTo("Open"))
                .body("translations[0].request.app", equalTo("app" + tenant.app()))
                .body("translations[0].request.brain.key", equalTo("***"));

        String id = tenant.request()
                .body(Map.of(
                        "agent",
                        LiveTenant.agent("toy"),
                        "channel",
                        LiveTenant.room("parlour-1"),
                        "connection",
                        "parlour"))
                .post("/v1/sessions")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201)
                .body("vendor", equalTo("toy"))
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        tenant.awaitStatus(id, "active");
        tenant.request()
                .body(Map.of("text", "Come in."))
                .post("/v1/sessions/{id}/say", id)
                .then()
                .statusCode(202);
        tenant.request()
                .body(Map.of("text", "Ask."))
                .post("/v1/sessions/{id}/prompt", id)
                .then()
                .statusCode(422)
                .body("code", equalTo("UNSUPPORTED_BY_VENDOR"))
                .body("supportedBy", containsInAnyOrder("tencent-ccc", "tencent-trtc"));
        tenant.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202);
        tenant.awaitStatus(id, "ended").body("endReason", equalTo("completed")).body("endedBy", equalTo("operator"));
        tenant.request()
                .get("/v1/sessions/{id}/events", id)
                .then()
                .body(
                        "items.type",
                        hasItems("session.starting", "session.started", "transcript.added", "session.ended"));
        tenant.request()
                .get("/v1/sessions/{id}/transcript", id)
                .then()
                .body("items.text", contains("Is anybody there?"));
    }

    @Test
    void itIsOneOfTheVendors() {
        LiveTenant tenant = LiveTenant.create();
        tenant.request().get("/v1/vendors").then().body("items.id", hasItem("toy"));
        tenant.request()
                .get("/v1/vendors/toy")
                .then()
                .statusCode(200)
                .body("fields.path", hasItem("/vad/silenceMs"))
                .body("connectionSchema.credentials.name", contains("visitor", "knock", "bell"));
        tenant.request()
                .body(Map.of("agent", LiveTenant.agent("toy")))
                .put("/v1/templates/host")
                .then()
                .statusCode(201)
                .body("portability.vendor", hasItem("toy"));
        tenant.request()
                .body(Map.of("vendor", "toy", "request", Map.of("app", "a", "opening", "Hello.")))
                .post("/v1/imports")
                .then()
                .statusCode(200)
                .body("agent.greeting.text", equalTo("Hello."));
        tenant.request()
                .body(Map.of(
                        "vendor",
                        "toy",
                        "endpoint",
                        "sandbox",
                        "settings",
                        Map.of("appId", "app1"),
                        "credentials",
                        Map.of("visitor", "v")))
                .put("/v1/connections/incomplete")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/credentials/knock", "/credentials/bell"));
    }
}
