package io.voxgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.HttpReply;
import io.voxgate.json.Json;
import io.voxgate.model.CauseKind;
import io.voxgate.model.Llm;
import io.voxgate.model.SecretText;
import io.voxgate.model.Stt;
import io.voxgate.model.Tts;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent to try a key, by the providers' own pages, and what their answers mean. */
class ProviderProbesTest {
    private static final SecretText KEY = new SecretText("sk-1");
    private static final Map<String, SecretText> FIELDS = Map.of(
            "apiKey",
            KEY,
            "groupId",
            new SecretText("g1"),
            "subscriptionKey",
            new SecretText("sub-1"),
            "appId",
            new SecretText("app-1"),
            "token",
            new SecretText("tok-1"));

    private static Llm llm(String json) {
        return Json.MAPPER.convertValue(Json.parse(json).orElseThrow(), Llm.class);
    }

    private static Tts tts(String json) {
        return Json.MAPPER.convertValue(Json.parse(json).orElseThrow(), Tts.class);
    }

    private static KeyProbe.ProbeCall call(KeyProbe probe) {
        assertThat(probe).isInstanceOf(KeyProbe.ProbeCall.class);
        return (KeyProbe.ProbeCall) probe;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai    | https://api.openai.com/v1                        | POST | https://api.openai.com/v1/chat/completions",
                "openai    | https://api.openai.com/v1/chat/completions       | POST | https://api.openai.com/v1/chat/completions",
                "openai | https://llm.example.com/v1/?tenant=a | POST | https://llm.example.com/v1/chat/completions?tenant=a",
                "azure     | https://r.openai.azure.com?api-version=2024-02-01 | POST "
                        + "| https://r.openai.azure.com/openai/deployments/m/chat/completions?api-version=2024-02-01",
                "azure     | https://r.openai.azure.com/openai/deployments/d/chat/completions | POST "
                        + "| https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-06-01",
                "minimax   | https://api.minimax.chat/v1                      | POST | https://api.minimax.chat/v1/text/chatcompletion_v2",
                "dify      | https://api.dify.ai/v1                           | GET  | https://api.dify.ai/v1/info",
                "dify      | https://api.dify.ai/v1/chat-messages             | GET  | https://api.dify.ai/v1/info",
                "coze      | https://api.coze.cn/v3/chat                      | GET  "
                        + "| https://api.coze.cn/v1/bot/get_online_info?bot_id=bot%201",
                "dashscope | https://dashscope.aliyuncs.com/compatible-mode/v1 | GET  "
                        + "| https://dashscope.aliyuncs.com/compatible-mode/v1/models"
            })
    void aModelIsAskedByItsOwnProtocol(String protocol, String url, String method, String asked) {
        String app = protocol.equals("coze") || protocol.equals("dashscope") ? ", \"appId\": \"bot 1\"" : "";
        KeyProbe.ProbeCall probe = call(ModelProbes.of(
                llm("{\"protocol\": \"%s\", \"url\": \"%s\", \"model\": \"m\"%s}".formatted(protocol, url, app)), KEY));

        assertThat(probe.call().method()).isEqualTo(method);
        assertThat(probe.call().uri()).hasToString(asked);
        assertThat(probe.call().headers().values()).anyMatch(value -> value.contains("sk-1"));
    }

    @Test
    void oneTokenIsAllThatIsAskedFor() {
        KeyProbe.ProbeCall probe = call(ModelProbes.of(
                llm(
                        "{\"protocol\": \"openai\", \"url\": \"https://a.example/v1\", \"model\": \"m\", \"maxTokens\": 900}"),
                KEY));

        assertThat(Json.parse(probe.call().bodyText()).orElseThrow())
                .isEqualTo(Json.parse("""
                {"model":"m","max_tokens":1,"stream":false,"messages":[{"role":"user","content":"Hi"}]}""").orElseThrow());
        assertThat(probe.cost()).contains("one token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"protocol\": \"openai\", \"url\": \"https://a.example/v1\"}",
                "{\"protocol\": \"openai\", \"url\": \"https://a.example/v1\", \"model\": \"{{model}}\"}",
                "{\"protocol\": \"openai\", \"model\": \"m\"}",
                "{\"protocol\": \"coze\", \"url\": \"https://api.coze.cn\"}"
            })
    void whatNamesNoModelIsNotTried(String llm) {
        assertThat(ModelProbes.of(llm(llm), KEY)).isInstanceOf(KeyProbe.NotTried.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"provider\":\"elevenlabs\",\"voice\":\"v/1\"} | https://api.elevenlabs.io/v1/text-to-speech/v%2F1",
                "{\"provider\":\"cartesia\",\"voice\":\"v\",\"model\":\"sonic\"} | https://api.cartesia.ai/tts/bytes",
                "{\"provider\":\"minimax\",\"voice\":\"v\",\"model\":\"m\"} | https://api.minimax.chat/v1/t2a_v2?GroupId=g1",
                "{\"provider\":\"azure\",\"voice\":\"v\",\"region\":\"eastasia\"} "
                        + "| https://eastasia.tts.speech.microsoft.com/cognitiveservices/v1",
                "{\"provider\":\"volcengine\",\"voice\":\"v\"} | https://openspeech.bytedance.com/api/v1/tts",
                "{\"provider\":\"custom\",\"url\":\"https://v.example/tts\"} | https://v.example/tts"
            })
    void aVoiceSpeaksTwoCharacters(String tts, String asked) {
        KeyProbe.ProbeCall probe = call(VoiceProbes.of(tts(tts), FIELDS));

        assertThat(probe.call().method()).isEqualTo("POST");
        assertThat(probe.call().uri()).hasToString(asked);
        assertThat(probe.call().bodyText()).contains("Hi");
        assertThat(probe.cost()).contains("two characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"provider\":\"platform\"}",
                "{\"provider\":\"elevenlabs\"}",
                "{\"provider\":\"azure\",\"voice\":\"v\",\"region\":\"evil.example/\"}"
            })
    void aVoiceThatCannotBeTriedIsNot(String tts) {
        assertThat(VoiceProbes.of(tts(tts), FIELDS)).isInstanceOf(KeyProbe.NotTried.class);
    }

    @ParameterizedTest
    @CsvSource({
        "deepgram, GET, https://api.deepgram.com/v1/projects",
        "soniox, GET, https://api.soniox.com/v1/models",
        "azure, POST, https://eastasia.api.cognitive.microsoft.com/sts/v1.0/issueToken"
    })
    void recognitionIsAskedWithoutSound(String provider, String method, String asked) {
        Stt stt = Json.MAPPER.convertValue(
                Json.parse("{\"provider\": \"%s\", \"region\": \"eastasia\"}".formatted(provider))
                        .orElseThrow(),
                Stt.class);
        KeyProbe.ProbeCall probe = call(RecognitionProbes.of(stt, FIELDS));

        assertThat(probe.call().method()).isEqualTo(method);
        assertThat(probe.call().uri()).hasToString(asked);
        assertThat(probe.call().body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"choices\":[]} |",
                "401 | {\"error\":{\"message\":\"Incorrect API key provided\"}} | KEY_REJECTED",
                "404 | {\"error\":{\"code\":\"model_not_found\"}} | NOT_FOUND",
                "429 | {\"error\":{\"code\":\"insufficient_quota\"}} | QUOTA_USED_UP",
                "429 | {} | RATE_USED_UP",
                "402 | {\"error\":{\"message\":\"Insufficient Balance\"}} | QUOTA_USED_UP",
                "403 | {} | MISSING_PERMISSION",
                "500 | oops | FAILED",
                "503 | | UNREACHABLE",
                "400 | {\"error\":{\"message\":\"Unsupported parameter: 'max_tokens'\"}} |",
                "400 | {\"error\":{\"message\":\"bad\"}} | REQUEST_REFUSED"
            })
    void aModelsAnswerIsRead(int status, String body, CauseKind kind) {
        KeyProbe.ProbeCall probe = call(
                ModelProbes.of(llm("{\"protocol\":\"openai\",\"url\":\"https://a.example/v1\",\"model\":\"m\"}"), KEY));

        assertThat(probe.reading().apply(HttpReply.json(status, body == null ? "" : body)))
                .isEqualTo(Optional.ofNullable(kind));
    }

    @ParameterizedTest
    @CsvSource({
        "0, ",
        "1004, KEY_REJECTED",
        "2049, KEY_REJECTED",
        "1008, QUOTA_USED_UP",
        "1002, RATE_USED_UP",
        "2013, REQUEST_REFUSED"
    })
    void minimaxTellsErrorsWithStatus200(int code, CauseKind kind) {
        assertThat(ReplyReadings.ofMinimax(HttpReply.json(
                        200, "{\"base_resp\":{\"status_code\":%d,\"status_msg\":\"no\"}}".formatted(code))))
                .isEqualTo(Optional.ofNullable(kind));
    }

    @Test
    void aCustomVoiceThatAnswersJsonHasFailed() {
        assertThat(ReplyReadings.ofCustomVoice(
                        HttpReply.json(200, "{\"error\":{\"code\":\"1\",\"message\":\"voice not found\"}}")))
                .contains(CauseKind.NOT_FOUND);
        assertThat(ReplyReadings.ofCustomVoice(new HttpReply(200, Map.of("Content-Type", "audio/wav"), new byte[4])))
                .isEmpty();
    }

    @Test
    void aLongTextIsReadToItsBound() {
        assertThat(ProviderFault.of("x".repeat(100_000) + " 401")).isEmpty();
        assertThat(ProviderFault.of("port 4013 of 10401")).isEmpty();
        assertThat(ProviderFault.of("answered 401 here")).contains(CauseKind.KEY_REJECTED);
    }
}
