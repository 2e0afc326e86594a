package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.voxgate.testkit.JsonAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same of phone calls, which a vendor finds by the number called and the time alone. */
@Tag("long")
@ServiceTest
class PhoneFencingServiceTest extends UnansweredStarts {
    private void phones() {
        tenant.request()
                .body("""
                {"vendor":"tencent-ccc","endpoint":"%s","settings":{"sdkAppId":%d},
                 "credentials":{"secretId":"AKID%s","secretKey":"secretKeyOfTheTests0002","pushUser":"push",\
                "pushPassword":"push-password-1"}}""".formatted(vendor.url(), tenant.app() + 1, tenant.id()))
                .put("/v1/connections/ccc")
                .then()
                .statusCode(200);
        vendor.does("DescribeTelCdr", _ -> ScriptedVendor.says("\"TotalCount\":0,\"TelCdrs\":[]"))
                .does(
                        "DescribeTelSession",
                        body -> ScriptedVendor.says(
                                "\"Session\":{\"SessionID\":%s,\"SessionStatus\":\"inProgress\",\"AcceptTimestamp\":%d}"
                                        .formatted(
                                                body.path("SessionId"),
                                                Instant.now().getEpochSecond())));
    }

    private void rings(String... calls) {
        String listed = IntStream.range(0, calls.length)
                .mapToObj(i -> """
                {"SessionID":"%s","Caller":"02000000000","Callee":"008613800000001","StartTimestamp":"%d",\
                "SessionStatus":"ringing","Direction":1}""".formatted(calls[i], Instant.now().getEpochSecond() + i))
                .collect(Collectors.joining(","));
        vendor.does(
                "DescribePSTNActiveSessionList",
                _ -> ScriptedVendor.says("\"Total\":%d,\"Sessions\":[%s]".formatted(calls.length, listed)));
    }

    private static Map<String, Object> person() {
        return LiveTenant.phone("+8613800000001");
    }

    /** One call, and two sessions that could own it: the one whose start is still to be answered does. */
    @Test
    void noSessionTakesTheCallOfAnother() throws Exception {
        phones();
        AtomicInteger starts = new AtomicInteger();
        vendor.does(
                "CreateAICall",
                _ -> starts.incrementAndGet() == 1
                        ? ScriptedVendor.RESET
                        : awaitAndSay(ScriptedVendor.says("\"SessionId\":\"call-2\"")));
        vendor.does("DescribePSTNActiveSessionList", _ -> ScriptedVendor.says("\"Total\":0,\"Sessions\":[]"));
        String first = tenant.start("ccc", person())
                .post("/v1/sessions")
                .then()
                .statusCode(202)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        CompletableFuture<Response> second = starting("ccc", person());
        await().atMost(SOON).until(() -> starts.get() == 2);
        rings("call-2");
        int looked = vendor.asked("DescribePSTNActiveSessionList").size();
        database.system(tx -> tx.update("UPDATE session SET next_lookup_at = now() WHERE id = ?", first));
        await().during(Duration.ofSeconds(3))
                .atMost(SOON)
                .untilAsserted(() -> tenant.get(first).body(has("vendorSessionId", nullValue())));
        answer.countDown();

        second.get().then().statusCode(201).body("vendorSessionId", equalTo("call-2"));
        await().atMost(SOON)
                .until(() -> vendor.asked("DescribePSTNActiveSessionList").size() > looked);
        tenant.get(first).body("vendorSessionId", nullValue()).body("status", equalTo("unknown"));
    }

    @Test
    void theFirstCallIsTheFirstSessions() {
        phones();
        vendor.does("CreateAICall", _ -> ScriptedVendor.RESET);
        vendor.does("DescribePSTNActiveSessionList", _ -> ScriptedVendor.says("\"Total\":0,\"Sessions\":[]"));
        List<String> sessions = IntStream.range(0, 2)
                .mapToObj(_ -> tenant.start("ccc", person())
                        .post("/v1/sessions")
                        .then()
                        .statusCode(202)
                        .extract()
                        .as(JsonAnswer.class)
                        .<String>get("id"))
                .toList();
        rings("call-a", "call-b");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(sessions.stream()
                                .map(id -> tenant.get(id)
                                        .extract()
                                        .as(JsonAnswer.class)
                                        .<String>get("vendorSessionId")))
                        .containsExactly("call-a", "call-b"));
    }

    /** Both at once: the second one alone would look as if the call were its own. */
    @Test
    void whatNobodyCanTellApartEndsWithinTenMinutesWithTheCandidatesNamed() {
        List<String> both = twoSessionsAndOneCall();
        sentEarlier(both, 541);

        both.forEach(id -> tenant.awaitStatus(id, "failed")
                .body("endReason", equalTo("lost"))
                .body("vendorSessionId", nullValue()));
        both.forEach(id -> tenant.request()
                .get("/v1/sessions/{id}/events", id)
                .then()
                .statusCode(200)
                .body("items[-1].data.message", containsString("call-a")));
        assertThat(vendor.asked("HangUpCall")).isEmpty();
    }

    /** A call that may be either's is hung up as soon as both are to be stopped. */
    @Test
    void whereAllAreToBeStoppedItDoesNotMatterWhoseTheCallIs() {
        vendor.does("HangUpCall", _ -> ScriptedVendor.says(""));
        List<String> both = twoSessionsAndOneCall();
        tenant.request().post("/v1/sessions/{id}/stop", both.get(0)).then().statusCode(202);
        database.system(tx -> tx.update("UPDATE session SET next_lookup_at = now() WHERE id = ANY (?)", both));
        await().during(Duration.ofSeconds(3))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(vendor.asked("HangUpCall")).isEmpty());

        tenant.request().post("/v1/sessions/{id}/stop", both.get(1)).then().statusCode(202);
        database.system(tx -> tx.update("UPDATE session SET next_lookup_at = now() WHERE id = ANY (?)", both));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(vendor.asked("HangUpCall"))
                        .extracting(body -> body.path("SessionId").asText())
                        .contains("call-a"));
    }

    private List<String> twoSessionsAndOneCall() {
        phones();
        vendor.does("CreateAICall", _ -> ScriptedVendor.RESET);
        vendor.does("DescribePSTNActiveSessionList", _ -> ScriptedVendor.says("\"Total\":0,\"Sessions\":[]"));
        List<String> both = IntStream.range(0, 2)
                .mapToObj(_ -> tenant.start("ccc", person())
                        .post("/v1/sessions")
                        .then()
                        .statusCode(202)
                        .extract()
                        .as(JsonAnswer.class)
                        .<String>get("id"))
                .toList();
        vendor.does("DescribePSTNActiveSessionList", _ -> ScriptedVendor.says("""
                "Total":1,"Sessions":[{"SessionID":"call-a","Caller":"02000000000","Callee":"008613800000001",\
                "SessionStatus":"ringing","Direction":1}]"""));
        return both;
    }
}
