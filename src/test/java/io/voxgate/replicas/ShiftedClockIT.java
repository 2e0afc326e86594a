package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replica whose machine's clock is wrong judges as the others do, and says what is wrong. */
class ShiftedClockIT {
    private static Fleet fleet;
    private static FleetTenant tenant;
    private static SlowAlibaba vendor;

    @BeforeAll
    static void begin() {
        assumeTrue(ShiftedClock.isAvailable(), "Without the package libfaketime no process has another clock.");
        fleet = Fleet.start("clocks", 1, Map.of());
        vendor = SlowAlibaba.open();
        tenant = FleetTenant.create(fleet.a());
        tenant.at(fleet.a())
                .body("""
                {"vendor":"alibaba-rtc","endpoint":"%s","settings":{"appId":"app1","templateId":"tpl-1"},
                 "credentials":{"accessKeyId":"LTAIofthetests0001","accessKeySecret":"accessKeySecretOfTests01"}}\
                """.formatted(vendor.url()))
                .put("/v1/connections/ali")
                .then()
                .statusCode(201);
        tenant.publish(fleet.a(), "Hello").then().statusCode(201);
    }

    @AfterAll
    static void end() {
        if (fleet != null) {
            vendor.close();
            fleet.close();
        }
    }

    /** The answer to the start is lost; the vendor shows the task a little later. It must not be given up before. */
    @ParameterizedTest
    @ValueSource(ints = {600, -600})
    void aStartIsNotGivenUpWhileItIsStillOnItsWay(int seconds) {
        try (Replica other = fleet.shifted("shifted" + seconds, Duration.ofSeconds(seconds))) {
            String id = start();
            fleet.a().freeze();
            try {
                vendor.forget();
                await().atMost(Duration.ofSeconds(40))
                        .until(
                                () -> status(id),
                                status -> !List.of("starting", "unknown").contains(status));
                assertThat(status(id)).isEqualTo("active");
            } finally {
                fleet.a().resume();
            }
            tellsItsDifference(other, seconds);
        }
    }

    private static void tellsItsDifference(Replica other, int seconds) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(other.ready()).isFalse();
            assertThat(text(other))
                    .containsPattern("This machine's clock is (599\\.9|600\\.[01]) s "
                            + (seconds < 0 ? "behind" : "ahead of") + " the database's; at most 10 s are allowed.");
        });
        assertThat(Web.metrics(other).entrySet().stream()
                        .filter(line -> line.getKey().startsWith("voxgate_clock_difference_seconds"))
                        .findFirst()
                        .orElseThrow()
                        .getValue())
                .isBetween(seconds - 1.0, seconds + 1.0);
    }

    private static String text(Replica replica) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(replica.management("/q/health/ready"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    private static String start() {
        Map<String, Object> body = Map.of(
                "template",
                "support",
                "channel",
                Map.of("type", "room", "roomId", "room-" + UUID.randomUUID(), "userId", "user_1"),
                "connection",
                "ali");
        Web.Answer answer = Web.start(fleet.a(), tenant.key(), UUID.randomUUID().toString(), body);
        assertThat(answer.status()).isEqualTo(202);
        return answer.session().orElseThrow();
    }

    private static String status(String id) {
        return fleet.postgres()
                .column("SELECT status FROM session WHERE id = '" + id + "'")
                .getFirst();
    }
}
