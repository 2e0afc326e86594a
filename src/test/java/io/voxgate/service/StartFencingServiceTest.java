package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.voxgate.database.Database;
import io.voxgate.replicas.TrtcCalls;
import io.voxgate.testkit.JsonAnswer;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What several processes write about one start: each says only what its own attempt proves, and no session gets what
 * belongs to another.
 */
@Tag("long")
@ServiceTest
class StartFencingServiceTest {
    private static final String START = "StartAIConversation";
    private static final String DESCRIBE = "DescribeAIConversation";
    private static final String STOP = "StopAIConversation";
    private static final String NOT_THERE = ScriptedVendor.error("FailedOperation.TaskNotExist");
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Database database;

    private final ScriptedVendor vendor = ScriptedVendor.open();
    private LiveTenant tenant;
    private final CountDownLatch answer = new CountDownLatch(1);

    @BeforeEach
    void create() {
        tenant = LiveTenant.create();
    }

    @AfterEach
    void close() {
        answer.countDown();
        vendor.close();
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String awaitAndSay(String text) {
        hold(answer);
        return text;
    }

    private CompletableFuture<Response> starting(String connection, Map<String, Object> channel) {
        return CompletableFuture.supplyAsync(
                () -> tenant.start(connection, channel).post("/v1/sessions"), Thread::startVirtualThread);
    }

    private String onlySession() {
        return tenant.request()
                .get("/v1/sessions")
                .then()
                .statusCode(200)
                .extract()
                .as(JsonAnswer.class)
                .get("items[0].id");
    }

    /** As if the start had been sent so much earlier, by a process that stands still since. */
    private void sentEarlier(String session, int seconds) {
        sentEarlier(List.of(session), seconds);
    }

    /** All of them at once: a look between two of them would find one alone, and give it the call. */
    private void sentEarlier(List<String> sessions, int seconds) {
        noLookIsUnderWay(sessions);
        assertThat(database.<Integer>system(tx -> tx.update("""
                UPDATE session SET sent_at = sent_at - ? * interval '1 s', created_at = created_at - ? * interval '1 s',
                    next_lookup_at = now()
                WHERE id = ANY (?)""", seconds, seconds, sessions)))
                .isEqualTo(sessions.size());
    }

    /**
     * One that had read a session's times before they are moved would look for its rivals at the old time, and find
     * none.
     */
    private void noLookIsUnderWay(List<String> sessions) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(300)).until(() -> {
            long untouched = database.<Long>system(tx -> tx.one(
                            "SELECT count(*) FROM session WHERE id = ANY (?) AND next_lookup_at > now() + interval '1 minute'",
                            row -> row.getLong(1),
                            sessions)
                    .orElseThrow());
            database.system(tx -> tx.update(
                    "UPDATE session SET next_lookup_at = now() + interval '1 hour' WHERE id = ANY (?)", sessions));
            return untouched == sessions.size();
        });
    }

    private String startedByOneThatStandsStill(String room) {
        await().atMost(SOON).until(() -> vendor.asked(START).size() == 1);
        String session = onlySession();
        tenant.get(session).body(has("status", equalTo("starting"))).body(has("channel.roomId", equalTo(room)));
        return session;
    }

    /**
     * Both replicas are right about what they saw: one was refused, the other found the session running. What runs,
     * runs.
     */
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
        callback("over", 901, "{\"Status\":0}");
        callback("over", 902, "{\"LeaveCode\":1}");
        answer.countDown();

        tenant.awaitStatus(session, "ended").body("vendorSessionId", equalTo("task-1"));
        assertThat(vendor.asked(START)).as("never twice").hasSize(1);
        assertThat(start.join().statusCode()).isIn(201, 202);
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
        callback("shared", 901, "{\"Status\":0}");
        callback("shared", 902, "{\"LeaveCode\":1}");
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
