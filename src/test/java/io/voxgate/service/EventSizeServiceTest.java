package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.voxgate.database.Database;
import io.voxgate.event.EventSize;
import io.voxgate.event.webhook.TestReceiver;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import io.voxgate.testkit.JsonAnswer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No event, no page and no batch of deliveries weighs more than it may, in the form in which the database prints it.
 */
@ServiceTest
class EventSizeServiceTest {
    @Inject
    Database database;

    @Inject
    MeterRegistry meters;

    private static String event(String task, int number, String payload) {
        return "{\"EventGroupId\":9,\"EventType\":977,\"CallbackTs\":1,\"EventInfo\":{\"EventMsTs\":%d,\"TaskId\":\"%s\",\"Payload\":%s}}"
                .formatted(1_700_000_000_000L + number, task, payload);
    }

    private static String numbers(int count, String number) {
        return IntStream.range(0, count).mapToObj(_ -> number).collect(Collectors.joining(",", "[", "]"));
    }

    private static List<Map<String, Object>> others(LiveTenant tenant, String session) {
        return tenant.request()
                .queryParam("pageSize", 200)
                .get("/v1/sessions/{id}/events", session)
                .then()
                .statusCode(200)
                .extract()
                .path("items.findAll { it.type == 'vendor.other' }.data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":1,\"b\":[1,2.50,null,true],\"c\":{\"d\":\"ü \\\"€\\\" 😀 \\n \\u0001 /\"}}",
                "[[],[{}],{\"a\":{\"b\":[]}}]",
                "[1e39,0.00001,-12.5e-3,1.10]"
            })
    void theWeightIsWhatTheDatabasePrints(String text) {
        JsonNode node = Json.parse(text).orElseThrow();
        long printed = database.system(
                        tx -> tx.one("SELECT octet_length((?::jsonb)::text)", row -> row.getLong(1), node))
                .orElseThrow();
        assertThat(EventSize.of(node)).isEqualTo(printed);
    }

    /** 40 KB that print 330 KB: answered, stored without what is too much, and counted. */
    @Test
    void whatPrintsTooMuchIsKeptWithoutItAndSaysSo() {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.started("trtc", "-long-no-callbacks");
        String task = tenant.get(id).extract().as(JsonAnswer.class).get("vendorSessionId");
        double before = reduced();
        CallbackServiceTest.post(tenant, event(task, 1, numbers(8_000, "1e39")))
                .then()
                .statusCode(200);
        CallbackServiceTest.post(tenant, event(task, 2, "\"" + "x".repeat(200_000) + "\""))
                .then()
                .statusCode(200);
        CallbackServiceTest.post(tenant, event(task, 3, numbers(6_000, "1e9999")))
                .then()
                .statusCode(200);

        List<Map<String, Object>> others = others(tenant, id);
        assertThat(others).hasSize(3);
        assertThat(others.get(0).toString()).contains("leftOut").hasSizeLessThan(2_000);
        assertThat(others.get(1).toString()).doesNotContain("leftOut").hasSizeGreaterThan(200_000);
        assertThat(others.get(2).toString()).doesNotContain("leftOut").contains("1e9999");
        assertThat(reduced() - before).isGreaterThanOrEqualTo(2);
        long heaviest = database.system(tx -> tx.one(
                        "SELECT max(octet_length(data::text) + coalesce(octet_length(raw::text), 0)) FROM "
                                + "session_event WHERE session_id = ?",
                        row -> row.getLong(1),
                        id))
                .orElseThrow();
        assertThat(heaviest).isLessThanOrEqualTo(Limit.EVENT_BYTES.max());
        tenant.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202);
    }

    private double reduced() {
        return meters.find("voxgate.events.reduced").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void aCallbackOfTooManyValuesOrTooDeepIsRefusedBeforeItIsRead() {
        LiveTenant tenant = LiveTenant.create();
        String values = event("task-1", 1, numbers(20_001, "1"));
        CallbackServiceTest.post(tenant, values)
                .then()
                .statusCode(413)
                .body("code", equalTo("BODY_TOO_LARGE"))
                .body("limit.name", equalTo("messageValues"));
        String deep = event("task-1", 1, "[".repeat(63) + "]".repeat(63));
        CallbackServiceTest.post(tenant, deep)
                .then()
                .statusCode(413)
                .body("limit.name", equalTo("messageDepth"))
                .body("detail", containsString("64 levels"));
        CallbackServiceTest.post(tenant, event("task-1", 1, "[".repeat(62) + "]".repeat(62)))
                .then()
                .statusCode(200);
        CallbackServiceTest.post(tenant, event("task-1", 2, numbers(19_900, "1")))
                .then()
                .statusCode(200);
    }

    @Test
    void pagesEndAtSomeMegabytesAndNothingIsMissing() {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.started("trtc", "-short");
        tenant.awaitStatus(id, "ended");
        new EventFeed(database, tenant.tenantId()).add(id, 60, 200_000, Duration.ZERO);
        for (String list : List.of("/v1/sessions/" + id + "/events", "/v1/events")) {
            List<String> ids = new ArrayList<>();
            String token = null;
            int pages = 0;
            do {
                RequestSpecification request = tenant.request().queryParam("pageSize", 200);
                Response page = (token == null ? request : request.queryParam("pageToken", token)).get(list);
                assertThat(page.asByteArray().length).isLessThan(6 << 20);
                JsonAnswer json = page.then().statusCode(200).extract().as(JsonAnswer.class);
                ids.addAll(json.getList("items.id"));
                token = json.getString("nextPageToken");
                pages++;
            } while (token != null);
            assertThat(ids).isEqualTo(new EventFeed(database, tenant.tenantId()).ofSession(id));
            assertThat(pages).isBetween(3, 12);
        }
    }

    @Tag("long")
    @Test
    void aHeavyBacklogIsDeliveredWhole() throws IOException {
        LiveTenant tenant = LiveTenant.create();
        String id = tenant.started("trtc", "-long-no-callbacks");
        String task = tenant.get(id).extract().as(JsonAnswer.class).get("vendorSessionId");
        try (TestReceiver receiver = TestReceiver.willing()) {
            IntStream.range(0, 6)
                    .forEach(i -> tenant.request()
                            .body(Map.of("url", receiver.url() + "/" + i, "eventTypes", List.of("vendor.other")))
                            .put("/v1/webhooks/hook-" + i)
                            .then()
                            .statusCode(201));
            IntStream.range(0, 12)
                    .forEach(i -> CallbackServiceTest.post(tenant, event(task, i, "\"" + "x".repeat(200_000) + "\""))
                            .then()
                            .statusCode(200));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> receiver.messages().stream()
                                    .map(message -> message.path() + message.id())
                                    .distinct()
                                    .count()
                            == 72);
        }
        tenant.request().post("/v1/sessions/{id}/stop", id).then().statusCode(202);
    }
}
