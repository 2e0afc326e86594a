package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.RestAssured;
import io.voxgate.database.Database;
import io.voxgate.json.Json;
import io.voxgate.testkit.JsonAnswer;
import io.voxgate.testkit.SseClient;
import io.voxgate.testkit.SseParser.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Live streams as a reader sees them. In these tests a sign of life comes each second, and a reader has two seconds to
 * take what is there.
 */
@Tag("long")
@ServiceTest
class StreamServiceTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration REFUSED = Duration.ofSeconds(5);

    @Inject
    Database database;

    @Inject
    MeterRegistry meters;

    private static SseClient open(LiveTenant live, String path, String... idAfter) throws IOException {
        Map<String, String> headers = new HashMap<>(Map.of("Authorization", live.bearer()));
        if (idAfter.length > 0) {
            headers.put("Last-Event-ID", idAfter[0]);
        }
        SseClient client = SseClient.open(RestAssured.port, path, headers, 0);
        client.until(() -> client.status() > 0, SOON);
        return client;
    }

    private static String events(String session) {
        return "/v1/sessions/" + session + "/events";
    }

    private static List<String> ids(List<Event> events) {
        return events.stream()
                .map(event -> Json.parse(event.data()).orElseThrow().get("id").asText())
                .toList();
    }

    private static List<JsonNode> listed(LiveTenant live, String path) {
        return Json.parse(live.request()
                        .queryParam("pageSize", 200)
                        .get(path)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .orElseThrow()
                .get("items")
                .valueStream()
                .toList();
    }

    private EventFeed feed(LiveTenant live) {
        return new EventFeed(database, live.tenantId());
    }

    private static String running(LiveTenant live) {
        return live.started("trtc", "-long-no-callbacks");
    }

    @Test
    void aSessionsStreamIsItsListClosesAndThenHasNothingMore() throws IOException {
        LiveTenant live = LiveTenant.create();
        String session = live.started("trtc", "-short");
        try (SseClient client = open(live, events(session))) {
            client.until(client::ended, Duration.ofSeconds(30));

            List<Event> told = client.parser().events();
            assertThat(client.status()).isEqualTo(200);
            assertThat(List.of(
                            client.header("Content-Type"),
                            client.header("Cache-Control"),
                            client.header("X-Accel-Buffering")))
                    .containsExactly("text/event-stream", "no-store", "no");
            assertThat(client.parser().retryMs()).isEqualTo(2_000);
            assertThat(told.stream()
                            .map(event -> Json.parse(event.data()).orElseThrow())
                            .toList())
                    .isEqualTo(listed(live, events(session)));
            assertThat(told)
                    .extracting(Event::id)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, told.size())
                            .mapToObj(Integer::toString)
                            .toList());
            assertThat(told)
                    .allSatisfy(event -> assertThat(Json.parse(event.data())
                                    .orElseThrow()
                                    .get("type")
                                    .asText())
                            .isEqualTo(event.type()));
            assertThat(told.getLast().type()).isEqualTo("session.ended");
            String last = client.parser().lastEventId();
            live.request()
                    .accept("text/event-stream")
                    .header("Last-Event-ID", last)
                    .get(events(session))
                    .then()
                    .statusCode(204);
            String rest = live.request()
                    .accept("text/event-stream")
                    .header("Last-Event-ID", told.size() - 2)
                    .get(events(session))
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            assertThat(rest)
                    .startsWith("retry: 2000\nid: " + (told.size() - 2) + "\n\nid: " + (told.size() - 1) + "\nevent: ")
                    .endsWith(told.getLast().data() + "\n\n");
        }
    }

    @Test
    void withoutAPlaceATenantsStreamBeginsNowAndCanBeResumedBeforeAnythingHappens() throws IOException {
        LiveTenant live = LiveTenant.create();
        String session = running(live);
        EventFeed feed = feed(live);
        feed.add(session, 3, 10, Duration.ZERO);
        String place;
        try (SseClient client = open(live, "/v1/events")) {
            client.until(() -> client.parser().comments() > 0, SOON);
            assertThat(client.parser().events()).isEmpty();
            place = client.parser().lastEventId();
        }
        feed.add(session, 4, 10, Duration.ZERO);
        try (SseClient client = open(live, "/v1/events", place)) {
            client.until(() -> client.parser().events().size() == 4, SOON);
            feed.add(session, 2, 10, Duration.ZERO);
            client.until(() -> client.parser().events().size() == 6, SOON);

            List<String> all = feed.ofTenant();
            assertThat(ids(client.parser().events())).isEqualTo(all.subList(all.size() - 6, all.size()));
            List<JsonNode> after = Json.parse(live.request()
                            .queryParam(
                                    "pageToken", client.parser().events().get(3).id())
                            .get("/v1/events")
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString())
                    .orElseThrow()
                    .get("items")
                    .valueStream()
                    .toList();
            assertThat(after)
                    .extracting(item -> item.get("id").asText())
                    .isEqualTo(all.subList(all.size() - 2, all.size()));
        }
    }

    @Test
    void aLateCommitHoldsUpTheTenantsStreamButNoSessions() throws IOException, InterruptedException {
        LiveTenant live = LiveTenant.create();
        String early = running(live);
        String late = running(live);
        EventFeed feed = feed(live);
        CountDownLatch holding = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        try (SseClient tenant = open(live, "/v1/events");
                SseClient session = open(live, events(early))) {
            session.until(
                    () -> session.parser().events().size()
                            == feed.ofSession(early).size(),
                    SOON);
            int before = session.parser().events().size();
            Thread slow = Thread.ofPlatform()
                    .start(() -> feed.holding(late, 1, () -> {
                        holding.countDown();
                        await().atMost(SOON).until(() -> told.getCount() == 0);
                    }));
            holding.await();
            feed.add(early, 2, 10, Duration.ZERO);
            session.until(() -> session.parser().events().size() == before + 2, SOON);
            tenant.until(() -> !tenant.parser().events().isEmpty(), Duration.ofMillis(500));

            assertThat(session.parser().events()).hasSize(before + 2);
            assertThat(tenant.parser().events()).isEmpty();
            told.countDown();
            slow.join();
            tenant.until(() -> tenant.parser().events().size() == 3, SOON);
            List<String> all = feed.ofTenant();
            assertThat(ids(tenant.parser().events())).isEqualTo(all.subList(all.size() - 3, all.size()));
        }
    }

    @Test
    void aReaderWhoTakesNothingIsCutOffAndGoesOnFromTheLastId() throws IOException {
        LiveTenant live = LiveTenant.create();
        String session = running(live);
        EventFeed feed = feed(live);
        // A stream that a test before left behind would be counted as cut off too.
        await().atMost(SOON).until(() -> open() == 0);
        double before = cut();
        try (SseClient client =
                SseClient.open(RestAssured.port, events(session), Map.of("Authorization", live.bearer()), 8_192)) {
            client.until(() -> client.status() > 0, SOON);
            IntStream.range(0, 30).forEach(_ -> feed.add(session, 10, 40_000, Duration.ZERO));
            await().atMost(Duration.ofSeconds(20)).until(() -> open() == 0);
            assertThat(cut()).isEqualTo(before + 1);
            client.until(client::ended, SOON);

            List<String> all = feed.ofSession(session);
            List<String> received = new ArrayList<>(ids(client.parser().events()));
            assertThat(received).hasSizeLessThan(all.size()).isEqualTo(all.subList(0, received.size()));
            try (SseClient again = open(live, events(session), client.parser().lastEventId())) {
                again.until(
                        () -> received.size() + again.parser().events().size() >= all.size(), Duration.ofSeconds(20));
                received.addAll(ids(again.parser().events()));
            }
            assertThat(received)
                    .as("the session itself may have gone on meanwhile")
                    .isEqualTo(feed.ofSession(session).subList(0, received.size()));
        }
    }

    private double open() {
        return meters.get("voxgate.streams.open").gauge().value();
    }

    private double cut() {
        return meters.get("voxgate.streams.dropped").counter().count();
    }

    @Test
    void aDeletedKeyEndsItsStreamsAndThoseOfItsTokens() throws IOException {
        LiveTenant live = LiveTenant.create();
        String session = running(live);
        live.awaitStatusByLooks(database, session, "active");
        Map<String, Object> made = TestTenant.operator()
                .body(Map.of("name", "short", "roles", List.of("viewer")))
                .post("/v1/tenants/{id}/keys", live.tenantId())
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("$");
        String url = Api.request()
                .header("Authorization", "Bearer " + made.get("key"))
                .body(Map.of("sessionId", session))
                .post("/v1/stream-tokens")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("url");
        try (SseClient own = SseClient.open(RestAssured.port, "/v1/events", (String) made.get("key"));
                SseClient browser = SseClient.open(RestAssured.port, url, Map.of(), 0);
                SseClient other = open(live, "/v1/events")) {
            browser.until(() -> browser.parser().events().size() >= 2, SOON);
            assertThat(browser.status()).isEqualTo(200);
            TestTenant.operator()
                    .delete("/v1/tenants/{id}/keys/{key}", live.tenantId(), made.get("id"))
                    .then()
                    .statusCode(204);
            own.until(own::ended, REFUSED);
            browser.until(browser::ended, REFUSED);
            other.until(other::ended, Duration.ofMillis(300));

            assertThat(List.of(own.ended(), browser.ended(), other.ended())).containsExactly(true, true, false);
        }
        Api.request().accept("text/event-stream").get(url).then().statusCode(401);
    }

    @Test
    void aKeyThatExpiresEndsItsStream() throws IOException {
        LiveTenant live = LiveTenant.create();
        String key = TestTenant.operator()
                .body(Map.of(
                        "name",
                        "short",
                        "roles",
                        List.of("viewer"),
                        "expiresAt",
                        Instant.now().plusSeconds(2).toString()))
                .post("/v1/tenants/{id}/keys", live.tenantId())
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("key");
        try (SseClient client = SseClient.open(RestAssured.port, "/v1/events", key)) {
            client.until(() -> client.status() > 0, SOON);
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.until(client::ended, Duration.ofSeconds(7))).isTrue();
        }
    }

    @Test
    void aTokenOpensItsOneStreamForOneConnection() throws IOException {
        LiveTenant live = LiveTenant.create();
        String session = running(live);
        live.awaitStatusByLooks(database, session, "active");
        String url = live.as("viewer")
                .body(Map.of("sessionId", session))
                .post("/v1/stream-tokens")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("url");
        String token = url.substring(url.indexOf('=') + 1);
        try (SseClient first = SseClient.open(RestAssured.port, url, Map.of(), 0)) {
            first.until(() -> first.parser().events().size() >= 2, SOON);
            try (SseClient second = SseClient.open(
                    RestAssured.port,
                    url,
                    Map.of("Last-Event-ID", first.parser().lastEventId()),
                    0)) {
                second.until(() -> second.status() > 0, SOON);
                first.until(first::ended, REFUSED);
                feed(live).add(session, 1, 10, Duration.ZERO);
                second.until(() -> !second.parser().events().isEmpty(), SOON);

                assertThat(first.ended()).isTrue();
                assertThat(second.parser().events()).hasSize(1);
            }
        }
        List.of("/v1/events", events("ses_another"))
                .forEach(path -> Api.request()
                        .accept("text/event-stream")
                        .queryParam("access_token", token)
                        .get(path)
                        .then()
                        .statusCode(401));
        List.of("/v1/events", "/v1/sessions/" + session, "/v1/templates", "/v1/sessions/" + session + "/transcript")
                .forEach(path -> Api.request()
                        .queryParam("access_token", token)
                        .get(path)
                        .then()
                        .statusCode(401));
        Api.request()
                .queryParam("access_token", token)
                .get(events(session))
                .then()
                .statusCode(401);
        Api.request()
                .accept("text/event-stream")
                .header("Authorization", "Bearer " + token)
                .get(events(session))
                .then()
                .statusCode(401);
        List<String> rows = database.system(tx -> tx.list(
                "SELECT t::text || encode(hash, 'escape') FROM stream_token t WHERE tenant_id = ?",
                row -> row.getString(1),
                live.tenantId()));
        assertThat(rows).hasSize(1).noneMatch(row -> row.contains(token.substring(4)));
        database.system(tx -> tx.update(
                "UPDATE stream_token SET expires_at = now() - interval '1 second' WHERE tenant_id = ?",
                live.tenantId()));
        Api.request()
                .accept("text/event-stream")
                .get(url)
                .then()
                .statusCode(401)
                .body("detail", containsString("stream token"));
    }

    @Test
    void aTokenForTheTenantOpensTheTenantsStreamOnly() throws IOException {
        LiveTenant live = LiveTenant.create();
        String session = running(live);
        String url = live.request()
                .body(Map.of())
                .post("/v1/stream-tokens")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("url");
        try (SseClient client = SseClient.open(RestAssured.port, url, Map.of(), 0)) {
            client.until(() -> client.status() > 0, SOON);
            feed(live).add(session, 1, 10, Duration.ZERO);
            assertThat(client.until(() -> client.parser().events().size() == 1, SOON))
                    .isTrue();
        }
        Api.request()
                .accept("text/event-stream")
                .get(url.replace("/v1/events", events(session)))
                .then()
                .statusCode(401);
        live.request()
                .body(Map.of("sessionId", "ses_nobody"))
                .post("/v1/stream-tokens")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/sessionId"));
        TestTenant.operator().body(Map.of()).post("/v1/stream-tokens").then().statusCode(403);
    }

    @Test
    void whatIsNoPlaceIsRefusedInWords() {
        LiveTenant live = LiveTenant.create();
        String session = running(live);
        for (String wrong : List.of("x", "-1", "1000", "99999999999", "1 OR 1=1")) {
            live.request()
                    .accept("text/event-stream")
                    .header("Last-Event-ID", wrong)
                    .get(events(session))
                    .then()
                    .statusCode(400)
                    .body(has("code", equalTo("INVALID_PARAMETER")))
                    .body(has("errors[0].pointer", equalTo("/Last-Event-ID")))
                    .body(has("detail", containsString("sequence")));
        }
        for (String wrong : List.of("7", "x", "ZXZlbnRzIG9m", "ZXZlbnRzCjk5OTk5OTk5OTk5OSAx")) {
            live.request()
                    .accept("text/event-stream")
                    .queryParam("after", wrong)
                    .get("/v1/events")
                    .then()
                    .statusCode(400)
                    .body(has("errors[0].pointer", equalTo("/after")))
                    .body(has("detail", containsString("tenant's stream")));
        }
    }

    @Test
    void whatIsNotKeptAnyMoreIsToldAndNotPassedOver() throws IOException {
        LiveTenant live = LiveTenant.create();
        String session = running(live);
        EventFeed feed = feed(live);
        feed.add(session, 10, 10, Duration.ZERO);
        String place;
        try (SseClient client = open(live, "/v1/events?after=0")) {
            client.until(() -> client.parser().events().size() > 5, SOON);
            place = client.parser().events().get(3).id();
        }
        database.system(tx -> tx.update(
                "DELETE FROM session_event WHERE tenant_id = ? AND session_id = ? AND sequence <= 8",
                live.tenantId(),
                session));
        try (SseClient tenant = open(live, "/v1/events", place);
                SseClient own = open(live, events(session), "2")) {
            tenant.until(() -> tenant.parser().events().size() > 2, SOON);
            own.until(() -> own.parser().events().size() > 2, SOON);

            assertThat(tenant.parser().events()).extracting(Event::type).startsWith("reset", "vendor.other");
            assertThat(own.parser().events()).extracting(Event::type).startsWith("reset", "vendor.other");
            assertThat(own.parser().events()).extracting(Event::id).startsWith("8", "9");
            assertThat(ids(own.parser()
                            .events()
                            .subList(1, own.parser().events().size())))
                    .isEqualTo(feed.ofSession(session));
        }
    }

    @Test
    void aTenantHasOnlySoManyStreamsAndClosedOnesCountNoLonger() throws IOException {
        LiveTenant live = LiveTenant.create();
        List<SseClient> open = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            open.add(SseClient.open(RestAssured.port, "/v1/events", Map.of("Authorization", live.bearer()), 0));
        }
        for (SseClient client : open) {
            client.until(() -> client.status() > 0, SOON);
            assertThat(client.status()).isEqualTo(200);
        }
        live.request()
                .accept("text/event-stream")
                .get("/v1/events")
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("1"))
                .body("detail", containsString("100 live streams"));
        live.request().get("/v1/events").then().statusCode(200);
        for (SseClient client : open) {
            client.reset();
        }
        await().atMost(SOON).untilAsserted(() -> {
            try (SseClient client = open(live, "/v1/events")) {
                assertThat(client.status()).isEqualTo(200);
            }
        });
    }

    @Test
    void anotherTenantsSessionIsNotThere() {
        LiveTenant live = LiveTenant.create();
        LiveTenant other = LiveTenant.create();
        String session = running(other);
        live.request().accept("text/event-stream").get(events(session)).then().statusCode(404);
        live.request()
                .body(Map.of("sessionId", session))
                .post("/v1/stream-tokens")
                .then()
                .statusCode(422);
    }

    @Test
    void theHeadAloneOpensNothing() {
        LiveTenant live = LiveTenant.create();
        double before = open();
        RestAssured.given()
                .header("Authorization", live.bearer())
                .accept("text/event-stream")
                .head("/v1/events")
                .then()
                .statusCode(200)
                .contentType("text/event-stream");
        assertThat(open()).isEqualTo(before);
    }
}
