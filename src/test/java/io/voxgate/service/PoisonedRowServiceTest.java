package io.voxgate.service;

import static io.voxgate.database.SqlParameters.with;
import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.voxgate.database.Database;
import io.voxgate.event.webhook.TestReceiver;
import io.voxgate.testkit.JsonAnswer;
import io.voxgate.testkit.SseClient;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A row that is far too large, or no event at all, is left out, said and counted; everything beside it goes on. */
@ServiceTest
class PoisonedRowServiceTest {
    /** As PostgreSQL prints it: 60 MB. */
    private static final String HUGE =
            "{\"n\":[" + IntStream.range(0, 6_000).mapToObj(_ -> "1e9999").collect(Collectors.joining(",")) + "]}";

    @Inject
    Database database;

    @Inject
    MeterRegistry meters;

    /** Plants an event as an older version may have stored it, with its delivery to each webhook of the tenant. */
    private void plant(LiveTenant tenant, String session, String type, String data) {
        database.tenant(tenant.tenantId(), tx -> {
            int sequence = tx.one(
                            "UPDATE session SET last_sequence = last_sequence + 1 WHERE tenant_id = ? AND id = ? RETURNING last_sequence",
                            row -> row.getInt(1),
                            tenant.tenantId(),
                            session)
                    .orElseThrow();
            tx.update(
                    """
                    INSERT INTO session_event (session_id, tenant_id, vendor, id, sequence, type, dedupe_key, \
                    occurred_at, received_at, data, applied)
                    VALUES (:session, :tenant, 'tencent-trtc', :id, :sequence, :type, :dedupeKey, now(), now(), :data::jsonb, true)""",
                    with("session", session)
                            .and("tenant", tenant.tenantId())
                            .and("id", "evt_planted" + session.substring(4) + sequence)
                            .and("sequence", sequence)
                            .and("type", type)
                            .and("dedupeKey", "planted " + sequence)
                            .and("data", data));
            tx.update("""
                    INSERT INTO webhook_delivery (webhook_id, event_id, tenant_id, session_id, type, created_at, due_at)
                    SELECT w.id, ?, w.tenant_id, ?, ?, now(), now() FROM \
                    webhook w WHERE w.tenant_id = ?""", "evt_planted" + session.substring(4) + sequence, session, type, tenant.tenantId());
            return tx.one("SELECT pg_notify('voxgate_webhook', '')", _ -> true);
        });
    }

    /** The test run reads the whole database at its end, and the watchdog would look at a broken session later. */
    @AfterEach
    void removeWhatWasPlanted() {
        database.system(tx -> tx.update(
                "DELETE FROM stall_watch WHERE session_id IN (SELECT id FROM session WHERE channel = '7'::jsonb)"));
        database.system(tx -> tx.update("DELETE FROM session_event WHERE id LIKE 'evt\\_planted%'"));
    }

    private double skipped(String where) {
        return meters.find("voxgate.rows.skipped").tag("where", where).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void listsShowItWithoutItsData() {
        LiveTenant tenant = LiveTenant.create();
        String session = tenant.started("trtc", "-short");
        tenant.awaitStatus(session, "ended");
        plant(tenant, session, "vendor.other", HUGE);
        plant(tenant, session, "vendor.other", "[1]");
        plant(tenant, session, "transcript.added", HUGE);
        plant(tenant, session, "transcript.added", "\"text\"");

        for (String list : List.of("/v1/sessions/" + session + "/events", "/v1/events")) {
            Response answer = tenant.request().queryParam("pageSize", 200).get(list);
            answer.then().statusCode(200).body(has("items.type", hasItem("session.ended")));
            assertThat(answer.as(JsonAnswer.class)
                            .body()
                            .get("items")
                            .valueStream()
                            .filter(event -> event.path("data").hasNonNull("leftOut")))
                    .hasSize(4);
            assertThat(answer.asByteArray().length).isLessThan(1 << 20);
        }
        tenant.request()
                .get("/v1/sessions/{id}/transcript", session)
                .then()
                .statusCode(200)
                .body("items.text", hasItem(notNullValue()));
        assertThat(skipped("events")).isGreaterThanOrEqualTo(8);
        assertThat(skipped("transcript")).isGreaterThanOrEqualTo(2);
    }

    /**
     * Sixty megabytes are not printed to find out that they are too much: that would take seconds, and many such rows a
     * whole statement's time.
     */
    @Test
    void whatWouldPrintTooMuchIsToldWithoutPrintingIt() {
        for (String number : List.of("1e9999", "-1e9999", "1e-9999", "0e-9999", "1e40")) {
            assertThat(printed("{\"a\":[{\"n\":" + number + "}]}")).as(number).isEmpty();
        }
        assertThat(printed("{\"a\": [1e39, 0.25, -7, \"1e9999\"]}"))
                .contains("{\"a\": [1" + "0".repeat(39) + ", 0.25, -7, \"1e9999\"]}");
        assertThat(printed("7")).contains("7");
        assertThat(printed("[\"" + "x".repeat(1 << 18) + "\"]")).isEmpty();
    }

    private Optional<String> printed(String json) {
        return database.system(tx -> tx.one(
                        "SELECT voxgate_json_text(?::jsonb, 262144)",
                        row -> Optional.ofNullable(row.getString(1)),
                        json))
                .orElseThrow();
    }

    @Test
    void itsDeliveryFailsWithAReasonAndTheOthersArrive() throws IOException {
        LiveTenant tenant = LiveTenant.create();
        String session = tenant.started("trtc", "-long-no-callbacks");
        try (TestReceiver receiver = TestReceiver.willing()) {
            tenant.request()
                    .body(Map.of("url", receiver.url(), "eventTypes", List.of("*")))
                    .put("/v1/webhooks/crm")
                    .then()
                    .statusCode(201);
            plant(tenant, session, "vendor.other", HUGE);
            plant(tenant, session, "vendor.other", "7");
            plant(tenant, session, "vendor.other", "{\"small\":1}");
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                tenant.request()
                        .get("/v1/webhooks/crm/deliveries?status=failed")
                        .then()
                        .statusCode(200)
                        .body(has("items.size()", equalTo(2)))
                        .body(has("items[0].attempts[0].error", containsString("left out")))
                        .body(has("items[1].nextAttemptAt", nullValue()));
                assertThat(receiver.messages())
                        .anyMatch(message -> message.body().contains("\"small\":1"));
            });
            assertThat(skipped("webhooks")).isGreaterThanOrEqualTo(2);
        }
        tenant.request().post("/v1/sessions/{id}/stop", session).then().statusCode(202);
    }

    @Test
    void streamsTellItWithoutItsDataAndGoOn() throws Exception {
        LiveTenant tenant = LiveTenant.create();
        String session = tenant.started("trtc", "-long-no-callbacks");
        try (SseClient ofTenant = open(tenant, "/v1/events");
                SseClient ofSession = open(tenant, "/v1/sessions/" + session + "/events")) {
            plant(tenant, session, "vendor.other", HUGE);
            plant(tenant, session, "vendor.other", "\"no object\"");
            plant(tenant, session, "vendor.other", "{\"small\":1}");
            for (SseClient stream : List.of(ofTenant, ofSession)) {
                assertThat(stream.until(() -> told(stream, "\"small\":1") == 1, Duration.ofSeconds(30)))
                        .isTrue();
                assertThat(told(stream, "leftOut")).isEqualTo(2);
            }
        }
        tenant.request().post("/v1/sessions/{id}/stop", session).then().statusCode(202);
    }

    private static long told(SseClient stream, String text) {
        return stream.parser().events().stream()
                .filter(event -> event.data().contains(text))
                .count();
    }

    private static SseClient open(LiveTenant tenant, String path) throws IOException {
        SseClient client = SseClient.open(RestAssured.port, path, Map.of("Authorization", tenant.bearer()), 0);
        client.until(
                () -> client.status() == 200 && !client.parser().lastEventId().isEmpty(), Duration.ofSeconds(10));
        return client;
    }

    @Test
    void aSessionThatCannotBeReadIsLeftOutOfItsList() {
        LiveTenant tenant = LiveTenant.create();
        String broken = tenant.started("trtc", "-short");
        String sound = tenant.started("trtc", "-short");
        tenant.awaitStatus(broken, "ended");
        tenant.awaitStatus(sound, "ended");
        database.tenant(
                tenant.tenantId(),
                tx -> tx.update(
                        "UPDATE session SET channel = '7'::jsonb, facts = '\"x\"'::jsonb WHERE tenant_id = ? AND id = ?",
                        tenant.tenantId(),
                        broken));
        tenant.request().get("/v1/sessions").then().statusCode(200).body("items.id", equalTo(List.of(sound)));
        assertThat(skipped("sessions")).isGreaterThanOrEqualTo(1);
    }
}
