package io.voxgate.service;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A vendor of Tencent's kind that answers each operation with what the test chose. */
final class AnsweringVendor implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    private AnsweringVendor(HttpServer server) {
        this.server = server;
    }

    static AnsweringVendor open() {
        try {
            AnsweringVendor vendor = new AnsweringVendor(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64));
            vendor.server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    String operation = exchange.getRequestHeaders().getFirst("X-TC-Action");
                    vendor.calls
                            .computeIfAbsent(operation, _ -> new AtomicInteger())
                            .incrementAndGet();
                    byte[] body = vendor.answers
                            .getOrDefault(operation, error("InternalError", "nobody home"))
                            .getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                }
            });
            vendor.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            vendor.server.start();
            return vendor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String error(String code, String message) {
        return "{\"Response\":{\"Error\":{\"Code\":\"%s\",\"Message\":\"%s\"},\"RequestId\":\"r-1\"}}"
                .formatted(code, message);
    }

    /** The whole of the answer's {@code Response}, without its braces. */
    AnsweringVendor says(String operation, String members) {
        answers.put(operation, "{\"Response\":{%s,\"RequestId\":\"r-1\"}}".formatted(members));
        return this;
    }

    AnsweringVendor refuses(String operation, String code, String message) {
        answers.put(operation, error(code, message));
        return this;
    }

    int calls(String operation) {
        return calls.getOrDefault(operation, new AtomicInteger()).get();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
