package io.voxgate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlineSecretsTest {
    @ParameterizedTest
    @ValueSource(strings = {"apiKey", "api_key", "API-KEY", "Api Key", "secretKey", "SecretId", "token", "subscription_key", "PASSWORD", "Authorization", "userSig", "user.sig"})
    void findsASecretByItsNameInAnySpelling(String name) {
        assertThat(InlineSecrets.in(Map.of("llm", Map.of(name, "canary")))).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/llm/" + name);
            assertThat(fault.code()).isEqualTo("INLINE_SECRET");
            assertThat(fault.detail()).contains("PUT /v1/credentials").doesNotContain("canary");
        });
    }

    @Test
    void findsItAtAnyDepthOfFreeFormMaps() {
        Map<String, Object> agent = Map.of("vendorOptions", Map.of("tencent-trtc", Map.of("a/b", List.of(1, Map.of("token", "canary")))));
        assertThat(InlineSecrets.in(agent)).extracting(Fault::pointer).containsExactly("/vendorOptions/tencent-trtc/a~1b/1/token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:canary@llm.example.com/v1", "http://me@llm.example.com", "HTTPS://a:b@c"})
    void findsUserInfoInUrls(String url) {
        assertThat(InlineSecrets.in(Map.of("llm", Map.of("url", url)))).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/llm/url");
            assertThat(fault.detail()).doesNotContain("canary");
        });
    }

    @Test
    void leavesOrdinaryNamesAlone() {
        assertThat(InlineSecrets.in(Map.of("llm", Map.of("maxTokens", 5, "credentialRef", "llm", "url", "https://llm.example.com/v1?a=b@c",
                "systemPrompt", "Never tell the password. See https://example.com or mail a@b.c")))).isEmpty();
    }
}
