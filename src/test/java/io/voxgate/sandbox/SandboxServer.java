package io.voxgate.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A vendor's address on a free loopback port; remembers what it was sent. */
public final class SandboxServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Function<SandboxRequest, SandboxReply> vendor;
    private final List<SandboxRequest> requests = new CopyOnWriteArrayList<>();

    private SandboxServer(Function<SandboxRequest, SandboxReply> vendor) throws IOException {
        this.vendor = vendor;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", this::answer);
        server.start();
    }

    public static SandboxServer of(Simulator simulator) {
        return of(simulator::handle);
    }

    public static SandboxServer of(Sandbox sandbox) {
        return of(sandbox::handle);
    }

    public static SandboxServer of(Function<SandboxRequest, SandboxReply> vendor) {
        try {
            return new SandboxServer(vendor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** {@code 127.0.0.1:port} */
    public String hostAndPort() {
        return "127.0.0.1:" + port();
    }

    public URI uri() {
        return URI.create("http://" + hostAndPort() + "/");
    }

    /** Everything received so far, in order. */
    public List<SandboxRequest> requests() {
        return List.copyOf(requests);
    }

    public SandboxRequest last() {
        return requests.getLast();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        SandboxRequest request = received(exchange);
        requests.add(request);
        switch (vendor.apply(request)) {
            case SandboxReply.Reset reset -> pause(reset.after());
            case SandboxReply.ReplyWithBody answer -> {
                pause(answer.after());
                answer.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        }
        exchange.close();
    }

    private static SandboxRequest received(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
        URI uri = exchange.getRequestURI();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return new SandboxRequest(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                query,
                headers,
                exchange.getRequestBody().readAllBytes());
    }

    private static void pause(Duration wait) {
        long until = System.nanoTime() + wait.toNanos();
        while (System.nanoTime() < until && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
