package io.voxgate.service;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Commands to running sessions, and who may give them. */
@ServiceTest
class SessionCommandServiceTest {

    @Test
    void whatAVendorCannotDoNamesThoseThatCan() {
        LiveTenant tenant = LiveTenant.create();
        String ali = tenant.started("ali", "");
        tenant.awaitStatus(ali, "active");
        tenant.request().body(Map.of("text", "Ask for the order number.")).post("/v1/sessions/{id}/prompt", ali).then().statusCode(422)
                .body("code", equalTo("UNSUPPORTED_BY_VENDOR")).body("supportedBy", containsInAnyOrder("tencent-ccc", "tencent-trtc"));
        tenant.request().body(Map.of("target", "12")).post("/v1/sessions/{id}/transfer", ali).then().statusCode(422).body("supportedBy", contains("tencent-ccc"));
        tenant.request().body(Map.of("text", "Bye.", "endAfter", true)).post("/v1/sessions/{id}/say", ali).then().log().ifValidationFails().statusCode(422)
                .body("code", equalTo("UNSUPPORTED_BY_VENDOR")).body("errors.pointer", contains("/endAfter"));
        tenant.request().body(Map.of("text", "Hello.", "when", "ifIdle")).post("/v1/sessions/{id}/say", ali).then().statusCode(202);
        tenant.request().body(Map.of("text", "", "wehn", "now")).post("/v1/sessions/{id}/say", ali).then().statusCode(422);
    }

    @Test
    void theRunningAgentChangesAsFarAsItsVendorCan() {
        LiveTenant tenant = LiveTenant.create();
        String trtc = tenant.started("trtc", "");
        tenant.awaitStatus(trtc, "active");
        AtomicReference<String> read = new AtomicReference<>();
        await().untilAsserted(() -> { // every event of the running conversation makes another ETag
            read.set(tenant.get(trtc).extract().header("ETag"));
            tenant.request().contentType("application/merge-patch+json").header("If-Match", read.get()).body(Map.of("interruption", Map.of("minSpeechMs", 700)))
                    .patch("/v1/sessions/{id}/agent", trtc).then().statusCode(200).header("ETag", not(equalTo(read.get())));
        });
        String etag = read.get();
        tenant.request().contentType("application/merge-patch+json").header("If-Match", etag).body(Map.of("interruption", Map.of("minSpeechMs", 800)))
                .patch("/v1/sessions/{id}/agent", trtc).then().statusCode(412);
        tenant.request().body(Map.of("vad", Map.of("silenceMs", 900), "interruption", Map.of("minSpeechMs", 900))).patch("/v1/sessions/{id}/agent", trtc).then().statusCode(422)
                .body("code", equalTo("UNSUPPORTED_BY_VENDOR")).body("errors.pointer", contains("/vad/silenceMs"));
        tenant.request().body(Map.of("vad", Map.of("silenceMs", 1))).patch("/v1/sessions/{id}/agent", trtc).then().statusCode(422)
                .body("code", equalTo("INVALID_REQUEST")).body("errors.pointer", contains("/vad/silenceMs"));
        tenant.request().body(Map.of()).patch("/v1/sessions/{id}/agent", trtc).then().statusCode(200);
        tenant.request().body(Map.of("text", "Ask for the order number.")).post("/v1/sessions/{id}/prompt", trtc).then().statusCode(202);
    }

    @Test
    void anotherTenantsSessionsDoNotExistAndRolesHold() {
        LiveTenant owner = LiveTenant.create();
        LiveTenant stranger = LiveTenant.create();
        String id = owner.started("trtc", "-short");
        for (String path : new String[] {"", "/events", "/transcript"}) {
            stranger.request().get("/v1/sessions/" + id + path).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
            owner.as("viewer").get("/v1/sessions/" + id + path).then().statusCode(200);
        }
        Map<String, Map<String, Object>> commands = Map.of("say", Map.of("text", "x"), "prompt", Map.of("text", "x"), "transfer", Map.of("target", "1"), "stop", Map.of());
        commands.forEach((command, body) -> {
            stranger.request().body(body).post("/v1/sessions/{id}/{command}", id, command).then().statusCode(404);
            owner.as("viewer").body(body).post("/v1/sessions/{id}/{command}", id, command).then().statusCode(403);
            owner.as("editor").body(body).post("/v1/sessions/{id}/{command}", id, command).then().statusCode(403);
        });
        stranger.request().body(Map.of()).patch("/v1/sessions/{id}/agent", id).then().statusCode(404);
        stranger.request().get("/v1/sessions").then().body("items.size()", equalTo(0));
        stranger.request().get("/v1/events").then().body("items.size()", equalTo(0));
    }
}
