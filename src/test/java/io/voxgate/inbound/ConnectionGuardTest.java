package io.voxgate.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.voxgate.inbound.InboundPort.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server like the service's, with small limits, and clients that send half of what they should. */
class ConnectionGuardTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String WHOLE = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int MORE_THAN_THE_NETWORK_TAKES = 64 << 20;
    private static final InboundLimits SHORT =
            new InboundLimits(20, 8, Duration.ofMillis(500), Duration.ofMillis(800), 20_000);
    private static final InboundLimits LONG =
            new InboundLimits(20, 8, Duration.ofMinutes(5), Duration.ofMinutes(5), 20_000);

    private final Vertx vertx = Vertx.vertx();
    private final List<Socket> sockets = new ArrayList<>();
    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private int port;

    private InboundPort listen(InboundLimits limits) throws Exception {
        return listen(limits, false);
    }

    /** @param http2 whether the server would speak HTTP/2 in clear text, as Quarkus' second port would */
    private InboundPort listen(InboundLimits limits, boolean http2) throws Exception {
        GuardedServers.enable(limits);
        HttpServer server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setHttp2ClearTextEnabled(http2))
                .requestHandler(this::answer);
        port = server.listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
        return GuardedServers.ports().stream()
                .filter(open -> open.limits() == limits)
                .findFirst()
                .orElseThrow();
    }

    /** At once, when the body is there, or when the test says so. */
    private void answer(HttpServerRequest request) {
        if (request.path().equals("/held")) {
            held.add(request);
        } else {
            request.bodyHandler(body -> request.response().end("ok"));
        }
    }

    private Socket connect(String from, String text) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
        socket.setSoTimeout((int) SOON.toMillis());
        sockets.add(socket);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String read(Socket socket) throws IOException {
        byte[] part = new byte[4096];
        int read = socket.getInputStream().read(part);
        return read < 0 ? "closed" : new String(part, 0, read, StandardCharsets.US_ASCII);
    }

    private static String readOrClosed(Socket socket) {
        try {
            return read(socket);
        } catch (IOException e) {
            return "closed";
        }
    }

    @AfterEach
    void end() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterAll
    static void usual() {
        GuardedServers.enable(InboundLimits.usual());
    }

    @Test
    void halfAHeadIsClosedAndWholeRequestsGoOn() throws Exception {
        InboundPort guarded = listen(SHORT);
        Socket half = connect("127.0.0.1", "GET / HTTP/1.1\r\nHost: x\r\n");
        Socket good = connect("127.0.0.1", WHOLE);

        assertThat(read(good)).startsWith("HTTP/1.1 200");
        assertThat(readOrClosed(half)).isEqualTo("closed");
        good.getOutputStream().write(WHOLE.getBytes(StandardCharsets.US_ASCII));
        assertThat(read(good)).startsWith("HTTP/1.1 200");
        assertThat(guarded.closed(Reason.SLOW_HEAD).sum()).isEqualTo(1);
        assertThat(guarded.headBytes()).isZero();
    }

    /** A byte now and then does not make it new. */
    @Test
    void aHeadThatDripsIsClosed() throws Exception {
        InboundPort guarded = listen(SHORT);
        Socket drip = connect("127.0.0.1", "GET / HTTP/1.1\r\n");

        await().atMost(SOON).pollInterval(Duration.ofMillis(100)).until(() -> {
            try {
                drip.getOutputStream().write("X: y\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException _) {
                return true;
            }
            return guarded.closed(Reason.SLOW_HEAD).sum() == 1;
        });
    }

    @Test
    void halfABodyIsClosed() throws Exception {
        InboundPort guarded = listen(SHORT);
        Socket half = connect("127.0.0.1", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");

        assertThat(readOrClosed(half)).isEqualTo("closed");
        assertThat(guarded.closed(Reason.SLOW_BODY).sum()).isEqualTo(1);
    }

    @Test
    void aLongAnswerIsNoSlowRequest() throws Exception {
        InboundPort guarded = listen(SHORT);
        Socket waiting = connect("127.0.0.1", "GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
        Socket half = connect("127.0.0.1", "GET / HTTP/1.1\r\nHost: x\r\n");

        assertThat(readOrClosed(half))
                .as("meanwhile the time for a head is over")
                .isEqualTo("closed");
        held.remove().response().end("late");
        assertThat(read(waiting)).startsWith("HTTP/1.1 200");
        assertThat(guarded.closed(Reason.SLOW_BODY).sum()).isZero();
    }

    @Test
    void manyHalfHeadsTakeBoundedMemory() throws Exception {
        InboundPort guarded = listen(LONG);
        String half = "GET / HTTP/1.1\r\nX: " + "a".repeat(3_000);
        for (int i = 0; i < 7; i++) {
            connect("127.0.0.1", half);
        }

        await().atMost(SOON).until(() -> guarded.closed(Reason.HEADS_TOO_LARGE).sum() >= 1);
        await().atMost(SOON).untilAsserted(() -> assertThat(guarded.headBytes()).isBetween(1L, LONG.headBytes()));
        sockets.forEach(socket -> assertThat(socket.isConnected()).isTrue());
    }

    /** Five times as many as there is room for, from one address and from several: whoever asks is answered. */
    @Test
    void connectionsThatAreOnlyHeldKeepNobodyOut() throws Exception {
        InboundPort guarded = listen(LONG);
        Socket asked = connect("127.0.0.9", "GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
        await().atMost(SOON).until(() -> !held.isEmpty());
        for (int i = 0; i < 100; i++) {
            connect("127.0.0." + (2 + i % 5), i % 2 == 0 ? "GET / HT" : "");
        }
        assertThat(read(connect("127.0.0.2", WHOLE))).startsWith("HTTP/1.1 200");
        assertThat(read(connect("127.0.0.8", WHOLE))).startsWith("HTTP/1.1 200");

        held.remove().response().end("still there");
        assertThat(read(asked)).startsWith("HTTP/1.1 200");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(guarded.table().open()).isLessThanOrEqualTo(LONG.connections()));
        assertThat(guarded.closed(Reason.MADE_ROOM).sum()).isGreaterThanOrEqualTo(100 - LONG.connections());
    }

    @Test
    void anAddressHasItsShareOfConnectionsThatAreBeingAnswered() throws Exception {
        InboundPort guarded = listen(LONG);
        for (int i = 0; i < 8; i++) {
            connect("127.0.0.3", "GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        await().atMost(SOON).until(() -> held.size() == 8);

        assertThat(readOrClosed(connect("127.0.0.3", ""))).isEqualTo("closed");
        assertThat(guarded.closed(Reason.REFUSED).sum()).isEqualTo(1);
        assertThat(read(connect("127.0.0.4", WHOLE))).startsWith("HTTP/1.1 200");
    }

    @Test
    void atAPortWithBothVersionsTheFirstRequestIsWatchedToo() throws Exception {
        InboundPort guarded = listen(SHORT, true);
        Socket kept = connect("127.0.0.1", "P");
        for (String part : List.of("O", "ST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbo", "dy")) {
            Thread.sleep(20);
            kept.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(read(kept)).startsWith("HTTP/1.1 200");
        Socket half = connect("127.0.0.1", "GET / HTTP/1.1\r\nHost: x\r\n");

        assertThat(readOrClosed(half))
                .as("meanwhile the time for a head is over")
                .isEqualTo("closed");
        kept.getOutputStream().write(WHOLE.getBytes(StandardCharsets.US_ASCII));
        assertThat(readOrClosed(kept)).startsWith("HTTP/1.1 200");
        assertThat(guarded.closed(Reason.SLOW_HEAD).sum()).isEqualTo(1);
    }

    @Test
    void http2IsNotSpokenInClearText() throws Exception {
        InboundPort guarded = listen(SHORT, true);
        Socket asks = connect(
                "127.0.0.1",
                "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                        + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");

        assertThat(read(asks)).startsWith("HTTP/1.1 200");
        assertThat(readOrClosed(connect("127.0.0.1", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")))
                .isEqualTo("closed");
        assertThat(guarded.closed(Reason.HTTP_2).sum()).isEqualTo(1);
    }

    /** The usual close sends first what the reader has not taken: it stays open. */
    @Test
    void aConnectionWhoseReaderTakesNothingIsClosedAtOnce() throws Exception {
        listen(LONG);
        Socket slow = connect("127.0.0.5", "GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
        Socket other = connect("127.0.0.5", "GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
        await().atMost(SOON).until(() -> held.size() == 2);
        HttpServerRequest unread = held.stream()
                .filter(request -> request.remoteAddress().port() == slow.getLocalPort())
                .findFirst()
                .orElseThrow();
        HttpServerRequest read =
                held.stream().filter(request -> request != unread).findFirst().orElseThrow();
        AtomicBoolean closed = new AtomicBoolean();
        unread.connection().closeHandler(_ -> closed.set(true));
        unread.response().setChunked(true).write(Buffer.buffer(new byte[MORE_THAN_THE_NETWORK_TAKES]));

        unread.connection().close();
        Thread.sleep(300);
        assertThat(closed).as("closed in the usual way").isFalse();
        AbruptClose.of(unread.connection());

        await().atMost(SOON).untilTrue(closed);
        read.response().end("still there");
        assertThat(read(other)).startsWith("HTTP/1.1 200");
    }

    @Test
    void thereAreNoMoreConnectionsThanFiles() {
        assertThat(OpenFiles.connections(4096, OptionalLong.of(65_536))).isEqualTo(4096);
        assertThat(OpenFiles.connections(4096, OptionalLong.of(2048))).isEqualTo(1024);
        assertThat(OpenFiles.connections(4096, OptionalLong.of(256))).isEqualTo(64);
        assertThat(OpenFiles.connections(4096, OptionalLong.empty())).isEqualTo(4096);
    }
}
