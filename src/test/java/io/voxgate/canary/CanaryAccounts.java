package io.voxgate.canary;

import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tenant with its keys, credentials and connections, right ones and wrong ones. */
abstract class CanaryAccounts extends CanaryCalls {
    CanaryAccounts(Gateway gateway, ResponseRecorder out, CanarySecrets canaries) {
        super(gateway, out, canaries);
    }

    void tenant() {
        out.send(Call.of("POST", "/v1/tenants")
                .key(CanarySecrets.OPERATOR_KEY)
                .json("{\"id\":\"%s\",\"name\":\"Canaries\"}".formatted(TENANT)));
        for (String role : List.of("admin", "editor", "runner", "viewer")) {
            Call create = Call.of("POST", "/v1/tenants/" + TENANT + "/keys")
                    .key(CanarySecrets.OPERATOR_KEY)
                    .json("{\"name\":\"%s\",\"roles\":[\"%1$s\"]}".formatted(role));
            String name = "tenant key " + role;
            Reply made = out.send(create, name);
            canaries.made(name, made.json().get("key").asText());
            admin = role.equals("admin") ? made.json().get("key").asText() : admin;
            out.send(Call.of("PUT", "/v1/credentials/of-" + role)
                    .key(made.json().get("key").asText())
                    .json(json(Map.of("fields", Map.of("apiKey", canaries.secret("by " + role))))));
        }
    }

    void credentials() {
        Map<String, Map<String, String>> bags = Map.of(
                "llm", Map.of("apiKey", canaries.secret("llm key")),
                "knotty", Map.of("apiKey", canaries.knotty("knotty key")),
                "minimax",
                        Map.of("apiKey", canaries.secret("minimax key"), "groupId", canaries.secret("minimax group")),
                "tencent",
                        Map.of(
                                "appId",
                                "1250000001",
                                "secretId",
                                canaries.secret("tts id"),
                                "secretKey",
                                canaries.secret("tts key")),
                "azure", Map.of("subscriptionKey", canaries.secret("azure key")),
                "volcengine", Map.of("appId", "app-1", "token", canaries.secret("volcengine token")));
        bags.forEach((name, fields) -> {
            admin("PUT", "/v1/credentials/" + name, Map.of("fields", fields));
            admin("PUT", "/v1/credentials/" + name, Map.of("fields", fields, "hosts", List.of("api.openai.com")));
        });
        admin(
                "PUT",
                "/v1/credentials/anywhere",
                Map.of("fields", Map.of("apiKey", canaries.secret("key for any host"))));
        String before = canaries.secret("key before");
        admin("PUT", "/v1/credentials/changing", Map.of("fields", Map.of("apiKey", before)));
        admin("PUT", "/v1/credentials/changing", Map.of("fields", Map.of("apiKey", canaries.secret("key after"))));
        out.send(Call.of("PUT", "/v1/credentials/changing")
                .key(admin)
                .header("If-Match", "\"0\"")
                .json(json(Map.of("fields", Map.of("apiKey", canaries.secret("key refused"))))));
        admin("DELETE", "/v1/credentials/changing", "{}");
    }

    void connections() {
        connect(
                "trtc",
                "tencent-trtc",
                "sandbox",
                Map.of("sdkAppId", APP),
                Map.of(
                        "secretId",
                        of("trtc id"),
                        "secretKey",
                        of("trtc key"),
                        "sdkSecretKey",
                        of("trtc sdk key"),
                        "callbackKey",
                        of("trtc callback")));
        connect(
                "ccc",
                "tencent-ccc",
                "sandbox",
                Map.of("sdkAppId", APP + 1),
                Map.of(
                        "secretId",
                        of("ccc id"),
                        "secretKey",
                        of("ccc key"),
                        "securityToken",
                        of("ccc token"),
                        "pushUser",
                        of("push user"),
                        "pushPassword",
                        canaries.knotty("push password")));
        connect(
                "ali",
                "alibaba-rtc",
                "sandbox",
                Map.of("appId", "canaryapp1", "templateId", "tpl-1"),
                Map.of(
                        "accessKeyId",
                        of("ali id"),
                        "accessKeySecret",
                        of("ali key"),
                        "appKey",
                        of("ali app key"),
                        "callbackKey",
                        of("ali callback")));
    }

    void connect(
            String name,
            String vendor,
            String endpoint,
            Map<String, Object> settings,
            Map<String, String> credentials) {
        Map<String, Object> body = new LinkedHashMap<>(
                Map.of("vendor", vendor, "endpoint", endpoint, "settings", settings, "credentials", credentials));
        if (vendor.equals("tencent-trtc")) {
            body.put("region", "ap-singapore");
        }
        admin("PUT", "/v1/connections/" + name, body);
        admin("POST", "/v1/connections/" + name + "/verify", "{}");
    }

    /** A key that the vendor does not know, a secret that is not the key's, a vendor that is not there. */
    void wrongConnections() {
        String sandbox = "http://127.0.0.1:" + gateway.base().getPort() + "/";
        for (String endpoint :
                List.of(sandbox, "http://127.0.0.1:9", "http://localhost:1", "http://no-such-host.invalid")) {
            String tail = endpoint.replaceAll("[^a-z0-9]", "");
            connect(
                    "wrong-trtc",
                    "tencent-trtc",
                    endpoint,
                    Map.of("sdkAppId", APP),
                    Map.of(
                            "secretId",
                            of("trtc id"),
                            "secretKey",
                            canaries.secret("wrong trtc key " + tail),
                            "sdkSecretKey",
                            of("trtc sdk key"),
                            "callbackKey",
                            of("trtc callback")));
            connect(
                    "wrong-ccc",
                    "tencent-ccc",
                    endpoint,
                    Map.of("sdkAppId", APP + 1),
                    Map.of("secretId", canaries.secret("unknown ccc id " + tail), "secretKey", of("ccc key")));
            connect(
                    "wrong-ali",
                    "alibaba-rtc",
                    endpoint,
                    Map.of("appId", "canaryapp1", "templateId", "tpl-1"),
                    Map.of(
                            "accessKeyId",
                            of("ali id"),
                            "accessKeySecret",
                            canaries.secret("wrong ali key " + tail),
                            "appKey",
                            of("ali app key")));
            for (String connection : List.of("wrong-trtc", "wrong-ccc", "wrong-ali")) {
                start(connection, connection.equals("wrong-ccc") ? "+8613800000001" : "room-wrong");
            }
        }
    }
}
