package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A vendor carries a start out late, and what it tells of it comes later still: when the session was given up as lost.
 * Found by chaos, seed 20261201.
 */
@Tag("long")
@ServiceTest
class LostSessionServiceTest extends UnansweredStarts {
    @BeforeEach
    void scriptVendor() {
        connect();
        vendor.does(START, _ -> ScriptedVendor.RESET)
                .does(DESCRIBE, _ -> NOT_THERE)
                .does(STOP, _ -> NOT_THERE);
    }

    @Test
    void whatCallsBackAfterwardsIsItsOwn() {
        String session = lost("late", 60);
        isOver("late");
        lookedAtAgain(session);

        tenant.awaitStatus(session, "ended")
                .body("vendorSessionId", equalTo("task-1"))
                .body("endReason", equalTo("cancelled"));
        tenant.request()
                .get("/v1/sessions/{id}/events", session)
                .then()
                .statusCode(200)
                .body("items.type", hasItem("session.ended"))
                .body("items.type", hasItem("session.started"));
        assertThat(vendor.asked(START)).as("not once more for it").hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void whatALaterStartMayHaveBegunIsNot() {
        String first = lost("shared", 60);
        String second = started("shared");
        isOver("shared");
        lookedAtAgain(first);

        tenant.get(first).body("status", equalTo("failed")).body("vendorSessionId", nullValue());
        tenant.get(second).body("vendorSessionId", nullValue());
    }

    @Test
    void whatCallsBackAfterMinutesIsNot() {
        String session = lost("old", 200);
        isOver("old");
        lookedAtAgain(session);

        tenant.get(session).body("status", equalTo("failed")).body("vendorSessionId", nullValue());
    }

    /** By a replica whose clock was ahead. Found by chaos, seed 20261202. */
    @Test
    void whatSeemsToBeSentInTheFutureIsNotSentAgain() {
        vendor.does(START, _ -> {
            hold(answer);
            return ScriptedVendor.RESET;
        });
        CompletableFuture<String> start =
                CompletableFuture.supplyAsync(() -> started("ahead"), Thread::startVirtualThread);
        await().atMost(SOON).until(() -> vendor.asked(START).size() == 1);
        assertThat(database.<Integer>system(tx -> tx.update(
                        "UPDATE session SET sent_at = now() + interval '30 s' WHERE channel ->> 'roomId' = ?",
                        "ahead")))
                .isOne();
        answer.countDown();
        String session = start.join();
        await().atMost(SOON).until(() -> vendor.asked(DESCRIBE).size() > 2);

        assertThat(vendor.asked(START)).hasSize(1);
        tenant.get(session).body("status", equalTo("unknown"));
    }

    /** A session that the vendor has not known for long enough, although it was sent so many seconds ago. */
    private String lost(String room, int seconds) {
        String session = started(room);
        await().atMost(SOON).until(() -> {
            database.system(tx -> tx.update("""
                    UPDATE session SET sent_at = now() - ? * interval '1 s', created_at = now() - ? * interval '1 s',
                        absent_since = 'epoch', next_lookup_at = now()
                    WHERE id = ? AND status = 'unknown'""", seconds, seconds, session));
            return tenant.status(session).equals("failed");
        });
        tenant.get(session).body("endReason", equalTo("lost"));
        return session;
    }

    /** As the next late look does, and waits until it is over. */
    private void lookedAtAgain(String session) {
        long before = lookups(session);
        lookUpNow(session);
        await().atMost(SOON).until(() -> lookups(session) != before);
    }

    /** How often it was looked at since it is over; -1: never again. */
    private long lookups(String session) {
        return database.<Long>system(tx -> tx.one(
                        "SELECT CASE WHEN next_lookup_at IS NULL THEN -1 ELSE lookup_count END FROM session WHERE id = ?",
                        row -> row.getLong(1),
                        session)
                .orElseThrow());
    }
}
