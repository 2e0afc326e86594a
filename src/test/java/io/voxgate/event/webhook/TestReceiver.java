package io.voxgate.event.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A tenant's receiver on loopback: keeps whatever it gets and answers as the test says. */
public final class TestReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<ReceivedMessage> messages = new CopyOnWriteArrayList<>();
    private final Function<ReceivedMessage, Answer> plot;

    /** What came in. */
    public record ReceivedMessage(Instant at, String path, Map<String, List<String>> headers, String body) {
        public String id() {
            return header("webhook-id");
        }

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        /** Whether the well-kept library takes it for genuine. */
        public boolean genuine(String secret) {
            try {
                new Webhook(secret).verify(body, headers);
                return true;
            } catch (WebhookVerificationException e) {
                return false;
            }
        }
    }

    /** What is answered. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public static Answer of(int status) {
            return new Answer(status, Map.of(), "");
        }
    }

    public TestReceiver(Function<ReceivedMessage, Answer> plot) throws IOException {
        this.plot = plot;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    /** Takes everything. */
    public static TestReceiver willing() throws IOException {
        return new TestReceiver(_ -> Answer.of(204));
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    public List<ReceivedMessage> messages() {
        return messages;
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        ReceivedMessage message = new ReceivedMessage(
                Instant.now(), exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body);
        messages.add(message);
        Answer answer = plot.apply(message);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
