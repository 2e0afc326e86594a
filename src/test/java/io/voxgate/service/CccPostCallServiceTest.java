package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.voxgate.testkit.JsonAnswer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What CCC tells only of a call that is over: fetched by the service, told once, and the transcript says when that is
 * all.
 */
@Tag("long")
@ServiceTest
class CccPostCallServiceTest {
    private LiveTenant tenant;

    @BeforeEach
    void furnish() {
        tenant = LiveTenant.create();
    }

    private String call(String to, Map<String, Object> tools) {
        Map<String, Object> agent = new HashMap<>(LiveTenant.agent("ccc"));
        agent.put("tools", tools);
        return tenant.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("agent", agent, "channel", LiveTenant.phone(to), "connection", "ccc"))
                .post("/v1/sessions")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
    }

    private JsonPath events(String session) {
        return tenant.request()
                .queryParam("pageSize", 200)
                .get("/v1/sessions/{id}/events", session)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonAnswer transcript(String session) {
        return tenant.request()
                .get("/v1/sessions/{id}/transcript", session)
                .then()
                .statusCode(200)
                .extract()
                .as(JsonAnswer.class);
    }

    @Test
    void theWordsTheFindingsAndTheTimesOfACallAreCompleteAfterIt() {
        String id = call(
                "+8613800000019",
                Map.of(
                        "extraction",
                        List.of(
                                Map.of("name", "mood", "type", "choice", "choices", List.of("glad", "angry")),
                                        Map.of("name", "wants", "type", "text"),
                                Map.of("name", "happy", "type", "boolean"),
                                        Map.of("name", "count", "type", "number"))));
        tenant.awaitStatus(id, "active");
        assertThat(transcript(id).getBoolean("complete")).isFalse();
        tenant.awaitStatus(id, "ended").body("endReason", equalTo("completed")).body("endedBy", equalTo("user"));

        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> transcript(id).getBoolean("complete"));

        JsonAnswer said = transcript(id);
        assertThat(said.getList("items.role")).containsExactly("agent", "user", "agent");
        assertThat(said.getString("items[0].text")).isEqualTo("Hello, how can I help you?");
        assertThat(said.getLong("items[1].startMs")).isBetween(0L, said.getLong("items[2].startMs"));
        assertThat(said.getString("note")).isNull();
        JsonPath events = events(id);
        assertThat(events.getList("items.type", String.class))
                .contains("transcript.added")
                .containsOnlyOnce("extraction.completed", "session.ended", "session.started");
        String found = "items.find { it.type == 'extraction.completed' }.data.items";
        assertThat(events.getList(found + ".name")).containsExactly("mood", "wants", "happy", "count");
        assertThat(events.getList(found + ".type")).containsExactly("choice", "text", "boolean", "number");
        assertThat(events.<Object>getList(found + ".value"))
                .containsExactly(List.of("glad"), said.getString("items[1].text"), true, 3);
        String measured = "items.findAll { it.type == 'metric.recorded' }.data";
        assertThat(events.getList(measured + ".name"))
                .containsExactlyInAnyOrder("asrLatencyMs", "llmFirstTokenMs", "ttsLatencyMs", "endToEndMs");
        assertThat(events.getList(measured + ".turnId", String.class).stream().distinct())
                .hasSize(1);
        assertThat(events.getList(measured + ".source", String.class))
                .allSatisfy(source -> assertThat(source).startsWith("DescribeAICallInteractionRecords "));
    }

    /** Each fifth look at a running call asks for its rounds; what they told is not told again after it. */
    @Test
    void theWordsOfARunningCallAreToldWhileItRunsAndOnce() {
        String id = tenant.started("ccc", "0020");
        tenant.awaitStatus(id, "active");
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> events(id).getList("items.type", String.class).contains("transcript.added"));
        tenant.request().get("/v1/sessions/{id}", id).then().body("status", equalTo("active"));

        tenant.request().post("/v1/sessions/{id}/stop", id);
        tenant.awaitStatus(id, "ended");
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> transcript(id).getBoolean("complete"));

        String said = "items.findAll { it.type == 'transcript.added' }.data";
        assertThat(events(id).getList(said + ".startMs")).isNotEmpty().doesNotHaveDuplicates();
    }

    /** The person says nothing: each reminder of the agent is a silence, told once. */
    @Test
    void aSilentPersonsCallTellsEachSilence() {
        Map<String, Object> agent = new HashMap<>(LiveTenant.agent("ccc"));
        agent.put(
                "silence",
                Map.of(
                        "reminder",
                        Map.of("action", "say", "text", "Are you still there?", "afterMs", 10_000, "maxCount", 2)));
        String id = tenant.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of(
                        "agent", agent, "channel", LiveTenant.phone("+8613800000021"), "connection", "ccc"))
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        tenant.awaitStatus(id, "ended");
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> transcript(id).getBoolean("complete"));

        JsonPath events = events(id);
        assertThat(events.getList("items.type", String.class).stream().filter("silence.detected"::equals))
                .hasSize(2);
        assertThat(transcript(id).getList("items.text"))
                .containsExactly("Hello, how can I help you?", "Are you still there?", "Are you still there?");
    }

    @Test
    void aCallThatNobodyAnsweredHasNothingToAskFor() {
        String id = tenant.started("ccc", "0005");
        tenant.awaitStatus(id, "ended").body("endReason", equalTo("invalidNumber"));

        await().atMost(Duration.ofSeconds(5)).until(() -> transcript(id).getBoolean("complete"));

        tenant.request()
                .get("/v1/sessions/{id}/transcript", id)
                .then()
                .body("items", empty())
                .body("note", containsString("Nobody answered"));
        assertThat(events(id).getList("items.type", String.class))
                .doesNotContain("session.started", "transcript.added");
    }
}
