package io.voxgate.replicas;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A vendor of Alibaba's kind, outside of every replica, whose answers to starts are lost and which knows a task only
 * after it was asked for it once more. It takes every signature.
 */
final class SlowAlibaba implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger lookups = new AtomicInteger();

    private SlowAlibaba(HttpServer server) {
        this.server = server;
    }

    static SlowAlibaba open() {
        try {
            SlowAlibaba vendor =
                    new SlowAlibaba(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16));
            vendor.server.createContext("/", vendor::answer);
            vendor.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            vendor.server.start();
            return vendor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on the first question for a task is answered that there is none. */
    void forget() {
        lookups.set(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestHeaders().getFirst("x-acs-action").equals("StartAgent")) {
                return;
            }
            boolean known = lookups.getAndIncrement() > 0;
            byte[] body = (known
                            ? "{\"Status\":2,\"RequestId\":\"r\"}"
                            : "{\"Code\":\"NotFound\",\"Message\":\"no task\",\"RequestId\":\"r\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
