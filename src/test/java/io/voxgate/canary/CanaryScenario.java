package io.voxgate.canary;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Operations;
import io.voxgate.testkit.Operations.Operation;
import io.voxgate.testkit.Reply;
import io.voxgate.testkit.SseClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything that can be done with the service, with a canary wherever a secret goes, rightly or wrongly. */
final class CanaryScenario extends CanarySlots {
    private static final List<String> PLOTS = List.of(
            "-short",
            "-long",
            "-refused",
            "-throttled",
            "-http500",
            "-broken-json",
            "-internal-error",
            "-reset-after",
            "-reset-before",
            "-start-fails");
    private static final List<String> NUMBERS =
            List.of("0019", "0020", "0013", "0006", "0007", "0011", "0012", "0009", "0010", "0014");

    CanaryScenario(Gateway gateway, ResponseRecorder out, CanarySecrets flock) {
        super(gateway, out, flock);
    }

    void all() {
        tenant();
        credentials();
        connections();
        wrongConnections();
        misplaced();
        broken();
        slots();
        literals();
        echoes();
        agents();
        sessions();
        callbacks();
        webhooks();
        streams();
        strangers();
        everyRead();
        ends();
    }

    private void agents() {
        Map<String, Map<String, Object>> voices = Map.of(
                "minimax",
                        Map.of(
                                "provider",
                                "minimax",
                                "voice",
                                "v",
                                "model",
                                "speech-01-turbo",
                                "credentialRef",
                                "minimax"),
                "tencent", Map.of("provider", "tencent", "voice", "101001", "credentialRef", "tencent"),
                "azure",
                        Map.of(
                                "provider",
                                "azure",
                                "voice",
                                "en-US-JennyNeural",
                                "region",
                                "eastus",
                                "language",
                                "en-US",
                                "credentialRef",
                                "azure"),
                "volcengine", Map.of("provider", "volcengine", "voice", "v", "credentialRef", "volcengine"));
        voices.forEach((name, voice) -> {
            Map<String, Object> agent = new LinkedHashMap<>(agent("trtc", "llm"));
            agent.put("tts", voice);
            admin("PUT", "/v1/templates/voice-" + name, Map.of("description", name, "agent", agent));
            admin(
                    "POST",
                    "/v1/translations",
                    Map.of("template", "voice-" + name, "connections", List.of("trtc", "ccc", "ali")));
            for (String connection : List.of("trtc", "ccc", "ali")) {
                admin(
                        "POST",
                        "/v1/sessions",
                        Map.of(
                                "template",
                                "voice-" + name,
                                "connection",
                                connection,
                                "channel",
                                Map.of("type", "room", "roomId", "room-short", "userId", "u")));
            }
        });
        admin("PUT", "/v1/templates/plain", Map.of("agent", agent("trtc", "knotty")));
        String imported = flock.secret("imported");
        String listed = json(Map.of(
                "LLMType", "openai", "APIKey", imported, "APIUrl", "https://user:" + imported + "@api.example/v1"));
        admin(
                "POST",
                "/v1/imports",
                Map.of(
                        "vendor",
                        "tencent-trtc",
                        "request",
                        Map.of(
                                "SdkAppId",
                                1400000001,
                                "LLMConfig",
                                listed,
                                "TTSConfig",
                                json(Map.of("TTSType", "minimax", "APIKey", imported)),
                                "AgentConfig",
                                Map.of("UserSig", imported),
                                "Unknown",
                                Map.of("secretKey", imported))));
        admin(
                "POST",
                "/v1/imports",
                Map.of(
                        "vendor",
                        "tencent-ccc",
                        "request",
                        Map.of("SdkAppId", 1500000001, "APIKey", imported, "LLMType", "openai", "Password", imported)));
        admin(
                "POST",
                "/v1/imports",
                Map.of(
                        "vendor",
                        "alibaba-rtc",
                        "request",
                        Map.of(
                                "AppId",
                                "a",
                                "VoiceChatConfig",
                                json(Map.of(
                                        "LLMConfig",
                                        Map.of("ApiKey", imported),
                                        "TTSConfig",
                                        Map.of("ApiKey", imported))))));
        admin(
                "POST",
                "/v1/imports",
                Map.of("vendor", "tencent-trtc", "request", Map.of("LLMConfig", "{\"APIKey\":\"" + imported)));
    }

    private void sessions() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < PLOTS.size(); i++) {
            for (String connection : List.of("trtc", "ccc", "ali")) {
                Reply reply = start(
                        connection,
                        connection.equals("ccc") ? "+86138000" + NUMBERS.get(i) : "room" + i + PLOTS.get(i));
                JsonNode id = reply.json().path(reply.ok() ? "id" : "sessionId");
                if (id.isTextual()) {
                    ids.add(id.asText());
                }
            }
        }
        for (String id : ids) {
            admin("POST", "/v1/sessions/" + id + "/say", Map.of("text", "One moment."));
            admin("POST", "/v1/sessions/" + id + "/prompt", Map.of("text", "Ask."));
            admin("POST", "/v1/sessions/" + id + "/transfer", Map.of("target", "1"));
            admin("PATCH", "/v1/sessions/" + id + "/agent", Map.of("llm", Map.of("systemPrompt", "Be short.")));
            admin(
                    "PATCH",
                    "/v1/sessions/" + id + "/agent",
                    Map.of("llm", Map.of("apiKey", flock.secret("patched " + ids.indexOf(id)))));
            admin("POST", "/v1/sessions/" + id + "/stop", "{}");
        }
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> ids.stream()
                                .map(id -> gateway.send(Call.of("GET", "/v1/sessions/" + id)
                                                .key(admin))
                                        .json()
                                        .path("status")
                                        .asText())
                                .filter(List.of("starting", "stopping", "unknown")::contains)
                                .count()
                        <= 2);
        ids.forEach(id -> List.of("", "/events", "/transcript").forEach(part -> read("/v1/sessions/" + id + part)));
    }

    private void callbacks() {
        String wrong = flock.secret("wrong callback secret");
        for (String name : List.of("trtc", "ccc", "ali")) {
            String path = read("/v1/connections/" + name)
                    .json()
                    .path("callbackUrl")
                    .asText()
                    .replaceFirst("^https?://[^/]+", "");
            for (String body : List.of("{}", "no json " + wrong, "{\"password\":\"" + wrong + "\"}")) {
                String basic =
                        Base64.getEncoder().encodeToString(("voxgate:" + wrong).getBytes(StandardCharsets.UTF_8));
                out.send(Call.of("POST", path)
                        .header("Authorization", "Basic " + basic)
                        .header("Sign", wrong)
                        .header("X-Signature", wrong)
                        .json(body));
                out.send(Call.of("POST", path + "?sign=" + wrong.substring(0, 4))
                        .header("Authorization", "Bearer " + wrong)
                        .json(body));
            }
        }
    }

    private void webhooks() {
        for (String action : List.of("", "/rotate-secret")) {
            String name = "webhook secret" + action;
            Reply given = admin(
                    action.isEmpty() ? "PUT" : "POST",
                    "/v1/webhooks/hook" + action,
                    Map.of("url", "http://127.0.0.1:9/hook", "eventTypes", List.of("*")),
                    name);
            if (given.json().hasNonNull("secret")) {
                flock.made(name, given.json().get("secret").asText().substring("whsec_".length()));
            }
        }
        admin("POST", "/v1/webhooks/hook/test", "{}");
        read("/v1/webhooks/hook/deliveries");
    }

    /**
     * A token goes into the query, where request lines end up: with a stream that opens, with one that it is not for,
     * and where no token belongs.
     */
    private void streams() {
        Reply given = admin("POST", "/v1/stream-tokens", "{}", "stream token");
        String token = given.json().get("token").asText();
        flock.made("stream token", token);
        try (SseClient client =
                SseClient.open(gateway.base().getPort(), given.json().get("url").asText(), Map.of(), 0)) {
            client.until(() -> client.parser().retryMs() > 0, Duration.ofSeconds(10));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String path :
                List.of("/v1/events", "/v1/sessions/ses_another/events", "/v1/templates", "/v1/stream-tokens")) {
            out.send(Call.of("GET", path + "?access_token=" + token).header("Accept", "application/json"));
        }
        out.send(Call.of("GET", "/v1/sessions/ses_another/events?access_token=" + token)
                .header("Accept", "text/event-stream"));
        out.send(Call.of("GET", "/v1/templates").key(token));
    }

    /** Keys that open nothing, and where no key belongs. */
    private void strangers() {
        String stranger = flock.secret("wrong key");
        String formed = "vxg_" + "0".repeat(16) + "_" + stranger.toLowerCase(Locale.ROOT);
        flock.made("wrong key in a key's form", formed);
        for (String header : List.of(
                "Bearer " + stranger, "Bearer " + formed, "Basic " + stranger, stranger, "bearer\t" + stranger)) {
            out.send(Call.of("GET", "/v1/templates").header("Authorization", header));
            out.send(Call.of("GET", "/v1/nothing").header("Authorization", header));
            out.send(Call.of("DELETE", "/v1/templates").header("Authorization", header));
            out.send(Call.of("GET", "/q/metrics").header("Authorization", header));
            out.manage(Call.of("GET", "/q/metrics").header("Authorization", header));
        }
        out.send(Call.of("PUT", "/v1/templates/plain")
                .key(admin)
                .body("text/plain", stranger.getBytes(StandardCharsets.UTF_8)));
        out.send(Call.of("GET", "/v1/audit").key(admin).header("Accept", "text/csv"));
        out.send(Call.of("GET", "/v1/sessions").key(CanarySecrets.OPERATOR_KEY));
    }

    /**
     * Each operation of the contract that reads, in each of its forms, as the tenant's administrator and as the
     * operator.
     */
    private void everyRead() {
        Map<String, String> names = Map.of(
                "/v1/tenants/{id}",
                TENANT,
                "/v1/credentials/{name}",
                "llm",
                "/v1/connections/{name}",
                "trtc",
                "/v1/templates/{name}",
                "plain",
                "/v1/vendors/{vendor}",
                "tencent-trtc",
                "/v1/starter-templates/{name}",
                "customer-service",
                "/v1/webhooks/{name}",
                "hook");
        for (Operation operation : Operations.served(gateway).all().stream()
                .filter(Operation::reads)
                .toList()) {
            Map<String, String> values = new LinkedHashMap<>();
            operation
                    .pathParameters()
                    .forEach(parameter -> values.put(parameter, names.getOrDefault(operation.thing(parameter), "1")));
            for (String key : List.of(admin, CanarySecrets.OPERATOR_KEY)) {
                out.send(Call.of("GET", operation.concrete(values)).key(key).query("pageSize", "200"));
                operation
                        .answerTypes()
                        .forEach(type -> out.send(Call.of("GET", operation.concrete(values))
                                .key(key)
                                .header("Accept", type)));
            }
        }
        for (String path : List.of(
                "/q/metrics",
                "/q/health",
                "/q/health/ready",
                "/q/openapi",
                "/openapi.yaml",
                "/openapi.json",
                "/",
                "/q/info",
                "/q/dev",
                "/q/arc/beans")) {
            for (Call call : List.of(
                    Call.of("GET", path),
                    Call.of("GET", path).key(CanarySecrets.OPERATOR_KEY).header("Accept", "application/json"))) {
                out.send(call);
                out.manage(call);
            }
        }
    }

    private void ends() {
        admin("DELETE", "/v1/credentials/knotty", "{}");
        admin("DELETE", "/v1/templates/voice-azure", "{}");
        admin("DELETE", "/v1/credentials/azure", "{}");
        admin("DELETE", "/v1/connections/wrong-trtc", "{}");
        read("/v1/audit");
        out.send(Call.of("GET", "/v1/audit").key(admin).header("Accept", "application/x-ndjson"));
        out.send(Call.of("GET", "/v1/audit").key(CanarySecrets.OPERATOR_KEY).header("Accept", "application/x-ndjson"));
    }
}
