package io.voxgate.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PfxOptions;
import io.voxgate.egress.EgressAddressPolicy;
import io.voxgate.egress.FaultyServer;
import io.voxgate.egress.OutgoingConnections;
import io.voxgate.event.webhook.TestReceiver.Answer;
import io.voxgate.limits.Limit;
import io.voxgate.model.SecretText;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One message to one receiver, over real sockets. */
class WebhookHttpClientTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final SecretText SECRET = new SecretText("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final OutgoingMessage MESSAGE = new OutgoingMessage(
            "evt_1", "{\"type\":\"session.ended\",\"timestamp\":\"2026-11-21T08:00:00Z\",\"data\":{\"name\":\"李\"}}");

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close();
    }

    private WebhookHttpClient courier(
            boolean development, HostResolver resolver, HttpClientOptions options, Duration timeout) {
        TargetResolver targetResolver = new TargetResolver(resolver, new EgressAddressPolicy(development));
        return new WebhookHttpClient(
                OutgoingConnections.client(vertx, "webhook", options, new PoolOptions().setHttp1MaxSize(4)),
                new WebhookUrlParser(development),
                targetResolver,
                Clock.fixed(NOW, ZoneOffset.UTC),
                timeout);
    }

    private WebhookHttpClient courier() {
        return courier(true, new SystemResolver(), WebhookHttpClient.options(), Duration.ofSeconds(10));
    }

    private static DeliveryAttempt send(WebhookHttpClient httpClient, URI url) {
        return httpClient.deliver(url.toString(), MESSAGE, List.of(SECRET));
    }

    private static HostResolver loopback() {
        return _ -> List.of(InetAddress.getLoopbackAddress());
    }

    @Test
    void headersAreThoseOfStandardWebhooks() throws Exception {
        try (TestReceiver receiver = TestReceiver.willing()) {
            assertThat(courier()
                            .deliver(
                                    receiver.url() + "?a=%20b",
                                    MESSAGE,
                                    List.of(SECRET, new SecretText("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")))
                            .delivered())
                    .isTrue();
            TestReceiver.ReceivedMessage message = receiver.messages().getFirst();
            assertThat(message.path()).isEqualTo("/hooks?a=%20b");
            assertThat(message.body()).isEqualTo(MESSAGE.body());
            assertThat(message.id()).isEqualTo("evt_1");
            assertThat(message.header("webhook-timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
            assertThat(message.header("webhook-signature"))
                    .isEqualTo(new Webhook(SECRET.reveal()).sign("evt_1", NOW.getEpochSecond(), MESSAGE.body()) + " "
                            + new Webhook("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")
                                    .sign("evt_1", NOW.getEpochSecond(), MESSAGE.body()));
        }
    }

    @Test
    void aNameServiceThatSaysNothingIsNotSaidToKnowNothing() {
        HostResolver silent = _ -> {
            new CountDownLatch(1).await();
            return List.of();
        };
        DeliveryAttempt attempt = send(
                courier(true, silent, WebhookHttpClient.options(), Duration.ofMillis(100)),
                URI.create("http://hooks.example.com/"));
        assertThat(attempt.tree().path("error").asText())
                .isEqualTo("The name service did not answer before the deadline.");
    }

    @Test
    void redirectsAreFailuresAndNotFollowed() throws IOException {
        try (TestReceiver elsewhere = TestReceiver.willing();
                TestReceiver receiver =
                        new TestReceiver(message -> new Answer(307, Map.of("Location", elsewhere.url()), ""))) {
            DeliveryAttempt attempt = send(courier(), URI.create(receiver.url()));
            assertThat(attempt.delivered()).isFalse();
            assertThat(attempt.status()).contains(307);
            assertThat(elsewhere.messages()).isEmpty();
        }
    }

    @Test
    void anAnswerThatNeverComesOrDripsEndsAtTheDeadline() throws IOException {
        try (FaultyServer silent =
                        new FaultyServer((socket, _) -> socket.getInputStream().read());
                FaultyServer dripping =
                        new FaultyServer((_, out) -> drip(out, "HTTP/1.1 200 OK\r\nX: " + "y".repeat(1000)))) {
            for (FaultyServer server : List.of(silent, dripping)) {
                DeliveryAttempt attempt = send(
                        courier(true, new SystemResolver(), WebhookHttpClient.options(), Duration.ofSeconds(1)),
                        server.uri());
                assertThat(attempt.took()).isBetween(Duration.ofMillis(900), Duration.ofMillis(3000));
                assertThat(attempt.delivered()).isFalse();
            }
        }
    }

    /** The sender is free long before the deadline, which it would have to wait for if it read on. */
    @Test
    void theStatusCountsWhenTheBodyDrips() throws IOException {
        try (FaultyServer server = new FaultyServer(
                (_, out) -> drip(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", "z".repeat(1000)))) {
            DeliveryAttempt attempt = send(
                    courier(true, new SystemResolver(), WebhookHttpClient.options(), Duration.ofSeconds(30)),
                    server.uri());
            assertThat(attempt.delivered()).as("its head said 200").isTrue();
            assertThat(attempt.took())
                    .isBetween(Duration.ofMillis(Limit.WEBHOOK_ANSWER_BODY_MS.max() - 100), Duration.ofSeconds(15));
            assertThat(attempt.slow()).isFalse();
        }
    }

    private static void drip(OutputStream out, String... parts) throws IOException {
        for (int i = 0; i < parts.length - 1; i++) {
            out.write(parts[i].getBytes(StandardCharsets.UTF_8));
        }
        for (byte one : parts[parts.length - 1].getBytes(StandardCharsets.UTF_8)) {
            out.write(one);
            out.flush();
            LockSupport.parkNanos(50_000_000);
        }
    }

    @Test
    void aHugeAnswerIsCutOff() throws IOException {
        try (FaultyServer endless = new FaultyServer((_, out) -> {
            out.write("HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write(("2000\r\n" + "a".repeat(0x2000) + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        })) {
            DeliveryAttempt attempt = send(courier(), endless.uri());
            assertThat(attempt.status()).contains(500);
            assertThat(attempt.answer()).isEqualTo("a".repeat(500) + "…");
            assertThat(attempt.took()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void resetsAndNonsenseAreFailuresWithASentence() throws IOException {
        try (FaultyServer reset = new FaultyServer(FaultyServer.reset());
                FaultyServer nonsense = new FaultyServer(FaultyServer.answer("220 smtp.example.com ESMTP\r\n\r\n"))) {
            for (FaultyServer server : List.of(reset, nonsense)) {
                DeliveryAttempt attempt = send(courier(), server.uri());
                assertThat(attempt.delivered()).isFalse();
                assertThat(attempt.error().orElseThrow()).startsWith("No answer");
            }
            assertThat(send(courier(), URI.create("http://127.0.0.1:1/"))
                            .error()
                            .orElseThrow())
                    .startsWith("No connection");
        }
    }

    @Test
    void retryAfterIsHeard() throws IOException {
        try (TestReceiver receiver = new TestReceiver(_ -> new Answer(503, Map.of("Retry-After", "77"), ""))) {
            assertThat(send(courier(), URI.create(receiver.url())).retryAfter()).contains(Duration.ofSeconds(77));
        }
    }

    /** Public when it was registered, private when it is called. */
    @Test
    void aReboundNameIsNotConnectedTo() throws IOException {
        try (FaultyServer inside = new FaultyServer(FaultyServer.answer(FaultyServer.http(200, "secret")))) {
            Queue<String> answers = new ArrayDeque<>(List.of("93.184.215.14", "127.0.0.1"));
            HostResolver rebinding = _ -> List.of(InetAddress.ofLiteral(answers.remove()));
            String url = "https://rebind.example.com:" + inside.uri().getPort() + "/";
            assertThat(new WebhookRules(false, rebinding).check(url, List.of("*")))
                    .isEmpty();

            DeliveryAttempt attempt = courier(false, rebinding, WebhookHttpClient.options(), Duration.ofSeconds(2))
                    .deliver(url, MESSAGE, List.of(SECRET));
            assertThat(attempt.error()).contains("The host is a private address.");
            assertThat(answers).isEmpty();
            assertThat(inside.requests()).isEmpty();
        }
    }

    /**
     * The name is asked for once a try: what was checked is what is connected to, whatever the name says a moment
     * later.
     */
    @Test
    void theCheckedAddressIsTheOneConnectedTo() throws IOException {
        try (TestReceiver receiver = TestReceiver.willing()) {
            Queue<String> answers = new ArrayDeque<>(List.of("127.0.0.1"));
            WebhookHttpClient httpClient = courier(
                    true,
                    _ -> List.of(InetAddress.ofLiteral(answers.remove())),
                    WebhookHttpClient.options(),
                    Duration.ofSeconds(2));
            String url = receiver.url().replace("127.0.0.1", "hooks.example.com");
            assertThat(httpClient.deliver(url, MESSAGE, List.of(SECRET)).delivered())
                    .isTrue();
            assertThat(receiver.messages().getFirst().header("Host"))
                    .isEqualTo(URI.create(url).getAuthority());
        }
    }

    @Test
    void oneForbiddenAddressAmongSeveralIsEnough() throws IOException {
        WebhookHttpClient httpClient = courier(
                false,
                _ -> List.of(InetAddress.ofLiteral("93.184.215.14"), InetAddress.ofLiteral("10.0.0.1")),
                WebhookHttpClient.options(),
                Duration.ofSeconds(2));
        assertThat(httpClient
                        .deliver("https://hooks.example.com/", MESSAGE, List.of(SECRET))
                        .error())
                .contains("The host is a private address.");
        WebhookHttpClient metadata = courier(
                true,
                _ -> List.of(InetAddress.ofLiteral("169.254.169.254")),
                WebhookHttpClient.options(),
                Duration.ofSeconds(2));
        assertThat(metadata.deliver("http://hooks.example.com/", MESSAGE, List.of(SECRET))
                        .error())
                .contains("The host is a link-local or metadata address.");
    }

    @Test
    void aSlowNameServiceIsInsideTheDeadline() {
        WebhookHttpClient httpClient = courier(
                true,
                _ -> {
                    LockSupport.parkNanos(Duration.ofSeconds(30).toNanos());
                    return List.of();
                },
                WebhookHttpClient.options(),
                Duration.ofSeconds(1));
        assertThat(httpClient
                        .deliver("https://hooks.example.com/", MESSAGE, List.of(SECRET))
                        .took())
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(3));
    }

    @Test
    void whereTheFirstAddressIsDeadTheNextIsTried() throws IOException {
        try (TestReceiver receiver = TestReceiver.willing()) {
            WebhookHttpClient httpClient = courier(
                    true,
                    _ -> List.of(InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1")),
                    WebhookHttpClient.options(),
                    Duration.ofSeconds(3));
            assertThat(httpClient
                            .deliver(receiver.url().replace("127.0.0.1", "hooks.example.com"), MESSAGE, List.of(SECRET))
                            .delivered())
                    .isTrue();
        }
    }

    /** The certificate has to be the host's, though the connection goes to an address; the host is named in SNI. */
    @Test
    void certificatesAreVerifiedForTheHostOfTheUrl(@TempDir Path dir) throws Exception {
        Path store = certificate(dir, "hooks.example.com");
        List<String> named = new CopyOnWriteArrayList<>();
        try (SSLServerSocket server = tls(store)) {
            Thread.ofVirtual().start(() -> serve(server, named));
            HttpClientOptions trusting = WebhookHttpClient.options()
                    .setTrustOptions(new PfxOptions().setPath(store.toString()).setPassword("changeit"));
            WebhookHttpClient httpClient = courier(true, loopback(), trusting, Duration.ofSeconds(10));
            assertThat(httpClient
                            .deliver(
                                    "https://hooks.example.com:" + server.getLocalPort() + "/",
                                    MESSAGE,
                                    List.of(SECRET))
                            .status())
                    .contains(200);
            assertThat(named).containsExactly("hooks.example.com");
            assertThat(httpClient
                            .deliver(
                                    "https://other.example.com:" + server.getLocalPort() + "/",
                                    MESSAGE,
                                    List.of(SECRET))
                            .error()
                            .orElseThrow())
                    .startsWith("No connection");
            WebhookHttpClient ordinary = courier(true, loopback(), WebhookHttpClient.options(), Duration.ofSeconds(10));
            assertThat(ordinary.deliver(
                                    "https://hooks.example.com:" + server.getLocalPort() + "/",
                                    MESSAGE,
                                    List.of(SECRET))
                            .error()
                            .orElseThrow())
                    .startsWith("No connection");
        }
    }

    private static Path certificate(Path dir, String host) throws IOException, InterruptedException {
        Path store = dir.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-validity",
                        "3650")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }

    private static SSLServerSocket tls(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(Files.newInputStream(store), "changeit".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    private static void serve(SSLServerSocket server, List<String> named) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                ((SSLSocket) socket).startHandshake();
                socket.getInputStream().read(new byte[8192]);
                ((ExtendedSSLSession) ((SSLSocket) socket).getSession())
                        .getRequestedServerNames()
                        .forEach(name -> named.add(new String(name.getEncoded(), StandardCharsets.US_ASCII)));
                socket.getOutputStream().write(FaultyServer.http(200, "ok").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                named.removeIf(String::isEmpty); // a handshake that the client broke off
            }
        }
    }
}
