package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import io.voxgate.testkit.SseClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Replicas with a heap of 256 MB beside rows that print sixty: they read, stream and deliver everything else, and stay
 * alive.
 */
@ExtendWith(SharedFleet.class)
class PoisonedRowsIT {
    private static final int WEBHOOKS = 6;
    private static final int ROWS = 5;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(_ -> "1e9999").collect(Collectors.joining(","));
    }

    /** As an older version stored them. */
    private static void plant(Fleet fleet, FleetTenant tenant, String session) {
        for (int i = 0; i < ROWS; i++) {
            fleet.postgres().run("""
                    WITH next AS (UPDATE session SET last_sequence = last_sequence + 1 WHERE id = '%1$s' RETURNING last_sequence),
                    planted AS (INSERT INTO session_event (session_id, tenant_id, vendor, id, sequence, type, \
                    dedupe_key, occurred_at, received_at, data, applied)
                        SELECT '%1$s', '%2$s', 'tencent-trtc', 'evt_planted%3$d%1$s', last_sequence, 'vendor.other', \
                    'planted %3$d', now(), now(), '{"n":[%4$s]}', true FROM next RETURNING id)
                    INSERT INTO webhook_delivery (webhook_id, event_id, tenant_id, session_id, type, created_at, due_at)
                        SELECT w.id, planted.id, w.tenant_id, '%1$s', 'vendor.other', now(), now() FROM planted, \
                    webhook w WHERE w.tenant_id = '%2$s'""".formatted(session, tenant.id(), i, numbers(6_000)));
        }
    }

    @Test
    void aPoisonedRowDecidesAboutNoReplica(Fleet fleet) throws Exception {
        try (VendorLedger vendor = VendorLedger.open();
                Inbox inbox = Inbox.open(_ -> true)) {
            FleetTenant tenant = FleetTenant.create(fleet.a());
            tenant.connect(fleet.a(), vendor.url(), "AKIDpoison").then().statusCode(201);
            tenant.publish(fleet.a(), "Hello").then().statusCode(201);
            IntStream.range(0, WEBHOOKS)
                    .forEach(i -> inbox.subscribe(tenant, fleet.a(), "hook-" + i + "-" + tenant.app()));
            String session = tenant.at(fleet.a())
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .body(FleetTenant.start("room"))
                    .post("/v1/sessions")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            String task = vendor.starts().getLast().task();
            String path = URI.create(tenant.at(fleet.a())
                            .get("/v1/connections/trtc")
                            .then()
                            .extract()
                            .<String>path("callbackUrl"))
                    .getPath();
            Map<String, String> key = Map.of("Authorization", tenant.key().bearer());
            try (SseClient stream = SseClient.open(URI.create(fleet.b().url()).getPort(), "/v1/events", key, 0)) {
                stream.until(() -> stream.status() == 200, TIMEOUT);
                plant(fleet, tenant, session);
                callback(fleet.a(), tenant, path, task, "[" + numbers(6_000) + "]", 200);
                callback(fleet.b(), tenant, path, task, "[" + numbers(25_000) + "]", 413);
                callback(fleet.a(), tenant, path, task, "[\"the last\"]", 200);

                assertThat(stream.until(
                                () -> stream.parser().events().stream()
                                        .anyMatch(event -> event.data().contains("the last")),
                                TIMEOUT))
                        .isTrue();
                assertThat(stream.parser().events().stream()
                                .filter(event -> event.data().contains("leftOut")))
                        .hasSize(ROWS);
            }
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> IntStream.range(0, WEBHOOKS)
                            .forEach(i -> assertThat(inbox.of("hook-" + i + "-" + tenant.app())
                                            .values())
                                    .anyMatch(messages ->
                                            messages.getFirst().body().contains("the last"))));
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(tenant.at(fleet.b())
                                    .queryParam("status", "failed")
                                    .get("/v1/webhooks/hook-0-" + tenant.app() + "/deliveries")
                                    .then()
                                    .statusCode(200)
                                    .extract()
                                    .<List<String>>path("items.id"))
                            .hasSize(ROWS));
            for (Replica replica : fleet.replicas()) {
                byte[] list = tenant.at(replica)
                        .queryParam("pageSize", 200)
                        .get("/v1/events")
                        .then()
                        .statusCode(200)
                        .body("items.type", hasItem("session.starting"))
                        .extract()
                        .asByteArray();
                assertThat(list.length).isLessThan(1 << 20);
                assertThat(replica.ready()).isTrue();
            }
            System.out.printf(
                    "%d rows of 60 MB, %d webhooks, 2 replicas of 256 MB: both ready, every other event told and delivered%n",
                    ROWS, WEBHOOKS);
        }
    }

    private static void callback(
            Replica replica, FleetTenant tenant, String path, String task, String payload, int status) {
        String body = ("{\"EventGroupId\":9,\"EventType\":977,\"CallbackTs\":1,"
                        + "\"EventInfo\":{\"EventMsTs\":1700000000500,\"TaskId\":\"%s\",\"Payload\":%s}}")
                .formatted(task, payload);
        replica.request()
                .header("Sign", TrtcCalls.sign(body))
                .header("SdkAppId", tenant.app())
                .body(body)
                .post(path)
                .then()
                .statusCode(status);
    }
}
