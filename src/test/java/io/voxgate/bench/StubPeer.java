package io.voxgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.voxgate.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Everybody at the other end, who answers at once: the vendors, a receiver of webhooks, and a language model for the
 * gateway that is compared. It keeps what it began and what it received. One thread, so that it takes one processor at
 * most.
 */
final class StubPeer implements AutoCloseable {
    private static final String MESSAGE = """
            {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hello"}],\
            "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":5}}""";

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final AtomicLong numbers = new AtomicLong();
    private final Queue<String> tasks = new ConcurrentLinkedQueue<>();
    private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    /** @param id the header webhook-id */
    record Delivery(long nanos, String id) {}

    StubPeer() {
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0).setAcceptBacklog(1024))
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)));
        await(server.listen().toCompletionStage().toCompletableFuture());
    }

    private static void await(CompletableFuture<?> future) {
        future.orTimeout(30, TimeUnit.SECONDS).join();
    }

    int port() {
        return server.actualPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    private void answer(HttpServerRequest request, Buffer body) {
        String path = request.path();
        if (path.startsWith("/hook/")) {
            deliveries.add(new Delivery(System.nanoTime(), request.getHeader("webhook-id")));
            request.response().setStatusCode(204).end();
            return;
        }
        String action = request.getHeader("X-TC-Action");
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(path.equals("/v1/messages") ? MESSAGE : vendor(action == null ? "" : action, body));
    }

    private String vendor(String action, Buffer body) {
        long number = numbers.incrementAndGet();
        return switch (action) {
            case "StartAIConversation" -> {
                String task = "task-" + number;
                tasks.add(task);
                yield "{\"Response\":{\"TaskId\":\"%s\",\"RequestId\":\"r%d\"}}".formatted(task, number);
            }
            case "DescribeAIConversation" -> {
                JsonNode asked = Json.parse(body.getBytes()).orElseGet(Json::object);
                yield "{\"Response\":{\"TaskId\":\"%s\",\"Status\":\"InProgress\",\"RequestId\":\"r%d\"}}"
                        .formatted(asked.path("TaskId").asText("task-0"), number);
            }
            case "" -> "{\"RequestId\":\"r" + number + "\"}";
            case String _ -> "{\"Response\":{\"RequestId\":\"r" + number + "\"}}";
        };
    }

    /** What was begun since this was last asked. */
    List<String> takeTasks() {
        return drained(tasks);
    }

    /** The webhooks that came since this was last asked. */
    List<Delivery> takeDeliveries() {
        return drained(deliveries);
    }

    /** How many webhooks are there that nobody took. */
    int delivered() {
        return deliveries.size();
    }

    private static <T> List<T> drained(Queue<T> queue) {
        List<T> all = new ArrayList<>();
        for (T next = queue.poll(); next != null; next = queue.poll()) {
            all.add(next);
        }
        return all;
    }

    @Override
    public void close() {
        await(server.close().toCompletionStage().toCompletableFuture());
        await(vertx.close().toCompletionStage().toCompletableFuture());
    }
}
