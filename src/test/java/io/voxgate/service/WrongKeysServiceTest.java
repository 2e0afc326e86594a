package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.RestAssured;
import io.voxgate.limits.Limit;
import io.voxgate.testkit.JsonAnswer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wrong keys cost next to nothing and are slowed; the owner, who sits behind the same address, gets in at any time. */
@ServiceTest
class WrongKeysServiceTest {
    private static final int TRIES = 1_000;

    @Inject
    MeterRegistry meters;

    private HttpClient attacker;

    /** From an address of its own, so that the rest of the suite is not slowed with it. */
    @BeforeEach
    void open() throws IOException {
        attacker = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.getByName("127.0.0.77"))
                .build();
    }

    @AfterEach
    void close() {
        attacker.close();
    }

    private HttpResponse<String> get(String path, String bearer) throws IOException, InterruptedException {
        return attacker.send(
                to(path).header("Authorization", "Bearer " + bearer).GET().build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .timeout(Duration.ofSeconds(30));
    }

    private double lookUps() {
        return meters.get("cache.gets")
                .tag("cache", "keys")
                .tag("result", "miss")
                .functionCounter()
                .count();
    }

    private static String wrongKey() {
        String random = UUID.randomUUID().toString().replace("-", "");
        return "vxg_" + random.substring(0, 16) + "_" + (random + random).substring(0, 52);
    }

    private static String letterChanged(String key) {
        return key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0");
    }

    @Test
    void wrongKeysAreSlowedAndRightOnesGetIn() throws Exception {
        TestTenant tenant = TestTenant.create();
        String right = tenant.key("viewer");
        double before = lookUps();
        long began = System.nanoTime();
        Set<Integer> wrong = new HashSet<>();
        for (int i = 0; i < TRIES; i++) {
            HttpResponse<String> answer = get(
                    "/v1/templates",
                    i % 3 == 0 ? letterChanged(right) : i % 3 == 1 ? wrongKey() : "operator-key-guess-" + i);
            wrong.add(answer.statusCode());
            if (answer.statusCode() == 429) {
                assertThat(answer.headers().firstValue("Retry-After")).contains("1");
                assertThat(answer.body()).contains("RATE_LIMITED").doesNotContain("guess-");
            }
            if (i % 50 == 0) {
                assertThat(get("/v1/templates", right).statusCode())
                        .as("a key that is known")
                        .isEqualTo(200);
                assertThat(get("/v1/templates", tenant.key("viewer")).statusCode())
                        .as("a key that was just made")
                        .isEqualTo(200);
                assertThat(get("/v1/tenants", PostgresResource.OPERATOR_KEY).statusCode())
                        .as("the operator's key")
                        .isEqualTo(200);
            }
        }
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds() + 1;
        int perSecond = Limit.UNKNOWN_KEY_LOOKUPS_PER_SECOND.count() / 2;
        double spent = lookUps() - before;
        System.out.printf("%d wrong keys in %d s: %d look-ups, answers %s%n", TRIES, seconds, (int) spent, wrong);

        slowed(wrong, 401, TRIES, seconds);
        assertThat(spent).isLessThanOrEqualTo(5 * perSecond + perSecond * seconds + rightOnes(seconds));
    }

    /** Whoever sends no faster than the limit is not slowed: how fast this machine sends decides what must be seen. */
    private static void slowed(Set<Integer> answers, int usual, int sent, long seconds) {
        assertThat(answers).isSubsetOf(usual, 429);
        if (sent > Limit.UNKNOWN_KEY_LOOKUPS_PER_SECOND.max() * (5 + seconds)) {
            assertThat(answers).contains(429);
        }
    }

    /** Right keys are looked up too: each new one once, and one that is used all the time every four seconds. */
    private static long rightOnes(long seconds) {
        return TRIES / 50 + TRIES / 50 + seconds;
    }

    @Test
    void aDeletedKeyIsWrongFromThenOn() throws Exception {
        TestTenant tenant = TestTenant.create();
        Map<String, Object> made = TestTenant.operator()
                .body(Map.of("name", "k", "roles", List.of("viewer")))
                .post("/v1/tenants/{id}/keys", tenant.id())
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .getMap("$");
        String key = (String) made.get("key");
        assertThat(get("/v1/templates", key).statusCode()).isEqualTo(200);
        TestTenant.operator()
                .delete("/v1/tenants/{id}/keys/{key}", tenant.id(), made.get("id"))
                .then()
                .statusCode(204);

        for (int i = 0; i < 3; i++) {
            assertThat(get("/v1/templates", key).statusCode()).isIn(401, 429);
        }
    }

    @Test
    void wrongCallbacksAreSlowedAndTheVendorsAreTaken() throws Exception {
        LiveTenant tenant = LiveTenant.create();
        String path = URI.create(tenant.request()
                        .get("/v1/connections/trtc")
                        .then()
                        .extract()
                        .as(JsonAnswer.class)
                        .<String>get("callbackUrl"))
                .getPath();
        String body = "{\"EventGroupId\":9,\"EventType\":901,\"CallbackTs\":1,"
                + "\"EventInfo\":{\"EventMsTs\":1700000000000,\"TaskId\":\"nobody\","
                + "\"Payload\":{\"Status\":0}}}";
        Set<Integer> wrong = new HashSet<>();
        for (int i = 0; i < TRIES; i++) {
            wrong.add(callback(tenant, path, "forged", body));
            if (i % 100 == 0) {
                assertThat(callback(tenant, path, sign(body, tenant.callbackKey()), body))
                        .isEqualTo(200);
            }
        }
        assertThat(wrong).contains(401).isSubsetOf(401, 429);
        assertThat(callback(tenant, path, sign(body, tenant.callbackKey()), body))
                .isEqualTo(200);
    }

    @Test
    void unknownCallbackAddressesCostFewLookUps() throws Exception {
        LiveTenant tenant = LiveTenant.create();
        String path = URI.create(tenant.request()
                        .get("/v1/connections/trtc")
                        .then()
                        .extract()
                        .as(JsonAnswer.class)
                        .<String>get("callbackUrl"))
                .getPath();
        double before = meters.get("cache.gets")
                .tag("cache", "callbacks")
                .tag("result", "miss")
                .functionCounter()
                .count();
        long began = System.nanoTime();
        Set<Integer> wrong = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            wrong.add(callback(
                    tenant, path.substring(0, path.length() - 52) + wrongKey().substring(21), "x", "{}"));
        }
        wrong.add(callback(tenant, path.substring(0, path.length() - 1), "x", "{}"));
        double spent = meters.get("cache.gets")
                        .tag("cache", "callbacks")
                        .tag("result", "miss")
                        .functionCounter()
                        .count()
                - before;

        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds() + 1;
        slowed(wrong, 404, 300, seconds);
        assertThat(spent).isLessThanOrEqualTo(Limit.UNKNOWN_KEY_LOOKUPS_PER_SECOND.max() * (5 + seconds));
        String body = "{\"EventGroupId\":9,\"EventType\":901,\"CallbackTs\":1,"
                + "\"EventInfo\":{\"EventMsTs\":1700000000000,\"TaskId\":\"nobody\","
                + "\"Payload\":{\"Status\":0}}}";
        assertThat(callback(tenant, path, sign(body, tenant.callbackKey()), body))
                .isEqualTo(200);
    }

    @Test
    void wrongStreamTokensKeepNoRightOneOut() throws Exception {
        LiveTenant tenant = LiveTenant.create();
        for (int i = 0; i < 200; i++) {
            assertThat(stream("vst_" + wrongKey().substring(21))).isIn(401, 429);
        }
        String token = tenant.request()
                .body(Map.of())
                .post("/v1/stream-tokens")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("token");
        assertThat(stream(token)).isEqualTo(200);
    }

    private int stream(String token) throws IOException, InterruptedException {
        HttpResponse<java.io.InputStream> answer = attacker.send(
                to("/v1/events?access_token=" + token)
                        .header("Accept", "text/event-stream")
                        .GET()
                        .build(),
                BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    private int callback(LiveTenant tenant, String path, String sign, String body)
            throws IOException, InterruptedException {
        return attacker.send(
                        to(path).header("Content-Type", "application/json")
                                .header("Sign", sign)
                                .header("SdkAppId", Integer.toString(tenant.app()))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private static String sign(String body, String key) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
