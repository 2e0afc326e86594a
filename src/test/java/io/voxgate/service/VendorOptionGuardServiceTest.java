package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Voxgate answers for is not changed by another spelling of its field. */
@ServiceTest
class VendorOptionGuardServiceTest {
    private static final String LLM =
            "\"llm\":{\"protocol\":\"openai\",\"url\":\"https://api.openai.com/v1\",\"model\":\"m\"}";
    private static final Map<String, List<String>> GUARDED = Map.of(
            "tencent-trtc",
                    List.of(
                            "{\"sdkappid\":1}",
                            "{\"SDK_APP_ID\":1}",
                            "{\"LLMConfig\":{\"apiurl\":\"https://a.example.com\"}}",
                            "{\"llmConfig\":{\"APIUrl\":\"https://a.example.com\"}}",
                            "{\"LLMConfig\":{\"api_url\":\"https://a.example.com\"}}",
                            "{\"LLMConfig\":{\"url\":\"https://a.example.com\"}}",
                            "{\"LLMConfig\":{\"BaseUrl\":\"https://a.example.com\"}}",
                            "{\"llm_config\":\"{\\\"APIUrl\\\":\\\"https://a.example.com\\\"}\"}",
                            "{\"Action\":\"DeleteEverything\"}",
                            "{\"action\":\"x\"}",
                            "{\"Version\":\"2017\"}",
                            "{\"Region\":\"x\"}",
                            "{\"agentconfig\":{\"userid\":\"x\"}}",
                            "{\"AgentConfig\":{\"target-user-id\":\"x\"}}",
                            "{\" SdkAppId \":1}"),
            "tencent-ccc",
                    List.of(
                            "{\"callee\":\"+8613800000000\"}",
                            "{\"CALLEE\":\"1\"}",
                            "{\"callers\":[\"1\"]}",
                            "{\"apiurl\":\"https://a.example.com\"}",
                            "{\"url\":\"https://a.example.com\"}",
                            "{\"customttsconfig\":{\"apiurl\":\"https://a.example.com\"}}",
                            "{\"CustomTTSConfig\":\"{\\\"APIUrl\\\":\\\"x\\\"}\"}",
                            "{\"action\":\"x\"}"),
            "alibaba-rtc",
                    List.of(
                            "{\"appid\":\"x\"}",
                            "{\"TEMPLATEID\":\"x\"}",
                            "{\"taskid\":\"x\"}",
                            "{\"channelId\":\"x\"}",
                            "{\"Action\":\"x\"}",
                            "{\"VoiceChatConfig\":{\"LLMConfig\":{\"endpoint\":\"x\"}}}",
                            "{\"SignatureMethod\":\"x\"}",
                            "{\"rtcConfig\":{\"UserId\":\"x\"}}"));

    @Test
    void eachSpellingOfAProtectedFieldIsRefused() {
        TestTenant tenant = TestTenant.create();
        String key = tenant.key("viewer");
        List<String> passed = new ArrayList<>();
        GUARDED.forEach((vendor, all) -> all.forEach(options -> {
            String answer = Api.request()
                    .header("Authorization", "Bearer " + key)
                    .body("{\"agent\":{%s,\"vendorOptions\":{\"%s\":%s}},\"vendors\":[\"%s\"]}"
                            .formatted(LLM, vendor, options, vendor))
                    .post("/v1/translations")
                    .then()
                    .extract()
                    .asString();
            if (!answer.contains("PROTECTED_FIELD")) {
                passed.add(vendor + " " + options + ": " + answer);
            }
        }));
        assertThat(passed).isEmpty();
    }

    @Test
    void otherFieldsPass() {
        TestTenant tenant = TestTenant.create();
        Api.request()
                .header("Authorization", "Bearer " + tenant.key("viewer"))
                .body("""
                        {"agent":{%s,"vendorOptions":{"tencent-trtc":{"LLMConfig":{"Stop":["x"],"History":3},\
                        "STTConfig":{"HotWordList":"a|1"},"Labels":{"Region2":"x"}},
                         "tencent-ccc":{"NotifyMessage":"x"},"alibaba-rtc":{"VoiceChatConfig":{"Greeting":"x"}}}}}""".formatted(LLM))
                .post("/v1/translations")
                .then()
                .statusCode(200);
    }
}
