package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.voxgate.adapter.HttpCall;
import io.voxgate.egress.Deadline;
import io.voxgate.egress.EgressAddressPolicy;
import io.voxgate.egress.JsonCalls;
import io.voxgate.egress.JsonCalls.NameResolution;
import io.voxgate.egress.SendResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST client keeps to the policy of addresses, whatever a name is resolved to, and gives whole answers. */
@ServiceTest
class JsonCallsServiceTest {
    private static final EgressAddressPolicy STRICT = new EgressAddressPolicy(false);
    private static final EgressAddressPolicy PRIVATE_TOO = new EgressAddressPolicy(true);
    private static final NameResolution PUBLIC =
            host -> new InetAddress[] {InetAddress.getByAddress(host, new byte[] {8, 8, 8, 8})};
    private static final NameResolution REAL = InetAddress::getAllByName;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private volatile String answer =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"ok\":true}";

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void serve() {
        try {
            while (true) {
                try (Socket connection = server.accept()) {
                    connections.incrementAndGet();
                    serve(connection);
                }
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private void serve(Socket connection) throws IOException {
        connection.setSoTimeout(2000);
        InputStream in = connection.getInputStream();
        byte[] bytes = new byte[64 * 1024];
        int read = in.read(bytes);
        if (read > 0) {
            StringBuilder request = new StringBuilder(new String(bytes, 0, read, StandardCharsets.UTF_8));
            while (!request.toString().contains("\r\n\r\n")
                    || request.toString().startsWith("POST")
                            && !request.toString().endsWith("}")) {
                read = in.read(bytes);
                request.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
            }
            requests.add(request.toString());
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    private SendResult send(EgressAddressPolicy policy, NameResolution names, String host, String method, String body) {
        HttpCall call = new HttpCall(
                "verifyModel",
                method,
                URI.create("http://" + host + ":" + server.getLocalPort() + "/v1/a%20b?api-version=2024-06-01"),
                Map.of("Authorization", "Bearer sk-canary", "User-Agent", "Voxgate-Verify/1", "Accept", "*/*"),
                body.getBytes(StandardCharsets.UTF_8));
        return new JsonCalls(policy, names, new SimpleMeterRegistry()).send("provider", call, Deadline.in(SOON));
    }

    @Test
    void aCallAndItsAnswerAreWhole() {
        SendResult sent = send(PRIVATE_TOO, REAL, "localhost", "POST", "{\"model\":\"m\",\"max_tokens\":1}");

        assertThat(sent).isInstanceOfSatisfying(SendResult.VendorReply.class, reply -> {
            assertThat(reply.reply().status()).isEqualTo(200);
            assertThat(reply.reply().bodyText()).isEqualTo("{\"ok\":true}");
            assertThat(reply.reply().header("content-type")).contains("application/json");
        });
        assertThat(requests)
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .startsWith("POST /v1/a%20b?api-version=2024-06-01 HTTP/1.1\r\n")
                        .containsIgnoringCase("Authorization: Bearer sk-canary\r\n")
                        .containsIgnoringCase("User-Agent: Voxgate-Verify/1\r\n")
                        .containsIgnoringCase("Content-Type: application/json")
                        .endsWith("{\"model\":\"m\",\"max_tokens\":1}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 401, 404, 429, 500})
    void refusalsAreReadToo(int status) {
        answer = "HTTP/1.1 " + status + " Why\r\nLocation: /elsewhere\r\nContent-Length: 7\r\n\r\n{\"e\":1}";

        assertThat(send(PRIVATE_TOO, REAL, "localhost", "GET", ""))
                .isInstanceOfSatisfying(SendResult.VendorReply.class, reply -> {
                    assertThat(reply.reply().status()).isEqualTo(status);
                    assertThat(reply.reply().bodyText()).isEqualTo("{\"e\":1}");
                });
        assertThat(connections).as("a redirect is not followed").hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254"})
    void aPrivateAddressIsNotEvenConnectedTo(String host) {
        assertThat(send(STRICT, REAL, host, "GET", ""))
                .isInstanceOfSatisfying(
                        SendResult.NotSent.class,
                        not -> assertThat(not.why()).containsAnyOf("private address", "metadata address"));
        assertThat(connections).hasValue(0);
    }

    /** The name has a public address when it is judged, and a private one when it is connected to. */
    @Test
    void aNameThatChangesItsAddressGetsNoRequest() {
        SendResult sent = send(STRICT, PUBLIC, "localhost", "POST", "{\"secret\":1}");

        assertThat(sent).isEqualTo(new SendResult.NotSent("The host is a private address."));
        assertThat(requests).isEmpty();
    }

    @Test
    void anAnswerWithoutAnEndIsBounded() {
        answer = "HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + "x".repeat(3_000_000);

        assertThat(send(PRIVATE_TOO, REAL, "localhost", "GET", ""))
                .isEqualTo(new SendResult.Broken("The vendor's answer is too large."));
    }

    @Test
    void whatIsNotThereIsNotSent() throws IOException {
        server.close();

        assertThat(send(PRIVATE_TOO, REAL, "localhost", "GET", "")).isInstanceOf(SendResult.NotSent.class);
    }
}
