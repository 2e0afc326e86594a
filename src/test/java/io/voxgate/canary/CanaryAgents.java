package io.voxgate.canary;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Agents with secrets of every kind: stored, translated, imported, started, changed, and called back about. */
abstract class CanaryAgents extends CanaryMisplacements {
    private static final List<String> SCENARIOS = List.of(
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

    CanaryAgents(Gateway gateway, ResponseRecorder out, CanarySecrets canaries) {
        super(gateway, out, canaries);
    }

    void agents() {
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
        String imported = canaries.secret("imported");
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

    void sessions() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < SCENARIOS.size(); i++) {
            for (String connection : List.of("trtc", "ccc", "ali")) {
                Reply reply = start(
                        connection,
                        connection.equals("ccc") ? "+86138000" + NUMBERS.get(i) : "room" + i + SCENARIOS.get(i));
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
                    Map.of("llm", Map.of("apiKey", canaries.secret("patched " + ids.indexOf(id)))));
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

    void callbacks() {
        String wrong = canaries.secret("wrong callback secret");
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
}
