package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.voxgate.testkit.JsonAnswer;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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
        connect();
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
        connect();
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

    /** Longer ago than some seconds "knows nothing of it" may as well mean that it is over. */
    @Test
    void aStartIsNotSentAgainLongAfterTheFirst() {
        connect();
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
        connect();
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
        String session = started("refused");

        tenant.awaitStatus(session, "active").body("vendorSessionId", equalTo("task-1"));
        assertThat(starts).hasValue(2);
    }

    /**
     * The vendor was called, and then the session could not be written: to try again would put a second agent into the
     * room.
     */
    @Test
    void theCallerDoesNotLearnThatNothingWasDoneWhenItMayHaveBeen() throws Exception {
        connect();
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
        connect();
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
