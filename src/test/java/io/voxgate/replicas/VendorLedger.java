package io.voxgate.replicas;

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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A vendor outside of every replica, which speaks as much of TRTC as a start, a look and a stop need, and of CCC a
 * start, and keeps a ledger of what it was asked. It takes every signature and starts whatever it is asked to start,
 * twice too: counting is the test's.
 */
public final class VendorLedger implements AutoCloseable {
    private static final String NOT_THERE =
            "{\"Response\":{\"Error\":{\"Code\":\"FailedOperation.TaskNotExist\",\"Message\":\"no such task\"},\"RequestId\":\"r\"}}";

    private final HttpServer server;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final AtomicInteger tasks = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /**
     * @param nanos when it came, on this process's monotonic clock
     * @param task the started task; empty text for other actions
     * @param keyId the account key that signed it
     */
    public record Entry(long nanos, String action, JsonNode body, String task, String keyId) {}

    private VendorLedger(HttpServer server) {
        this.server = server;
    }

    public static VendorLedger open() {
        try {
            VendorLedger ledger = new VendorLedger(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256));
            ledger.server.createContext("/", ledger::answer);
            ledger.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            ledger.server.start();
            return ledger;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The endpoint for a connection. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked, the oldest first. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The starts, the oldest first. */
    public List<Entry> starts() {
        return entries.stream()
                .filter(entry -> entry.action().equals("StartAIConversation"))
                .toList();
    }

    /** The phone calls, the oldest first. */
    public List<Entry> calls() {
        return entries.stream()
                .filter(entry -> entry.action().equals("CreateAICall"))
                .toList();
    }

    /** How often each session was started. */
    public Map<String, Long> startsBySession() {
        return starts().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.body().path("SessionId").asText(), Collectors.counting()));
    }

    /** From now on answers to starts are held back, though what they ask for is written down and done. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** Lets out every answer that is held back. */
    public void release() {
        gate.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = Json.parse(exchange.getRequestBody().readAllBytes()).orElseGet(Json::object);
            String answer = answer(exchange.getRequestHeaders().getFirst("X-TC-Action"), body, keyId(exchange));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String keyId(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return authorization.replaceAll(".*Credential=([^/]*)/.*", "$1");
    }

    private String answer(String action, JsonNode body, String keyId) {
        boolean start = action.equals("StartAIConversation");
        boolean call = action.equals("CreateAICall");
        String task = start || call ? "task-" + tasks.incrementAndGet() : "";
        entries.add(new Entry(System.nanoTime(), action, body, task, keyId));
        if (call) {
            return "{\"Response\":{\"SessionId\":\"" + task + "\",\"RequestId\":\"r\"}}";
        }
        if (start) {
            awaitGate();
            return "{\"Response\":{\"TaskId\":\"" + task + "\",\"RequestId\":\"r\"}}";
        }
        return action.equals("DescribeAIConversation") ? described(body) : "{\"Response\":{\"RequestId\":\"r\"}}";
    }

    private String described(JsonNode body) {
        return starts().stream()
                .filter(entry -> entry.task().equals(body.path("TaskId").asText())
                        || entry.body()
                                .path("SessionId")
                                .asText()
                                .equals(body.path("SessionId").asText("none")))
                .findFirst()
                .map(entry -> "{\"Response\":{\"TaskId\":\"" + entry.task()
                        + "\",\"Status\":\"InProgress\",\"RequestId\":\"r\"}}")
                .orElse(NOT_THERE);
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}
