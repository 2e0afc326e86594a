package io.voxgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.voxgate.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers as a gateway would, with sessions whose course is given; each look at a session shows its next status. */
final class PlayedGateway implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, List<String>> courses;
    private final Map<String, AtomicInteger> lookups = new ConcurrentHashMap<>();
    private final String transcript;

    /** @param courses by vendor, the statuses that a session goes through; an empty one is refused */
    PlayedGateway(Map<String, List<String>> courses, String transcript) throws IOException {
        this.courses = Map.copyOf(courses);
        this.transcript = transcript;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean refused =
                path.equals("/v1/sessions") && courses.get(vendor(body)).isEmpty();
        byte[] answer = (refused
                        ? "{\"code\":\"VENDOR_REFUSED\",\"detail\":\"No such feature.\",\"errors\":[]}"
                        : content(path, body))
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(refused ? 422 : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String content(String path, String body) {
        String[] parts = path.split("/");
        if (path.equals("/v1/sessions")) {
            return session(vendor(body), "starting");
        }
        if (path.startsWith("/v1/sessions/")) {
            return parts.length == 4
                    ? look(parts[3].substring(4))
                    : path.endsWith("/transcript") ? transcript : path.endsWith("/events") ? "{\"items\":[]}" : "{}";
        }
        if (path.equals("/v1/translations")) {
            return "{\"translations\":[]}";
        }
        return path.startsWith("/v1/vendors/") ? "{\"name\":\"" + parts[3] + "\"}" : "{\"key\":\"k\",\"revision\":1}";
    }

    private String look(String vendor) {
        List<String> course = courses.get(vendor);
        int look = lookups.computeIfAbsent(vendor, any -> new AtomicInteger()).getAndIncrement();
        return session(vendor, course.get(Math.min(look, course.size() - 1)));
    }

    private static String session(String vendor, String status) {
        ObjectNode session = Json.object().put("id", "ses_" + vendor).put("status", status);
        return session.put("endReason", "completed").put("endedBy", "operator").toString();
    }

    private static String vendor(String body) {
        return body.contains("trtc-sandbox")
                ? "tencent-trtc"
                : body.contains("ccc-sandbox") ? "tencent-ccc" : "alibaba-rtc";
    }
}
