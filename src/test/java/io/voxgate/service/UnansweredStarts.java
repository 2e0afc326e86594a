package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.voxgate.database.Database;
import io.voxgate.testkit.JsonAnswer;
import jakarta.inject.Inject;
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
        noLookIsUnderWay(sessions);
        assertThat(database.<Integer>system(tx -> tx.update("""
                UPDATE session SET sent_at = sent_at - ? * interval '1 s', created_at = created_at - ? * interval '1 s',
                    next_lookup_at = now()
                WHERE id = ANY (?)""", seconds, seconds, sessions)))
                .isEqualTo(sessions.size());
    }

    /** As if the vendor had known nothing of it for so long. */
    void absentSince(String session, Instant time) {
        noLookIsUnderWay(List.of(session));
        assertThat(database.<Integer>system(tx -> tx.update(
                        "UPDATE session SET absent_since = ? WHERE id = ?", time, session)))
                .isEqualTo(1);
    }

    /**
     * One that had read a session's times before they are moved would look for its rivals at the old time, and find
     * none.
     */
    void noLookIsUnderWay(List<String> sessions) {
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

    /**
     * Both replicas are right about what they saw: one was refused, the other found the session running. What runs,
     * runs.
     */
}
