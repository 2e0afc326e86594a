package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.voxgate.testkit.JsonAnswer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Vendors' callbacks: only the vendor's, each once, in any order. */
@ServiceTest
class CallbackServiceTest {
    private static final String SENTENCE = """
            {"EventGroupId":9,"EventType":903,"CallbackTs":1700000000999,
            	"EventInfo":{"EventMsTs":1700000000000,"TaskId":"%s","RoomId":"r","RoomIdType":1,\
            "Payload":{"UserId":"user_1","Text":"%s","StartTimeMs":1,"EndTimeMs":2,"RoundId":"test"}}}""";

    static String sign(String key, String body) {
        return Base64.getEncoder().encodeToString(mac(key, body));
    }

    static byte[] mac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String path(LiveTenant tenant) {
        return path(tenant, "trtc");
    }

    private static String path(LiveTenant tenant, String connection) {
        return URI.create(tenant.request()
                        .get("/v1/connections/" + connection)
                        .then()
                        .statusCode(200)
                        .extract()
                        .as(JsonAnswer.class)
                        .<String>get("callbackUrl"))
                .getPath();
    }

    /** As the vendor sends it: signed with the connection's key. */
    static Response post(LiveTenant tenant, String body) {
        return post(path(tenant), tenant.app(), sign(tenant.callbackKey(), body), body);
    }

    static Response post(String path, int app, String sign, String body) {
        return RestAssured.given()
                .contentType("application/json")
                .header("Sign", sign)
                .header("SdkAppId", app)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path);
    }

    private static List<String> sentences(LiveTenant tenant, String session) {
        return tenant.request()
                .queryParam("pageSize", 200)
                .get("/v1/sessions/{id}/events", session)
                .then()
                .statusCode(200)
                .extract()
                .path("items.findAll { it.data.turnId == 'test' }.data.text");
    }

    @Test
    void onlyTheVendorsOwnBytesAreTaken() {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.started("trtc", "-no-callbacks");
        String body = SENTENCE.formatted(
                tenant.get(id).extract().as(JsonAnswer.class).<String>get("vendorSessionId"), "genuine");
        String path = path(tenant);
        String good = sign(tenant.callbackKey(), body);
        post(path, tenant.app(), good, body.replace("genuine", "forged"))
                .then()
                .statusCode(401)
                .body("code", equalTo("UNAUTHENTICATED"));
        post(path, tenant.app(), sign("anotherKey", body), body).then().statusCode(401);
        post(path, tenant.app(), "", body).then().statusCode(401);
        post(path, tenant.app(), good, body.replace("\t", " ")).then().statusCode(401);
        post(path + "x", tenant.app(), good, body).then().statusCode(404);
        post("/callbacks/nobody/" + path.substring(path.lastIndexOf('/') + 1), tenant.app(), good, body)
                .then()
                .statusCode(404);
        post(path, tenant.app(), good, body + " ".repeat(300_000)).then().statusCode(413);
        assertThat(sentences(tenant, id)).isEmpty();
        post(path, tenant.app(), good, body).then().statusCode(200).body("code", equalTo(0));
        assertThat(sentences(tenant, id)).containsExactly("genuine");
    }

    @Test
    void aSecondDeliveryChangesNothing() {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.started("trtc", "-no-callbacks");
        String body = SENTENCE.formatted(
                tenant.get(id).extract().as(JsonAnswer.class).<String>get("vendorSessionId"), "once");
        String again = body.replace("1700000000999", "1700000010999");
        for (int i = 0; i < 5; i++) {
            post(tenant, body).then().statusCode(200);
            post(tenant, again).then().statusCode(200);
        }
        assertThat(sentences(tenant, id)).containsExactly("once");
    }

    @Test
    void whatNobodyCanClaimYetIsAnswered200AndKeptFromOthers() {
        LiveTenant tenant = LiveTenant.create();
        String body = SENTENCE.formatted("task-of-nobody", "early");
        post(tenant, body).then().statusCode(200);
        tenant.request().get("/v1/events").then().statusCode(200).body("items.size()", equalTo(0));
        String unknown = "{\"EventGroupId\":3,\"EventType\":1,\"EventInfo\":{}}";
        post(tenant, unknown).then().statusCode(200);
        post(tenant, "no json").then().statusCode(200);
    }

    @Test
    void anyOrderEndsTheSame() {
        Concurrently.each(
                List.of("-short-early-callbacks", "-short-duplicates", "-short-shuffled"),
                CallbackServiceTest::endsTheSame);
    }

    private static void endsTheSame(String plot) {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.started("trtc", plot);
        tenant.awaitStatus(id, "ended")
                .body(has("endReason", equalTo("hangUp")))
                .body(has("endedBy", equalTo("user")))
                .body(has("vendorCode", equalTo("99")));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            List<String> types = tenant.request()
                    .queryParam("pageSize", 200)
                    .get("/v1/sessions/{id}/events", id)
                    .then()
                    .extract()
                    .as(JsonAnswer.class)
                    .get("items.type");
            assertThat(types)
                    .containsOnlyOnce("session.starting", "session.started", "session.ready")
                    .contains("transcript.added");
            assertThat(Collections.frequency(types, "session.ended")).isBetween(1, 2);
        });
        List<String> ids = tenant.request()
                .queryParam("pageSize", 200)
                .get("/v1/sessions/{id}/events", id)
                .then()
                .extract()
                .as(JsonAnswer.class)
                .get("items.id");
        List<String> stream = tenant.request()
                .queryParam("pageSize", 200)
                .get("/v1/events")
                .then()
                .extract()
                .as(JsonAnswer.class)
                .get("items.id");
        assertThat(stream).containsExactlyElementsOf(ids);
    }

    /** The envelope is documented, its types are not: what the connection's key has signed is kept as it came. */
    @Test
    void alibabasEnvelopeIsTakenOnceAndOnlySigned() {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.started("ali", "-long");
        tenant.awaitStatus(id, "active");
        String body =
                """
                {"eventId":"e-1","eventType":"2000","notifyTime":1767225600000,"eventData":{"taskId":"%s"}}\
                """.formatted(tenant.get(id).extract().as(JsonAnswer.class).<String>get("vendorSessionId"));
        String stamp = "app" + (tenant.app() + 2) + ".1767225600.";
        String signature = HexFormat.of().formatHex(mac("callbackKeyTests01", body + "1767225600"));

        alibaba(tenant, stamp + signature, body.replace("2000", "2001")).then().statusCode(401);
        alibaba(tenant, stamp + (signature.startsWith("0") ? "1" : "0") + signature.substring(1), body)
                .then()
                .statusCode(401);
        assertThat(others(tenant, id)).isEmpty();
        for (int i = 0; i < 3; i++) {
            alibaba(tenant, stamp + signature, body).then().statusCode(200);
        }
        assertThat(others(tenant, id)).containsExactly("2000");
        tenant.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202);
    }

    /** A signed callback that names a task and its channel. */
    static Response alibabaEvent(LiveTenant tenant, String taskId, String channelId) {
        String body = """
                {"eventId":"of %1$s","eventType":"2000","notifyTime":1767225600000,"eventData":{"taskId":"%1$s",\
                "channelId":"%2$s"}}""".formatted(taskId, channelId);
        return alibaba(
                tenant,
                "app" + (tenant.app() + 2) + ".1767225600."
                        + HexFormat.of().formatHex(mac("callbackKeyTests01", body + "1767225600")),
                body);
    }

    static Response alibaba(LiveTenant tenant, String signature, String body) {
        return RestAssured.given()
                .contentType("application/json")
                .header("DingRTC-Signature", signature)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path(tenant, "ali"));
    }

    private static List<String> others(LiveTenant tenant, String session) {
        return tenant.request()
                .get("/v1/sessions/{id}/events", session)
                .then()
                .extract()
                .path("items.findAll { it.type == 'vendor.other' }.data.raw.eventType");
    }

    @Test
    void aCallsPushNeedsItsPasswordAndCountsOnce() {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.started("ccc", "0020");
        tenant.awaitStatus(id, "active");
        String body = ("{\"SdkAppId\": %d, \"SessionId\": \"%s\", \"EndStatus\": 1, \"AcceptTimestamp\": "
                        + "1767225601, \"EndedTimestamp\": 1767225609}")
                .formatted(
                        tenant.app() + 1,
                        tenant.get(id).extract().as(JsonAnswer.class).<String>get("vendorSessionId"));

        push(tenant, "another-password", body).then().statusCode(401);
        tenant.get(id).body("status", equalTo("active"));
        for (int i = 0; i < 3; i++) {
            push(tenant, "push-password-1", body).then().statusCode(200);
        }
        tenant.awaitStatus(id, "ended").body("endReason", equalTo("completed"));
        List<String> types = tenant.request()
                .queryParam("pageSize", 200)
                .get("/v1/sessions/{id}/events", id)
                .then()
                .extract()
                .as(JsonAnswer.class)
                .get("items.type");
        assertThat(Collections.frequency(types, "session.ended")).isOne();
        tenant.request().post("/v1/sessions/{id}/stop", id);
    }

    static Response push(LiveTenant tenant, String password, String body) {
        return RestAssured.given()
                .contentType("application/json")
                .auth()
                .preemptive()
                .basic("push", password)
                .header("X-TCCC-PUSH-UUID", "push-1")
                .queryParam("action", "cdr")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path(tenant, "ccc"));
    }
}
