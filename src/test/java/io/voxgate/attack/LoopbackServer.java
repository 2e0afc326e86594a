package io.voxgate.attack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** What an attacker has at the other end of a webhook or a connection. */
final class LoopbackServer implements AutoCloseable {
    private final HttpServer server;
    private volatile boolean open = true;

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {
        void answer(HttpExchange exchange, LoopbackServer server) throws IOException;
    }

    private LoopbackServer(HttpServer server) {
        this.server = server;
    }

    static LoopbackServer open(Handler handler) {
        try {
            LoopbackServer loopback = new LoopbackServer(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024));
            loopback.server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    handler.answer(exchange, loopback);
                }
            });
            loopback.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            loopback.server.start();
            return loopback;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void json(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    boolean isOpen() {
        return open;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        open = false;
        server.stop(0);
    }
}
