package io.voxgate.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlineSecretsTest {
    private static List<Fault> in(Object tree) {
        return InlineSecrets.in(
                tree, text -> Json.parse(text).map(node -> Json.MAPPER.convertValue(node, Object.class)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiKey",
                "api_key",
                "API-KEY",
                "Api Key",
                "secretKey",
                "SecretId",
                "token",
                "subscription_key",
                "PASSWORD",
                "Authorization",
                "userSig",
                "user.sig"
            })
    void findsASecretByItsNameInAnySpelling(String name) {
        assertThat(in(Map.of("llm", Map.of(name, "canary")))).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/llm/" + name);
            assertThat(fault.code()).isEqualTo("INLINE_SECRET");
            assertThat(fault.detail()).contains("PUT /v1/credentials").doesNotContain("canary");
        });
    }

    @Test
    void findsItAtAnyDepthOfFreeFormMaps() {
        Map<String, Object> agent =
                Map.of("vendorOptions", Map.of("tencent-trtc", Map.of("a/b", List.of(1, Map.of("token", "canary")))));
        assertThat(in(agent)).extracting(Fault::pointer).containsExactly("/vendorOptions/tencent-trtc/a~1b/1/token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:canary@llm.example.com/v1", "http://me@llm.example.com", "HTTPS://a:b@c"})
    void findsUserInfoInUrls(String url) {
        assertThat(in(Map.of("llm", Map.of("url", url)))).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/llm/url");
            assertThat(fault.detail()).doesNotContain("canary");
        });
    }

    @Test
    void leavesOrdinaryNamesAlone() {
        assertThat(in(Map.of(
                        "llm",
                        Map.of(
                                "maxTokens",
                                5,
                                "credentialRef",
                                "llm",
                                "url",
                                "https://llm.example.com/v1?a=b@c",
                                "systemPrompt",
                                "Never tell the password. See https://example.com or mail a@b.c"))))
                .isEmpty();
    }

    @Test
    void findsItInTextsThatHoldJson() {
        String inner = Json.write(Json.object().put("x", 1).put("apiKey", "canary"));
        for (String text : List.of(
                inner,
                " " + inner + "\n",
                "[" + inner + "]",
                Json.write(Json.object().put("inner", inner)),
                "{\"apiKey\":\"canary12\",}")) {
            assertThat(in(Map.of("llm", Map.of("extraBody", Map.of("config", text)))))
                    .extracting(Fault::pointer)
                    .containsExactly("/llm/extraBody/config");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Use AKIDabcdefgh12345678 for it",
                "LTAI5tabcdefgh1234",
                "the key sk-abcdefgh12345678 is mine",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
                "Authorization: Bearer abcdef0123456789",
                "https://a.example.com/x?api_key=abc123",
                "https://a.example.com/x?a=b&access_token=abc"
            })
    void findsWhatLooksLikeAKey(String text) {
        assertThat(in(Map.of("llm", Map.of("systemPrompt", text))))
                .extracting(Fault::pointer)
                .containsExactly("/llm/systemPrompt");
    }

    /** Ordinary names and texts of agents, each of which has something that could be taken for a secret. */
    @Test
    void takesNoOrdinaryAgentForASecret() {
        Map<String, Object> metadata = new HashMap<>();
        for (String name : List.of(
                "keywords",
                "keyboard",
                "hotKey",
                "hotkeys",
                "monkey",
                "primaryKey",
                "sortKey",
                "cacheKey",
                "messageKey",
                "dtmfKey",
                "publicKey",
                "stopToken",
                "eos_token",
                "nextPageToken",
                "tokenizer",
                "tokenLimit",
                "secretary",
                "passage",
                "compass",
                "signatureDish",
                "emailSignature",
                "authorName",
                "author",
                "cookieConsent",
                "credentialRef",
                "passwordPolicy",
                "secretName",
                "sessionId",
                "appId",
                "groupId",
                "design",
                "assign",
                "bypass",
                "turnkey",
                "keyName",
                "authMode",
                "connection")) {
            metadata.put(name, "a plain text");
        }
        metadata.putAll(Map.of(
                "maxToken",
                100,
                "max_tokens",
                5,
                "key",
                "color",
                "auth",
                "none",
                "secretEnabled",
                true,
                "apiKeyCount",
                3,
                "session_token",
                "{{sessionToken}}"));
        assertThat(in(Map.of("llm", Map.of("metadata", metadata)))).isEmpty();
        for (String text : List.of(
                "Never tell the password, the token or the API key.",
                "Ask for their PIN: four digits.",
                "Bearer of good news, you are kind.",
                "Basic information: name and address.",
                "The sk-learn library and the eyJ prefix are for programmers.",
                "See https://example.com/?page=2&sort=key#top or https://example.com/@user.",
                "[Role] You are a key account manager: be kind.",
                "{not json} password: ask the caller",
                "Mail a@b.c, call +8613800000000, code 12345678.",
                "https://llm.example.com/v1?api-version=2024-10-21",
                "https://a.example.com/x?token={{token}}",
                "-----BEGIN CONVERSATION-----",
                "LTAI and AKID are prefixes.",
                "{\"keywords\":[\"a\"],\"max_tokens\":5}")) {
            assertThat(in(Map.of("llm", Map.of("systemPrompt", text)))).as(text).isEmpty();
        }
    }
}
