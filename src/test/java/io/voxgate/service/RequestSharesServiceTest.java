package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.RestAssured;
import io.voxgate.database.Database;
import io.voxgate.limits.Limit;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one tenant has in work leaves the others theirs; and whoever is done, in whatever way, gives its place back. */
@ServiceTest
class RequestSharesServiceTest {
    private final List<Socket> sockets = new ArrayList<>();

    @Inject
    MeterRegistry meters;

    @Inject
    Database database;

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private int running(String share) {
        return (int)
                meters.get("voxgate.work.running").tag("share", share).gauge().value();
    }

    private void awaitNothingRuns() {
        for (String share : List.of("requests", "operator", "callbacks", "computations")) {
            await(share).until(() -> running(share) == 0);
        }
    }

    /** The head of a request and the beginning of its body. */
    private Socket begin(String bearer, String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        sockets.add(socket);
        socket.getOutputStream()
                .write(("PUT %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nContent-Type: "
                                + "application/json\r\nContent-Length: 1000\r\n\r\n{")
                        .formatted(path, bearer)
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    @Test
    void aTenantsRequestsInWorkAreBoundedAndOthersAreNot() throws IOException {
        LiveTenant busy = LiveTenant.create();
        LiveTenant victim = LiveTenant.create();
        int most = Limit.REQUESTS_PER_TENANT.count();
        for (int i = 0; i < most; i++) {
            begin(busy.bearer(), "/v1/templates/slow-" + i);
        }
        await().until(() -> running("requests") == most);

        victim.request().get("/v1/templates").then().statusCode(200);
        TestTenant.operator().get("/v1/tenants").then().statusCode(200);
        busy.request()
                .get("/v1/templates")
                .then()
                .statusCode(429)
                .header("Retry-After", "1")
                .body("code", equalTo("RATE_LIMITED"))
                .body("retryable", equalTo(true))
                .body("limit.name", equalTo("requestsPerTenant"))
                .body("limit.max", equalTo(most));
        close();
        awaitNothingRuns();
        busy.request().get("/v1/templates").then().statusCode(200);
    }

    @Test
    void whateverTheEndThePlaceIsGivenBack() throws IOException {
        LiveTenant tenant = LiveTenant.create();
        tenant.request().get("/v1/templates/none").then().statusCode(404);
        tenant.request().get("/v1/nothing").then().statusCode(404);
        tenant.request().delete("/v1/templates").then().statusCode(405);
        tenant.request().body("{").put("/v1/templates/x").then().statusCode(400);
        tenant.request().body("{}").put("/v1/templates/x").then().statusCode(422);
        tenant.request()
                .header("Accept", "image/png")
                .get("/v1/templates")
                .then()
                .statusCode(406);
        tenant.request()
                .contentType("text/csv")
                .body("a")
                .put("/v1/templates/x")
                .then()
                .statusCode(415);
        tenant.as("viewer").body("{}").put("/v1/templates/x").then().statusCode(403);
        tenant.start("trtc", LiveTenant.room("r-refused"))
                .post("/v1/sessions")
                .then()
                .statusCode(422);
        for (int i = 0; i < 10; i++) {
            begin(tenant.bearer(), "/v1/templates/gone-" + i).close();
        }
        awaitNothingRuns();
    }

    @Test
    void aStreamHasAShareOfItsOwn() throws IOException {
        LiveTenant tenant = LiveTenant.create();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        sockets.add(socket);
        socket.getOutputStream()
                .write(
                        "GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nAccept: text/event-stream\r\n\r\n"
                                .formatted(tenant.bearer())
                                .getBytes(StandardCharsets.US_ASCII));
        byte[] answer = socket.getInputStream().readNBytes(15);

        assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
        awaitNothingRuns();
    }

    /** Whoever is refused comes again, so that the share stays in use however slow the machine is. */
    private static boolean putUntil(CountDownLatch done, LiveTenant tenant, Object template, Queue<Integer> answers) {
        do {
            answers.add(
                    tenant.request().body(template).put("/v1/templates/locked").statusCode());
        } while (done.getCount() > 0);
        return true;
    }

    @Tag("long")
    @Test
    void aTenantWithSlowStatementsLeavesConnectionsToTheOthers() throws Exception {
        LiveTenant slow = LiveTenant.create();
        LiveTenant victim = LiveTenant.create();
        Map<String, Object> template = Map.of("agent", LiveTenant.agent("trtc"));
        slow.request().body(template).put("/v1/templates/locked").then().statusCode(201);
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch locked = new CountDownLatch(1);
        Queue<Integer> answers = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> database.system(tx -> {
                tx.one(
                        "SELECT set_config('idle_in_transaction_session_timeout', '0', true)",
                        _ -> true); // it waits for the test
                tx.serialise("template", slow.tenantId(), "locked");
                locked.countDown();
                awaitUninterrupted(done);
                return true;
            }));
            try {
                locked.await();
                IntStream.range(0, 25).forEach(_ -> threads.submit(() -> putUntil(done, slow, template, answers)));
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> waitingForTheLock() == Limit.DATABASE_CONNECTIONS_PER_TENANT.count());

                for (int i = 0; i < 5; i++) {
                    victim.request().get("/v1/templates").then().statusCode(200);
                }
                new TestTenant(victim.tenantId())
                        .as("viewer")
                        .get("/v1/templates")
                        .then()
                        .statusCode(200);
                await().untilAsserted(() -> slow.request()
                        .get("/v1/templates")
                        .then()
                        .statusCode(429)
                        .body(has("limit.name", equalTo("databaseConnectionsPerTenant"))));
                assertThat(waitingForTheLock()).isLessThanOrEqualTo(Limit.DATABASE_CONNECTIONS_PER_TENANT.count());
            } finally {
                done.countDown();
            }
        }
        assertThat(answers)
                .contains(200)
                .isSubsetOf(200, 429, 503); // 503: it waited for the lock as long as a statement may
        slow.request().get("/v1/templates").then().statusCode(200);
        awaitNothingRuns();
    }

    private int waitingForTheLock() {
        return database.system(tx -> tx.one(
                        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
                        row -> row.getInt(1)))
                .orElseThrow();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
