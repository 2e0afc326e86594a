package io.voxgate.canary;

import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Secrets where none belong, and bodies that cannot be read. */
abstract class CanaryMisplacements extends CanaryAccounts {
    CanaryMisplacements(Gateway gateway, ResponseRecorder out, CanarySecrets canaries) {
        super(gateway, out, canaries);
    }

    /** Secrets where none may stand, and bodies of the wrong shape around them. */
    void misplaced() {
        String inline = canaries.secret("inline");
        String url = canaries.secret("in a URL");
        List<Object> agents = List.of(
                Map.of("llm", Map.of("protocol", "openai", "apiKey", inline)),
                Map.of(
                        "llm",
                        Map.of(
                                "protocol",
                                "openai",
                                "url",
                                "https://user:" + url + "@api.openai.com/v1",
                                "model",
                                "m",
                                "credentialRef",
                                "llm")),
                Map.of(
                        "llm",
                        Map.of(
                                "protocol",
                                "openai",
                                "credentialRef",
                                inline + " ",
                                "extraBody",
                                Map.of("Authorization", "Bearer " + inline))),
                Map.of("llm", Map.of("protocol", "dify", "inputs", Map.of("nested", Map.of("api_key", inline)))),
                Map.of("llm", Map.of("protocol", inline, "temperature", inline)),
                Map.of("tts", Map.of("provider", inline)),
                Map.of(
                        "vendorOptions",
                        Map.of("tencent-trtc", Map.of("LLMConfig", Map.of("APIKey", inline), "UserSig", inline))));
        for (Object agent : agents) {
            admin("PUT", "/v1/templates/misplaced", Map.of("agent", agent));
            admin("POST", "/v1/translations", Map.of("agent", agent));
            admin(
                    "POST",
                    "/v1/sessions",
                    Map.of(
                            "agent",
                            agent,
                            "connection",
                            "trtc",
                            "channel",
                            Map.of("type", "room", "roomId", "room-1", "userId", "u")));
        }
        String wrong = canaries.secret("in the wrong place");
        for (Object body : List.of(
                Map.of("fields", wrong),
                Map.of("fields", List.of(wrong)),
                Map.of("fields", Map.of("apiKey", List.of(wrong))),
                Map.of("fields", Map.of("apiKey", Map.of("x", wrong))),
                Map.of("apiKey", wrong),
                Map.of("fields", Map.of("apiKey", wrong + "\n")),
                Map.of("fields", Map.of("apiKey", wrong.repeat(400))),
                Map.of("fields", Map.of("apiKey", wrong), "hosts", wrong),
                List.of(wrong),
                wrong)) {
            admin("PUT", "/v1/credentials/wrong", json(body));
        }
        for (Object credentials : List.of(
                wrong,
                List.of(wrong),
                Map.of("secretKey", List.of(wrong)),
                Map.of(
                        "secretId",
                        wrong,
                        "secretKey",
                        wrong + " x",
                        "callbackKey",
                        wrong + "!-",
                        "sdkSecretKey",
                        Map.of("a", wrong)))) {
            admin(
                    "PUT",
                    "/v1/connections/wrong",
                    Map.of(
                            "vendor",
                            "tencent-trtc",
                            "region",
                            "ap-singapore",
                            "endpoint",
                            "sandbox",
                            "settings",
                            Map.of("sdkAppId", 1),
                            "credentials",
                            credentials));
        }
        admin(
                "PUT",
                "/v1/connections/wrong",
                Map.of(
                        "vendor",
                        "tencent-trtc",
                        "endpoint",
                        "https://u:" + wrong + "@x.example",
                        "settings",
                        Map.of("sdkAppId", 1),
                        "credentials",
                        Map.of("secretKey", wrong)));
        admin(
                "PUT",
                "/v1/webhooks/wrong",
                Map.of("url", "https://u:" + wrong + "@example.com/", "eventTypes", List.of("session.ended")));
    }

    /** Bodies that no parser takes. */
    void broken() {
        String cut = canaries.secret("cut off");
        for (String text : List.of(
                "{\"fields\":{\"apiKey\":\"" + cut,
                "{\"fields\":{\"apiKey\":" + cut + "}}",
                "{\"fields\":{\"apiKey\":\"" + cut + "\",\"apiKey\":\"" + cut + "\"}}",
                "{\"fields\":{\"apiKey\":'" + cut + "'}}",
                "{\"fields\":{\"apiKey\":\"" + cut + "\"}} " + cut,
                "{\"fields\":{\"apiKey\":\"\\x" + cut + "\"}}",
                cut,
                "\"" + cut + "\"")) {
            for (String path : List.of("/v1/credentials/cut", "/v1/connections/cut", "/v1/templates/cut")) {
                admin("PUT", path, text);
            }
            admin("POST", "/v1/imports", text);
            admin("POST", "/v1/sessions", text);
            for (String yaml : List.of(
                    "fields: {apiKey: " + cut,
                    "fields:\n  apiKey: &a " + cut + "\n  b: *a",
                    "apiKey: !" + cut + " x",
                    "- " + cut + "\n b: [",
                    "apiKey: @" + cut,
                    "a: *" + cut,
                    "%" + cut)) {
                out.send(Call.of("PUT", "/v1/templates/cut")
                        .key(admin)
                        .body("application/yaml", yaml.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }
}
