package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.event.webhook.TestReceiver;
import io.voxgate.event.webhook.TestReceiver.Answer;
import io.voxgate.event.webhook.TestReceiver.ReceivedMessage;
import io.voxgate.json.Json;
import io.voxgate.testkit.JsonAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
@ServiceTest
class DeliveryServiceTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static String webhook(LiveTenant tenant, String name, String url, String... types) {
        return tenant.request()
                .body(Map.of("url", url, "eventTypes", List.of(types)))
                .put("/v1/webhooks/" + name)
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("secret");
    }

    private static JsonNode tree(String text) {
        return Json.parse(text).orElseThrow();
    }

    @Test
    void everyEventArrivesSignedAndAsTheApiShowsIt() throws IOException {
        LiveTenant tenant = LiveTenant.create();
        try (TestReceiver receiver = TestReceiver.willing()) {
            String secret = webhook(tenant, "all", receiver.url(), "*");
            String session = tenant.started("trtc", "-short");
            tenant.awaitStatus(session, "ended");
            JsonNode events = tree(tenant.request()
                            .get("/v1/sessions/{id}/events?pageSize=200", session)
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString())
                    .get("items");
            await().atMost(TIMEOUT).until(() -> receiver.messages().size() >= events.size());

            assertThat(receiver.messages()).hasSize(events.size()).allMatch(message -> message.genuine(secret));
            Map<String, ReceivedMessage> byId =
                    receiver.messages().stream().collect(Collectors.toMap(ReceivedMessage::id, message -> message));
            events.forEach(event -> {
                JsonNode body = tree(byId.get(event.get("id").asText()).body());
                assertThatJson(body.get("data")).isEqualTo(event);
                assertThat(body.get("type")).isEqualTo(event.get("type"));
                assertThat(body.get("timestamp")).isEqualTo(event.get("occurredAt"));
                assertThat(body.size()).isEqualTo(3);
            });
            assertThat(receiver.messages())
                    .allSatisfy(message ->
                            assertThat(message.header("Content-Type")).isEqualTo("application/json"));
        }
    }

    @Test
    void filterChoosesAndTheLogShowsWhatHappened() throws IOException {
        LiveTenant tenant = LiveTenant.create();
        try (TestReceiver receiver = TestReceiver.willing()) {
            webhook(tenant, "ends", receiver.url(), "session.ended", "session.failed");
            webhook(tenant, "words", receiver.url() + "/words", "transcript.*");
            String session = tenant.started("trtc", "-short");
            tenant.awaitStatus(session, "ended");
            await().atMost(TIMEOUT)
                    .until(() -> receiver.messages().stream()
                                    .anyMatch(message -> message.path().equals("/hooks"))
                            && receiver.messages().stream()
                                    .anyMatch(message -> message.path().equals("/hooks/words")));
            Set<String> ends = types(receiver, "/hooks");
            assertThat(ends).containsExactly("session.ended");
            assertThat(types(receiver, "/hooks/words")).containsExactly("transcript.added");
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> tenant.as("viewer")
                            .get("/v1/webhooks/ends/deliveries?status=delivered")
                            .then()
                            .statusCode(200)
                            .body(has("items", hasSize(1)))
                            .body(has("items[0].sessionId", equalTo(session)))
                            .body(has("items[0].type", equalTo("session.ended")))
                            .body(has("items[0].attempts", hasSize(1)))
                            .body(has("items[0].attempts[0].status", equalTo(204)))
                            .body(has("items[0].deliveredAt", notNullValue()))
                            .body(has("items[0].nextAttemptAt", nullValue())));
            tenant.request()
                    .get("/v1/webhooks/ends/deliveries?status=pending")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(0));
            tenant.request()
                    .get("/v1/webhooks/ends/deliveries?status=lost")
                    .then()
                    .statusCode(400);
            tenant.request().get("/v1/webhooks/none/deliveries").then().statusCode(404);
            LiveTenant.create()
                    .request()
                    .get("/v1/webhooks/ends/deliveries")
                    .then()
                    .statusCode(404);
        }
    }

    private static Set<String> types(TestReceiver receiver, String path) {
        return receiver.messages().stream()
                .filter(message -> message.path().equals(path))
                .map(message -> tree(message.body()).get("type").asText())
                .collect(Collectors.toSet());
    }

    @Test
    void aFailureIsTriedAgainAfterFiveSecondsWithTheSameId() throws IOException {
        LiveTenant tenant = LiveTenant.create();
        AtomicInteger calls = new AtomicInteger();
        try (TestReceiver receiver = new TestReceiver(_ -> calls.incrementAndGet() == 1
                ? new Answer(500, Map.of(), "out\u001b[31m of\u0000 order")
                : Answer.of(200))) {
            webhook(tenant, "ends", receiver.url(), "session.ended");
            tenant.awaitStatus(tenant.started("trtc", "-short"), "ended");
            await().atMost(TIMEOUT).until(() -> receiver.messages().size() == 2);
            ReceivedMessage first = receiver.messages().get(0);
            ReceivedMessage second = receiver.messages().get(1);
            assertThat(second.id()).isEqualTo(first.id());
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(Duration.between(first.at(), second.at()))
                    .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(9));
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> tenant.request()
                            .get("/v1/webhooks/ends/deliveries/" + first.id())
                            .then()
                            .statusCode(200)
                            .body(has("status", equalTo("delivered")))
                            .body(has("attempts.status", contains(500, 200)))
                            .body(has("attempts[0].answer", equalTo("out [31m of order"))));
            tenant.request().get("/v1/webhooks/ends").then().body("failingSince", nullValue());
        }
    }

    @Test
    void goneDisablesAndOthersAreTold() throws IOException {
        LiveTenant tenant = LiveTenant.create();
        try (TestReceiver gone = new TestReceiver(_ -> Answer.of(410));
                TestReceiver ops = TestReceiver.willing()) {
            webhook(tenant, "leaver", gone.url(), "session.ended");
            String secret = webhook(tenant, "ops", ops.url(), "webhook.disabled");
            String before = tenant.request().get("/v1/webhooks/leaver").header("ETag");
            tenant.awaitStatus(tenant.started("trtc", "-short"), "ended");
            await().atMost(TIMEOUT).until(() -> !ops.messages().isEmpty());
            assertThat(ops.messages().getFirst().genuine(secret)).isTrue();
            assertThatJson(ops.messages().getFirst().body())
                    .inPath("$.data")
                    .isEqualTo("{\"webhook\":\"leaver\",\"reason\":\"gone\"}");
            assertThat(gone.messages()).hasSize(1);
            String after = tenant.request()
                    .get("/v1/webhooks/leaver")
                    .then()
                    .statusCode(200)
                    .body("enabled", equalTo(false))
                    .body("disabledReason", equalTo("gone"))
                    .body("disabledAt", notNullValue())
                    .extract()
                    .header("ETag");
            assertThat(after).isNotEqualTo(before);
            String id = tenant.request()
                    .get("/v1/webhooks/leaver/deliveries")
                    .then()
                    .body("items.status", everyItem(equalTo("failed")))
                    .extract()
                    .as(JsonAnswer.class)
                    .get("items[0].id");
            tenant.request()
                    .post("/v1/webhooks/leaver/deliveries/" + id + "/retry")
                    .then()
                    .statusCode(409);
            tenant.request()
                    .body(Map.of("url", gone.url(), "eventTypes", List.of("session.ended"), "enabled", true))
                    .put("/v1/webhooks/leaver")
                    .then()
                    .statusCode(200)
                    .body("enabled", equalTo(true))
                    .body("disabledReason", nullValue());
        }
    }

    @Test
    void testEventIsSentAtOnceAndAnsweredWith() throws IOException {
        LiveTenant tenant = LiveTenant.create();
        try (TestReceiver receiver = TestReceiver.willing();
                TestReceiver broken =
                        new TestReceiver(_ -> new Answer(302, Map.of("Location", "http://127.0.0.1:1/"), "moved"))) {
            String secret = webhook(tenant, "crm", receiver.url(), "session.ended");
            String id = tenant.request()
                    .post("/v1/webhooks/crm/test")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("delivered"))
                    .body("type", equalTo("webhook.test"))
                    .body("attempts.status", contains(204))
                    .extract()
                    .as(JsonAnswer.class)
                    .get("id");
            assertThat(receiver.messages())
                    .hasSize(1)
                    .allMatch(message -> message.genuine(secret) && message.id().equals(id));
            assertThatJson(receiver.messages().getFirst().body()).node("type").isEqualTo("webhook.test");
            webhook(tenant, "moved", broken.url(), "session.ended");
            tenant.request()
                    .post("/v1/webhooks/moved/test")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("failed"))
                    .body("attempts[0].status", equalTo(302));
            tenant.request()
                    .get("/v1/webhooks/moved")
                    .then()
                    .body("enabled", equalTo(true))
                    .body("failingSince", nullValue());
            webhook(tenant, "nobody", "http://127.0.0.1:1/", "session.ended");
            tenant.request()
                    .post("/v1/webhooks/nobody/test")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("failed"))
                    .body("attempts[0].error", containsString("No connection"));
            tenant.as("runner").post("/v1/webhooks/crm/test").then().statusCode(403);
        }
    }

    @Test
    void rotationSignsWithBothAndARetryIsTheSameMessage() throws IOException {
        LiveTenant tenant = LiveTenant.create();
        try (TestReceiver receiver = TestReceiver.willing()) {
            String old = webhook(tenant, "crm", receiver.url(), "session.ended");
            String id = tenant.request()
                    .post("/v1/webhooks/crm/test")
                    .then()
                    .statusCode(200)
                    .extract()
                    .as(JsonAnswer.class)
                    .get("id");
            String fresh = tenant.request()
                    .post("/v1/webhooks/crm/rotate-secret")
                    .then()
                    .statusCode(200)
                    .extract()
                    .as(JsonAnswer.class)
                    .get("secret");
            tenant.request()
                    .post("/v1/webhooks/crm/deliveries/" + id + "/retry")
                    .then()
                    .statusCode(202)
                    .body("id", equalTo(id))
                    .body("status", equalTo("pending"));
            await().atMost(TIMEOUT).until(() -> receiver.messages().size() == 2);
            ReceivedMessage first = receiver.messages().get(0);
            ReceivedMessage second = receiver.messages().get(1);
            assertThat(second.id()).isEqualTo(first.id());
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(second.header("webhook-signature").split(" ")).hasSize(2);
            assertThat(List.of(first.genuine(old), first.genuine(fresh), second.genuine(old), second.genuine(fresh)))
                    .containsExactly(true, false, true, true);
            tenant.request()
                    .post("/v1/webhooks/crm/deliveries/evt_none/retry")
                    .then()
                    .statusCode(404);
        }
    }
}
