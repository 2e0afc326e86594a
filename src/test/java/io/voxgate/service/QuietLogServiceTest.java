package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.voxgate.egress.FaultyServer;
import io.voxgate.egress.FaultyServer.ServerFault;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The log says nothing of the kind of an error when others behave badly and nothing is wrong here. */
@ServiceTest
class QuietLogServiceTest {
    private static final Duration SHORT = Duration.ofSeconds(3);

    private final LogRecords log = LogRecords.open();

    @Inject
    Vertx vertx;

    @AfterEach
    void close() {
        log.close();
    }

    private void assertNoError() {
        assertThat(log.from(Level.SEVERE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatGoesAwayInTheMidstOfItsBodyIsOneLine(boolean reset) {
        String key = "quiet" + UUID.randomUUID();
        try (RawSocket client = RawSocket.open()) {
            client.send("PUT /v1/templates/quiet HTTP/1.1\r\nHost: x\r\nX-Request-Id: " + key + "\r\nAuthorization: "
                    + LiveTenant.create().bearer()
                    + "\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{\"agent\":");
            // The request is in work: what it sent has been read.
            client.hear(Duration.ofMillis(300));
            if (reset) {
                client.reset();
            }
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(log.from(Level.INFO))
                        .filteredOn(line -> line.contains(key))
                        .singleElement()
                        .asString()
                        .startsWith("INFO A client went away in the midst of its request: requestId=" + key + " cause=")
                        .doesNotContain("[stack]"));
        assertNoError();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/vendors HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b<>\r\n\r\n",
                "POST / HTTP/1.1\r\nX-TC-Action: x\r\nContent-Length: 0\r\n\r\n"
            })
    void aRequestWithoutAHostIsNoErrorOfOurs(String request) {
        try (RawSocket client = RawSocket.open()) {
            RawSocket.Heard heard = client.send(request).answer(SHORT);
            assertThat(heard.statuses()).containsExactly(400);
            assertThat(heard.text())
                    .contains("application/problem+json", "\"code\":\"INVALID_PARAMETER\"", "in one header Host");
        }
        assertNoError();
    }

    /** As it comes from Vert.x's own client and server. */
    @Test
    void aPromiseThatIsToldTwiceIsOneLine() {
        vertx.runOnContext(_ -> {
            Promise<Void> told = Promise.promise();
            told.complete();
            told.complete();
        });
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(log.from(Level.INFO))
                        .contains("INFO A connection ended while something was being written to it: "
                                + "cause=Result is already complete"));
        assertNoError();
    }

    @Test
    void whatElseNobodyCaughtIsAnError() {
        vertx.runOnContext(_ -> {
            throw new IllegalStateException("an event loop's");
        });
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(log.from(Level.SEVERE))
                        .contains("ERROR An exception of an event loop was not caught [stack]"));
    }

    private enum Break {
        BEFORE_THE_ANSWER,
        IN_THE_ANSWER,
        NO_HTTP;

        ServerFault plot() {
            return switch (this) {
                case BEFORE_THE_ANSWER -> FaultyServer.reset();
                case IN_THE_ANSWER ->
                    (socket, out) -> {
                        out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"x\""
                                .getBytes(StandardCharsets.US_ASCII));
                        out.flush();
                        FaultyServer.reset().play(socket, out);
                    };
                case NO_HTTP -> FaultyServer.answer("220 mail server ready\r\n");
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void aVendorsOrReceiversBrokenConnectionIsNoErrorOfOurs(Break broken) throws IOException {
        LiveTenant tenant = LiveTenant.create();
        try (FaultyServer server = new FaultyServer(broken.plot())) {
            tenant.connection("broken", "http://127.0.0.1:" + server.uri().getPort(), "secretKeyOfTheTests0001");
            tenant.start("broken", LiveTenant.room("quiet-" + broken))
                    .post("/v1/sessions")
                    .then()
                    .statusCode(202);
            tenant.request()
                    .body(Map.of("url", "http://127.0.0.1:" + server.uri().getPort() + "/", "eventTypes", List.of("*")))
                    .put("/v1/webhooks/broken")
                    .then()
                    .statusCode(201);
            tenant.request().post("/v1/webhooks/broken/test").then().statusCode(200);
            tenant.request().delete("/v1/webhooks/broken").then().statusCode(204);
        }
        assertNoError();
    }
}
