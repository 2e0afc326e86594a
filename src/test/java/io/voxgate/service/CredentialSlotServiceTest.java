package io.voxgate.service;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Slots of credentials where the database, the start and the commands meet them. */
@ServiceTest
class CredentialSlotServiceTest {
    private static final Map<String, Object> SLOT = Map.of("$credential", "avatar", "field", "accessToken");
    private static final String IN_TEXT = "{\"k\":{\"$credential\":\"avatar\",\"field\":\"accessToken\"}}";

    private static Map<String, Object> agent(Map<String, Object> avatar) {
        return Map.of(
                "llm",
                Map.of("protocol", "openai", "url", "https://api.openai.com/v1", "model", "m", "credentialRef", "llm"),
                "tts",
                Map.of("provider", "platform", "voice", "v-female-R2s4N9qJ"),
                "avatar",
                avatar);
    }

    private static void store(LiveTenant tenant, String name, String field) {
        tenant.request()
                .body(Map.of("fields", Map.of(field, "canary-of-a-slot-1")))
                .put("/v1/credentials/" + name)
                .then()
                .statusCode(201);
    }

    @Test
    void aCredentialThatASlotNamesIsInUse() {
        for (Map<String, Object> avatar :
                List.<Map<String, Object>>of(Map.of("AccessToken", SLOT), Map.of("Config", IN_TEXT))) {
            LiveTenant tenant = LiveTenant.create();
            store(tenant, "avatar", "accessToken");
            tenant.request()
                    .body(Map.of("agent", agent(avatar)))
                    .put("/v1/templates/with-slot")
                    .then()
                    .statusCode(201);

            tenant.request()
                    .delete("/v1/credentials/avatar")
                    .then()
                    .statusCode(409)
                    .body("usedBy", hasItem("with-slot@1"));
            tenant.request().delete("/v1/templates/with-slot").then().statusCode(204);
            tenant.request().delete("/v1/credentials/avatar").then().statusCode(204);
        }
    }

    @Test
    void aSlotIsFilledAtTheStartAndTheNearestNameIsTold() {
        LiveTenant tenant = LiveTenant.create();
        Map<String, Object> start = Map.of(
                "agent",
                agent(Map.of("AccessToken", SLOT)),
                "channel",
                LiveTenant.channel("trtc", "-short"),
                "connection",
                "trtc");

        store(tenant, "avatra", "accessToken");
        tenant.request()
                .body(start)
                .post("/v1/sessions")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/agent/avatar/AccessToken"))
                .body("errors.detail", hasItem(containsString("Did you mean avatra?")));
        store(tenant, "avatar", "accesstoken");
        tenant.request()
                .body(start)
                .post("/v1/sessions")
                .then()
                .statusCode(422)
                .body("errors.detail", hasItem(containsString("Did you mean accesstoken?")));
        tenant.request()
                .body(Map.of("fields", Map.of("accessToken", "canary-of-a-slot-1")))
                .put("/v1/credentials/avatar")
                .then()
                .statusCode(200);
        tenant.request()
                .body(start)
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .body(not(containsString("canary-of-a-slot")));
    }

    @Test
    void aCommandTakesNeitherASecretNorASlot() {
        LiveTenant tenant = LiveTenant.create();
        for (Object value : List.of(SLOT, "canary-of-a-slot-1")) {
            tenant.request()
                    .body(Map.of(
                            "text",
                            "Hello",
                            "vendorOptions",
                            Map.of("tencent-trtc", Map.of("ServerPushText", Map.of("token", value)))))
                    .post("/v1/sessions/ses_none/say")
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", hasItem("/vendorOptions/tencent-trtc/ServerPushText/token"))
                    .body(not(containsString("canary-of-a-slot")));
        }
    }
}
