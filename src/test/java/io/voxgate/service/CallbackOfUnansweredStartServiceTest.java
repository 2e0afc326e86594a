package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.voxgate.testkit.JsonAnswer;
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
 * What callbacks say of sessions whose starts were never answered: which of them each is about, and whether they are
 * lost.
 */
@Tag("long")
@ServiceTest
class CallbackOfUnansweredStartServiceTest extends UnansweredStarts {
    /** Its answer is lost, the person leaves, and TRTC knows no task that is over: what it called back tells. */
    @Test
    void whatIsOverIsNotStartedAgain() {
        connect();
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
        noLookupIsUnderWay(List.of(session));
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
        connect();
        vendor.does(START, _ -> ScriptedVendor.RESET).does(DESCRIBE, _ -> {
            asked.run();
            return NOT_THERE;
        });
        return started(room);
    }

    /** Two starts into one room: the first began a task that is over, the second never began one. */
    @Test
    void aTaskThatCalledBeforeTheNextStartWasSentIsTheFirstStarts() throws InterruptedException {
        connect();
        AtomicInteger starts = new AtomicInteger();
        vendor.does(
                        START,
                        _ -> starts.incrementAndGet() == 1 ? awaitAndSay(ScriptedVendor.RESET) : ScriptedVendor.RESET)
                .does(DESCRIBE, _ -> NOT_THERE);
        CompletableFuture<Response> start = starting("own", LiveTenant.room("shared"));
        String first = startedByOneThatStandsStill("shared");
        isOver("shared");
        Thread.sleep(1_500); // longer than clocks may differ
        String second = started("shared");
        answer.countDown();

        tenant.awaitStatus(first, "ended").body("vendorSessionId", equalTo("task-1"));
        tenant.get(second).body("vendorSessionId", nullValue());
        assertThat(start.join().statusCode()).isIn(201, 202);
    }

    /** Callbacks overtake each other: in which order two tasks call back says nothing, but who speaks in them does. */
    @Test
    void ofTwoTasksOfARoomEachSessionHasTheOneInWhichItsAgentSpeaks() {
        connect();
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
        connect();
        vendor.does(START, _ -> ScriptedVendor.RESET).does(DESCRIBE, _ -> NOT_THERE);
        List<String> sessions =
                IntStream.range(0, 2).mapToObj(_ -> started("both")).toList();
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
}
