package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.voxgate.testkit.JsonAnswer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands to running sessions, and who may give them. */
@ServiceTest
class SessionCommandServiceTest {

    @Test
    void whatAVendorCannotDoNamesThoseThatCan() {
        LiveTenant tenant = LiveTenant.create();
        String ali = tenant.started("ali", "-long");
        tenant.awaitStatus(ali, "active");
        tenant.request()
                .body(Map.of("text", "Ask for the order number."))
                .post("/v1/sessions/{id}/prompt", ali)
                .then()
                .statusCode(422)
                .body("code", equalTo("UNSUPPORTED_BY_VENDOR"))
                .body("supportedBy", containsInAnyOrder("tencent-ccc", "tencent-trtc"));
        tenant.request()
                .body(Map.of("target", "12"))
                .post("/v1/sessions/{id}/transfer", ali)
                .then()
                .statusCode(422)
                .body("supportedBy", contains("tencent-ccc"));
        tenant.request()
                .body(Map.of("text", "Bye.", "endAfter", true))
                .post("/v1/sessions/{id}/say", ali)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(422)
                .body("code", equalTo("UNSUPPORTED_BY_VENDOR"))
                .body("errors.pointer", contains("/endAfter"));
        tenant.request()
                .body(Map.of("text", "Hello.", "when", "ifIdle"))
                .post("/v1/sessions/{id}/say", ali)
                .then()
                .statusCode(202);
        tenant.request()
                .body(Map.of("text", "", "wehn", "now"))
                .post("/v1/sessions/{id}/say", ali)
                .then()
                .statusCode(422);
    }

    @Test
    void theRunningAgentChangesAsFarAsItsVendorCan() {
        LiveTenant tenant = LiveTenant.create();
        String trtc = tenant.started("trtc", "-long");
        tenant.awaitStatus(trtc, "active");
        String etag = tenant.get(trtc).extract().header("ETag");
        int events = events(tenant, trtc);
        await().until(() -> events(tenant, trtc) > events + 2);
        tenant.get(trtc)
                .header(
                        "ETag",
                        equalTo(etag)); // the conversation goes on, but nothing of the session itself has changed
        tenant.request()
                .contentType("application/merge-patch+json")
                .header("If-Match", etag)
                .body(Map.of("interruption", Map.of("minSpeechMs", 700)))
                .patch("/v1/sessions/{id}/agent", trtc)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(etag)));
        tenant.request()
                .contentType("application/merge-patch+json")
                .header("If-Match", etag)
                .body(Map.of("interruption", Map.of("minSpeechMs", 800)))
                .patch("/v1/sessions/{id}/agent", trtc)
                .then()
                .statusCode(412);
        tenant.request()
                .body(Map.of("vad", Map.of("silenceMs", 900), "interruption", Map.of("minSpeechMs", 900)))
                .patch("/v1/sessions/{id}/agent", trtc)
                .then()
                .statusCode(422)
                .body("code", equalTo("UNSUPPORTED_BY_VENDOR"))
                .body("errors.pointer", contains("/vad/silenceMs"));
        tenant.request()
                .body(Map.of("vad", Map.of("silenceMs", 1)))
                .patch("/v1/sessions/{id}/agent", trtc)
                .then()
                .statusCode(422)
                .body("detail", startsWith("/vad/silenceMs: "))
                .body("code", equalTo("INVALID_REQUEST"))
                .body("errors.pointer", contains("/vad/silenceMs"));
        tenant.request()
                .body(Map.of())
                .patch("/v1/sessions/{id}/agent", trtc)
                .then()
                .statusCode(200);
        tenant.request()
                .body(Map.of("text", "Ask for the order number."))
                .post("/v1/sessions/{id}/prompt", trtc)
                .then()
                .statusCode(202);
    }

    private static int events(LiveTenant tenant, String session) {
        return tenant.request()
                .get("/v1/sessions/{id}/events?pageSize=200", session)
                .then()
                .extract()
                .as(JsonAnswer.class)
                .get("items.size()");
    }

    @Test
    void fieldsWithoutANeutralWordReachTheVendor() {
        LiveTenant tenant = LiveTenant.create();
        String trtc = tenant.started("trtc", "-long");
        String ali = tenant.started("ali", "-long");
        tenant.awaitStatus(trtc, "active");
        tenant.awaitStatus(ali, "active");
        Map<String, Object> say = Map.of(
                "text",
                "Listen.",
                "vendorOptions",
                Map.of(
                        "tencent-trtc",
                                Map.of("ServerPushText", Map.of("MetaInfo", Map.of("page", 3), "Audio", "UklGRg==")),
                        "alibaba-rtc",
                                Map.of(
                                        "BackgroundMusic",
                                        Map.of("format", "wav", "url", "https://example.com/a.wav"),
                                        "CustomAttribute",
                                        "page=3")));
        tenant.request()
                .body(say)
                .post("/v1/sessions/{id}/say", trtc)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(202)
                .body("fields.path", contains("/vendorOptions/tencent-trtc"))
                .body("fields.vendorPath[0]", containsString("ServerPushText.MetaInfo.page"));
        tenant.request()
                .body(say)
                .post("/v1/sessions/{id}/say", ali)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(202)
                .body("fields.path", hasItem("/vendorOptions/alibaba-rtc"));
        tenant.request()
                .body(Map.of(
                        "text",
                        "Ask.",
                        "vendorOptions",
                        Map.of("tencent-trtc", Map.of("InvokeLLM", Map.of("ExperimentalParams", "x")))))
                .post("/v1/sessions/{id}/prompt", trtc)
                .then()
                .statusCode(202)
                .body("fields.path", contains("/vendorOptions/tencent-trtc"));
        tenant.request()
                .body(Map.of("text", "Ask.", "vendorOptions", Map.of("tencent-trtc", Map.of("TaskId", "other"))))
                .post("/v1/sessions/{id}/say", trtc)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/vendorOptions/tencent-trtc/TaskId"));
        tenant.request()
                .body(Map.of("text", "Ask.", "vendorOptions", Map.of("acme", Map.of())))
                .post("/v1/sessions/{id}/say", trtc)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/vendorOptions/acme"));
        tenant.request()
                .body(Map.of(
                        "text",
                        "Ask.",
                        "vendorOptions",
                        Map.of("tencent-trtc", Map.of("ServerPushText", Map.of("Surprise", 1)))))
                .post("/v1/sessions/{id}/say", trtc)
                .then()
                .statusCode(422)
                .body("code", equalTo("VENDOR_REFUSED"));
    }

    @Test
    void anotherTenantsSessionsDoNotExistAndRolesHold() {
        LiveTenant owner = LiveTenant.create();
        LiveTenant stranger = LiveTenant.create();
        String id = owner.started("trtc", "-short");
        for (String path : new String[] {"", "/events", "/transcript"}) {
            stranger.request()
                    .get("/v1/sessions/" + id + path)
                    .then()
                    .statusCode(404)
                    .body(has("code", equalTo("NOT_FOUND")));
            owner.as("viewer").get("/v1/sessions/" + id + path).then().statusCode(200);
        }
        Map<String, Map<String, Object>> commands = Map.of(
                "say",
                Map.of("text", "x"),
                "prompt",
                Map.of("text", "x"),
                "transfer",
                Map.of("target", "1"),
                "stop",
                Map.of());
        commands.forEach((command, body) -> {
            stranger.request()
                    .body(body)
                    .post("/v1/sessions/{id}/{command}", id, command)
                    .then()
                    .statusCode(404);
            owner.as("viewer")
                    .body(body)
                    .post("/v1/sessions/{id}/{command}", id, command)
                    .then()
                    .statusCode(403);
            owner.as("editor")
                    .body(body)
                    .post("/v1/sessions/{id}/{command}", id, command)
                    .then()
                    .statusCode(403);
        });
        stranger.request()
                .body(Map.of())
                .patch("/v1/sessions/{id}/agent", id)
                .then()
                .statusCode(404);
        stranger.request().get("/v1/sessions").then().body("items.size()", equalTo(0));
        stranger.request().get("/v1/events").then().body("items.size()", equalTo(0));
    }
}
