package io.voxgate.sandbox.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.Vectors;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documented parameters and nothing else: the page's own sample passes, and each rule is broken once. */
class AlibabaStrictnessTest {
    private final AlibabaClient client = new AlibabaClient();

    @Test
    void theVendorsSamplePasses() {
        Map<String, String> parameters = new TreeMap<>();
        Vectors.sample("alibaba-start-agent.json")
                .properties()
                .forEach(e -> parameters.put(
                        e.getKey(),
                        e.getValue().isTextual()
                                ? e.getValue().asText()
                                : e.getValue().toString()));
        parameters.put("AppId", AlibabaClient.APP);

        assertThat(client.call("StartAgent", parameters)).satisfies(reply -> {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body().fieldNames()).toIterable().containsExactly("RequestId");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "AppId,NotFound,404",
        "ChannelId,MissingChannelId,400",
        "TaskId,MissingTaskId,400",
        "TemplateId,MissingTemplateId,400",
        "RtcConfig,MissingRtcConfig,400"
    })
    void aRequiredParameter(String name, String code, int status) {
        Map<String, String> parameters =
                AlibabaClient.task("room", "TemplateId", "tpl", "RtcConfig", "{\"UserId\":\"a\"}");
        parameters.remove(name);

        AlibabaClient.Reply reply = client.call("StartAgent", parameters);

        assertThat(reply.code()).isEqualTo(name.equals("AppId") ? "MissingAppId" : code);
        assertThat(reply.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|MissingParameter",
                "{\"UserId\":\"\"}|InvalidParameter",
                "{\"UserId\":1}|InvalidParameter.Format",
                "{\"UserId\":\"a\",\"X\":1}|InvalidParameter",
                "{\"UserId\":\"a\",\"TargetUserIds\":[\"b\",\"c\"]}|InvalidParameter",
                "{\"UserId\":\"a\",\"UserInactivityTimeout\":4}|InvalidParameter",
                "{\"UserId\":\"a\",\"UserInactivityTimeout\":181}|InvalidParameter",
                "{\"UserId\":\"a\",\"UserInactivityTimeout\":\"30\"}|InvalidParameter.Format",
                "{oops|InvalidRtcConfig",
                "[]|InvalidParameter.Format"
            })
    void rtcConfig(String json, String code) {
        assertThat(client.call("StartAgent", AlibabaClient.task("room", "TemplateId", "tpl", "RtcConfig", json))
                        .code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Foo\":1}",
                "{\"ChatMode\":0}",
                "{\"ChatMode\":3}",
                "{\"InterruptMode\":0}",
                "{\"InterruptMode\":true}",
                "{\"Greeting\":1}",
                "{\"ASRConfig\":{\"LanguageHints\":[\"en-US\"]}}",
                "{\"ASRConfig\":{\"LanguageHints\":\"zh\"}}",
                "{\"ASRConfig\":{\"MaxSentenceSilence\":199}}",
                "{\"ASRConfig\":{\"MaxSentenceSilence\":6001}}",
                "{\"ASRConfig\":{\"MaxSentenceSilence\":800.5}}",
                "{\"ASRConfig\":{\"InterruptSpeechDuration\":300}}",
                "{\"ASRConfig\":{\"VadConfig\":{\"InterruptSpeechDuration\":3001}}}",
                "{\"ASRConfig\":{\"SemanticPunctuationEnabled\":1}}",
                "{\"LLMConfig\":{\"Vendor\":\"openai\"}}",
                "{\"LLMConfig\":{\"Temperature\":2}}",
                "{\"LLMConfig\":{\"Temperature\":-0.1}}",
                "{\"LLMConfig\":{\"TopP\":0}}",
                "{\"LLMConfig\":{\"TopP\":1.01}}",
                "{\"LLMConfig\":{\"APIKey\":\"k\"}}",
                "{\"LLMConfig\":{\"MaxTokens\":5}}",
                "{\"LLMConfig\":{\"Model\":\"qwen-plus\",\"MaxToken\":8193}}",
                "{\"LLMConfig\":{\"Url\":\"example\"}}",
                "{\"LLMConfig\":{\"Params\":3}}",
                "{\"LLMConfig\":{\"HistoryDepth\":-1}}",
                "{\"TTSConfig\":{\"Vendor\":\"azure\"}}",
                "{\"TTSConfig\":{\"Volume\":101}}",
                "{\"TTSConfig\":{\"Volume\":50.5}}",
                "{\"TTSConfig\":{\"Rate\":0.49}}",
                "{\"TTSConfig\":{\"Pitch\":2.01}}",
                "{\"TTSConfig\":{\"FilterBrackets\":[6]}}",
                "{\"TTSConfig\":{\"FilterBrackets\":1}}",
                "{\"AgentSilenceConfig\":{\"AlertTimeout\":4}}",
                "{\"AgentSilenceConfig\":{\"AlertTimeout\":601}}",
                "{\"AgentSilenceConfig\":{\"WebhookTriggerTimeout\":9}}",
                "{\"AgentSilenceConfig\":{\"Strategy\":3}}",
                "{\"AmbientSoundConfig\":{\"Volume\":-1}}",
                "{\"InterruptConfig\":{\"SemanticsInterrupt\":\"true\"}}",
                "{\"BackChannelConfig\":{\"UserTurnEnd\":1}}",
                "{\"PreferVideo\":1}",
                "{\"ChatMode\":1,\"ChatMode\":2}",
                "\"text\""
            })
    void voiceChatConfig(String json) {
        AlibabaClient.Reply reply = client.start("room", json);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).startsWith("Invalid");
        assertThat(reply.body().path("Message").asText()).contains("VoiceChatConfig");
        assertThat(client.call("GetAgent", AlibabaClient.task("room")).code())
                .as("nothing was started")
                .isEqualTo("NotFound");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ASRConfig\":{\"MaxSentenceSilence\":200,\"VadConfig\":{\"InterruptSpeechDuration\":0}}}",
                "{\"ASRConfig\":{\"MaxSentenceSilence\":6000,\"LanguageHints\":[]}}",
                "{\"LLMConfig\":{\"Temperature\":0,\"TopP\":1}}",
                "{\"LLMConfig\":{\"Temperature\":1.99,\"TopP\":0.01}}",
                "{\"LLMConfig\":{\"Params\":{\"a\":1}}}",
                "{\"LLMConfig\":{\"Params\":\"{\\\"a\\\":1}\"}}",
                "{\"LLMConfig\":{\"Vendor\":\"thirdparty\",\"Model\":\"m\",\"MaxToken\":100000}}",
                "{\"TTSConfig\":{\"Rate\":0.5,\"Pitch\":2.0,\"Volume\":0,\"FilterBrackets\":[1,2,3,4,5]}}",
                "{\"AgentSilenceConfig\":{\"AlertTimeout\":0,\"WebhookTriggerTimeout\":600}}",
                "{\"EnableVideoUnderstanding\":true,\"preferVideo\":1,\"BackChannelConfig\":{\"Version\":2}}",
                "{\"LLMConfig\":{\"Tools\":[{}],\"BizParams\":1,\"ToolExecutionConfig\":{}}}"
            })
    void theEndsOfTheRangesAndTheUndescribedFieldsPass(String json) {
        assertThat(client.start("room", json).status()).isEqualTo(200);
    }

    @Test
    void anUndocumentedParameterIsRefused() {
        assertThat(client.call("StopAgent", AlibabaClient.task("room", "Reason", "x"))
                        .code())
                .isEqualTo("InvalidParameter");
        assertThat(client.call(
                                "StartAgent",
                                AlibabaClient.task(
                                        "room",
                                        "RtcConfig.UserId",
                                        "x",
                                        "TemplateId",
                                        "t",
                                        "RtcConfig",
                                        "{\"UserId\":\"a\"}"))
                        .code())
                .isEqualTo("InvalidParameter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Priority|0|InvalidPriority",
                "Priority|4|InvalidPriority",
                "Interruptable|1|InvalidInterruptable",
                "BackgroundMusic|{}|MissingParameter",
                "BackgroundMusic|{\"Format\":\"wav\",\"url\":\"https://m\"}|InvalidParameter",
                "BackgroundMusic|text|InvalidBackgroundMusic"
            })
    void notifyAgent(String name, String value, String code) {
        client.start("room");

        assertThat(client.call("NotifyAgent", AlibabaClient.task("room", "Message", "Hi", name, value))
                        .code())
                .isEqualTo(code);
    }

    @Test
    void onlyTwoFieldsCanBeUpdated() {
        client.start("room");
        JsonNode fine = client.call(
                        "UpdateAgent",
                        AlibabaClient.task("room", "VoiceChatConfig", "{\"InterruptMode\":2,\"ChatMode\":1}"))
                .body();

        assertThat(fine.has("Code")).isFalse();
        assertThat(client.call("UpdateAgent", AlibabaClient.task("room", "VoiceChatConfig", "{\"Greeting\":\"x\"}"))
                        .code())
                .isEqualTo("InvalidParameter");
        assertThat(client.call("UpdateAgent", AlibabaClient.task("room", "VoiceChatConfig", "{\"InterruptMode\":3}"))
                        .code())
                .isEqualTo("InvalidParameter");
    }
}
