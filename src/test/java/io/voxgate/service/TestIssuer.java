package io.voxgate.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.voxgate.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small OIDC issuer on this machine: its discovery document, its keys, and tokens signed with them. It is out of
 * reach until it is opened.
 */
public final class TestIssuer implements QuarkusTestResourceLifecycleManager {
    static final String AUDIENCE = "voxgate-tests";

    static final String CLIENT_SECRET = "secret of the client at the issuer";

    private static final int PORT = freePort();
    private static final AtomicInteger KEYS_ASKED = new AtomicInteger();
    private static final TestIssuerCodes CODES = new TestIssuerCodes();
    private static volatile Key key = Key.make();
    private static volatile HttpServer server;
    private static volatile CountDownLatch hanging = new CountDownLatch(0);

    /** A signing key and its name. */
    record Key(String id, KeyPair pair) {
        static Key make() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return new Key(UUID.randomUUID().toString(), generator.generateKeyPair());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        Map<String, String> published() {
            RSAPublicKey open = (RSAPublicKey) pair.getPublic();
            return Map.of(
                    "kty",
                    "RSA",
                    "use",
                    "sig",
                    "alg",
                    "RS256",
                    "kid",
                    id,
                    "n",
                    number(open.getModulus()),
                    "e",
                    number(open.getPublicExponent()));
        }

        private static String number(BigInteger value) {
            byte[] bytes = value.toByteArray();
            int from = bytes[0] == 0 ? 1 : 0;
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
        }
    }

    static String url() {
        return "http://127.0.0.1:" + PORT + "/realm";
    }

    static Key key() {
        return key;
    }

    /** From now on another key signs, and only it is published. */
    static void rotate() {
        key = Key.make();
    }

    static int keysAsked() {
        return KEYS_ASKED.get();
    }

    static void open() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        publish(
                "/realm/.well-known/openid-configuration",
                () -> Map.of(
                        "issuer",
                        url(),
                        "jwks_uri",
                        url() + "/keys",
                        "token_endpoint",
                        url() + "/token",
                        "authorization_endpoint",
                        url() + "/authorize"));
        server.createContext("/realm/token", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Optional<String> token = CODES.redeem(
                    TestIssuerCodes.members(form),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")));
            answer(
                    exchange,
                    token.isPresent() ? 200 : 400,
                    Json.write(Json.tree(token.map(id -> Map.of("access_token", "opaque", "token_type", "Bearer", "id_token", id))
                            .orElse(Map.of("error", "invalid_grant")))));
        });
        publish("/realm/keys", () -> {
            KEYS_ASKED.incrementAndGet();
            hanging.await();
            return Map.of("keys", List.of(key.published()));
        });
        server.start();
    }

    static void close() {
        server.stop(0);
    }

    private interface Document {
        Map<String, ?> now() throws InterruptedException;
    }

    /** From now on who asks for the keys hears nothing. */
    static void hang() {
        hanging = new CountDownLatch(1);
    }

    static void answerAgain() {
        hanging.countDown();
    }

    /** The codes that people got here, and what they are good for. */
    static TestIssuerCodes codes() {
        return CODES;
    }

    private static void publish(String path, Document document) {
        server.createContext(path, exchange -> answer(exchange, 200, body(document)));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String body(Document document) {
        try {
            return Json.write(Json.tree(document.now()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Claims of somebody, for an hour; what is wanted otherwise is set on it. */
    static JwtClaimsBuilder claims(String tenant, String... roles) {
        return Jwt.claims()
                .issuer(url())
                .audience(AUDIENCE)
                .subject("person-7")
                .issuedAt(Instant.now())
                .expiresIn(3600)
                .claim("voxgate_tenant", tenant)
                .claim("voxgate_roles", List.of(roles));
    }

    static String sign(JwtClaimsBuilder claims) {
        return sign(claims, key);
    }

    static String sign(JwtClaimsBuilder claims, Key by) {
        return claims.jws().keyId(by.id()).sign(by.pair().getPrivate());
    }

    /** Signed as it stands: nothing is added to the claims. */
    static String signBare(Map<String, ?> claims) {
        try {
            String text = part(Map.of("alg", "RS256", "kid", key.id())) + "." + part(claims);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.pair().getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(Map<String, ?> members) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.write(Json.tree(members)).getBytes(StandardCharsets.UTF_8));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "voxgate.oidc.issuer",
                url(),
                "voxgate.oidc.audience",
                AUDIENCE,
                "voxgate.oidc.client-id",
                AUDIENCE,
                "voxgate.oidc.client-secret",
                CLIENT_SECRET);
    }

    @Override
    public void stop() {
        if (server != null) {
            close();
        }
    }
}
