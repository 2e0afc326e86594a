package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxgate.json.Json;
import io.voxgate.replicas.CallbackLoad.Push;
import io.voxgate.replicas.CallbackLoad.Signed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A replica that is told to stop (SIGTERM) while requests come over kept connections: it cuts none of them off. */
@ExtendWith(SharedFleet.class)
class ShutdownIT {
    private static final int CLIENTS = 6;

    private final Queue<KeptConnection.Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger numbers = new AtomicInteger();

    @Test
    void whatWasBegunIsFinishedAndTheRestIsSentElsewhere(Fleet fleet) throws Exception {
        Replica replica = fleet.b();
        long logged = Files.size(replica.log());
        try (VendorLedger vendor = VendorLedger.open();
                Inbox inbox = Inbox.open(_ -> true);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            FleetTenant tenant = FleetTenant.create(replica);
            inbox.subscribe(tenant, replica, "crm");
            List<Push> pushes = TrtcCalls.start(tenant, replica, vendor, 3);
            for (int i = 0; i < CLIENTS; i++) {
                boolean reads = i % 2 == 0;
                clients.submit(() -> ask(replica, () -> reads ? get(tenant) : callback(pushes)));
            }
            vendor.hold();
            Future<Web.Answer> start = clients.submit(() ->
                    Web.start(replica, tenant.key(), UUID.randomUUID().toString(), FleetTenant.start("room-late")));
            await().until(() -> vendor.starts().size() == 4 && answers.size() > 10 * CLIENTS);

            replica.terminate();
            await().atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !replica.ready());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> answers.stream()
                                    .filter(KeptConnection.Answer::isLast)
                                    .count()
                            >= CLIENTS);
            assertThat(replica.alive()).as("the start is not over").isTrue();
            vendor.release();

            assertThat(start.get().status()).isEqualTo(201);
            replica.awaitEnd();
        } finally {
            replica.revive();
        }
        judge();
        assertThat(log(replica, logged)).noneMatch(line -> line.matches(".* (WARN|ERROR|FATAL) .*"));
    }

    private void judge() {
        System.out.printf(
                "SIGTERM under load: answers by status %s%n",
                new TreeMap<>(answers.stream()
                        .collect(Collectors.groupingBy(KeptConnection.Answer::status, Collectors.counting()))));
        assertThat(answers).extracting(KeptConnection.Answer::status).containsOnly(200, 503);
        assertThat(answers.stream().filter(answer -> answer.status() == 503))
                .isNotEmpty()
                .allSatisfy(refused -> {
                    assertThat(refused.headers())
                            .containsEntry("content-type", "application/problem+json")
                            .containsEntry("connection", "close")
                            .containsKey("retry-after");
                    assertThat(Json.parse(refused.body())
                                    .orElseThrow()
                                    .path("code")
                                    .asText())
                            .isEqualTo("UNAVAILABLE");
                    assertThat(Json.parse(refused.body())
                                    .orElseThrow()
                                    .path("retryable")
                                    .asBoolean())
                            .isTrue();
                });
    }

    private interface Request {
        String text();
    }

    /** Over one connection, until that is closed. */
    private void ask(Replica replica, Request request) {
        try (KeptConnection connection = KeptConnection.open(replica.port())) {
            KeptConnection.Answer answer;
            do {
                answer = connection.ask(request.text());
                answers.add(answer);
            } while (!answer.isLast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String get(FleetTenant tenant) {
        return "GET /v1/templates/support HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + tenant.key().bearer() + "\r\n\r\n";
    }

    private String callback(List<Push> pushes) {
        int number = numbers.incrementAndGet();
        Signed signed = pushes.get(number % pushes.size()).numbered(number);
        StringBuilder request = new StringBuilder(
                "POST " + signed.path() + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n");
        for (int i = 0; i < signed.header().size(); i += 2) {
            request.append(signed.header().get(i))
                    .append(": ")
                    .append(signed.header().get(i + 1))
                    .append("\r\n");
        }
        return request + "Content-Length: " + signed.body().getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                + signed.body();
    }

    /** What it logged since then, its new life included. */
    private static List<String> log(Replica replica, long since) throws IOException {
        byte[] all = Files.readAllBytes(replica.log());
        return new String(all, (int) since, all.length - (int) since, StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
