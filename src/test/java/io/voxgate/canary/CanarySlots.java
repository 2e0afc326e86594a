package io.voxgate.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxServer;
import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Secrets in slots, in avatars and in texts that hold JSON within texts, where they belong and where they do not; and
 * vendors that say back everything that they were sent.
 */
abstract class CanarySlots extends CanaryAccess {
    CanarySlots(Gateway gateway, ResponseRecorder out, CanarySecrets canaries) {
        super(gateway, out, canaries);
    }

    /** Where they belong: the request has them, and nobody else. */
    void slots() {
        admin(
                "PUT",
                "/v1/credentials/avatar",
                Map.of(
                        "fields",
                        Map.of("appKey", canaries.secret("avatar app key"), "accessToken", canaries.knotty("avatar token"))));
        admin(
                "PUT",
                "/v1/credentials/recogniser",
                Map.of("fields", Map.of("apiKey", canaries.secret("recogniser key"))));
        Map<String, Object> agent = slotted("llm");
        admin("PUT", "/v1/templates/slots", Map.of("agent", agent));
        admin("POST", "/v1/translations", Map.of("template", "slots", "connections", List.of("trtc", "ccc", "ali")));
        started(agent, "trtc", "room-slots-short");
        started(agent, "trtc", "room-slots-refused");
        started(agent, "ali", "room-slots-short");
        Map<String, Object> options = new LinkedHashMap<>(agent("trtc", "llm"));
        options.put(
                "vendorOptions",
                Map.of("tencent-trtc", Map.of("LLMConfig", Map.of("Extra", inText(slot("avatar", "appKey"))))));
        started(options, "trtc", "room-options-short");
    }

    private static Map<String, Object> slot(String credential, String field) {
        return Map.of("$credential", credential, "field", field);
    }

    /** A text that holds JSON, in which a text holds JSON, in which the value is. */
    private static String inText(Object value) {
        return json(Map.of("outer", json(Map.of("AccessToken", value))));
    }

    private static Map<String, Object> slotted(String credential) {
        Map<String, Object> agent = new LinkedHashMap<>(agent("trtc", credential));
        agent.put(
                "stt",
                Map.of(
                        "provider",
                        "deepgram",
                        "model",
                        "nova-3",
                        "language",
                        "en",
                        "credentialRef",
                        "recogniser"));
        agent.put(
                "avatar",
                Map.of(
                        "AvatarType",
                        "tencent",
                        "Appkey",
                        slot("avatar", "appKey"),
                        "AccessToken",
                        slot("avatar", "accessToken"),
                        "Settings",
                        inText(slot("avatar", "appKey"))));
        return agent;
    }

    /** Where they do not: in the same places, as they are. */
    void literals() {
        String avatar = canaries.secret("literal in an avatar");
        String text = canaries.secret("literal in a text in a text");
        for (Object agent : List.of(
                Map.of("avatar", Map.of("AccessToken", avatar)),
                Map.of("avatar", Map.of("Settings", inText(avatar))),
                Map.of("llm", Map.of("protocol", "openai", "extraBody", Map.of("note", inText(text)))),
                Map.of(
                        "vendorOptions",
                        Map.of("tencent-trtc", Map.of("STTConfig", Map.of("CustomParam", json(Map.of("ApiKey", text)))))),
                Map.of("vendorOptions", Map.of("tencent-ccc", Map.of("CustomSTTConfig", inText(text)))))) {
            admin("PUT", "/v1/templates/literal", Map.of("agent", agent));
            admin("POST", "/v1/translations", Map.of("agent", agent));
            started(agent, "trtc", "room-literal");
        }
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
                                "RoomId",
                                "r",
                                "AvatarConfig",
                                json(Map.of("Appkey", avatar, "AvatarUserSig", avatar, "Deep", inText(avatar))),
                                "STTConfig",
                                Map.of("CustomParam", json(Map.of("STTType", "deepgram", "ApiKey", text))),
                                "LLMConfig",
                                json(Map.of("LLMType", "openai", "Model", "m", "APIKey", text, "Extra", inText(text))))));
        admin(
                "POST",
                "/v1/imports",
                Map.of(
                        "vendor",
                        "tencent-ccc",
                        "request",
                        Map.of(
                                "SdkAppId",
                                1500000001,
                                "Callee",
                                "+8613800000000",
                                "CustomSTTConfig",
                                json(Map.of("STTType", "tencent", "SecretId", text, "SecretKey", text)))));
    }

    /** Whatever it is asked, the vendor answers with the question: as it came, the body first, or in base64. */
    void echoes() {
        try (SandboxServer vendor = SandboxServer.of(CanarySlots::everything)) {
            String endpoint = vendor.uri().toString();
            connect(
                    "echo-trtc",
                    "tencent-trtc",
                    endpoint,
                    Map.of("sdkAppId", APP + 10),
                    Map.of(
                            "secretId",
                            canaries.secret("echoed trtc id"),
                            "secretKey",
                            canaries.secret("echoed trtc key"),
                            "securityToken",
                            canaries.secret("echoed trtc token"),
                            "sdkSecretKey",
                            canaries.secret("echoed trtc sdk key")));
            connect(
                    "echo-ccc",
                    "tencent-ccc",
                    endpoint,
                    Map.of("sdkAppId", APP + 11),
                    Map.of(
                            "secretId",
                            canaries.secret("echoed ccc id"),
                            "secretKey",
                            canaries.secret("echoed ccc key"),
                            "securityToken",
                            canaries.secret("echoed ccc token")));
            connect(
                    "echo-ali",
                    "alibaba-rtc",
                    endpoint,
                    Map.of("appId", "canaryapp2", "templateId", "tpl-1"),
                    Map.of(
                            "accessKeyId",
                            canaries.secret("echoed ali id"),
                            "accessKeySecret",
                            canaries.secret("echoed ali key"),
                            "securityToken",
                            canaries.secret("echoed ali token")));
            for (String form : List.of("plain", "body", "base64")) {
                readBack(started(slotted("anywhere"), "echo-trtc", "room-" + form));
                readBack(started(agent("ali", "anywhere"), "echo-ali", "room-" + form));
            }
            readBack(started(agent("ccc", "anywhere"), "echo-ccc", "+8613800000001"));
        }
    }

    private void readBack(Reply reply) {
        JsonNode id = reply.json().path(reply.ok() ? "id" : "sessionId");
        if (id.isTextual()) {
            List.of("", "/events", "/transcript", "/diagnosis")
                    .forEach(part -> read("/v1/sessions/" + id.asText() + part));
        }
    }

    private static SandboxReply everything(SandboxRequest request) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        String head = request.rawQuery() + " " + request.headers();
        String all = body + head;
        String said = all.contains("room-base64")
                ? Base64.getEncoder().encodeToString(all.getBytes(StandardCharsets.UTF_8))
                : all.contains("room-body") ? body + " " + head : head + " " + body;
        boolean tencent = request.header("X-TC-Action").isPresent();
        ObjectNode error = Json.object().put("Code", "InvalidParameter").put("Message", "you sent " + said);
        String answer = tencent
                ? "{\"Response\":{\"Error\":" + Json.write(error) + ",\"RequestId\":\"r-1\"}}"
                : Json.write(error.put("RequestId", "r-1"));
        return new SandboxReply.ReplyWithBody(
                tencent ? 200 : 400,
                Map.of("Content-Type", "application/json"),
                answer.getBytes(StandardCharsets.UTF_8),
                Duration.ZERO);
    }

    private Reply started(Object agent, String connection, String place) {
        Map<String, Object> channel = place.startsWith("+")
                ? Map.of("type", "phone", "to", place, "from", List.of("+862000000000"))
                : Map.of("type", "room", "roomId", place, "userId", "user_1");
        return out.send(Call.of("POST", "/v1/sessions")
                .key(admin)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(json(Map.of("agent", agent, "connection", connection, "channel", channel))));
    }
}
