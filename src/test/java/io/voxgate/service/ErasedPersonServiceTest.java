package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.voxgate.database.Database;
import io.voxgate.testkit.JsonAnswer;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person is gone from everything, whatever their session's caller called its key and wherever they were named. */
@Tag("long")
@ServiceTest
class ErasedPersonServiceTest {
    /** What a caller may have stored that looks like what an erasure leaves. */
    private static final String LIKE_ERASED = "erased:0000000000000000000000000000000000000000000000000000000000000000";

    @Inject
    Database database;

    private final String marker =
            "zq" + UUID.randomUUID().toString().replace("-", "").substring(0, 14);

    private static Response start(LiveTenant live, String key, Map<String, Object> body) {
        return live.request().header("Idempotency-Key", key).body(body).post("/v1/sessions");
    }

    private Map<String, Object> body(String connection, Map<String, Object> channel) {
        return Map.of(
                "agent",
                LiveTenant.agent(connection),
                "channel",
                channel,
                "connection",
                connection,
                "metadata",
                Map.of("name", "Mrs " + marker));
    }

    private static void erase(LiveTenant live, String kind, String value) {
        live.request()
                .body(Map.of(kind, value))
                .post("/v1/erasures")
                .then()
                .statusCode(200)
                .body(has("sessions", equalTo(1)))
                .body(has("complete", equalTo(true)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"erased:", "erased:mine-", "ERASED:", LIKE_ERASED})
    void aKeyThatLooksErasedIsErasedLikeAllOthers(String prefix) {
        LiveTenant live = LiveTenant.create();
        String number = "+8613848" + (100 + Math.floorMod(marker.hashCode(), 900)) + "0001";
        String roomKey = prefix + (prefix.equals(LIKE_ERASED) ? "" : marker);
        String callKey = prefix.equals(LIKE_ERASED) ? LIKE_ERASED.replace('0', '1') : prefix + number;
        Map<String, Object> room =
                body("trtc", Map.of("type", "room", "roomId", "room-" + marker + "-short", "userId", marker));
        Map<String, Object> call = body("ccc", LiveTenant.phone(number));
        String one = start(live, roomKey, room)
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        String two = start(live, callKey, call)
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        live.awaitStatus(one, "ended");
        live.awaitStatus(two, "ended");
        erase(live, "userId", marker);
        erase(live, "phoneNumber", number);

        for (Response again : List.of(start(live, roomKey, room), start(live, callKey, call))) {
            again.then()
                    .statusCode(409)
                    .header("Idempotent-Replayed", "true")
                    .body(has("code", equalTo("CONFLICT")))
                    .body(has("detail", containsString("erased")));
            assertThat(again.asString()).doesNotContain(marker).doesNotContain(number.substring(1));
        }
        assertThat(StoredText.where(database, marker)).isEmpty();
        assertThat(StoredText.where(database, number.substring(3)).stream()
                        .filter(row -> row.contains(live.tenantId())))
                .isEmpty();
    }

    /** A key that is spelled like the one that an erasure left is another key, and free. */
    @Test
    void whatStandsForAnErasedKeyIsNobodysKey() {
        LiveTenant live = LiveTenant.create();
        Map<String, Object> room =
                body("trtc", Map.of("type", "room", "roomId", "room-" + marker + "-short", "userId", marker));
        String one = start(live, marker, room)
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        live.awaitStatus(one, "ended");
        erase(live, "userId", marker);
        String left = database.<Optional<String>>system(tx ->
                        tx.one("SELECT key FROM idempotency_key WHERE session_id = ?", row -> row.getString(1), one))
                .orElseThrow();
        assertThat(left).doesNotContain(marker);
        String another = start(live, left, body("trtc", LiveTenant.channel("trtc", "-short")))
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        assertThat(another).isNotEqualTo(one);
        start(live, marker, room).then().statusCode(409).body("sessionId", equalTo(one));
    }

    /** One canary in every field and channel that a person can be in. */
    @Test
    void nothingOfTheWholeDatabaseTellsOfThem() {
        LiveTenant live = LiveTenant.create();
        live.request()
                .body(Map.of("url", "http://127.0.0.1:9/hook", "eventTypes", List.of("*")))
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(201);
        Map<String, Object> agent = new HashMap<>(LiveTenant.agent("trtc"));
        agent.put("greeting", Map.of("mode", "static", "text", "Hello " + marker));
        agent.put(
                "llm",
                Map.of(
                        "protocol",
                        "openai",
                        "url",
                        "https://api.openai.com/v1",
                        "model",
                        "m",
                        "credentialRef",
                        "llm",
                        "systemPrompt",
                        "Speak with " + marker,
                        "metadata",
                        Map.of("person", marker),
                        "user",
                        marker));
        String id = start(
                        live,
                        "call-" + marker,
                        Map.of(
                                "agent",
                                agent,
                                "connection",
                                "trtc",
                                "metadata",
                                Map.of("n" + marker, marker),
                                "channel",
                                Map.of(
                                        "type",
                                        "room",
                                        "roomId",
                                        "room-" + marker + "-long",
                                        "userId",
                                        marker,
                                        "agentUserId",
                                        "agent-" + marker)))
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        live.awaitStatus(id, "active");
        live.request()
                .body(Map.of("text", "Listen, " + marker))
                .post("/v1/sessions/{id}/say", id)
                .then()
                .statusCode(202);
        live.request()
                .body(Map.of("text", "Ask " + marker))
                .post("/v1/sessions/{id}/prompt", id)
                .then();
        live.request()
                .contentType("application/merge-patch+json")
                .body(Map.of("llm", Map.of("systemPrompt", "Now speak of " + marker)))
                .patch("/v1/sessions/{id}/agent", id)
                .then()
                .statusCode(200);
        live.request()
                .body(Map.of("sessionId", id))
                .post("/v1/stream-tokens")
                .then()
                .statusCode(201);
        String handle = live.get(id).extract().as(JsonAnswer.class).get("vendorSessionId");
        for (String callback : List.of(
                "{\"EventGroupId\":9,\"EventType\":903,\"CallbackTs\":1,\"EventInfo\":{\"EventMsTs\":1,"
                        + "\"TaskId\":\"%1$s\",\"Payload\":{\"UserId\":\"%2$s\",\"Text\":\"I am "
                        + "%2$s\",\"RoundId\":\"r%2$s\"}}}",
                "{\"EventGroupId\":9,\"EventType\":908,\"CallbackTs\":1,\"EventInfo\":{\"EventMsTs\":2,"
                        + "\"TaskId\":\"%1$s\",\"Payload\":{\"Metric\":\"llm_error\",\"Tag\":{\"Code\":\"c\","
                        + "\"Message\":\"%2$s\"}}}}",
                "{\"EventGroupId\":9,\"EventType\":999,\"CallbackTs\":1,\"EventInfo\":{\"EventMsTs\":3,"
                        + "\"TaskId\":\"%1$s\",\"Payload\":{\"%2$s\":\"{\\\"in\\\":\\\"%2$s\\\"}\"}}}",
                "{\"EventGroupId\":9,\"EventType\":903,\"CallbackTs\":1,\"EventInfo\":{\"EventMsTs\":4,"
                        + "\"TaskId\":\"nobody\",\"Payload\":{\"UserId\":\"%2$s\",\"Text\":\"x\","
                        + "\"RoundId\":\"p\"}}}")) {
            String body = callback.formatted(handle, marker);
            CallbackServiceTest.post(live, body).then().statusCode(200);
        }
        live.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202);
        live.awaitStatus(id, "ended");
        String refused = start(
                        live,
                        "two-" + marker,
                        body("trtc", Map.of("type", "room", "roomId", "room-" + marker + "-refused", "userId", marker)))
                .then()
                .statusCode(422)
                .extract()
                .as(JsonAnswer.class)
                .get("sessionId");
        assertThat(StoredText.where(database, marker).stream()
                        .map(row -> row.split(":")[0])
                        .distinct())
                .contains("idempotency_key", "unmatched_event", "session", "session_event");
        live.request()
                .body(Map.of("userId", marker))
                .post("/v1/erasures")
                .then()
                .statusCode(200)
                .body("sessions", equalTo(2))
                .body("complete", equalTo(true));
        assertThat(StoredText.where(database, marker)).isEmpty();
        live.get(refused).body("vendorError.message", equalTo("erased"));
    }
}
