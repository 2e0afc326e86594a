package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An import throws secrets away wherever they stand and whatever they are called, and a template takes none. */
@ServiceTest
class ImportSecretsServiceTest {
    /** As vendors, clouds and libraries call them. */
    private static final List<String> NAMES = List.of(
            "apiKey",
            "api_key",
            "X-Api-Key",
            "APIKEY",
            "apikey",
            "xi-api-key",
            "OPENAI_API_KEY",
            "Ocp-Apim-Subscription-Key",
            "x-goog-api-key",
            "appKey",
            "accessKey",
            "AccessKeyId",
            "AccessKeySecret",
            "aws_secret_access_key",
            "secretAccessKey",
            "SecretId",
            "SecretKey",
            "secret",
            "client_secret",
            "clientSecret",
            "app_secret",
            "AppSecret",
            "sharedSecret",
            "webhookSecret",
            "consumer_secret",
            "signingSecret",
            "secretValue",
            "privateKey",
            "private_key",
            "encryptionKey",
            "signingKey",
            "sdkSecretKey",
            "subscriptionKey",
            "licenseKey",
            "masterKey",
            "token",
            "AccessToken",
            "access_token",
            "authToken",
            "X-Auth-Token",
            "refreshToken",
            "idToken",
            "bearerToken",
            "sessionToken",
            "SecurityToken",
            "x-amz-security-token",
            "personalAccessToken",
            "password",
            "Passwd",
            "pwd",
            "db_password",
            "passphrase",
            "credential",
            "credentials",
            "aws-credentials",
            "authorization",
            "Proxy-Authorization",
            "cookie",
            "Set-Cookie",
            "sessionCookie",
            "signature",
            "X-Signature",
            "userSig",
            "UserSig",
            "jwt",
            "connectionString");

    private static String secret(int index) {
        return "canaryValue" + (10_000 + index) + "zz";
    }

    /**
     * Each name in five places: beside the fields, in an object, in a list, in a string that holds JSON, in one within
     * another.
     */
    private static Map<String, Object> request(List<String> names, int place) {
        Map<String, Object> request = new LinkedHashMap<>(Map.of(
                "LLMType", "openai", "APIUrl", "https://api.example.com/v1", "Model", "m", "SystemPrompt", "Be kind."));
        request.putAll(held(names, place));
        return request;
    }

    private static Map<String, Object> held(List<String> names, int place) {
        Map<String, Object> held = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            held.put(names.get(i), secret(i));
        }
        return switch (place) {
            case 0 -> held;
            case 1 -> Map.of("Extra", Map.of("headers", held));
            case 2 -> Map.of("Extra", List.of(Map.of("a", 1), held));
            case 3 -> Map.of("Extra", Json.write(Json.node(held)));
            default -> Map.of("Extra", " " + Json.write(Json.object().put("inner", Json.write(Json.node(held)))));
        };
    }

    @Tag("long")
    @Test
    void noNameEchoesItsSecretInAnyPlace() {
        TestTenant tenant = TestTenant.create();
        String key = tenant.key("viewer");
        List<String> echoed = new ArrayList<>();
        for (int place = 0; place < 5; place++) {
            for (int i = 0; i < NAMES.size(); i++) {
                String answer = Api.request()
                        .header("Authorization", "Bearer " + key)
                        .body(Map.of("vendor", "tencent-ccc", "request", request(List.of(NAMES.get(i)), place)))
                        .post("/v1/imports")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
                if (answer.contains(secret(0))) {
                    echoed.add(NAMES.get(i) + " in place " + place);
                }
            }
        }
        assertThat(echoed).as("of %d names in 5 places", NAMES.size()).isEmpty();
    }

    private static Map<String, Object> whole(Map<String, Object> fields) {
        Map<String, Object> whole = request(List.of(), 0);
        whole.putAll(fields);
        return whole;
    }

    private static final List<String> TEXTS = List.of(
            "Use AKIDcanaryValue10000zz now",
            "LTAIcanaryValue10000zz",
            "the key is sk-canaryValue10000zzabc",
            "Bearer canaryValue10000zz",
            "Authorization: Bearer canaryValue10000zz",
            "eyJhbGciOiJIUzI1NiJ9.canaryValue10000zz.c2ln",
            "https://a.example.com/x?a=1&api_key=canaryValue10000zz&b=2",
            "https://a.example.com/x?access_token=canaryValue10000zz",
            "https://me:canaryValue10000zz@a.example.com/x",
            "see https://canaryValue10000zz@a.example.com please",
            "whsec_canaryValue10000zzabcdefghijk",
            "ghp_canaryValue10000zzabcdefghijk");

    @Test
    void whatLooksLikeAKeyIsNotEchoedFromATextEither() {
        TestTenant tenant = TestTenant.create();
        String key = tenant.key("viewer");
        List<String> echoed = new ArrayList<>();
        for (String text : TEXTS) {
            for (Map<String, Object> request : List.<Map<String, Object>>of(
                    Map.of("SystemPrompt", text),
                    Map.of("Extra", Map.of("note", List.of(text))),
                    Map.of("Extra", "{\"note\":\"" + text + "\"}"))) {
                String answer = Api.request()
                        .header("Authorization", "Bearer " + key)
                        .body(Map.of("vendor", "tencent-ccc", "request", whole(request)))
                        .post("/v1/imports")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
                if (answer.contains("canaryValue10000zz")) {
                    echoed.add(request.toString());
                }
            }
        }
        assertThat(echoed).isEmpty();
    }

    @Test
    void aTemplateStoresNoneOfThem() {
        TestTenant tenant = TestTenant.create();
        String key = tenant.key("editor");
        List<String> taken = new ArrayList<>();
        for (int place = 0; place < 5; place++) {
            for (String name : NAMES) {
                int status = Api.request()
                        .header("Authorization", "Bearer " + key)
                        .queryParam("validateOnly", true)
                        .body(Map.of(
                                "agent",
                                Map.of(
                                        "llm",
                                        Map.of(
                                                "protocol",
                                                "openai",
                                                "url",
                                                "https://a.example.com/v1",
                                                "model",
                                                "m",
                                                "metadata",
                                                held(List.of(name), place)))))
                        .put("/v1/templates/t")
                        .then()
                        .extract()
                        .statusCode();
                if (status != 422) {
                    taken.add(name + " in place " + place + ": " + status);
                }
            }
        }
        assertThat(taken).as("of %d names in 5 places", NAMES.size()).isEmpty();
    }
}
