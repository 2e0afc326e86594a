package io.voxgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.voxgate.attack.WireRequest;
import io.voxgate.replicas.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A load counts what was right and what was not, and sees waiting. */
class LoadGeneratorTest {
    private static final byte[] REQUEST = WireRequest.of("GET", "/").bytes();

    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server = server();
    private volatile long delayMillis;

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each fifth answer is an error, each other one is chunked. */
    @BeforeEach
    void open() {
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                int number = requests.incrementAndGet();
                LockSupport.parkNanos(Duration.ofMillis(delayMillis).toNanos());
                byte[] body = "the right answer".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(number % 5 == 0 ? 503 : 200, number % 2 == 0 ? 0 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    @Test
    void errorsAreCountedByStatusAndAreNotAmongTheGood() {
        LoadResult result =
                LoadGenerator.closed(port(), 4, Duration.ofMillis(500), new FixedWork(REQUEST, "right answer"));

        long bad = requests.get() / 5;
        assertThat(result.errors()).containsOnly(Map.entry(503, bad));
        assertThat(result.good()).isEqualTo(requests.get() - bad);
        assertThat(result.faults()).hasSize(1);
    }

    @Test
    void anAnswerThatIsWrongIsAnErrorWhateverItsStatus() {
        LoadResult result =
                LoadGenerator.closed(port(), 1, Duration.ofMillis(200), new FixedWork(REQUEST, "another answer"));

        assertThat(result.good()).isZero();
        assertThat(result.errors().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(requests.get());
        assertThat(result.p50()).isNaN();
    }

    @Test
    void whereNobodyListensEveryRequestIsAnError() {
        LoadResult result = LoadGenerator.open(Ports.free(), 1, 20, Duration.ofMillis(200), new FixedWork(REQUEST, ""));

        assertThat(result.errors()).containsOnlyKeys(0);
    }

    /** One connection, an answer every 20 ms, a request due every 10 ms: each one waits longer than the one before. */
    @Test
    void anOpenLoopCountsFromWhenARequestWasDue() {
        delayMillis = 20;

        LoadResult closed =
                LoadGenerator.closed(port(), 1, Duration.ofMillis(600), new FixedWork(REQUEST, "right answer"));
        LoadResult open =
                LoadGenerator.open(port(), 1, 100, Duration.ofMillis(600), new FixedWork(REQUEST, "right answer"));

        assertThat(closed.p50()).isGreaterThanOrEqualTo(20);
        assertThat(open.good() + open.errors().getOrDefault(503, 0L)).isEqualTo(60);
        assertThat(open.p99()).as("a queue of 600 ms").isGreaterThan(500);
    }
}
