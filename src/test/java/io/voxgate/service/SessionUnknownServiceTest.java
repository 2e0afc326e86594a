package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.restassured.response.Response;
import io.voxgate.database.Database;
import io.voxgate.testkit.JsonAnswer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Starts whose answer never came: found out about, never repeated blindly. */
@Tag("long")
@ServiceTest
class SessionUnknownServiceTest {
    @Inject
    Database database;

    /** A start over a connection whose plot loses the answer. */
    private record Lost(String connection, String plot) {}

    @Test
    void whatTheVendorDidStartIsAdopted() {
        Concurrently.each(
                List.of(
                        new Lost("trtc", "-reset-after"),
                        new Lost("ccc", "0009"),
                        new Lost("ali", "-reset-after"),
                        new Lost("trtc", "-broken-json"),
                        new Lost("ccc", "0011"),
                        new Lost("ali", "-internal-error")),
                lost -> adopted(lost.connection(), lost.plot()));
    }

    private static void adopted(String connection, String plot) {
        LiveTenant tenant = LiveTenant.create();
        Response answer =
                tenant.start(connection, LiveTenant.channel(connection, plot)).post("/v1/sessions");
        answer.then().log().ifValidationFails().statusCode(202).body(has("status", equalTo("unknown")));
        String id = answer.as(JsonAnswer.class).get("id");
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> List.of("active", "ended").contains(tenant.status(id)));
        tenant.get(id).body(has("vendorSessionId", notNullValue()));
        tenant.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202);
        tenant.awaitStatus(id, "ended");
    }

    @Test
    void whatTheVendorNeverHeardOfIsLost() {
        Concurrently.each(
                List.of(new Lost("trtc", "-reset-before"), new Lost("ali", "-reset-before")),
                lost -> neverHeardOf(lost.connection(), lost.plot()));
    }

    private void neverHeardOf(String connection, String plot) {
        LiveTenant tenant = LiveTenant.create();
        Response answer =
                tenant.start(connection, LiveTenant.channel(connection, plot)).post("/v1/sessions");
        answer.then().statusCode(202).body(has("status", equalTo("unknown")));
        String id = answer.as(JsonAnswer.class).get("id");
        await().atMost(Duration.ofSeconds(30)).until(() -> lookedAt(id));
        // Before a slow vendor's time is over; where the start was repeated, it is on its way for a moment.
        tenant.awaitStatus(id, "unknown");
        sentAMinuteEarlier(id);
        tenant.awaitStatus(id, "failed")
                .body(has("endReason", equalTo("lost")))
                .body(has("endedBy", equalTo("system")));
    }

    /** Whether the vendor was asked about it; where a start may be repeated, that is what follows. */
    private boolean lookedAt(String session) {
        return database.system(tx -> tx.one(
                        "SELECT lookup_count > 0 OR start_attempts > 1 FROM session WHERE id = ?",
                        row -> row.getBoolean(1),
                        session))
                .orElseThrow();
    }

    /** A slow vendor has half a minute to begin what it was sent; nobody waits for that here. */
    private void sentAMinuteEarlier(String session) {
        assertThat(database.<Integer>system(tx -> tx.update(
                        "UPDATE session SET sent_at = sent_at - interval '1 minute', next_lookup_at = now() WHERE id = ?",
                        session)))
                .isOne();
    }

    @Test
    void aStopOfAnUnknownSessionIsDoneOnceItIsFound() {
        Concurrently.each(
                List.of(new Lost("trtc", "-reset-after"), new Lost("ccc", "0009")),
                lost -> stoppedOnceFound(lost.connection(), lost.plot()));
    }

    private static void stoppedOnceFound(String connection, String plot) {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.start(connection, LiveTenant.channel(connection, plot))
                .post("/v1/sessions")
                .then()
                .statusCode(202)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        tenant.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202);
        tenant.awaitStatus(id, "ended")
                .body(has("endReason", oneOf("completed", "cancelled")))
                .body(has("endedBy", equalTo("operator")));
    }

    /**
     * As if the process had died between storing what it was about to do and doing it: so long afterwards nobody can
     * tell that from a session that is over.
     */
    @Test
    void aStartWhoseProcessDiedIsNotSentByAnother() {
        LiveTenant tenant = LiveTenant.create();
        String model = tenant.started("trtc", "-short");
        tenant.request().post("/v1/sessions/{id}/stop", model).then().statusCode(202);
        tenant.awaitStatus(model, "ended");
        String orphan = "ses_" + UUID.randomUUID().toString().replace("-", "").substring(0, 26);
        assertThat(database.<Integer>system(tx -> tx.update("""
                INSERT INTO session (id, tenant_id, status, vendor, connection, channel, agent, translation, \
                metadata, facts, nonce, created_at, sent_at, next_lookup_at, updated_at)
                SELECT ?, tenant_id, 'starting', vendor, connection, channel || jsonb_build_object('roomId', \
                'orphan-short'), agent, translation, metadata,
                    '{"start":"SENT","seen":false,"rang":false,"live":false,"stopping":false,"spoke":false,\
                "stop":null,"stopAccepted":false,"ending":null}'::jsonb, nonce,
                    now() - interval '60 s', now() - interval '60 s', now(), now() FROM session WHERE id = ?""", orphan, model)))
                .isOne();
        tenant.awaitStatus(orphan, "failed").body("endReason", equalTo("lost")).body("vendorSessionId", nullValue());
    }
}
