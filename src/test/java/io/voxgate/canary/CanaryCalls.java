package io.voxgate.canary;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The calls of the canaries' tenant, and the secrets that it was given. */
abstract class CanaryCalls {
    static final int APP = 1_390_000_001;
    static final String TENANT = "canaries";

    final Gateway gateway;
    final ResponseRecorder out;
    final CanarySecrets canaries;
    final Map<String, String> secrets = new LinkedHashMap<>();
    String admin = "";

    CanaryCalls(Gateway gateway, ResponseRecorder out, CanarySecrets canaries) {
        this.gateway = gateway;
        this.out = out;
        this.canaries = canaries;
    }

    static String json(Object tree) {
        return Json.write(Json.MAPPER.<JsonNode>valueToTree(tree));
    }

    Reply admin(String method, String path, Object body, String... allowed) {
        return out.send(
                Call.of(method, path).key(admin).json(body instanceof String text ? text : json(body)), allowed);
    }

    Reply read(String path) {
        return out.send(Call.of("GET", path).key(admin));
    }

    String of(String name) {
        return secrets.computeIfAbsent(name, canaries::secret);
    }

    static Map<String, Object> agent(String vendor, String credential) {
        return Map.of(
                "greeting",
                Map.of("mode", "static", "text", "Hello."),
                "llm",
                Map.of(
                        "protocol",
                        "openai",
                        "url",
                        "https://api.openai.com/v1",
                        "model",
                        "gpt-4o-mini",
                        "credentialRef",
                        credential,
                        "systemPrompt",
                        "You are kind."),
                "tts",
                Map.of(
                        "provider",
                        "platform",
                        "voice",
                        vendor.contains("ccc")
                                ? "ZhiMei"
                                : vendor.contains("ali") ? "longxiaoxia" : "v-female-R2s4N9qJ"));
    }

    /** One that is bound to hosts goes to no wrong endpoint. */
    static String credential(String connection, String place) {
        return connection.startsWith("wrong") ? "anywhere" : place.contains("refused") ? "knotty" : "llm";
    }

    Reply start(String connection, String place) {
        Map<String, Object> channel = place.startsWith("+")
                ? Map.of("type", "phone", "to", place, "from", List.of("+862000000000"))
                : Map.of("type", "room", "roomId", place, "userId", "user_1");
        return out.send(Call.of("POST", "/v1/sessions")
                .key(admin)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(json(Map.of(
                        "agent",
                        agent(connection, credential(connection, place)),
                        "connection",
                        connection,
                        "channel",
                        channel,
                        "metadata",
                        Map.of("a", "b")))));
    }
}
