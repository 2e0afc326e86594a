package io.voxgate.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.voxgate.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A vendor of Tencent's kind that does with each operation what the test wrote down, and keeps what it was asked. */
final class ScriptedVendor implements AutoCloseable {
    /** What a handler answers so that the connection is cut without an answer. */
    static final String RESET = "";

    private final HttpServer server;
    private final Map<String, Function<JsonNode, String>> script = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    record Asked(String operation, JsonNode body) {}

    private ScriptedVendor(HttpServer server) {
        this.server = server;
    }

    static ScriptedVendor open() {
        try {
            ScriptedVendor vendor = new ScriptedVendor(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64));
            vendor.server.createContext("/", vendor::answer);
            vendor.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            vendor.server.start();
            return vendor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = Json.parse(exchange.getRequestBody().readAllBytes()).orElseGet(Json::object);
            String operation = exchange.getRequestHeaders().getFirst("X-TC-Action");
            asked.add(new Asked(operation, body));
            String answer = Optional.ofNullable(script.get(operation))
                    .map(does -> does.apply(body))
                    .orElseGet(() -> error("InternalError"));
            if (!answer.equals(RESET)) {
                byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    static String error(String code) {
        return "{\"Response\":{\"Error\":{\"Code\":\"%s\",\"Message\":\"as the test says\"},\"RequestId\":\"r-1\"}}"
                .formatted(code);
    }

    /** @param members the whole of the answer's {@code Response}, without its braces */
    static String says(String members) {
        return "{\"Response\":{%s\"RequestId\":\"r-1\"}}".formatted(members.isEmpty() ? "" : members + ",");
    }

    /** From now on; a handler may wait as long as it likes. */
    ScriptedVendor does(String operation, Function<JsonNode, String> handler) {
        script.put(operation, handler);
        return this;
    }

    List<JsonNode> asked(String operation) {
        return asked.stream()
                .filter(call -> call.operation().equals(operation))
                .map(Asked::body)
                .toList();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
