package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.voxgate.database.Database;
import io.voxgate.testkit.JsonAnswer;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A callback is believed only when it is signed, and an app belongs to whoever proved it by a signed call, not to
 * whoever came first.
 */
@ServiceTest
class CallbackTrustServiceTest {
    private static final String ENDED = """
            {"EventGroupId":9,"EventType":902,"CallbackTs":1700000000999,"EventInfo":{"EventMsTs":1700000000000,\
            "TaskId":"%s","RoomId":"r","RoomIdType":1,"Payload":{"LeaveCode":0}}}""";

    @Inject
    Database database;

    private static String connection(String endpoint, int app, String keyId, String callbackKey) {
        return """
                {"vendor":"tencent-trtc","region":"ap-singapore",%s"settings":{"sdkAppId":%d},
                 "credentials":{"secretId":"AKID%s","secretKey":"secretKeyOfTheTests0001",\
                "sdkSecretKey":"%s"%s}}""".formatted(
                        endpoint.isEmpty() ? "" : "\"endpoint\":\"" + endpoint + "\",",
                        app,
                        keyId,
                        "0123456789abcdef".repeat(4),
                        callbackKey.isEmpty() ? "" : ",\"callbackKey\":\"" + callbackKey + "\"");
    }

    private static Response put(LiveTenant tenant, String name, String body) {
        return tenant.request().body(body).put("/v1/connections/" + name);
    }

    private static String path(Response connection) {
        return URI.create(connection.<String>path("callbackUrl")).getPath();
    }

    private static Response unsigned(String path, Object app, String body) {
        return RestAssured.given()
                .contentType("application/json")
                .header("SdkAppId", app)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path);
    }

    @Test
    void withoutACallbackKeyNothingIsBelieved() {
        LiveTenant tenant = LiveTenant.create();
        Response keyless = put(tenant, "keyless", connection("sandbox", tenant.app() + 50, tenant.id(), ""));
        keyless.then().statusCode(201);
        String id = tenant.start("keyless", LiveTenant.room("room-keyless-long"))
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        tenant.awaitStatusByLooks(database, id, "active");
        String forged =
                ENDED.formatted(tenant.get(id).extract().as(JsonAnswer.class).<String>get("vendorSessionId"));
        unsigned(path(keyless), tenant.app() + 50, forged)
                .then()
                .statusCode(401)
                .body("detail", containsString("callbackKey"));
        tenant.get(id).body("status", equalTo("active"));
        tenant.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202);
        tenant.awaitStatusByLooks(database, id, "ended");
    }

    @Test
    void aSiblingWithoutAKeySwitchesNoCheckOff() {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.started("trtc", "-long-no-callbacks");
        Response sibling = put(tenant, "sibling", connection("sandbox", tenant.app(), tenant.id(), ""));
        assertThat(path(sibling)).isEqualTo(CallbackServiceTest.path(tenant));
        String forged =
                ENDED.formatted(tenant.get(id).extract().as(JsonAnswer.class).<String>get("vendorSessionId"));
        unsigned(path(sibling), tenant.app(), forged).then().statusCode(401);
        CallbackServiceTest.post(path(sibling), tenant.app(), "wrong", forged)
                .then()
                .statusCode(401);
        tenant.get(id).body("status", not(equalTo("ended")));

        CallbackServiceTest.post(tenant, forged).then().statusCode(200);
        tenant.get(id).body("status", equalTo("ended"));
    }

    @Test
    void theHeaderMustNameTheApp() {
        LiveTenant tenant = LiveTenant.create();
        String body = ENDED.formatted("task-1");
        String sign = CallbackServiceTest.sign(tenant.callbackKey(), body);
        CallbackServiceTest.post(CallbackServiceTest.path(tenant), tenant.app() + 1, sign, body)
                .then()
                .statusCode(401);
        RestAssured.given()
                .contentType("application/json")
                .header("Sign", sign)
                .body(body)
                .post(CallbackServiceTest.path(tenant))
                .then()
                .statusCode(401)
                .body("detail", containsString("SdkAppId"));
    }

    @Test
    void aConnectionThatTrustsNoCallbackSaysSo() {
        LiveTenant tenant = LiveTenant.create();
        int app = tenant.app() + 50;
        put(tenant, "keyless", connection("sandbox", app, tenant.id(), ""))
                .then()
                .statusCode(201)
                .body("warnings.pointer", contains("/credentials/callbackKey"))
                .body("warnings.detail", hasItem(containsString("callbackKey")));
        tenant.request()
                .post("/v1/connections/keyless/verify")
                .then()
                .statusCode(200)
                .body("state", equalTo("healthy"))
                .body("detail", containsString("callbackKey"));
        put(tenant, "keyless", connection("sandbox", app, tenant.id(), "abc123"))
                .then()
                .statusCode(200)
                .body("warnings", nullValue());
        tenant.request().get("/v1/connections/trtc").then().statusCode(200).body("warnings", nullValue());
    }

    @Test
    void inventedSecretsDoNotKeepAnAppFromItsOwner() {
        LiveTenant squatter = LiveTenant.create();
        LiveTenant owner = LiveTenant.create();
        int app = owner.app() + 60;
        // The squatter's server says yes to everything: that proves nothing of the app at the vendor's own address or
        // in the sandbox.
        try (AnsweringVendor vendor =
                AnsweringVendor.open().refuses("DescribeAIConversation", "FailedOperation.TaskNotExist", "none")) {
            Response first = put(squatter, "mine", connection(vendor.url(), app, "invented", "squatter1"));
            first.then().statusCode(201);
            squatter.request()
                    .post("/v1/connections/mine/verify")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("healthy"));
            Response second = put(owner, "mine", connection("sandbox", app, owner.id(), "owner1"));
            second.then().statusCode(201);
            assertThat(path(second)).as("Each tenant's claim has its own URL").isNotEqualTo(path(first));
        }
    }

    @Test
    void whoeverProvesTheAppHasItAndTheOthersLoseItsCallbacks() {
        LiveTenant squatter = LiveTenant.create();
        LiveTenant owner = LiveTenant.create();
        int app = owner.app() + 70;
        Response first =
                put(squatter, "mine", connection("sandbox", app, "unknown" + app + "-unknown-key", "squatter1"));
        first.then().statusCode(201);
        Response second = put(owner, "mine", connection("sandbox", app, owner.id(), "owner1"));
        second.then().statusCode(201);
        String body = ENDED.formatted("task-2");
        CallbackServiceTest.post(path(first), app, CallbackServiceTest.sign("squatter1", body), body)
                .then()
                .statusCode(200);

        owner.request()
                .post("/v1/connections/mine/verify")
                .then()
                .statusCode(200)
                .body("state", equalTo("healthy"));

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> CallbackServiceTest.post(
                                path(first), app, CallbackServiceTest.sign("squatter1", body), body)
                        .then()
                        .statusCode(404));
        CallbackServiceTest.post(path(second), app, CallbackServiceTest.sign("owner1", body), body)
                .then()
                .statusCode(200);
        LiveTenant late = LiveTenant.create();
        String wanted = connection("sandbox", app, late.id(), "late1");
        late.request()
                .queryParam("validateOnly", true)
                .body(wanted)
                .put("/v1/connections/mine")
                .then()
                .statusCode(200);
        put(late, "mine", wanted)
                .then()
                .statusCode(409)
                .body("code", equalTo("CONFLICT"))
                .body("detail", containsString("another tenant"));
        squatter.request()
                .post("/v1/connections/mine/verify")
                .then()
                .statusCode(200)
                .body("detail", containsString("Another tenant"));

        owner.request().delete("/v1/connections/mine").then().statusCode(204);
        put(late, "mine", wanted).then().statusCode(201);
    }

    @Test
    void aStartProvesTheAppToo() {
        LiveTenant owner = LiveTenant.create();
        LiveTenant late = LiveTenant.create();
        String wanted = connection("sandbox", owner.app(), late.id(), "late1");
        owner.awaitStatus(owner.started("trtc", "-short"), "ended");
        put(late, "mine", wanted).then().statusCode(409);
        assertThat(late.request().get("/v1/connections/mine").statusCode()).isEqualTo(404);
    }
}
