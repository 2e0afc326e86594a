package io.voxgate.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A language model or a voice that answers everything in one way, and keeps what it was asked. */
final class PlayedProvider implements AutoCloseable {
    private final HttpServer server;
    private final int status;
    private final String body;
    private final List<ProviderRequest> requests = new CopyOnWriteArrayList<>();

    record ProviderRequest(String method, String path, String authorization, String body) {}

    private PlayedProvider(HttpServer server, int status, String body) {
        this.server = server;
        this.status = status;
        this.body = body;
    }

    static PlayedProvider answering(int status, String body) {
        try {
            PlayedProvider provider = new PlayedProvider(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16), status, body);
            provider.server.createContext("/", provider::answer);
            provider.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            provider.server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String key = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(new ProviderRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    key == null ? String.valueOf(exchange.getRequestHeaders().getFirst("api-key")) : key,
                    asked));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<ProviderRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
