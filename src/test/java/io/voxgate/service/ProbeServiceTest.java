package io.voxgate.service;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.voxgate.testkit.Management;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Liveness is what callers see. The database's part is in {@code ProbesIT}, the master key's in
 * {@link KeyRotationServiceTest}.
 */
@ServiceTest
class ProbeServiceTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static ValidatableResponse live() {
        return RestAssured.get(Management.url("/q/health/live")).then();
    }

    /**
     * What freezes a replica: as many virtual threads that never rest as there are processors. Nobody preempts them.
     */
    @Test
    void aReplicaWhoseVirtualThreadsAreStuckIsNotAlive() {
        live().statusCode(200);
        AtomicBoolean over = new AtomicBoolean();
        IntStream.range(0, 2 * Runtime.getRuntime().availableProcessors())
                .forEach(i -> Thread.startVirtualThread(() -> {
                    while (!over.get()) {
                        Thread.onSpinWait();
                    }
                }));
        try {
            await().atMost(SOON)
                    .untilAsserted(() ->
                            live().statusCode(503).body(containsString("a request to the public port got no answer")));
        } finally {
            over.set(true);
        }
        await().atMost(SOON).untilAsserted(() -> live().statusCode(200));
    }
}
