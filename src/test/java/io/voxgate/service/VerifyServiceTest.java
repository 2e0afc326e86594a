package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.voxgate.testkit.JsonAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a check of a connection says of each thing that can be wrong. */
@Tag("long")
@ServiceTest
class VerifyServiceTest {
    private static final AtomicInteger APPS =
            new AtomicInteger(1_700_000_000 + (int) (System.nanoTime() % 1_000_000) * 10);

    private TestTenant tenant;
    private String key;

    @BeforeEach
    void newTenant() {
        tenant = TestTenant.create();
        key = "Bearer " + tenant.key("admin");
    }

    private static String body(String vendor, String endpoint, String keyId, String secret, int app) {
        return switch (vendor) {
            case "tencent-trtc" -> """
                    {"vendor":"tencent-trtc","region":"ap-singapore","endpoint":"%s","settings":{"sdkAppId":%d},
                     "credentials":{"secretId":"AKID%s","secretKey":"%s","sdkSecretKey":"sdkSecretKeyTests0001"}}\
                    """.formatted(endpoint, app, keyId, secret);
            case "tencent-ccc" -> """
                    {"vendor":"tencent-ccc","endpoint":"%s","settings":{"sdkAppId":%d},\
                    "credentials":{"secretId":"AKID%s","secretKey":"%s"}}""".formatted(endpoint, app, keyId, secret);
            default -> """
                    {"vendor":"alibaba-rtc","endpoint":"%s","settings":{"appId":"app%d","templateId":"t"},\
                    "credentials":{"accessKeyId":"LTAI%s","accessKeySecret":"%s"}}""".formatted(endpoint, app, keyId, secret);
        };
    }

    private void connect(String name, String body) {
        Api.request()
                .header("Authorization", key)
                .body(body)
                .put("/v1/connections/" + name)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201);
    }

    private ValidatableResponse verify(String name) {
        return Api.request()
                .header("Authorization", key)
                .post("/v1/connections/{name}/verify", name)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200);
    }

    private ValidatableResponse verified(String vendor, String endpoint, String keyId, String secret) {
        connect("main", body(vendor, endpoint, keyId, secret, APPS.incrementAndGet()));
        return verify("main");
    }

    private static String here() {
        return "http://127.0.0.1:" + RestAssured.port;
    }

    @ParameterizedTest
    @CsvSource({
        "tencent-trtc, '', healthy, ", "tencent-ccc, '', healthy, ", "alibaba-rtc, '', healthy, ",
        "tencent-trtc, -unknown-key, wrongKey, /credentials/secretId",
                "tencent-ccc, -unknown-key, wrongKey, /credentials/secretId",
                "alibaba-rtc, -unknown-key, wrongKey, /credentials/accessKeyId",
        "tencent-trtc, -wrong-secret, wrongKey, /credentials/secretKey",
                "tencent-ccc, -wrong-secret, wrongKey, /credentials/secretKey",
                "alibaba-rtc, -wrong-secret, wrongKey, /credentials/accessKeySecret",
        "tencent-trtc, -wrong-clock, wrongClock, ", "tencent-ccc, -wrong-clock, wrongClock, ",
                "alibaba-rtc, -wrong-clock, wrongClock, ",
        "tencent-trtc, -forbidden, missingPermission, ", "tencent-ccc, -forbidden, missingPermission, ",
                "alibaba-rtc, -forbidden, missingPermission, ",
        "tencent-trtc, -expired-token, wrongKey, /credentials/securityToken",
                "tencent-ccc, -expired-token, wrongKey, /credentials/securityToken",
                "alibaba-rtc, -expired-token, wrongKey, /credentials/securityToken",
        "tencent-trtc, -throttled, throttled, ", "tencent-ccc, -throttled, throttled, ",
                "alibaba-rtc, -throttled, throttled, "
    })
    void eachFaultHasItsState(String vendor, String plot, String state, String pointer) {
        ValidatableResponse said = verified(vendor, "sandbox", tenant.id() + plot, "secretOfTheTests0001");
        said.body(has("state", equalTo(state))).body(has("pointer", equalTo(pointer)));
        if (state.equals("wrongClock")) {
            said.body(has("detail", containsString("seconds behind")));
            assertThat(said.extract().as(JsonAnswer.class).<Integer>get("clockSkewMs"))
                    .isBetween(-1_215_000, -1_190_000);
        }
    }

    @Test
    void aStrangersSecretIsToldFromAStrangersKey() {
        int app = APPS.incrementAndGet();
        connect("right", body("tencent-trtc", "sandbox", tenant.id(), "secretOfTheTests0001", app));
        connect("secret", body("tencent-trtc", here(), tenant.id(), "secretOfTheTests0002", app));
        connect("key", body("tencent-trtc", here(), tenant.id() + "x", "secretOfTheTests0001", app));
        connect("app", body("tencent-trtc", here(), tenant.id(), "secretOfTheTests0001", APPS.incrementAndGet()));
        verify("right").body("state", equalTo("healthy"));
        verify("secret")
                .body("state", equalTo("wrongKey"))
                .body("pointer", equalTo("/credentials/secretKey"))
                .body("vendorError.code", equalTo("AuthFailure.SignatureFailure"));
        verify("key")
                .body("state", equalTo("wrongKey"))
                .body("pointer", equalTo("/credentials/secretId"))
                .body("vendorError.code", equalTo("AuthFailure.SecretIdNotFound"));
        verify("app").body("state", equalTo("wrongApp")).body("pointer", equalTo("/settings/sdkAppId"));
    }

    /** The simulator learns the key with its token from the connection that has the endpoint sandbox. */
    @ParameterizedTest
    @CsvSource({
        "tencent-trtc, AuthFailure.TokenFailure, AuthFailure.TokenFailure",
        "tencent-ccc, AuthFailure.TokenFailure, AuthFailure.TokenFailure",
        "alibaba-rtc, MissingSecurityToken, InvalidSecurityToken.MismatchWithAccessKey"
    })
    void aTemporaryKeyNeedsItsToken(String vendor, String missing, String wrong) {
        int app = APPS.incrementAndGet();
        String token = "\"securityToken\":\"token-of-the-tests-0001\",\"";
        String right = body(vendor, "sandbox", tenant.id(), "secretOfTheTests0001", app);
        String elsewhere = body(vendor, here(), tenant.id(), "secretOfTheTests0001", app);
        connect("right", right.replace("\"credentials\":{\"", "\"credentials\":{" + token));
        connect("without", elsewhere);
        connect("wrong", elsewhere.replace("\"credentials\":{\"", "\"credentials\":{" + token.replace("0001", "0002")));

        verify("right").body(has("state", equalTo("healthy")));
        verify("without")
                .body(has("state", equalTo("wrongKey")))
                .body(has("pointer", equalTo("/credentials/securityToken")))
                .body(has("vendorError.code", equalTo(missing)));
        verify("wrong")
                .body(has("state", equalTo("wrongKey")))
                .body(has("pointer", equalTo("/credentials/securityToken")))
                .body(has("vendorError.code", equalTo(wrong)));
        Api.request()
                .header("Authorization", key)
                .get("/v1/connections/right")
                .then()
                .body(has("credentials.securityToken.lastFour", equalTo("0001")));
    }

    @Test
    void aWrongContactCenterIsTold() {
        connect("right", body("tencent-ccc", "sandbox", tenant.id(), "secretOfTheTests0001", APPS.incrementAndGet()));
        connect("app", body("tencent-ccc", here(), tenant.id(), "secretOfTheTests0001", APPS.incrementAndGet()));
        verify("app")
                .body("state", equalTo("wrongApp"))
                .body("pointer", equalTo("/settings/sdkAppId"))
                .body("vendorError.code", equalTo("InvalidParameterValue.InstanceNotExist"));
    }

    @Test
    void whyTheVendorCannotBeReachedIsTold() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        verified("tencent-trtc", "https://127.0.0.1:" + port, "a", "b")
                .body("state", equalTo("unreachable"))
                .body("detail", containsString("refused the connection"))
                .body("pointer", equalTo("/endpoint"));
        connect("tls", body("tencent-trtc", "https://127.0.0.1:" + RestAssured.port, "a", "b", APPS.incrementAndGet()));
        verify("tls").body("state", equalTo("unreachable")).body("detail", containsString("TLS failed"));
        connect("name", body("tencent-trtc", "https://no-such-vendor.invalid", "a", "b", APPS.incrementAndGet()));
        verify("name")
                .body("state", equalTo("unreachable"))
                .body("detail", containsString("could not be resolved"))
                .body("vendorError", nullValue());
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            connect(
                    "silent",
                    body(
                            "tencent-trtc",
                            "http://127.0.0.1:" + silent.getLocalPort(),
                            "a",
                            "b",
                            APPS.incrementAndGet()));
            verify("silent")
                    .body("state", equalTo("unreachable"))
                    .body("detail", containsString("before the deadline"));
        }
    }

    @Test
    void onceASecondIsEnough() {
        connect("main", body("tencent-trtc", "sandbox", tenant.id(), "secretOfTheTests0001", APPS.incrementAndGet()));
        verify("main").body("state", equalTo("healthy"));
        Response again = Api.request().header("Authorization", key).post("/v1/connections/main/verify");
        again.then()
                .statusCode(429)
                .body("code", equalTo("RATE_LIMITED"))
                .body("retryable", equalTo(true))
                .header("Retry-After", anyOf(equalTo("1"), equalTo("2")));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> Api.request()
                                .header("Authorization", key)
                                .post("/v1/connections/main/verify")
                                .statusCode()
                        == 200);
    }
}
