package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.voxgate.database.Database;
import io.voxgate.replicas.TrtcCalls;
import io.voxgate.testkit.JsonAnswer;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A tenant whose vendor answers as a test says, and sessions whose times a test moves. */
abstract class UnansweredStarts {
    static final String START = "StartAIConversation";
    static final String DESCRIBE = "DescribeAIConversation";
    static final String STOP = "StopAIConversation";
    static final String NOT_THERE = ScriptedVendor.error("FailedOperation.TaskNotExist");
    static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Database database;

    final ScriptedVendor vendor = ScriptedVendor.open();
    LiveTenant tenant;
    final CountDownLatch answer = new CountDownLatch(1);

    @BeforeEach
    void create() {
        tenant = LiveTenant.create();
    }

    @AfterEach
    void close() {
        answer.countDown();
        vendor.close();
    }

    static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String awaitAndSay(String text) {
        hold(answer);
        return text;
    }

    CompletableFuture<Response> starting(String connection, Map<String, Object> channel) {
        return CompletableFuture.supplyAsync(
                () -> tenant.start(connection, channel).post("/v1/sessions"), Thread::startVirtualThread);
    }

    String onlySession() {
        return tenant.request()
                .get("/v1/sessions")
                .then()
                .statusCode(200)
                .extract()
                .as(JsonAnswer.class)
                .get("items[0].id");
    }

    /** As if the start had been sent so much earlier, by a process that stands still since. */
    void sentEarlier(String session, int seconds) {
        sentEarlier(List.of(session), seconds);
    }

    /** All of them at once: a look between two of them would find one alone, and give it the call. */
    void sentEarlier(List<String> sessions, int seconds) {
        noLookupIsUnderWay(sessions);
        assertThat(database.<Integer>system(tx -> tx.update("""
                UPDATE session SET sent_at = sent_at - ? * interval '1 s', created_at = created_at - ? * interval '1 s',
                    next_lookup_at = now()
                WHERE id = ANY (?)""", seconds, seconds, sessions)))
                .isEqualTo(sessions.size());
    }

    /** As if the vendor had known nothing of it for so long. */
    void absentSince(String session, Instant time) {
        noLookupIsUnderWay(List.of(session));
        assertThat(database.<Integer>system(
                        tx -> tx.update("UPDATE session SET absent_since = ? WHERE id = ?", time, session)))
                .isEqualTo(1);
    }

    /**
     * One that had read a session's times before they are moved would look for its rivals at the old time, and find
     * none.
     */
    void noLookupIsUnderWay(List<String> sessions) {
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

    String startedByOneThatStandsStill(String room) {
        await().atMost(SOON).until(() -> vendor.asked(START).size() == 1);
        String session = onlySession();
        tenant.get(session).body(has("status", equalTo("starting"))).body(has("channel.roomId", equalTo(room)));
        return session;
    }

    void connect() {
        tenant.connection("own", vendor.url(), "secretKeyOfTheTests0001");
    }

    /** A session whose start got no answer. */
    String started(String room) {
        return tenant.start("own", LiveTenant.room(room))
                .post("/v1/sessions")
                .then()
                .statusCode(202)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
    }

    /** Its next look-up is due at once. */
    void lookUpNow(String session) {
        assertThat(database.<Integer>system(tx -> tx.update(
                        "UPDATE session SET next_lookup_at = now() WHERE id = ? AND next_lookup_at IS NOT NULL",
                        session)))
                .isOne();
    }

    /** The vendor's task of this room calls back that it began and is over. */
    void isOver(String room) {
        callback(room, 901, "{\"Status\":0}");
        callback(room, 902, "{\"LeaveCode\":1}");
    }

    void callback(String room, int type, String payload) {
        callback("task-1", room, type, payload);
    }

    void callback(String task, String room, int type, String payload) {
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
}
