package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.voxgate.database.Database;
import io.voxgate.testkit.JsonAnswer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The doctor, asked about what the sandbox plants. */
@Tag("long")
@ServiceTest
class DoctorServiceTest {
    private static final int PROMISED = 38;
    private static final long WITHIN_MS = 10_000;

    @Inject
    Database database;

    private record DoctorAnswer(Misconfiguration planted, PlantedTenant.NamedCause named) {
        boolean right() {
            return planted.namedBy(named.cause(), named.pointer()) && named.tookMs() <= WITHIN_MS;
        }

        String line() {
            return "%-5s %-11s %-28s %-26s %-26s %5d ms"
                    .formatted(
                            right() ? "right" : "WRONG",
                            planted.ask(),
                            planted.name(),
                            planted.first(),
                            named.cause(),
                            named.tookMs());
        }
    }

    @Test
    void theTrueCauseOfWhatIsPlantedIsNamedFirst() {
        List<Misconfiguration> catalogue = Misconfiguration.all();
        PlantedTenant tenant = new PlantedTenant();
        Map<String, DoctorAnswer> answers = new ConcurrentSkipListMap<>();
        catalogue.stream()
                .collect(Collectors.groupingBy(Misconfiguration::ask))
                .values()
                .forEach(asked -> Concurrently.each(asked, planted -> {
                    PlantedTenant.NamedCause named = tenant.ask(planted);
                    answers.put(planted.ask() + " " + planted.name(), new DoctorAnswer(planted, named));
                }));
        answers.values().forEach(answer -> System.out.println("Doctor: " + answer.line()));
        long right = answers.values().stream().filter(DoctorAnswer::right).count();
        System.out.println(
                "Doctor: " + right + " of " + catalogue.size() + " causes named first within " + WITHIN_MS + " ms");

        assertThat(catalogue).hasSizeGreaterThanOrEqualTo(40);
        assertThat(answers).hasSameSizeAs(catalogue);
        assertThat(right * 40).isGreaterThanOrEqualTo((long) PROMISED * catalogue.size());
    }

    @Test
    void aSessionThatWorksHasNoCause() {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.started("trtc", "-long");
        tenant.awaitStatus(id, "active");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> diagnosis(tenant, id).<String>getList("stages.state").stream()
                        .allMatch("reached"::equals));

        JsonAnswer diagnosis = diagnosis(tenant, id);
        assertThat(diagnosis.<Boolean>get("stalled")).isFalse();
        assertThat(diagnosis.getList("causes")).isEmpty();
        tenant.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202);
    }

    private static JsonAnswer diagnosis(LiveTenant tenant, String id) {
        return tenant.request()
                .get("/v1/sessions/{id}/diagnosis", id)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200)
                .extract()
                .as(JsonAnswer.class);
    }

    @Test
    void anotherTenantsSessionIsUnknown() {
        String id = LiveTenant.create().started("trtc", "-short");
        LiveTenant.create()
                .request()
                .get("/v1/sessions/{id}/diagnosis", id)
                .then()
                .statusCode(404)
                .body(has("code", equalTo("NOT_FOUND")));
    }

    /** The event comes once, also when the silence goes on, and the session has its diagnosis in it. */
    @Test
    void aSilentAgentBecomesAnEventOnce() {
        LiveTenant tenant = LiveTenant.create();
        tenant.request()
                .body(Map.of("fields", Map.of("apiKey", "sk-of-a-test-silent")))
                .put("/v1/credentials/llm")
                .then()
                .statusCode(200);
        String id = tenant.started("trtc", "");
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> types(tenant, id).contains("session.stalled"));
        for (int again = 0; again < 3; again++) {
            database.system(tx -> tx.update("UPDATE stall_watch SET due_at = now() WHERE session_id = ?", id));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> database.system(tx -> tx.one(
                                    "SELECT due_at IS NULL FROM stall_watch WHERE session_id = ?",
                                    row -> row.getBoolean(1),
                                    id))
                            .orElse(false));
        }
        tenant.request().post("/v1/sessions/{id}/stop", id);
        tenant.awaitStatus(id, "ended");

        assertThat(types(tenant, id)).filteredOn("session.stalled"::equals).hasSize(1);
        List<Map<String, Object>> items = tenant.request()
                .get("/v1/sessions/{id}/events?pageSize=200", id)
                .as(JsonAnswer.class)
                .getList("items");
        assertThat(items)
                .filteredOn(item -> "session.stalled".equals(item.get("type")))
                .extracting(item -> (Object) ((Map<?, ?>) item.get("data")).get("missing"))
                .containsExactly("modelFirstToken");
    }

    @Test
    void aSessionThatWorksIsNeverCalledStalled() {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.started("trtc", "");
        tenant.awaitStatus(id, "ended");

        assertThat(types(tenant, id)).contains("transcript.added").doesNotContain("session.stalled");
    }

    private static List<String> types(LiveTenant tenant, String id) {
        return tenant.request()
                .get("/v1/sessions/{id}/events?pageSize=200", id)
                .then()
                .statusCode(200)
                .extract()
                .as(JsonAnswer.class)
                .getList("items.type");
    }
}
