package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import io.voxgate.testkit.JsonAnswer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts of a vendor that no column can hold, or that are far too long: cut and cleaned, and never a 500. */
@ServiceTest
class HostileTextServiceTest {
    private static final String STARTED = """
            {"EventGroupId":9,"EventType":901,"CallbackTs":1700000000999,"EventInfo":{"EventMsTs":1700000000000,\
            "TaskId":"%s","RoomId":"r","RoomIdType":1,"Payload":{"Status":0}}}""";
    private static final String SENTENCE = """
            {"EventGroupId":9,"EventType":903,"CallbackTs":1700000000999,"EventInfo":{"EventMsTs":1700000000000,\
            "TaskId":"%s","RoomId":"r","RoomIdType":1,
             "Payload":{"UserId":"user_1","Text":"%s","StartTimeMs":1,"EndTimeMs":2,"RoundId":"test"}}}""";

    private static Response start(LiveTenant tenant, AnsweringVendor vendor) {
        tenant.connection("hostile", vendor.url(), "secretKeyOfTheTests0001");
        return tenant.start("hostile", LiveTenant.room("room-1")).post("/v1/sessions");
    }

    @Test
    void aCallbacksTaskIdThatNoColumnHoldsIsAnswered200() {
        LiveTenant tenant = LiveTenant.create();
        for (String task : List.of("a\\u0000b", "x".repeat(10_000))) {
            String body = STARTED.formatted(task);
            CallbackServiceTest.post(tenant, body).then().statusCode(200);
        }
    }

    @Test
    void aStartsTaskIdWithNulIsUnknownAndNotAFailure() {
        try (AnsweringVendor vendor = AnsweringVendor.open().says("StartAIConversation", "\"TaskId\":\"a\\u0000b\"")) {
            LiveTenant tenant = LiveTenant.create();
            start(tenant, vendor).then().statusCode(202).body("status", equalTo("unknown"));
            assertThat(vendor.calls("StartAIConversation")).isOne();
        }
    }

    @Test
    void aStartsTaskIdOf900KilobytesIsUnknownAndNotAFailure() {
        try (AnsweringVendor vendor =
                AnsweringVendor.open().says("StartAIConversation", "\"TaskId\":\"" + "x".repeat(900_000) + "\"")) {
            LiveTenant tenant = LiveTenant.create();
            start(tenant, vendor).then().statusCode(202).body("status", equalTo("unknown"));
        }
    }

    @Test
    void aLookUpsTaskIdWithNulIsNotAdopted() {
        try (AnsweringVendor vendor = AnsweringVendor.open()
                .says("StartAIConversation", "\"TaskId\":\"a\\u0000b\"")
                .says(
                        "DescribeAIConversation",
                        "\"TaskId\":\"a\\u0000b\",\"Status\":\"InProgress\",\"StartTime\":\"1700000000\"")) {
            LiveTenant tenant = LiveTenant.create();
            String id = start(tenant, vendor)
                    .then()
                    .statusCode(202)
                    .extract()
                    .as(JsonAnswer.class)
                    .get("id");
            await().atMost(Duration.ofSeconds(20)).until(() -> vendor.calls("DescribeAIConversation") >= 1);
            tenant.get(id).body("status", equalTo("unknown"));
        }
    }

    @Test
    void aVendorsErrorIsCutBeforeItIsAnsweredAndStored() {
        try (AnsweringVendor vendor = AnsweringVendor.open()
                .refuses("StartAIConversation", "InvalidParameter.RoomId", "m\\u0000" + "x".repeat(900_000))) {
            LiveTenant tenant = LiveTenant.create();
            Response refused = start(tenant, vendor);
            refused.then()
                    .statusCode(422)
                    .body("vendorError.code", equalTo("InvalidParameter.RoomId"))
                    .body("vendorError.message.length()", lessThanOrEqualTo(1_001));
            assertThat(refused.asByteArray().length).isLessThan(8_000);
            String id = refused.path("sessionId");
            assertThat(tenant.get(id).extract().asByteArray().length).isLessThan(8_000);
            String events = tenant.request()
                    .get("/v1/sessions/{id}/events", id)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            assertThat(events.length()).isLessThan(8_000);
        }
    }

    @Test
    void aVendorsCodeIsCutToo() {
        try (AnsweringVendor vendor =
                AnsweringVendor.open().refuses("StartAIConversation", "InvalidParameter." + "C".repeat(300_000), "m")) {
            Response refused = start(LiveTenant.create(), vendor);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.asByteArray().length).isLessThan(8_000);
        }
    }

    @Test
    void textsOfACallbackAreCleanedOfNul() {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.started("trtc", "-long-no-callbacks");
        String task = tenant.get(id).extract().as(JsonAnswer.class).get("vendorSessionId");
        CallbackServiceTest.post(tenant, SENTENCE.formatted(task, "a\\u0000b"))
                .then()
                .statusCode(200);
        String leave = ("{\"EventGroupId\":9,\"EventType\":902,\"CallbackTs\":1,"
                        + "\"EventInfo\":{\"EventMsTs\":1700000009000,\"TaskId\":\"%s\","
                        + "\"Payload\":{\"LeaveCode\":\"a\\u0000%s\"}}}")
                .formatted(task, "y".repeat(100_000));
        CallbackServiceTest.post(tenant, leave).then().statusCode(200);
        tenant.get(id)
                .body("status", equalTo("ended"))
                .body("vendorCode.length()", lessThanOrEqualTo(201))
                .body("vendorCode", not(equalTo("")));
        tenant.request()
                .queryParam("pageSize", 200)
                .get("/v1/sessions/{id}/events", id)
                .then()
                .statusCode(200)
                .body("items.type", hasItem("transcript.added"));
    }

    /** Ids, keys and times of the other vendors go into the same columns. */
    @Test
    void theOtherVendorsCallbacksAreAnswered200Too() {
        LiveTenant tenant = LiveTenant.create();
        for (String hostile : List.of("a\\u0000b", "x".repeat(10_000), "\\ud800")) {
            for (String time : List.of("9223372036854775807", "-9223372036854775808", "1e30")) {
                String event =
                        "{\"eventId\":\"%1$s\",\"eventType\":\"2000\",\"notifyTime\":%2$s,\"eventData\":{\"taskId\":\"%1$s\"}}"
                                .formatted(hostile, time);
                String stamp = "app" + (tenant.app() + 2) + ".999999999999.";
                CallbackServiceTest.alibaba(
                                tenant,
                                stamp
                                        + HexFormat.of()
                                                .formatHex(CallbackServiceTest.mac(
                                                        "callbackKeyTests01", event + "999999999999")),
                                event)
                        .then()
                        .statusCode(200);
                CallbackServiceTest.push(
                                tenant,
                                "push-password-1",
                                "{\"SessionId\":\"%1$s\",\"EndStatus\":1,\"AcceptTimestamp\":%2$s,\"EndedTimestamp\":%2$s}"
                                        .formatted(hostile, time))
                        .then()
                        .statusCode(200);
            }
        }
    }

    @Test
    void aTimeBeyondAllColumnsSaysNothing() {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.started("trtc", "-long-no-callbacks");
        String task = tenant.get(id).extract().as(JsonAnswer.class).get("vendorSessionId");
        for (String time : List.of("-4600000000000000", "4600000000000000", "-1")) {
            CallbackServiceTest.post(
                            tenant, SENTENCE.formatted(task, "at " + time).replace("1700000000000", time))
                    .then()
                    .statusCode(200);
        }
        tenant.request()
                .queryParam("pageSize", 200)
                .get("/v1/sessions/{id}/events", id)
                .then()
                .statusCode(200)
                .body("items.findAll { it.data.turnId == 'test' }.size()", equalTo(3));
        tenant.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202);
    }

    @Test
    void aPortBeyondAllPortsIsRefusedWhenItIsStored() {
        LiveTenant tenant = LiveTenant.create();
        for (String endpoint :
                List.of("https://example.com:65536", "https://example.com:99999", "https://example.com:0")) {
            tenant.request()
                    .body("""
                    {"vendor":"tencent-trtc","region":"ap-singapore","endpoint":"%s","settings":{"sdkAppId":%d},
                     "credentials":{"secretId":"AKIDport","secretKey":"s","sdkSecretKey":"s"}}""".formatted(endpoint, tenant.app() + 7))
                    .put("/v1/connections/port")
                    .then()
                    .statusCode(422)
                    .body(has("errors[0].pointer", equalTo("/endpoint")));
        }
    }
}
