package io.voxgate.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.voxgate.adapter.HttpCall;
import io.voxgate.egress.FaultyServer.ServerFault;
import io.voxgate.egress.ratelimit.RateLimitPermit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Every way in which a call can go wrong, and on which side of "perhaps executed" it falls. */
class TransportTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration SOON = Duration.ofMillis(400);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Transport transport = new Transport(VERTX, meters, new EgressAddressPolicy(true));

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void sendsTheSignedBytesAndHeadersAsTheyAre() throws IOException {
        try (FaultyServer server = new FaultyServer(FaultyServer.answer(FaultyServer.http(200, "{}")))) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Content-Type", "application/json; charset=utf-8");
            headers.put("Host", "trtc.tencentcloudapi.com");
            headers.put("X-TC-Action", "StartAIConversation");
            URI uri = server.uri().resolve("/?Action=A%2Bb&X=%7B%22a%22%3A1%7D");
            SendResult sent = transport.send(
                    "v",
                    new HttpCall("op", "POST", uri, headers, "{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8)),
                    Deadline.in(SOON));
            assertThat(sent)
                    .isInstanceOfSatisfying(
                            SendResult.VendorReply.class,
                            reply -> assertThat(reply.reply().bodyText()).isEqualTo("{}"));
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("POST /?Action=A%2Bb&X=%7B%22a%22%3A1%7D HTTP/1.1\r\n")
                    .containsOnlyOnce("ost: ")
                    .contains("Host: trtc.tencentcloudapi.com\r\n")
                    .contains("X-TC-Action: StartAIConversation\r\n")
                    .endsWith("\r\n\r\n{\"a\":\"ü\"}");
        }
        assertThat(meters.get("voxgate.vendor.calls")
                        .tags("vendor", "v", "operation", "op", "outcome", "reply")
                        .timer()
                        .count())
                .isOne();
    }

    @Test
    void reusesItsConnections() throws IOException {
        try (FaultyServer server = new FaultyServer(FaultyServer.answer(FaultyServer.http(500, "no")))) {
            for (int i = 0; i < 50; i++) {
                assertThat(send(server.uri(), Duration.ofSeconds(10))).isInstanceOf(SendResult.VendorReply.class);
            }
            assertThat(server.requests()).hasSize(50);
        }
    }

    @Test
    void whoseTurnIsOverSendsNothing() throws IOException {
        try (FaultyServer server = new FaultyServer(FaultyServer.answer(FaultyServer.http(200, "{}")))) {
            HttpCall call = new HttpCall("op", "POST", server.uri(), Map.of(), new byte[0]);
            long now = System.nanoTime();
            assertThat(transport.send("v", call, new RateLimitPermit(now - 2, now - 1), Deadline.in(SOON)))
                    .isEqualTo(new SendResult.PermitExpired(Duration.ZERO));
            assertThat(transport.send(
                            "v",
                            call,
                            new RateLimitPermit(now, now + Duration.ofSeconds(5).toNanos()),
                            Deadline.in(Duration.ofSeconds(5))))
                    .isInstanceOf(SendResult.VendorReply.class);
            assertThat(server.requests()).as("only the second").hasSize(1);
        }
    }

    /** The name is not to blame when nobody had the time to ask for it. */
    @Test
    void withoutTimeNothingIsSent() {
        assertThat(send(URI.create("http://127.0.0.1:9/"), Duration.ZERO))
                .isEqualTo(new SendResult.NotSent("No time was left for the call to the vendor."));
    }

    /** Whoever comes late in a shutdown. */
    @Test
    void whatIsClosedSendsNothing() {
        Transport closed = new Transport(VERTX, new SimpleMeterRegistry(), new EgressAddressPolicy(true));
        closed.close();
        assertThat(closed.send(
                        "v",
                        new HttpCall("op", "POST", URI.create("http://127.0.0.1:9/"), Map.of(), new byte[0]),
                        Deadline.in(SOON)))
                .isEqualTo(new SendResult.NotSent("Voxgate is stopping."));
    }

    @Test
    void aRefusedConnectionIsCertainlyNotSent() throws IOException {
        int closed;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = gone.getLocalPort();
        }
        assertThat(send(URI.create("http://127.0.0.1:" + closed + "/"), SOON)).isInstanceOf(SendResult.NotSent.class);
    }

    @Test
    void anUnknownNameIsCertainlyNotSent() {
        assertThat(send(URI.create("http://no-such-host.invalid/"), Duration.ofSeconds(5)))
                .isInstanceOf(SendResult.NotSent.class);
    }

    @Test
    void aRefusedHandshakeIsCertainlyNotSent() throws IOException {
        try (FaultyServer server =
                new FaultyServer(false, FaultyServer.answer("this is no TLS at all, whatever you say"))) {
            assertThat(send(URI.create("https://127.0.0.1:" + server.uri().getPort() + "/"), Duration.ofSeconds(5)))
                    .isInstanceOf(SendResult.NotSent.class);
        }
    }

    @Test
    void aResetAfterReadingIsBrokenAndNothingIsSentTwice() throws IOException {
        try (FaultyServer server = new FaultyServer(FaultyServer.reset())) {
            assertThat(broken(server, Duration.ofSeconds(5))).contains("broke");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void silenceIsBrokenAtTheDeadline() throws IOException {
        try (FaultyServer server = hanging()) {
            long began = System.nanoTime();
            assertThat(broken(server, SOON)).contains("deadline");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(SOON, SOON.plusMillis(400));
        }
    }

    @Test
    void aSlowDripDoesNotOutliveTheDeadline() throws IOException {
        try (FaultyServer server = new FaultyServer(drip())) {
            long began = System.nanoTime();
            assertThat(broken(server, SOON)).contains("deadline");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON.plusMillis(400));
        }
    }

    @Test
    void aCutOffAnswerIsBroken() throws IOException {
        ServerFault half = (socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Resp".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.close();
        };
        try (FaultyServer server = new FaultyServer(half)) {
            assertThat(broken(server, Duration.ofSeconds(5))).contains("broke");
        }
    }

    @Test
    void somethingThatIsNotHttpIsBroken() throws IOException {
        try (FaultyServer server = new FaultyServer(FaultyServer.answer("220 smtp.example ready\r\n\r\n"))) {
            assertThat(send(server.uri(), Duration.ofSeconds(2))).isInstanceOf(SendResult.Broken.class);
        }
    }

    @Test
    void aHugeAnswerIsCutOff() throws IOException {
        try (FaultyServer server =
                new FaultyServer(FaultyServer.answer(FaultyServer.http(200, "x".repeat(10_000_000))))) {
            assertThat(broken(server, Duration.ofSeconds(5))).contains("too large");
        }
    }

    @Test
    void aRedirectIsAnAnswerAndIsNotFollowed() throws IOException {
        try (FaultyServer other = new FaultyServer(FaultyServer.answer(FaultyServer.http(200, "{}")));
                FaultyServer server = new FaultyServer(FaultyServer.answer(
                        "HTTP/1.1 302 Found\r\nLocation: " + other.uri() + "\r\nContent-Length: 0\r\n\r\n"))) {
            assertThat(send(server.uri(), SOON))
                    .isInstanceOfSatisfying(
                            SendResult.VendorReply.class,
                            reply -> assertThat(reply.reply().status()).isEqualTo(302));
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void aPrivateAddressIsNotConnectedTo() throws IOException {
        Transport strict = new Transport(VERTX, meters, new EgressAddressPolicy(false));
        try (FaultyServer server = new FaultyServer(FaultyServer.answer(FaultyServer.http(200, "{}")))) {
            assertThat(strict.send("v", call(server.uri()), Deadline.in(SOON)))
                    .isInstanceOfSatisfying(
                            SendResult.NotSent.class,
                            not -> assertThat(not.why()).contains("private"));
            assertThat(server.requests()).isEmpty();
        }
    }

    private SendResult send(URI uri, Duration time) {
        return transport.send("v", call(uri), Deadline.in(time));
    }

    private String broken(FaultyServer server, Duration time) {
        SendResult sent = send(server.uri(), time);
        assertThat(sent).isInstanceOf(SendResult.Broken.class);
        return ((SendResult.Broken) sent).why();
    }

    private static FaultyServer hanging() throws IOException {
        return new FaultyServer((socket, _) -> socket.getInputStream().read());
    }

    private static ServerFault drip() {
        return (socket, out) -> {
            socket.setSoTimeout(50);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                try {
                    socket.getInputStream().read(); // the pause between two drops
                } catch (SocketTimeoutException expected) {
                    continue;
                }
                return;
            }
        };
    }

    private static HttpCall call(URI uri) {
        return new HttpCall("op", "POST", uri, Map.of("Host", uri.getAuthority()), new byte[] {'{', '}'});
    }
}
