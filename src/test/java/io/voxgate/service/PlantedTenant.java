package io.voxgate.service;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.voxgate.testkit.JsonAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionTimeoutException;

/** A tenant in which misconfigurations are planted, each under names of its own, and the doctor is asked. */
final class PlantedTenant {
    private static final AtomicInteger APPS =
            new AtomicInteger(1_720_000_000 + (int) (System.nanoTime() % 1_000_000) * 10);
    private static final String JOIN_KEY = "0123456789abcdef".repeat(4);
    private static final String SECRET = "secretKeyOfTheTests0042";

    private final LiveTenant tenant = LiveTenant.create();

    /** What the doctor named first, and where. */
    record NamedCause(String cause, String pointer, long tookMs) {
        static NamedCause of(JsonAnswer answer, String path, String pointer, long began) {
            return new NamedCause(
                    String.valueOf(answer.<String>get(path)),
                    String.valueOf(answer.<String>get(pointer)),
                    since(began));
        }
    }

    NamedCause ask(Misconfiguration planted) {
        return switch (planted.ask()) {
            case "connection" -> connection(planted);
            case "credential" -> credential(planted);
            default -> session(planted);
        };
    }

    private NamedCause connection(Misconfiguration planted) {
        String name = name();
        int app = APPS.incrementAndGet();
        boolean sandbox = !planted.text("keyId", "").isEmpty();
        String keyId = tenant.id() + app + planted.text("keyId", "");
        String joinKey = switch (planted.text("joinKey", "")) {
            case "" -> JOIN_KEY;
            case "apiSecret" -> SECRET;
            case "appId" -> "app" + app;
            case String other -> other;
        };
        if (!sandbox) {
            put(name + "-twin", planted.vendor(), new PlantedConnection("sandbox", keyId, app, JOIN_KEY));
        }
        int named = planted.text("app", "").isEmpty() ? app : APPS.incrementAndGet();
        String endpoint = switch (planted.text("endpoint", "")) {
            case "closed" -> "http://127.0.0.1:" + closedPort();
            default -> sandbox ? "sandbox" : "http://127.0.0.1:" + RestAssured.port;
        };
        put(name, planted.vendor(), new PlantedConnection(endpoint, keyId, named, joinKey));
        long began = System.nanoTime();
        JsonAnswer answer = ok(tenant.request().post("/v1/connections/{name}/verify", name));
        return planted.first().equals(planted.first().toUpperCase(Locale.ROOT))
                ? NamedCause.of(answer, "findings[0].code", "findings[0].pointer", began)
                : NamedCause.of(answer, "state", "pointer", began);
    }

    private record PlantedConnection(String endpoint, String keyId, int app, String joinKey) {
        String body(String vendor) {
            return switch (vendor) {
                case "tencent-trtc" -> """
                        {"vendor":"tencent-trtc","region":"ap-singapore","endpoint":"%s","settings":{"sdkAppId":%d},"credentials":
                         {"secretId":"AKID%s","secretKey":"%s","sdkSecretKey":"%s","callbackKey":"callbackKey0001"}}\
                        """.formatted(endpoint, app, keyId, SECRET, joinKey);
                case "tencent-ccc" -> """
                        {"vendor":"tencent-ccc","endpoint":"%s","settings":{"sdkAppId":%d},
                         "credentials":{"secretId":"AKID%s","secretKey":"%s"}}""".formatted(endpoint, app, keyId, SECRET);
                default -> """
                        {"vendor":"alibaba-rtc","endpoint":"%s","settings":{"appId":"app%d","templateId":"t"},"credentials":
                         {"accessKeyId":"LTAI%s","accessKeySecret":"%s","appKey":"%s"}}\
                        """.formatted(endpoint, app, keyId, SECRET, joinKey);
            };
        }
    }

    private void put(String name, String vendor, PlantedConnection connection) {
        tenant.request()
                .body(connection.body(vendor))
                .put("/v1/connections/" + name)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201);
    }

    private NamedCause credential(Misconfiguration planted) {
        String name = name();
        try (PlayedProvider provider = PlayedProvider.answering(
                planted.number("answer") == 0 ? 200 : planted.number("answer"), planted.text("body", ""))) {
            String url = planted.number("answer") == 0 ? "http://127.0.0.1:" + closedPort() : provider.url();
            boolean otherField = planted.text("use", "").equals("field");
            key(name, Map.of(otherField ? "key" : "apiKey", "sk-of-a-test-0042", "groupId", "g1"));
            long began = System.nanoTime();
            JsonAnswer answer = ok(tenant.request()
                    .body(Map.of("agent", agent(planted.text("use", ""), name, url)))
                    .post("/v1/credentials/{name}/verify", name));
            return NamedCause.of(answer, "checks[0].kind", "checks[0].pointer", began);
        }
    }

    private static Map<String, Object> agent(String use, String credential, String url) {
        Map<String, Object> llm = new LinkedHashMap<>(Map.of("protocol", "openai", "url", url + "/v1", "model", "m"));
        Map<String, Object> agent = new HashMap<>(Map.of("llm", llm));
        switch (use) {
            case "azure" -> llm.putAll(Map.of("protocol", "azure", "url", url, "credentialRef", credential));
            case "minimax" -> llm.putAll(Map.of("protocol", "minimax", "credentialRef", credential));
            case "dify" -> llm.putAll(Map.of("protocol", "dify", "credentialRef", credential));
            case "custom voice" ->
                agent.put("tts", Map.of("provider", "custom", "url", url + "/tts", "credentialRef", credential));
            case "minimax voice" ->
                agent.put(
                        "tts",
                        Map.of(
                                "provider",
                                "minimax",
                                "url",
                                url + "/t2a_v2",
                                "model",
                                "speech-02-turbo",
                                "voice",
                                "nobody",
                                "credentialRef",
                                credential));
            default -> llm.put("credentialRef", credential);
        }
        return agent;
    }

    private NamedCause session(Misconfiguration planted) {
        String vendor = planted.vendor();
        String own = switch (vendor) {
            case "tencent-ccc" -> "ccc";
            case "alibaba-rtc" -> "ali";
            default -> "trtc";
        };
        String connection = switch (planted.text("connection", "")) {
            case "without callback key" -> twin(vendor, "");
            case "wrong join key" -> wrongJoinKey();
            default -> own;
        };
        Map<String, Object> agent = new LinkedHashMap<>(LiveTenant.agent(own));
        @SuppressWarnings("unchecked")
        Map<String, Object> llm = new LinkedHashMap<>((Map<String, Object>) agent.get("llm"));
        String model = name();
        key(model, Map.of("apiKey", "sk-of-a-test" + planted.text("modelKey", "")));
        llm.put("credentialRef", model);
        llm.put("url", planted.text("modelUrl", "https://api.openai.com/v1"));
        agent.put("llm", llm);
        if (!planted.text("voiceKey", "").isEmpty()) {
            String voice = name();
            key(voice, Map.of("apiKey", "vk-of-a-test" + planted.text("voiceKey", "")));
            agent.put(
                    "tts",
                    Map.of("provider", "custom", "url", "https://voice.example.com/tts", "credentialRef", voice));
        }
        if (!planted.text("greeting", "").isEmpty()) {
            agent.put("greeting", Map.of("mode", planted.text("greeting", "")));
        }
        Response started = tenant.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of(
                        "agent",
                        agent,
                        "channel",
                        LiveTenant.channel(own, planted.text("channel", "")),
                        "connection",
                        connection))
                .post("/v1/sessions");
        long began = System.nanoTime();
        JsonAnswer answer = started.as(JsonAnswer.class);
        String id = started.statusCode() == 201 ? answer.get("id") : answer.get("sessionId");
        return diagnosed(id, planted, began);
    }

    /**
     * Until the true cause is named, or it is too late. What is measured begins with the answer to the start that has
     * the fault.
     */
    private NamedCause diagnosed(String id, Misconfiguration planted, long began) {
        AtomicReference<NamedCause> named = new AtomicReference<>(new NamedCause("", "", 0));
        try {
            await().atMost(Duration.ofSeconds(12))
                    .pollInterval(Duration.ofMillis(150))
                    .until(() -> {
                        JsonAnswer answer = ok(tenant.request().get("/v1/sessions/{id}/diagnosis", id));
                        if (!answer.getList("causes").isEmpty()) {
                            named.set(new NamedCause(
                                    answer.get("causes[0].part") + "." + answer.get("causes[0].kind"),
                                    String.valueOf(answer.<String>get("causes[0].pointer")),
                                    since(began)));
                        }
                        return planted.namedBy(named.get().cause(), named.get().pointer());
                    });
        } catch (ConditionTimeoutException late) {
            return named.get();
        }
        return named.get();
    }

    private String twin(String vendor, String keys) {
        String name = name();
        tenant.request()
                .body("""
                {"vendor":"%s","region":"ap-singapore","endpoint":"sandbox","settings":{"sdkAppId":%d},
                 "credentials":{"secretId":"AKID%s%s","secretKey":"%s","sdkSecretKey":"%s"}}\
                """.formatted(vendor, APPS.incrementAndGet(), tenant.id(), keys, SECRET, JOIN_KEY))
                .put("/v1/connections/" + name)
                .then()
                .statusCode(201);
        return name;
    }

    /** The sandbox knows the app with one key; the connection that is used has another. */
    private String wrongJoinKey() {
        int app = APPS.incrementAndGet();
        String name = name();
        String keyId = tenant.id() + app;
        put(name + "-twin", "tencent-trtc", new PlantedConnection("sandbox", keyId, app, JOIN_KEY));
        String here = "http://127.0.0.1:" + RestAssured.port;
        put(name, "tencent-trtc", new PlantedConnection(here, keyId, app, "fedcba9876543210".repeat(4)));
        return name;
    }

    private void key(String name, Map<String, String> fields) {
        tenant.request()
                .body(Map.of("fields", fields))
                .put("/v1/credentials/" + name)
                .then()
                .statusCode(201);
    }

    private static long since(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private static JsonAnswer ok(Response response) {
        return response.then()
                .log()
                .ifValidationFails()
                .statusCode(200)
                .extract()
                .as(JsonAnswer.class);
    }

    private static String name() {
        return "p" + UUID.randomUUID().toString().substring(0, 12);
    }

    private static int closedPort() {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
