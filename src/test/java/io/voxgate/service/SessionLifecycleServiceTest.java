package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.ValidatableResponse;
import io.voxgate.testkit.JsonAnswer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whole lives of sessions on the simulated vendors, seen from outside. */
@ServiceTest
class SessionLifecycleServiceTest {
    /** A session over a connection to a vendor. */
    private record Life(String connection, String vendor, String plot) {}

    @Test
    void runsFromStartToEnd() {
        Concurrently.each(
                List.of(
                        new Life("trtc", "tencent-trtc", "-short"),
                        new Life("ccc", "tencent-ccc", "0019"),
                        new Life("ali", "alibaba-rtc", "")),
                facts -> runs(facts.connection(), facts.vendor(), facts.plot()));
    }

    private static void runs(String connection, String vendor, String plot) {
        LiveTenant tenant = LiveTenant.create();
        ValidatableResponse started = tenant.start(connection, LiveTenant.channel(connection, plot))
                .post("/v1/sessions")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201)
                .header("Location", containsString("/v1/sessions/ses_"))
                .body(has("status", equalTo("starting")))
                .body(has("vendor", equalTo(vendor)))
                .body(has("connection", equalTo(connection)))
                .body(has("vendorSessionId", notNullValue()))
                .body(has("translation.summary.rejected", equalTo(0)));
        if (connection.equals("ccc")) {
            started.body(has("$", not(hasKey("join"))));
        } else {
            started.body(has("join.userId", equalTo("user_1")))
                    .body(has("join.expiresAt", notNullValue()))
                    .body(has("join.messages.receives.schema", hasItem(startsWith("/openapi.json#/"))))
                    .body(has("join.messages.sends.name", hasItem("interrupt")))
                    .body(has("channel.agentUserId", startsWith("agent_")));
        }
        String id = started.extract().as(JsonAnswer.class).get("id");
        tenant.awaitStatus(id, "active").body(has("startedAt", notNullValue()));
        tenant.awaitStatus(id, "ended")
                .body(has("endReason", notNullValue()))
                .body(has("endedBy", notNullValue()))
                .body(has("endedAt", notNullValue()));
        JsonAnswer events = tenant.request()
                .get("/v1/sessions/{id}/events", id)
                .then()
                .statusCode(200)
                .extract()
                .as(JsonAnswer.class);
        List<String> types = events.getList("items.type");
        assertThat(types).startsWith("session.starting").containsSubsequence("session.started", "session.ended");
        assertThat(events.<Integer>getList("items.sequence"))
                .isEqualTo(IntStream.rangeClosed(1, types.size()).boxed().toList());
    }

    @Test
    void stopsWhenAskedTo() {
        Concurrently.each(
                List.of(
                        new Life("trtc", "tencent-trtc", "-long"),
                        new Life("ccc", "tencent-ccc", "0020"),
                        new Life("ali", "alibaba-rtc", "-long")),
                facts -> stops(facts.connection(), facts.plot()));
    }

    private static void stops(String connection, String plot) {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.started(connection, plot);
        tenant.awaitStatus(id, "active");
        tenant.request()
                .body(Map.of("text", "One moment please."))
                .post("/v1/sessions/{id}/say", id)
                .then()
                .statusCode(202)
                .body(has("sessionId", equalTo(id)));
        tenant.request()
                .post("/v1/sessions/{id}/stop", id)
                .then()
                .statusCode(202)
                .body(has("status", oneOf("stopping", "ended")));
        tenant.awaitStatus(id, "ended").body(has("endReason", equalTo("completed")));
        tenant.request()
                .post("/v1/sessions/{id}/stop", id)
                .then()
                .statusCode(202)
                .body(has("status", equalTo("ended")));
        tenant.request()
                .body(Map.of("text", "Too late."))
                .post("/v1/sessions/{id}/say", id)
                .then()
                .statusCode(409)
                .body(has("code", equalTo("SESSION_NOT_RUNNING")));
        tenant.request()
                .body(Map.of("vad", Map.of("silenceMs", 1)))
                .patch("/v1/sessions/{id}/agent", id)
                .then()
                .statusCode(409)
                .body(has("code", equalTo("SESSION_NOT_RUNNING")));
    }
}
