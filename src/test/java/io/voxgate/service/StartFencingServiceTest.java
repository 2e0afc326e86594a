package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.voxgate.replicas.TrtcCalls;
import io.voxgate.testkit.JsonAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What several processes write about one start: each says only what its own attempt proves, and no session gets what
 * belongs to another.
 */
@Tag("long")
@ServiceTest
class StartFencingServiceTest extends UnansweredStarts {
    @Test
    void aLateRefusalIsNoVerdictOnASessionThatWasFoundRunning() throws Exception {
        tenant.connection("own", vendor.url(), "secretKeyOfTheTests0001");
        vendor.does(START, _ -> awaitAndSay(ScriptedVendor.error("FailedOperation.NotAllowed")))
                .does(DESCRIBE, _ -> ScriptedVendor.says("\"TaskId\":\"task-1\",\"Status\":\"InProgress\""));
        CompletableFuture<Response> start = starting("own", LiveTenant.room("still"));
        String session = startedByOneThatStandsStill("still");

        sentEarlier(session, 20);
        tenant.awaitStatus(session, "active").body("vendorSessionId", equalTo("task-1"));
        answer.countDown();

        start.get().then().statusCode(201).body("id", equalTo(session)).body("status", equalTo("active"));
        assertThat(tenant.status(session)).isEqualTo("active");
    }

    /** The session was given up, and its caller knows that; what the vendor took nevertheless is stopped. */
    @Test
    void whatIsAcceptedAfterTheSessionWasGivenUpIsStopped() throws Exception {
        tenant.connection("own", vendor.url(), "secretKeyOfTheTests0001");
        vendor.does(START, _ -> awaitAndSay(ScriptedVendor.says("\"TaskId\":\"task-1\"")))
                .does(DESCRIBE, _ -> NOT_THERE)
                .does(STOP, _ -> ScriptedVendor.says(""));
        CompletableFuture<Response> start = starting("own", LiveTenant.room("late"));
        String session = startedByOneThatStandsStill("late");

        absentSince(session, Instant.now().minusSeconds(60));
        sentEarlier(session, 60);
        tenant.awaitStatus(session, "failed").body("endReason", equalTo("lost"));
        answer.countDown();

        start.get().then().body("id", equalTo(session)).body("status", equalTo("failed"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(vendor.asked(STOP))
                        .extracting(body -> body.path("TaskId").asText())
                        .contains("task-1"));
        assertThat(vendor.asked(START)).hasSize(1);
        await().atMost(SOON)
                .until(() -> database.<Long>system(tx -> tx.one(
                                        "SELECT count(*) FROM orphan WHERE session_id = ?",
                                        row -> row.getLong(1),
                                        session)
                                .orElse(1L))
                        == 0);
    }

    /** A vendor that is slow carries out the start when nobody waits for it any more. */
    @Test
    void whatBeginsAfterTheSessionWasGivenUpIsStopped() {
        tenant.connection("own", vendor.url(), "secretKeyOfTheTests0001");
        vendor.does(START, _ -> ScriptedVendor.RESET)
                .does(DESCRIBE, _ -> ScriptedVendor.error("InternalError"))
                .does(STOP, _ -> ScriptedVendor.says(""));
        String session = tenant.start("own", LiveTenant.room("slow"))
                .post("/v1/sessions")
                .then()
                .statusCode(202)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        sentEarlier(session, 60);
        vendor.does(DESCRIBE, _ -> NOT_THERE);
        tenant.awaitStatus(session, "failed").body("endReason", equalTo("lost"));

        vendor.does(DESCRIBE, _ -> ScriptedVendor.says("\"TaskId\":\"task-9\",\"Status\":\"InProgress\""));
        assertThat(database.<Integer>system(tx -> tx.update(
                        "UPDATE session SET next_lookup_at = now() WHERE id = ? AND next_lookup_at IS NOT NULL",
                        session)))
                .isOne();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(vendor.asked(STOP))
                        .extracting(body -> body.path("TaskId").asText())
                        .contains("task-9"));
        assertThat(tenant.status(session)).isEqualTo("failed");
    }

    /** The first start is carried out when the second is over already: TRTC knows our id no longer by then. */
    @Test
    void whatTheFirstOfTwoStartsBeginsLateIsStopped() {
        tenant.connection("own", vendor.url(), "secretKeyOfTheTests0001");
        AtomicInteger starts = new AtomicInteger();
        vendor.does(
                        START,
                        _ -> starts.incrementAndGet() == 1
                                ? ScriptedVendor.RESET
                                : ScriptedVendor.says("\"TaskId\":\"task-2\""))
                .does(DESCRIBE, _ -> NOT_THERE)
                .does(STOP, _ -> NOT_THERE);
        String session = tenant.start("own", LiveTenant.room("twice"))
                .post("/v1/sessions")
                .then()
                .statusCode(202)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        await().atMost(SOON).until(() -> starts.get() == 2);
        tenant.request().post("/v1/sessions/{id}/stop", session);
        tenant.awaitStatus(session, "ended").body("vendorSessionId", equalTo("task-2"));

        vendor.does(DESCRIBE, _ -> ScriptedVendor.says("\"TaskId\":\"task-1\",\"Status\":\"InProgress\""))
                .does(STOP, _ -> ScriptedVendor.says(""));
        assertThat(database.<Integer>system(tx -> tx.update(
                        "UPDATE session SET next_lookup_at = now() WHERE id = ? AND next_lookup_at IS NOT NULL",
                        session)))
                .isOne();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(vendor.asked(STOP))
                        .extracting(body -> body.path("TaskId").asText())
                        .contains("task-1"));
        assertThat(tenant.status(session)).isEqualTo("ended");
    }

    /** Its answer is lost, the person leaves, and TRTC knows no task that is over: what it called back tells. */
    @Test
    void whatIsOverIsNotStartedAgain() {
        tenant.connection("own", vendor.url(), "secretKeyOfTheTests0001");
        vendor.does(START, _ -> awaitAndSay(ScriptedVendor.RESET)).does(DESCRIBE, _ -> NOT_THERE);
        CompletableFuture<Response> start = starting("own", LiveTenant.room("over"));
        String session = startedByOneThatStandsStill("over");
        isOver("over");
        answer.countDown();

        tenant.awaitStatus(session, "ended").body("vendorSessionId", equalTo("task-1"));
        assertThat(vendor.asked(START)).as("never twice").hasSize(1);
        assertThat(start.join().statusCode()).isIn(201, 202);
    }

    /** Its callbacks come while the vendor is asked; found by chaos, seed 20261202. */
    @Test
    void whatCallsBackWhileTheVendorIsAskedIsNotLost() {
        AtomicBoolean late = new AtomicBoolean();
        String session = absentUntil("raced", () -> {
            if (late.get()) {
                isOver("raced");
            }
        });
        noLookIsUnderWay(List.of(session));
        late.set(true);
        sentEarlier(session, 60);

        tenant.awaitStatus(session, "ended").body("vendorSessionId", equalTo("task-1"));
    }

    /** Nobody listened when it was called; TRTC calls again ten seconds later. */
    @Test
    void whatIsAbsentAtTheFirstLookMayStillCallBack() {
        AtomicInteger looks = new AtomicInteger();
        String session = absentUntil("again", looks::incrementAndGet);
        // The looks before this one may have used up its time on a slow machine.
        absentSince(session, Instant.now());
        sentEarlier(session, 60);
        int before = looks.get();
        await().atMost(SOON).until(() -> looks.get() > before);
        await().during(Duration.ofSeconds(3))
                .atMost(SOON)
                .untilAsserted(() -> tenant.get(session).body("status", equalTo("unknown")));
        isOver("again");

        tenant.awaitStatus(session, "ended").body("vendorSessionId", equalTo("task-1"));
    }

    /** A session whose start's answer is lost, at a vendor that knows no task. */
    private String absentUntil(String room, Runnable asked) {
        tenant.connection("own", vendor.url(), "secretKeyOfTheTests0001");
        vendor.does(START, _ -> ScriptedVendor.RESET).does(DESCRIBE, _ -> {
            asked.run();
            return NOT_THERE;
        });
        return tenant.start("own", LiveTenant.room(room))
                .post("/v1/sessions")
                .then()
                .statusCode(202)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
    }

    private void isOver(String room) {
        callback(room, 901, "{\"Status\":0}");
        callback(room, 902, "{\"LeaveCode\":1}");
    }

    /** Two starts into one room: the first began a task that is over, the second never began one. */
    @Test
    void aTaskThatCalledBeforeTheNextStartWasSentIsTheFirstStarts() throws InterruptedException {
        tenant.connection("own", vendor.url(), "secretKeyOfTheTests0001");
        AtomicInteger starts = new AtomicInteger();
        vendor.does(
                        START,
                        _ -> starts.incrementAndGet() == 1 ? awaitAndSay(ScriptedVendor.RESET) : ScriptedVendor.RESET)
                .does(DESCRIBE, _ -> NOT_THERE);
        CompletableFuture<Response> start = starting("own", LiveTenant.room("shared"));
        String first = startedByOneThatStandsStill("shared");
        isOver("shared");
        Thread.sleep(1_500); // longer than clocks may differ
        String second = tenant.start("own", LiveTenant.room("shared"))
                .post("/v1/sessions")
                .then()
                .statusCode(202)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        answer.countDown();

        tenant.awaitStatus(first, "ended").body("vendorSessionId", equalTo("task-1"));
        tenant.get(second).body("vendorSessionId", nullValue());
        assertThat(start.join().statusCode()).isIn(201, 202);
    }

    /** Callbacks overtake each other: in which order two tasks call back says nothing, but who speaks in them does. */
    @Test
    void ofTwoTasksOfARoomEachSessionHasTheOneInWhichItsAgentSpeaks() {
        tenant.connection("own", vendor.url(), "secretKeyOfTheTests0001");
        CountDownLatch told = new CountDownLatch(1);
        vendor.does(START, _ -> ScriptedVendor.RESET).does(DESCRIBE, _ -> {
            hold(told);
            return NOT_THERE;
        });
        List<String> agents = new ArrayList<>();
        List<String> sessions = IntStream.range(0, 2)
                .mapToObj(_ -> {
                    JsonAnswer answer = tenant.start("own", LiveTenant.room("both"))
                            .post("/v1/sessions")
                            .then()
                            .statusCode(202)
                            .extract()
                            .as(JsonAnswer.class);
                    agents.add(answer.get("channel.agentUserId"));
                    return answer.<String>get("id");
                })
                .toList();
        callback("task-2", "both", 901, "{\"Status\":0}");
        callback("task-1", "both", 901, "{\"Status\":0}");
        callback("task-2", "both", 903, "{\"UserId\":\"%s\",\"Text\":\"Hello\"}".formatted(agents.get(1)));
        callback("task-1", "both", 902, "{\"LeaveCode\":1}");
        callback("task-2", "both", 902, "{\"LeaveCode\":1}");
        told.countDown();

        tenant.awaitStatus(sessions.get(0), "ended").body("vendorSessionId", equalTo("task-1"));
        tenant.awaitStatus(sessions.get(1), "ended").body("vendorSessionId", equalTo("task-2"));
    }

    /** Where nothing tells two tasks apart, both sessions say so; neither guesses. */
    @Test
    void twoTasksThatNothingTellsApartBelongToNobody() {
        tenant.connection("own", vendor.url(), "secretKeyOfTheTests0001");
        vendor.does(START, _ -> ScriptedVendor.RESET).does(DESCRIBE, _ -> NOT_THERE);
        List<String> sessions = IntStream.range(0, 2)
                .mapToObj(_ -> tenant.start("own", LiveTenant.room("both"))
                        .post("/v1/sessions")
                        .then()
                        .statusCode(202)
                        .extract()
                        .as(JsonAnswer.class)
                        .<String>get("id"))
                .toList();
        callback("task-2", "both", 902, "{\"LeaveCode\":1}");
        callback("task-1", "both", 902, "{\"LeaveCode\":1}");
        sentEarlier(sessions, 300);
        database.system(tx -> tx.update(
                "UPDATE unmatched_event SET received_at = received_at - interval '300 s' WHERE tenant_id = ?",
                tenant.id()));
        await().during(Duration.ofSeconds(3))
                .atMost(SOON)
                .untilAsserted(() -> sessions.forEach(id -> tenant.get(id).body("status", equalTo("unknown"))));

        sentEarlier(sessions, 300);
        database.system(tx -> tx.update(
                "UPDATE unmatched_event SET received_at = received_at - interval '300 s' WHERE tenant_id = ?",
                tenant.id()));
        sessions.forEach(id -> tenant.awaitStatus(id, "failed").body("endReason", equalTo("lost")));
        sessions.forEach(id -> tenant.request()
                .get("/v1/sessions/{id}/events", id)
                .then()
                .statusCode(200)
                .body("items[-1].data.message", endsWith("task-2, task-1.")));
    }

    private void callback(String room, int type, String payload) {
        callback("task-1", room, type, payload);
    }

    private void callback(String task, String room, int type, String payload) {
        String path = URI.create(tenant.request()
                        .get("/v1/connections/own")
                        .then()
                        .statusCode(200)
                        .extract()
                        .as(JsonAnswer.class)
                        .<String>get("callbackUrl"))
                .getPath();
        long now = Instant.now().toEpochMilli();
        String body = """
                {"EventGroupId":9,"EventType":%d,"CallbackTs":%d,"EventInfo":{"EventMsTs":%d,"TaskId":"%s",\
                "RoomId":"%s","RoomIdType":1,"Payload":%s}}""".formatted(type, now, now, task, room, payload);
        Api.request()
                .header("Sign", TrtcCalls.sign(body))
                .header("SdkAppId", Integer.toString(tenant.app()))
                .body(body)
                .post(path)
                .then()
                .statusCode(200);
    }

    /** Longer ago than some seconds "knows nothing of it" may as well mean that it is over. */
    @Test
    void aStartIsNotSentAgainLongAfterTheFirst() {
        tenant.connection("own", vendor.url(), "secretKeyOfTheTests0001");
        vendor.does(START, _ -> awaitAndSay(ScriptedVendor.RESET)).does(DESCRIBE, _ -> NOT_THERE);
        CompletableFuture<Response> start = starting("own", LiveTenant.room("long"));
        String session = startedByOneThatStandsStill("long");

        sentEarlier(session, 60);
        tenant.awaitStatus(session, "failed").body("endReason", equalTo("lost"));
        answer.countDown();
        start.join();
        assertThat(vendor.asked(START)).hasSize(1);
    }

    /** A second start may be refused because of the first: that says nothing about it. */
    @Test
    void theRefusalOfASecondStartIsNoVerdictOnTheFirst() {
        tenant.connection("own", vendor.url(), "secretKeyOfTheTests0001");
        AtomicInteger starts = new AtomicInteger();
        vendor.does(
                        START,
                        _ -> starts.incrementAndGet() == 1
                                ? ScriptedVendor.RESET
                                : ScriptedVendor.error("FailedOperation.NotAllowed"))
                .does(
                        DESCRIBE,
                        _ -> starts.get() < 2
                                ? NOT_THERE
                                : ScriptedVendor.says("\"TaskId\":\"task-1\",\"Status\":\"InProgress\""));
        String session = tenant.start("own", LiveTenant.room("refused"))
                .post("/v1/sessions")
                .then()
                .statusCode(202)
                .extract()
                .as(JsonAnswer.class)
                .get("id");

        tenant.awaitStatus(session, "active").body("vendorSessionId", equalTo("task-1"));
        assertThat(starts).hasValue(2);
    }

    /**
     * The vendor was called, and then the session could not be written: to try again would put a second agent into the
     * room.
     */
    @Test
    void nobodyIsToldThatNothingWasDoneWhenItMayHaveBeen() throws Exception {
        tenant.connection("own", vendor.url(), "secretKeyOfTheTests0001");
        vendor.does(START, _ -> awaitAndSay(ScriptedVendor.says("\"TaskId\":\"task-1\"")))
                .does(DESCRIBE, _ -> ScriptedVendor.says("\"TaskId\":\"task-1\",\"Status\":\"InProgress\""));
        CompletableFuture<Response> start = starting("own", LiveTenant.room("unwritten"));
        String session = startedByOneThatStandsStill("unwritten");
        Response answered = database.system(tx -> {
            tx.one("SELECT FROM session WHERE id = ? FOR UPDATE", row -> true, session);
            answer.countDown();
            return start.join();
        });

        answered.then().statusCode(202).body("id", equalTo(session)).body("status", equalTo("unknown"));
        sentEarlier(session, 20);
        tenant.awaitStatus(session, "active").body("vendorSessionId", equalTo("task-1"));
        assertThat(vendor.asked(START)).hasSize(1);
    }

    /** Two sessions never have one handle, whatever a vendor answers. */
    @Test
    void aHandleThatAnotherSessionHasIsRefused() {
        tenant.connection("own", vendor.url(), "secretKeyOfTheTests0001");
        vendor.does(START, _ -> ScriptedVendor.says("\"TaskId\":\"task-1\"")).does(DESCRIBE, this::onlyTheFirst);
        String first = tenant.start("own", LiveTenant.room("one"))
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        String second = tenant.start("own", LiveTenant.room("two"))
                .post("/v1/sessions")
                .then()
                .statusCode(202)
                .body("status", equalTo("unknown"))
                .extract()
                .as(JsonAnswer.class)
                .get("id");

        tenant.get(first).body("vendorSessionId", equalTo("task-1"));
        tenant.get(second).body("vendorSessionId", nullValue());
    }

    private String onlyTheFirst(JsonNode body) {
        return body.path("TaskId").asText().equals("task-1")
                ? ScriptedVendor.says("\"TaskId\":\"task-1\",\"Status\":\"InProgress\"")
                : NOT_THERE;
    }
}
