package io.voxgate.replicas;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A tenant's receiver outside of every replica. It keeps what each of its webhooks gets, and checks every signature as
 * it comes.
 */
public final class Inbox implements AutoCloseable {
    private final HttpServer server;
    private final Predicate<ReceivedMessage> takes;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, Map<String, List<ReceivedMessage>>> messages = new ConcurrentHashMap<>();
    private final Set<ReceivedMessage> forged = Collections.newSetFromMap(new ConcurrentHashMap<>());
    private final AtomicInteger arrived = new AtomicInteger();

    /** @param webhook whose it is; id: the header webhook-id */
    public record ReceivedMessage(long nanos, String webhook, String id, String body) {}

    private Inbox(HttpServer server, Predicate<ReceivedMessage> takes) {
        this.server = server;
        this.takes = takes;
    }

    /**
     * @param takes whether a message is answered 204; else its connection is cut without an answer, after it was read
     */
    public static Inbox open(Predicate<ReceivedMessage> takes) {
        try {
            Inbox inbox = new Inbox(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256), takes);
            inbox.server.createContext("/", inbox::take);
            inbox.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            inbox.server.start();
            return inbox;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a webhook of a tenant that sends everything here. */
    public void subscribe(FleetTenant tenant, Replica replica, String webhook) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + webhook;
        secrets.put(
                webhook,
                tenant.at(replica)
                        .body(Map.of("url", url, "eventTypes", List.of("*")))
                        .put("/v1/webhooks/" + webhook)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("secret"));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            ReceivedMessage message = new ReceivedMessage(
                    System.nanoTime(),
                    exchange.getRequestURI().getPath().substring(1),
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    body);
            if (!genuine(message, exchange.getRequestHeaders())) {
                forged.add(message);
            }
            messages.computeIfAbsent(message.webhook(), _ -> new ConcurrentHashMap<>())
                    .computeIfAbsent(message.id(), _ -> Collections.synchronizedList(new ArrayList<>()))
                    .add(message);
            arrived.incrementAndGet();
            if (takes.test(message)) {
                exchange.sendResponseHeaders(204, -1);
            }
        }
    }

    private boolean genuine(ReceivedMessage message, Map<String, List<String>> headers) {
        try {
            new Webhook(Optional.ofNullable(secrets.get(message.webhook())).orElse("")).verify(message.body(), headers);
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    /** What one webhook got, by webhook-id, in the order of arrival. */
    public Map<String, List<ReceivedMessage>> of(String webhook) {
        return Map.copyOf(messages.getOrDefault(webhook, Map.of()));
    }

    /** Whatever the well-kept library does not take for genuine. */
    Set<ReceivedMessage> forged() {
        return forged;
    }

    /** How many came, repeats too. */
    int arrived() {
        return arrived.get();
    }

    /** How many came that had come before. */
    int repeats() {
        return arrived() - messages.values().stream().mapToInt(Map::size).sum();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
