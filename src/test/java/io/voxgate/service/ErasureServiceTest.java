package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.specification.RequestSpecification;
import io.voxgate.database.Database;
import io.voxgate.testkit.JsonAnswer;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After one call nothing in the whole database tells of a person, and what was counted still counts. */
@ServiceTest
class ErasureServiceTest {
    @Inject
    Database database;

    private final String marker =
            "zq" + UUID.randomUUID().toString().replace("-", "").substring(0, 14);
    private LiveTenant live;

    @BeforeEach
    void open() {
        live = LiveTenant.create();
    }

    /** Where a text stands in the whole database: table, and the row. */
    private List<String> where(String text) {
        List<String> tables = database.system(tx -> tx.list("""
                SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace \
                AND relname <> 'flyway_schema_history' ORDER BY 1""", row -> row.getString(1)));
        List<String> found = new ArrayList<>();
        tables.forEach(table -> found.addAll(database.system(tx -> tx.list(
                "SELECT '%1$s: ' || t::text FROM %1$s t WHERE strpos(t::text, ?) > 0".formatted(table),
                row -> row.getString(1),
                text))));
        return found;
    }

    /** The person is in the agent, the room, the metadata, the key of the start, and in what is said. */
    private RequestSpecification start(String userId, String plot) {
        return live.request()
                .header("Idempotency-Key", marker + plot)
                .body(Map.of(
                        "template",
                        "support",
                        "variables",
                        Map.of("customerName", "Name " + marker),
                        "connection",
                        "trtc",
                        "metadata",
                        Map.of("customer", marker),
                        "channel",
                        Map.of("type", "room", "roomId", "room-" + marker + plot, "userId", userId)));
    }

    private void template() {
        live.request().body("""
                {"variables":{"customerName":{"type":"string","required":true}},
                 "agent":{"greeting":{"mode":"static","text":"Hello {{customerName}}, it is \
                me."},"llm":{"protocol":"openai","url":"https://api.openai.com/v1","model":"m","credentialRef":"llm",
                  "systemPrompt":"Speak with {{customerName}}."},"tts":{"provider":"platform",\
                "voice":"v-female-R2s4N9qJ"}}}""").put("/v1/templates/support").then().statusCode(201);
        live.request()
                .body(Map.of("url", "http://127.0.0.1:9/hook", "eventTypes", List.of("*")))
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(201);
    }

    private void park() {
        database.system(tx -> tx.update("""
                INSERT INTO unmatched_event (tenant_id, vendor, token, vendor_session_id, dedupe_key, type, \
                occurred_at, received_at, event, raw)
                SELECT tenant_id, vendor, token, 'early', ?, 'transcript.added', now(), now(), '{}', \
                jsonb_build_object('EventInfo', jsonb_build_object('UserId', ?::text))
                FROM callback_endpoint WHERE tenant_id = ? AND \
                vendor = 'tencent-trtc' LIMIT 1""", UUID.randomUUID().toString(), marker, live.tenantId()));
    }

    @Test
    void nothingTellsOfThePersonAnyMore() {
        template();
        String first = start(marker, "-short")
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        String second = start(marker, "-refused")
                .post("/v1/sessions")
                .then()
                .statusCode(422)
                .extract()
                .as(JsonAnswer.class)
                .get("sessionId");
        String other = start("another", "-short-too")
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        List.of(first, other).forEach(id -> live.awaitStatus(id, "ended"));
        park();
        assertThat(where(marker).stream().map(row -> row.split(":")[0]).distinct())
                .contains("idempotency_key", "unmatched_event", "session");
        JsonAnswer before =
                live.request().get("/v1/usage").then().statusCode(200).extract().as(JsonAnswer.class);
        database.system(tx -> tx.update(
                "UPDATE session SET channel = channel - 'x' || '{\"roomId\":\"r\"}', agent = "
                        + "'{\"llm\":{}}', metadata = '{}', translation = '{\"summary\":{},\"fields\":[]}', "
                        + "vendor_error = NULL WHERE id = ?",
                other));
        database.system(tx -> tx.update("DELETE FROM session_event WHERE session_id = ?", other));
        database.system(tx -> tx.update("DELETE FROM idempotency_key WHERE session_id = ?", other));

        JsonAnswer done = live.request()
                .body(Map.of("userId", marker))
                .post("/v1/erasures")
                .then()
                .statusCode(200)
                .body("complete", equalTo(true))
                .body("sessions", equalTo(2))
                .body("events", greaterThan(5))
                .body("deliveries", greaterThan(5))
                .body("parked", equalTo(1))
                .extract()
                .as(JsonAnswer.class);

        assertThat(where(marker)).isEmpty();
        live.get(first)
                .body("status", equalTo("ended"))
                .body("channel.roomId", equalTo("erased"))
                .body("channel.userId", nullValue())
                .body("metadata", equalTo(Map.of()));
        live.get(second).body("status", equalTo("failed"));
        live.get(other).body("channel.userId", equalTo("another"));
        live.request()
                .get("/v1/sessions/{id}/transcript", first)
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("note", containsString("deleted with the data of the person"));
        live.request()
                .get("/v1/sessions/{id}/events", first)
                .then()
                .statusCode(200)
                .body("items", empty());
        live.request()
                .body(Map.of("interruption", Map.of("minSpeechMs", 900)))
                .patch("/v1/sessions/{id}/agent", first)
                .then()
                .statusCode(409)
                .body("code", equalTo("SESSION_NOT_RUNNING"));
        JsonAnswer after =
                live.request().get("/v1/usage").then().statusCode(200).extract().as(JsonAnswer.class);
        assertThat(after.getMap("items[0]")).isEqualTo(before.getMap("items[0]"));
        live.request()
                .queryParam("resourceType", "erasure")
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("items.resource.name", hasItem(done.getString("id")))
                .body("items[0].action", equalTo("erasure.done"))
                .body("items[0].after.sessions", equalTo(2));
        live.request()
                .queryParam("action", "session.agentChanged")
                .queryParam("resourceName", first)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("items", empty());

        start(marker, "-short")
                .post("/v1/sessions")
                .then()
                .statusCode(409)
                .header("Idempotent-Replayed", "true")
                .body("sessionId", equalTo(first));
        live.request()
                .body(Map.of("userId", marker))
                .post("/v1/erasures")
                .then()
                .statusCode(200)
                .body("sessions", equalTo(0))
                .body("complete", equalTo(true));
        late(first);
        assertThat(where(marker)).as("what the vendor says later is not stored").isEmpty();
    }

    /** The vendor tells of it once more. */
    private void late(String session) {
        String handle = live.get(session).extract().as(JsonAnswer.class).get("vendorSessionId");
        String body = """
                {"EventGroupId":9,"EventType":903,"CallbackTs":1795248000000,"EventInfo":{"EventMsTs":1795248000000,\
                "TaskId":"%1$s","RoomId":"r","RoomIdType":1,
                 "Payload":{"UserId":"%2$s","Text":"I am %2$s","RoundId":"9"}}}""".formatted(handle, marker);
        CallbackServiceTest.post(live, body).then().statusCode(200);
    }

    @Test
    void whoIsStillSpokenWithIsNotErased() {
        String number = "+8613700" + (1_000_000 + Math.floorMod(marker.hashCode(), 9_000_000));
        String busy = live.start("ccc", LiveTenant.phone(number.substring(0, number.length() - 4) + "0001"))
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        live.awaitStatus(busy, "ended");
        String called = number.substring(0, number.length() - 4) + "0001";
        String running = live.start("trtc", Map.of("type", "room", "roomId", "room-long", "userId", marker))
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        live.request()
                .body(Map.of("userId", marker))
                .post("/v1/erasures")
                .then()
                .statusCode(409)
                .body("code", equalTo("IN_USE"))
                .body("sessionIds", equalTo(List.of(running)));
        assertThat(where(marker)).isNotEmpty();
        live.request()
                .body(Map.of("phoneNumber", called))
                .post("/v1/erasures")
                .then()
                .statusCode(200)
                .body("sessions", equalTo(1));
        assertThat(where(called.substring(1)).stream().filter(row -> row.contains(live.tenantId())))
                .isEmpty();
        live.get(busy).body("channel.to", equalTo("+99900000000"));
        live.request().post("/v1/sessions/{id}/stop", running).then().statusCode(202);
        live.awaitStatus(running, "ended");
        live.request()
                .body(Map.of("userId", marker))
                .post("/v1/erasures")
                .then()
                .statusCode(200)
                .body("sessions", equalTo(1));
        assertThat(where(marker)).isEmpty();
    }

    @Test
    void onePersonAndOnlyForAdministrators() {
        live.request()
                .body(Map.of())
                .post("/v1/erasures")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/userId"));
        live.request()
                .body(Map.of("userId", "a", "phoneNumber", "+8613800000000"))
                .post("/v1/erasures")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/phoneNumber"));
        live.request()
                .body(Map.of("phoneNumber", "13800000000"))
                .post("/v1/erasures")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/phoneNumber"));
        live.as("runner")
                .body(Map.of("userId", "a"))
                .post("/v1/erasures")
                .then()
                .statusCode(403);
        live.request()
                .body(Map.of("userId", "a-stranger"))
                .post("/v1/erasures")
                .then()
                .statusCode(200)
                .body("sessions", equalTo(0))
                .body("complete", equalTo(true));
    }
}
