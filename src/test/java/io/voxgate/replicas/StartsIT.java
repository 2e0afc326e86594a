package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Starts over two replicas: never twice, never lost. */
@ExtendWith(SharedFleet.class)
class StartsIT {
    private static final int AT_ONCE = 100;
    private static final int ROUNDS = 5;

    private final VendorLedger vendor = VendorLedger.open();

    @AfterEach
    void close() {
        vendor.close();
    }

    private FleetTenant tenant(Fleet fleet) {
        FleetTenant tenant = FleetTenant.create(fleet.a());
        tenant.connect(fleet.a(), vendor.url(), "AKIDoneOneOne").then().statusCode(201);
        tenant.publish(fleet.a(), "Hello, how can I help you?").then().statusCode(201);
        return tenant;
    }

    @Test
    void aHundredIdenticalStartsAreOneVendorCall(Fleet fleet) {
        FleetTenant tenant = tenant(fleet);
        for (int round = 0; round < ROUNDS; round++) {
            String key = UUID.randomUUID().toString();
            Map<String, Object> body = FleetTenant.start("room-" + round);
            List<Web.Answer> answers = together(AT_ONCE, i -> Web.start(fleet.replica(i % 2), tenant.key(), key, body));

            Map<Integer, Long> statuses =
                    answers.stream().collect(Collectors.groupingBy(Web.Answer::status, Collectors.counting()));
            System.out.printf(
                    "100 identical starts over two replicas, round %d: answers by status %s, vendor calls %d%n",
                    round, statuses, vendor.starts().size() - round);
            assertThat(vendor.starts()).hasSize(round + 1);
            assertThat(statuses.keySet()).contains(201).isSubsetOf(201, 409);
            assertThat(answers.stream().filter(answer -> answer.status() == 409))
                    .allSatisfy(answer -> assertThat(answer.headers()).containsKey("Retry-After"));
            Web.Answer replay = Web.start(fleet.b(), tenant.key(), key, body);
            assertThat(replay.headers()).containsEntry("Idempotent-Replayed", "true");
            assertThat(answers.stream()
                            .flatMap(answer -> answer.session().stream())
                            .collect(Collectors.toSet()))
                    .isEqualTo(Set.of(replay.session().orElseThrow()));
        }
    }

    @Test
    void aCallbackArrivesAtTheOtherReplica(Fleet fleet) {
        FleetTenant tenant = tenant(fleet);
        String session = tenant.at(fleet.a())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(FleetTenant.start("room"))
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String path = URI.create(tenant.at(fleet.b())
                        .get("/v1/connections/trtc")
                        .then()
                        .extract()
                        .<String>path("callbackUrl"))
                .getPath();
        String ready = """
                {"EventGroupId":9,"EventType":903,"CallbackTs":1700000000999,"EventInfo":{"EventMsTs":1700000000000,\
                "TaskId":"%s","RoomId":"room","RoomIdType":1,
                 "Payload":{"UserId":"user_1","Text":"heard on \
                B","StartTimeMs":1,"EndTimeMs":2,"RoundId":"test"}}}""".formatted(vendor.starts().getLast().task());
        fleet.b()
                .request()
                .header("Sign", sign(ready))
                .header("SdkAppId", tenant.app())
                .body(ready)
                .post(path)
                .then()
                .statusCode(200);

        assertThat(tenant.at(fleet.a())
                        .queryParam("pageSize", 200)
                        .get("/v1/sessions/{id}/events", session)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<List<String>>path("items.findAll { it.data.turnId == 'test' }.data.text"))
                .containsExactly("heard on B");
    }

    /** The vendor has done what it was asked; the replica that asked dies before it hears so. */
    @Test
    void whatAKilledReplicaBeganIsFinishedByTheOther(Fleet fleet) {
        FleetTenant tenant = tenant(fleet);
        vendor.hold();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 10)
                    .forEach(i -> threads.submit(
                            () -> Web.start(fleet.a(), tenant.key(), "cut-" + i, FleetTenant.start("cut-" + i))));
            await().atMost(Duration.ofSeconds(9)).until(() -> vendor.starts().size() == 10);
            fleet.a().kill();
        }
        vendor.release();
        long killed = System.nanoTime();

        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() ->
                        assertThat(statuses(tenant, fleet.b())).hasSize(10).containsOnly("active"));
        System.out.printf(
                "10 starts cut off by kill -9: all active on the other replica after %d ms%n",
                Duration.ofNanos(System.nanoTime() - killed).toMillis());
        assertThat(vendor.startsBySession())
                .hasSize(10)
                .allSatisfy((_, times) -> assertThat(times).isOne());
        assertThat(Web.start(fleet.b(), tenant.key(), "after", FleetTenant.start("after"))
                        .status())
                .isEqualTo(201);
        fleet.a().revive();
        assertThat(Web.start(fleet.a(), tenant.key(), "after", FleetTenant.start("after"))
                        .headers())
                .containsEntry("Idempotent-Replayed", "true");
    }

    private static List<String> statuses(FleetTenant tenant, Replica replica) {
        return tenant.at(replica)
                .queryParam("pageSize", 100)
                .get("/v1/sessions")
                .then()
                .statusCode(200)
                .extract()
                .path("items.status");
    }

    /** One of as many requests as shall be on their way together. */
    @FunctionalInterface
    private interface Sender {
        Web.Answer send(int number);
    }

    private static List<Web.Answer> together(int many, Sender sender) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Web.Answer>> sent = new ArrayList<>();
            IntStream.range(0, many).forEach(i -> sent.add(threads.submit(() -> sender.send(i))));
            return sent.stream().map(StartsIT::result).toList();
        }
    }

    private static Web.Answer result(Future<Web.Answer> sent) {
        try {
            return sent.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static String sign(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("callbackKey0001".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
