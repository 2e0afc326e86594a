package io.voxgate.adapter.alibaba.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import io.voxgate.tck.Yaml;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single rows of the mapping; whole requests are in the goldens. */
final class AlibabaRtcTranslatorTest {
    private final AlibabaRtcAdapter adapter = new AlibabaRtcAdapter();

    @ParameterizedTest
    @CsvSource({
        "zh, zh, exact",
        "zh-CN, zh, converted",
        "zh-Hans, zh, converted",
        "zh-Hans-CN, zh, converted",
        "cmn, zh, converted",
        "ZH-cn, zh, converted",
        "zh-TW, zh, approximated",
        "zh-Hant, zh, approximated",
        "yue, yue, exact",
        "zh-HK, yue, converted",
        "zh-yue, yue, converted",
        "yue-HK, yue, converted",
        "zh-Hant-HK, yue, converted",
        "wuu, zh, approximated",
        "nan, zh, approximated",
        "zh-nan, zh, approximated",
        "hak-TW, zh, approximated",
        "en, en, exact",
        "en-US, en, converted",
        "en-GB, en, converted",
        "ja, ja, exact",
        "ja-JP, ja, converted",
        "ko-KR, ko, converted"
    })
    void aLanguageIsAHint(String tag, String hint, String outcome) {
        Translation translation = translate("stt: {language: '" + tag + "'}");

        assertThat(wire(translation, "VoiceChatConfig.ASRConfig.LanguageHints"))
                .hasValue(Json.array().add(hint));
        assertThat(outcome(translation, "/stt/language")).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vi", "id", "th", "pt-BR", "tr", "ar", "es", "hi", "fr", "ms", "fil", "tl", "de", "it", "ru", "sv",
                "da", "nb", "xx"
            })
    void anotherLanguageStartsNothing(String tag) {
        Translation translation = translate("stt: {language: '" + tag + "', alternativeLanguages: [en]}");

        assertThat(outcome(translation, "/stt/language")).isEqualTo("rejected");
        assertThat(translation.report().with(FieldOutcome.REJECTED).map(FieldReport.ReportEntry::note))
                .singleElement()
                .asString()
                .contains("zh", "en", "ja", "yue", "ko");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, exact", "1.99, 1.99, exact", "1.995, 1.995, exact", "2, 1.99, clamped", "2.0, 1.99, clamped"})
    void temperatureEndsBelowTwo(String neutral, String wire, String outcome) {
        number(
                "llm: {protocol: openai, temperature: " + neutral + "}",
                "/llm/temperature",
                "LLMConfig.Temperature",
                wire,
                outcome);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.01, clamped", "0.005, 0.005, exact", "0.01, 0.01, exact", "1, 1, exact", "1.0, 1, exact"})
    void topPBeginsAboveZero(String neutral, String wire, String outcome) {
        number("llm: {protocol: openai, topP: " + neutral + "}", "/llm/topP", "LLMConfig.TopP", wire, outcome);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, exact", "8191, 8191, exact", "8192, 8192, exact", "8193, 8192, clamped", "1000000, 8192, clamped"
    })
    void maxTokensOfQwenEndAt8192(String neutral, String wire, String outcome) {
        number(
                "llm: {protocol: dashscope, model: qwen-plus, maxTokens: " + neutral + "}",
                "/llm/maxTokens",
                "LLMConfig.MaxToken",
                wire,
                outcome);
    }

    /** "deepseek qwen 模型最大值为 8192" (StartAgent's page): of no other model. */
    @ParameterizedTest
    @CsvSource({
        "openai, gpt-4o, 100000, exact",
        "dashscope, glm-4, 8193, exact",
        "openai, deepseek-chat, 8192, clamped",
        "dashscope, deepseek-r1, 8192, clamped",
        "dashscope, Qwen-max, 8192, clamped"
    })
    void maxTokensOfOtherModelsAreSent(String protocol, String model, String wire, String outcome) {
        String wished = outcome.equals("clamped") ? "9000" : wire;
        number(
                "llm: {protocol: " + protocol + ", model: " + model + ", maxTokens: " + wished + "}",
                "/llm/maxTokens",
                "LLMConfig.MaxToken",
                wire,
                outcome);
    }

    /** Every start names a template: what is not sent is what that says, which only the vendor's console knows. */
    @Test
    void whatIsNotSentComesFromTheTemplate() {
        Translation translation = translate("tts: {provider: platform, speed: 1.1}");

        assertThat(translation.report().defaults())
                .filteredOn(held -> !held.vendorPath().startsWith("RtcConfig."))
                .isNotEmpty()
                .allSatisfy(held -> assertThat(held)
                        .extracting(FieldReport.Default::source, FieldReport.Default::value)
                        .containsExactly(FieldReport.ReportSource.TEMPLATE, null));
        assertThat(translation.report().defaults())
                .extracting(FieldReport.Default::path)
                .contains("/tts/voice", "/llm/historyTurns", "/silence/enabled", "/greeting/text")
                .doesNotContain("/tts/speed");
        assertThat(translation.report().defaults())
                .contains(new FieldReport.Default(
                        "/limits/nobodyPresentMs",
                        "RtcConfig.UserInactivityTimeout",
                        Json.number(30),
                        FieldReport.ReportSource.VENDOR));
    }

    /** help.aliyun 2979596: the client's SDK has interrupt(), 3.9.0 and later. */
    @Test
    void manualIsOffWithAWordForTheClient() {
        Translation translation = translate("interruption: {mode: manual, minSpeechMs: 300}");

        assertThat(wire(translation, "VoiceChatConfig.InterruptMode")).hasValue(Json.number(2));
        assertThat(outcome(translation, "/interruption/mode")).isEqualTo("approximated");
        assertThat(translation.report().fields())
                .anySatisfy(entry -> assertThat(entry.note()).isNotNull().contains("SDK interrupts, 3.9.0 and later"));
        assertThat(outcome(translation, "/interruption/minSpeechMs")).isEqualTo("unsupported");
    }

    /** A template may have it on, so that "off" has to be said. */
    @Test
    void silenceIsSwitchedOff() {
        Translation translation = translate(
                "silence: {enabled: false, reminder: {afterMs: 10000, action: say, text: Hello}, notifyAfterMs: 20000}");

        assertThat(wire(translation, "VoiceChatConfig.AgentSilenceConfig"))
                .hasValue(Json.object().put("Enable", false));
        assertThat(outcome(translation, "/silence/reminder/afterMs")).isEqualTo("unsupported");
        assertThat(outcome(translation, "/silence/notifyAfterMs")).isEqualTo("unsupported");
    }

    @ParameterizedTest
    @CsvSource({"200, 200, exact", "201, 201, exact", "5999, 5999, exact", "6000, 6000, exact"})
    void silenceEndsASentence(String neutral, String wire, String outcome) {
        number("vad: {silenceMs: " + neutral + "}", "/vad/silenceMs", "ASRConfig.MaxSentenceSilence", wire, outcome);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, exact", "2999, 2999, exact", "3000, 3000, exact", "3001, 3000, clamped", "5000, 3000, clamped"})
    void minSpeechEndsAt3000(String neutral, String wire, String outcome) {
        number(
                "interruption: {minSpeechMs: " + neutral + "}",
                "/interruption/minSpeechMs",
                "ASRConfig.VadConfig.InterruptSpeechDuration",
                wire,
                outcome);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5, exact", "1.0, 1, exact", "2.0, 2, exact", "2.01, 2, clamped", "2.5, 2, clamped"})
    void speedEndsAtTwo(String neutral, String wire, String outcome) {
        number("tts: {provider: platform, speed: " + neutral + "}", "/tts/speed", "TTSConfig.Rate", wire, outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, exact",
        "0.01, 1, converted",
        "0.5, 25, converted",
        "1.0, 50, converted",
        "0.333, 17, converted",
        "2.0, 100, converted"
    })
    void loudnessIsFiftyTimesTheMultiplier(String neutral, String wire, String outcome) {
        number("tts: {provider: cosyvoice, volume: " + neutral + "}", "/tts/volume", "TTSConfig.Volume", wire, outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "-12, 0.5, converted",
        "12, 2, converted",
        "0, 1, converted",
        "6, 1.4142, converted",
        "-6, 0.7071, converted",
        "1, 1.0595, converted",
        "0.5, 1.0293, converted"
    })
    void semitonesAreARatio(String neutral, String wire, String outcome) {
        number("tts: {provider: platform, pitch: " + neutral + "}", "/tts/pitch", "TTSConfig.Pitch", wire, outcome);
    }

    @ParameterizedTest
    @CsvSource({"5000, 5, converted", "5499, 5, converted", "5500, 6, converted", "600000, 600, converted"})
    void aReminderIsInSeconds(String neutral, String wire, String outcome) {
        Translation translation = number(
                "silence: {reminder: {afterMs: " + neutral + ", action: say, text: Hello}}",
                "/silence/reminder/afterMs",
                "AgentSilenceConfig.AlertTimeout",
                wire,
                outcome);

        assertThat(wire(translation, "VoiceChatConfig.AgentSilenceConfig.Enable"))
                .hasValue(Json.bool(true));
        assertThat(wire(translation, "VoiceChatConfig.AgentSilenceConfig.Strategy"))
                .hasValue(Json.number(1));
    }

    @ParameterizedTest
    @CsvSource({
        "5000, 10, clamped",
        "10000, 10, approximated",
        "600000, 600, approximated",
        "600500, 600, clamped",
        "3600000, 600, clamped"
    })
    void aSilenceWebhookIsAtBestApproximated(String neutral, String wire, String outcome) {
        number(
                "silence: {notifyAfterMs: " + neutral + "}",
                "/silence/notifyAfterMs",
                "AgentSilenceConfig.WebhookTriggerTimeout",
                wire,
                outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 5, clamped",
        "4999, 5, clamped",
        "5000, 5, converted",
        "180000, 180, converted",
        "180001, 180, clamped",
        "86400000, 180, clamped"
    })
    void anEmptyChannelIsInSeconds(String neutral, String wire, String outcome) {
        Translation translation = translate("limits: {nobodyPresentMs: " + neutral + "}");

        assertThat(wire(translation, "RtcConfig.UserInactivityTimeout")).hasValue(Json.number(Long.parseLong(wire)));
        assertThat(outcome(translation, "/limits/nobodyPresentMs")).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"auto, 1, false, converted", "semantic, 1, true, converted"})
    void aVoiceInterrupts(String mode, int wire, boolean semantic, String outcome) {
        Translation translation = translate("interruption: {mode: " + mode + "}");

        assertThat(wire(translation, "VoiceChatConfig.InterruptMode")).hasValue(Json.number(wire));
        assertThat(wire(translation, "VoiceChatConfig.InterruptConfig.SemanticsInterrupt"))
                .hasValue(Json.bool(semantic));
        assertThat(outcome(translation, "/interruption/mode")).isEqualTo(outcome);
    }

    @Test
    void offIsTwoHere() {
        Translation translation = translate("interruption: {mode: 'off'}");

        assertThat(wire(translation, "VoiceChatConfig.InterruptMode")).hasValue(Json.number(2));
        assertThat(wire(translation, "VoiceChatConfig.InterruptConfig")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"auto", "semantic"})
    void pushToTalkWins(String mode) {
        Translation translation = translate("interruption: {mode: " + mode + "}\nturnDetection: {mode: pushToTalk}");

        assertThat(outcome(translation, "/interruption/mode")).isEqualTo("approximated");
        assertThat(outcome(translation, "/turnDetection/mode")).isEqualTo("converted");
        assertThat(wire(translation, "VoiceChatConfig.ChatMode")).hasValue(Json.number(2));
    }

    @Test
    void pushToTalkWithoutInterruptionIsNoContradiction() {
        assertThat(outcome(
                        translate("interruption: {mode: 'off'}\nturnDetection: {mode: pushToTalk}"),
                        "/interruption/mode"))
                .isEqualTo("converted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tencent", "minimax", "azure", "cartesia", "elevenlabs", "volcengine", "custom"})
    void anotherSpeechProviderStartsNothing(String provider) {
        Translation translation = translate("tts: {provider: " + provider + ", voice: v1}");

        assertThat(outcome(translation, "/tts/provider")).isEqualTo("rejected");
        assertThat(outcome(translation, "/tts/voice")).isEqualTo("unsupported");
        assertThat(translation.report().accepted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"azure", "minimax", "dify", "coze"})
    void anotherModelProtocolStartsNothing(String protocol) {
        assertThat(outcome(translate("llm: {protocol: " + protocol + "}"), "/llm/protocol"))
                .isEqualTo("rejected");
    }

    @Test
    void deepseekHasNoTemperature() {
        Translation translation = translate("llm: {protocol: dashscope, model: deepseek-r1, temperature: 0.5}");

        assertThat(outcome(translation, "/llm/temperature")).isEqualTo("unsupported");
        assertThat(wire(translation, "VoiceChatConfig.LLMConfig.Temperature")).isEmpty();
    }

    @Test
    void theDefaultVoiceNeedsNothingOnTheWire() {
        assertThat(wire(translate("tts: {provider: platform}"), "VoiceChatConfig.TTSConfig"))
                .isEmpty();
        assertThat(wire(translate("tts: {provider: cosyvoice}"), "VoiceChatConfig.TTSConfig"))
                .hasValue(Json.object().put("Vendor", "aliyun"));
    }

    @Test
    void aRegisteredSoundBeatsAPreset() {
        Translation translation = translate("ambientSound: {preset: office, soundId: rain, volume: 0.5}");

        assertThat(wire(translation, "VoiceChatConfig.AmbientSoundConfig"))
                .hasValue(Json.object().put("SoundId", "rain").put("Volume", 25));
        assertThat(outcome(translation, "/ambientSound/preset")).isEqualTo("unsupported");
    }

    private Translation number(String agent, String pointer, String wire, String value, String outcome) {
        Translation translation = translate(agent);
        JsonNode sent = wire(translation, "VoiceChatConfig." + wire).orElseThrow();
        assertThat(sent.decimalValue()).isEqualByComparingTo(value);
        assertThat(outcome(translation, pointer)).isEqualTo(outcome);
        return translation;
    }

    private Translation translate(String agent) {
        ObjectNode tree = Yaml.object(agent);
        if (!tree.has("llm")) {
            tree.putObject("llm").put("protocol", "openai").put("url", "https://llm.example.com/v1");
        }
        return adapter.translate(new StartCommand(Yaml.agent(tree), Optional.empty(), Optional.empty()));
    }

    private static Optional<JsonNode> wire(Translation translation, String path) {
        return Json.at(translation.call().body(), path);
    }

    private static String outcome(Translation translation, String pointer) {
        return translation.report().fields().stream()
                .filter(entry -> entry.path().equals(pointer))
                .map(FieldReport.ReportEntry::outcome)
                .map(outcome -> Json.node(outcome).asText())
                .findFirst()
                .orElse("(none)");
    }
}
