package io.voxgate.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.chaos.ChaosHistory.Answer;
import io.voxgate.json.Json;
import io.voxgate.replicas.FleetTenant;
import io.voxgate.replicas.Replica;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers as they are: they ask, go away, ask again with the same key, stop what they started; and remember all that
 * they were told.
 */
final class ChaosCaller implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration IMPATIENCE = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofMillis(800);
    private static final int TRIES = 12;

    private final List<Replica> replicas;
    private final ChaosTenants tenants;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ChaosCaller(List<Replica> replicas, ChaosTenants tenants) {
        this.replicas = replicas;
        this.tenants = tenants;
    }

    /** Does an order from its start to its end, beside all others. */
    void begin(ChaosOrder order) {
        open.incrementAndGet();
        threads.submit(() -> {
            try {
                follow(order);
            } catch (InterruptedException _) {
                // The run is over.
            } finally {
                open.decrementAndGet();
            }
        });
    }

    /** How many orders are not done yet. */
    int open() {
        return open.get();
    }

    List<Answer> answers() {
        return List.copyOf(answers);
    }

    private void follow(ChaosOrder order) throws InterruptedException {
        Optional<String> session;
        if (order.asking().twice()) {
            Future<Optional<String>> twin = threads.submit(() -> start(order, order.number() + 1));
            session = start(order, order.number());
            twin.state();
        } else {
            session = start(order, order.number());
        }
        if (session.isPresent() && order.stop().isPresent()) {
            Thread.sleep(order.stop().get());
            stop(order.marker(), session.get(), TRIES);
        }
    }

    /** With a key until it is known; without one once, whatever comes. */
    private Optional<String> start(ChaosOrder order, int firstReplica) throws InterruptedException {
        int tries = order.asking().keyed() ? TRIES : 1;
        for (int i = 0; i < tries; i++) {
            Answer answer = start(
                    order,
                    replicas.get((firstReplica + i) % replicas.size()),
                    i == 0 && order.asking().impatient() ? IMPATIENCE : TIMEOUT);
            if (answer.good()) {
                return Optional.of(answer.session());
            }
            if (answer.status() == 422 || answer.code().startsWith("VENDOR_")) {
                return Optional.empty();
            }
            Thread.sleep(AGAIN.multipliedBy(i + 1));
        }
        return Optional.empty();
    }

    private Answer start(ChaosOrder order, Replica replica, Duration patience) throws InterruptedException {
        HttpRequest.Builder request = request(replica, "/v1/sessions", tenants.of(order), patience);
        String key = order.asking().keyed() ? "key-of-" + order.marker() : "";
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        request.POST(BodyPublishers.ofString(Json.write(Json.tree(ChaosAgents.start(order)))));
        return send(request.build(), new Asked(order.marker(), key, "start", replica.name(), ""));
    }

    /** Until the stop is taken, or there have been enough tries. */
    boolean stop(String marker, String session, int tries) throws InterruptedException {
        for (int i = 0; i < tries; i++) {
            Replica replica = replicas.get(Math.floorMod(session.hashCode() + i, replicas.size()));
            HttpRequest request = request(replica, "/v1/sessions/" + session + "/stop", tenants.of(marker), TIMEOUT)
                    .POST(BodyPublishers.noBody())
                    .build();
            if (send(request, new Asked(marker, "", "stop", replica.name(), session))
                    .good()) {
                return true;
            }
            Thread.sleep(AGAIN.multipliedBy(i + 1));
        }
        return false;
    }

    private static HttpRequest.Builder request(Replica replica, String path, FleetTenant tenant, Duration patience) {
        return HttpRequest.newBuilder(URI.create(replica.url() + path))
                .timeout(patience)
                .header("Authorization", tenant.key().bearer())
                .header("Content-Type", "application/json");
    }

    private record Asked(String marker, String key, String what, String replica, String session) {}

    private Answer send(HttpRequest request, Asked asked) throws InterruptedException {
        long sent = System.currentTimeMillis();
        Answer answer;
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            JsonNode body = Json.parse(response.body()).orElseGet(Json::object);
            String session = asked.session().isEmpty()
                    ? body.path("id").asText(body.path("sessionId").asText(""))
                    : asked.session();
            answer = new Answer(
                    asked.marker(),
                    asked.key(),
                    asked.what(),
                    asked.replica(),
                    sent,
                    System.currentTimeMillis(),
                    response.statusCode(),
                    session,
                    body.path("code").asText(""),
                    body.path("detail").asText(""));
        } catch (IOException e) {
            answer = new Answer(
                    asked.marker(),
                    asked.key(),
                    asked.what(),
                    asked.replica(),
                    sent,
                    System.currentTimeMillis(),
                    0,
                    asked.session(),
                    "",
                    e.getClass().getSimpleName());
        }
        answers.add(answer);
        return answer;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.shutdownNow();
    }
}
