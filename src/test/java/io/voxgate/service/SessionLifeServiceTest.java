package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whole lives of sessions on the simulated vendors, seen from outside. */
@ServiceTest
class SessionLifeServiceTest {
    /** A session over a connection to a vendor. */
    private record Life(String connection, String vendor, String plot) {}

    @Test
    void runsFromStartToEnd() {
        Concurrently.each(List.of(new Life("trtc", "tencent-trtc", "-short"), new Life("ccc", "tencent-ccc", "0019"), new Life("ali", "alibaba-rtc", "-short")),
                facts -> runs(facts.connection(), facts.vendor(), facts.plot()));
    }

    private static void runs(String connection, String vendor, String plot) {
        LiveTenant tenant = LiveTenant.create();
        ValidatableResponse started = tenant.start(connection, LiveTenant.channel(connection, plot)).post("/v1/sessions").then().log().ifValidationFails().statusCode(201)
                .header("Location", containsString("/v1/sessions/ses_"))
                .body("status", equalTo("starting")).body("vendor", equalTo(vendor)).body("connection", equalTo(connection))
                .body("vendorSessionId", notNullValue()).body("translation.summary.rejected", equalTo(0));
        if (connection.equals("ccc")) {
            started.body("$", not(hasKey("join")));
        } else {
            started.body("join.userId", equalTo("user_1")).body("join.expiresAt", notNullValue()).body("channel.agentUserId", startsWith("agent_"));
        }
        String id = started.extract().path("id");
        tenant.awaitStatus(id, "active").body("startedAt", notNullValue());
        tenant.awaitStatus(id, "ended").body("endReason", notNullValue()).body("endedBy", notNullValue()).body("endedAt", notNullValue());
        JsonPath events = tenant.request().get("/v1/sessions/{id}/events", id).then().statusCode(200).extract().jsonPath();
        List<String> types = events.getList("items.type");
        assertThat(types).startsWith("session.starting").containsSubsequence("session.started", "session.ended");
        assertThat(events.<Integer>getList("items.sequence")).isEqualTo(IntStream.rangeClosed(1, types.size()).boxed().toList());
    }

    @Test
    void stopsWhenAskedTo() {
        Concurrently.each(List.of(new Life("trtc", "tencent-trtc", ""), new Life("ccc", "tencent-ccc", "0000"), new Life("ali", "alibaba-rtc", "")), facts -> stops(facts.connection(), facts.plot()));
    }

    private static void stops(String connection, String plot) {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.started(connection, plot);
        tenant.awaitStatus(id, "active");
        tenant.request().body(Map.of("text", "One moment please.")).post("/v1/sessions/{id}/say", id).then().statusCode(202).body("sessionId", equalTo(id));
        tenant.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202).body("status", oneOf("stopping", "ended"));
        tenant.awaitStatus(id, "ended").body("endReason", equalTo("completed"));
        tenant.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202).body("status", equalTo("ended"));
        tenant.request().body(Map.of("text", "Too late.")).post("/v1/sessions/{id}/say", id).then().statusCode(409).body("code", equalTo("SESSION_NOT_RUNNING"));
        tenant.request().body(Map.of("vad", Map.of("silenceMs", 1))).patch("/v1/sessions/{id}/agent", id).then().statusCode(409).body("code", equalTo("SESSION_NOT_RUNNING"));
    }
}
