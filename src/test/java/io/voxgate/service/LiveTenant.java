package io.voxgate.service;

import static org.awaitility.Awaitility.await;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.voxgate.database.Database;
import io.voxgate.testkit.JsonAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant that is ready to start sessions on each simulated vendor. */
final class LiveTenant {
    private static final AtomicInteger APPS = new AtomicInteger((int) (System.nanoTime() % 1_000_000));

    private final TestTenant tenant;
    private final String key;
    private final int app = 1_400_000_000 + APPS.incrementAndGet() * 100;

    private LiveTenant(TestTenant tenant) {
        this.tenant = tenant;
        this.key = "Bearer " + tenant.key("admin");
    }

    /** With the credential {@code llm} and the connections {@code trtc}, {@code ccc} and {@code ali}. */
    static LiveTenant create() {
        return create(TestTenant.create());
    }

    /** The same for a tenant that has nothing yet. */
    static LiveTenant create(TestTenant tenant) {
        LiveTenant live = new LiveTenant(tenant);
        live.request()
                .body(Map.of("fields", Map.of("apiKey", "sk-of-a-test-0001")))
                .put("/v1/credentials/llm")
                .then()
                .statusCode(201);
        live.connection("trtc", "sandbox", "secretKeyOfTheTests0001");
        live.request()
                .body("""
                {"vendor":"tencent-ccc","endpoint":"sandbox","settings":{"sdkAppId":%d},
                 "credentials":{"secretId":"AKID%s","secretKey":"secretKeyOfTheTests0002","pushUser":"push",\
                "pushPassword":"push-password-1"}}""".formatted(live.app + 1, live.id()))
                .put("/v1/connections/ccc")
                .then()
                .statusCode(201);
        live.request()
                .body("""
                {"vendor":"alibaba-rtc","endpoint":"sandbox","settings":{"appId":"app%d","templateId":"tpl-1"},
                 "credentials":{"accessKeyId":"LTAI%s","accessKeySecret":"accessKeySecretOfTests01",\
                "appKey":"appKeyOfTheTests01","callbackKey":"callbackKeyTests01"}}""".formatted(live.app + 2, live.id()))
                .put("/v1/connections/ali")
                .then()
                .statusCode(201);
        return live;
    }

    /** A TRTC connection of the tenant's one TRTC app. */
    ValidatableResponse connection(String name, String endpoint, String secretKey) {
        return request()
                .body("""
                {"vendor":"tencent-trtc","region":"ap-singapore","endpoint":"%s","settings":{"sdkAppId":%d},
                 "credentials":{"secretId":"AKID%s","secretKey":"%s","sdkSecretKey":"sdkSecretKeyTests0001",\
                "callbackKey":"%s"}}""".formatted(endpoint, app, id(), secretKey, callbackKey()))
                .put("/v1/connections/" + name)
                .then()
                .statusCode(201);
    }

    /** The TRTC connection with a limit of its own; its secrets stay. */
    ValidatableResponse limited(String name, String setting, long perSecond) {
        return request()
                .body("""
                {"vendor":"tencent-trtc","region":"ap-singapore","endpoint":"sandbox",
                 "settings":{"sdkAppId":%d,"%s":%d}}""".formatted(app, setting, perSecond))
                .put("/v1/connections/" + name)
                .then();
    }

    String callbackKey() {
        return "callbackKey0001";
    }

    String id() {
        return "test%028d".formatted(app);
    }

    String tenantId() {
        return tenant.id();
    }

    /** The header with which its administrator asks. */
    String bearer() {
        return key;
    }

    int app() {
        return app;
    }

    RequestSpecification request() {
        return Api.request().header("Authorization", key);
    }

    RequestSpecification as(String role) {
        return tenant.as(role);
    }

    /** An agent that the connection's vendor starts; the voices are its own. */
    static Map<String, Object> agent(String connection) {
        return Map.of(
                "greeting", Map.of("mode", "static", "text", "Hello, how can I help you?"),
                "llm",
                        Map.of(
                                "protocol",
                                "openai",
                                "url",
                                "https://api.openai.com/v1",
                                "model",
                                "gpt-4o-mini",
                                "credentialRef",
                                "llm",
                                "systemPrompt",
                                "You are kind."),
                "tts",
                        Map.of(
                                "provider",
                                "platform",
                                "voice",
                                switch (connection) {
                                    case "ccc" -> "ZhiMei";
                                    case "ali" -> "longxiaoxia";
                                    default -> "v-female-R2s4N9qJ";
                                }));
    }

    static Map<String, Object> room(String roomId) {
        return Map.of("type", "room", "roomId", roomId, "userId", "user_1");
    }

    static Map<String, Object> phone(String to) {
        return Map.of("type", "phone", "to", to, "from", List.of("+862000000000"));
    }

    static Map<String, Object> channel(String connection, String plot) {
        return connection.equals("ccc")
                ? phone("+86138000" + plot)
                : room("room-" + UUID.randomUUID().toString().substring(0, 8) + plot);
    }

    /** Starts a session; what went wrong otherwise is shown. */
    String started(String connection, String plot) {
        return start(connection, channel(connection, plot))
                .post("/v1/sessions")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
    }

    /** Not sent yet: a start with this agent over this connection. */
    RequestSpecification start(String connection, Map<String, Object> channel) {
        return request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("agent", agent(connection), "channel", channel, "connection", connection));
    }

    ValidatableResponse get(String session) {
        return request().get("/v1/sessions/{id}", session).then().statusCode(200);
    }

    String status(String session) {
        return get(session).extract().as(JsonAnswer.class).get("status");
    }

    /**
     * The same of a session whose vendor calls nothing back, so that only Voxgate's own looks find it out: each that is
     * planned is due at once. What is not planned stays so, and then this waits in vain.
     */
    ValidatableResponse awaitStatusByLooks(Database database, String session, String status) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () -> {
                            database.system(tx -> tx.update(
                                    "UPDATE session SET next_lookup_at = now() WHERE id = ? AND next_lookup_at > now()",
                                    session));
                            return status(session);
                        },
                        status::equals);
        return get(session);
    }

    /** Waits until it is over, or stands so. */
    ValidatableResponse awaitStatus(String session, String status) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> status(session), status::equals);
        return get(session);
    }
}
