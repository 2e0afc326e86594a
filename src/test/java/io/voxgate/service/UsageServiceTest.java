package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What sessions come to, asked of the whole service. */
@ServiceTest
class UsageServiceTest {
    private static JsonPath usage(LiveTenant live, String groupBy) {
        return live.request()
                .queryParam("groupBy", groupBy)
                .get("/v1/usage")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void sessionsOfEveryVendorCount() {
        LiveTenant live = LiveTenant.create();
        live.request()
                .body(Map.of("agent", LiveTenant.agent("trtc")))
                .put("/v1/templates/support")
                .then()
                .statusCode(201);
        String inline = live.started("trtc", "-short-duplicates");
        String named = live.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of(
                        "template", "support", "channel", LiveTenant.channel("trtc", "-short"), "connection", "trtc"))
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String refused = live.start("trtc", LiveTenant.channel("trtc", "-refused"))
                .post("/v1/sessions")
                .then()
                .statusCode(422)
                .extract()
                .path("sessionId");
        String running = live.started("ali", "-long");
        List.of(inline, named).forEach(id -> live.awaitStatus(id, "ended"));
        live.awaitStatus(refused, "failed");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(usage(live, "vendor").getInt("items.find { it.key == 'tencent-trtc' }.ended"))
                                .isEqualTo(2));

        JsonPath trtc = usage(live, "vendor");
        trtc.setRootPath("items.find { it.key == 'tencent-trtc' }");
        assertThat(List.of(
                        trtc.getInt("sessions"), trtc.getInt("running"), trtc.getInt("failed"), trtc.getInt("started")))
                .containsExactly(3, 0, 1, 2);
        assertThat(List.copyOf(trtc.getMap("failures").values())).isEqualTo(List.of(1));
        assertThat(trtc.getMap("endReasons").values().stream()
                        .mapToInt(count -> (Integer) count)
                        .sum())
                .isEqualTo(2);
        long lasted = List.of(inline, named).stream()
                .map(id -> live.get(id).extract().jsonPath())
                .mapToLong(view -> Duration.between(
                                Instant.parse(view.getString("startedAt")), Instant.parse(view.getString("endedAt")))
                        .toMillis())
                .sum();
        assertThat(trtc.getLong("durationMs")).isBetween(lasted - 2, lasted + 2);
        assertThat(metrics(live, inline) + metrics(live, named))
                .as("metrics that were told twice are stored once")
                .isGreaterThan(0)
                .isEqualTo(trtc.getMap("latency").values().stream()
                        .mapToInt(latency -> (Integer) ((Map<?, ?>) latency).get("count"))
                        .sum());

        live.request()
                .queryParam("groupBy", "template")
                .get("/v1/usage")
                .then()
                .statusCode(200)
                .body("items.find { it.key == 'support' }.sessions", equalTo(1))
                .body("items.findAll { it.key == null }.sessions", contains(3));
        live.request()
                .queryParam("groupBy", "connection")
                .get("/v1/usage")
                .then()
                .statusCode(200)
                .body("items.find { it.key == 'ali' }.running", equalTo(1));
        live.request()
                .get("/v1/usage")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].sessions", equalTo(4))
                .body("groupBy", equalTo(null))
                .body("items[0].durationMs", greaterThan(0));
        live.request().post("/v1/sessions/{id}/stop", running).then().statusCode(202);
    }

    private static int metrics(LiveTenant live, String session) {
        return live.request()
                .queryParam("pageSize", 200)
                .get("/v1/sessions/{id}/events", session)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.findAll { it.type == 'metric.recorded' && it.data.unit == 'ms' }")
                .size();
    }

    @Test
    void thePeriodIsOfWholeHours() {
        TestTenant tenant = TestTenant.create();
        Instant next = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        tenant.as("viewer")
                .get("/v1/usage")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].sessions", equalTo(0))
                .body("items[0].minutes", equalTo(0.0f));
        JsonPath usual = tenant.as("viewer")
                .queryParam("groupBy", "vendor")
                .get("/v1/usage")
                .then()
                .statusCode(200)
                .body("items", empty())
                .extract()
                .jsonPath();
        assertThat(Duration.between(Instant.parse(usual.getString("from")), Instant.parse(usual.getString("to"))))
                .isEqualTo(Duration.ofDays(30));
        assertThat(Instant.parse(usual.getString("to"))).isBetween(next, next.plus(1, ChronoUnit.HOURS));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        tenant.as("viewer")
                .queryParam("from", today.minusDays(3).toString())
                .queryParam("to", today + "T05:00:00Z")
                .get("/v1/usage")
                .then()
                .statusCode(200)
                .body("to", equalTo(today + "T05:00:00Z"));
        Map<String, Map<String, String>> wrong = Map.of(
                "from", Map.of("from", "2026-02-30"),
                "to", Map.of("to", "2026-02-03T12:30:00Z"),
                "groupBy", Map.of("groupBy", "tenant"));
        wrong.forEach((name, parameters) -> tenant.as("viewer")
                .queryParams(parameters)
                .get("/v1/usage")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_PARAMETER"))
                .body("errors[0].pointer", equalTo("/" + name)));
        for (Map<String, String> period : List.of(
                Map.of("from", "2026-02-03", "to", "2026-02-03"),
                Map.of("from", "2024-01-01", "to", "2026-01-01"),
                Map.of("from", "1000-01-01"),
                Map.of("from", "2026-02-03T00:00:00.001Z"))) {
            tenant.as("viewer")
                    .queryParams(period)
                    .get("/v1/usage")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/from"));
        }
    }
}
