package io.voxgate.adapter.tencent.ccc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.model.FieldOutcome;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each conversion at the ends of the vendor's range and with every word; expectations from the vendor's document and
 * the mapping.
 */
class CccTranslationTest {
    private static final String MINIMAL =
            "{protocol: openai, url: 'https://api.openai.com/v1', model: m, credentialRef: llm, systemPrompt: p}";

    static Translation translate(String parts) {
        ObjectNode agent = Yaml.object(parts.contains("llm:") ? parts : "llm: " + MINIMAL + "\n" + parts);
        return translate(Yaml.agent(agent));
    }

    static Translation translate(Agent agent) {
        return new CccAdapter().translate(new StartCommand(agent, Optional.empty(), Optional.empty()));
    }

    static FieldReport.ReportEntry entry(Translation translation, String pointer) {
        return translation.report().fields().stream()
                .filter(e -> e.path().equals(pointer))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No entry of " + pointer));
    }

    private static JsonNode sent(Translation translation, String wire) {
        return Json.at(translation.call().body(), wire)
                .orElseThrow(() -> new AssertionError(
                        "Nothing sent at " + wire + " in " + translation.call().body()));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("vad: {silenceMs: 200}", "/vad/silenceMs", "VadSilenceTime", "240", FieldOutcome.CLAMPED),
                arguments("vad: {silenceMs: 240}", "/vad/silenceMs", "VadSilenceTime", "240", FieldOutcome.EXACT),
                arguments("vad: {silenceMs: 2000}", "/vad/silenceMs", "VadSilenceTime", "2000", FieldOutcome.EXACT),
                arguments("vad: {silenceMs: 2001}", "/vad/silenceMs", "VadSilenceTime", "2000", FieldOutcome.CLAMPED),
                arguments(
                        "vad: {farFieldSuppression: 'off'}",
                        "/vad/farFieldSuppression",
                        "VadLevel",
                        "0",
                        FieldOutcome.CONVERTED),
                arguments(
                        "vad: {farFieldSuppression: medium}",
                        "/vad/farFieldSuppression",
                        "VadLevel",
                        "2",
                        FieldOutcome.CONVERTED),
                arguments(
                        "vad: {farFieldSuppression: high}",
                        "/vad/farFieldSuppression",
                        "VadLevel",
                        "3",
                        FieldOutcome.CONVERTED),
                arguments(
                        "vad: {farFieldSuppression: veryHigh}",
                        "/vad/farFieldSuppression",
                        "VadLevel",
                        "3",
                        FieldOutcome.CLAMPED),
                arguments(
                        "interruption: {mode: auto}",
                        "/interruption/mode",
                        "InterruptMode",
                        "0",
                        FieldOutcome.CONVERTED),
                arguments(
                        "interruption: {mode: 'off'}",
                        "/interruption/mode",
                        "InterruptMode",
                        "1",
                        FieldOutcome.CONVERTED),
                arguments(
                        "interruption: {mode: manual}",
                        "/interruption/mode",
                        "InterruptMode",
                        "1",
                        FieldOutcome.APPROXIMATED),
                arguments(
                        "interruption: {minSpeechMs: 5000}",
                        "/interruption/minSpeechMs",
                        "InterruptSpeechDuration",
                        "5000",
                        FieldOutcome.EXACT),
                arguments("greeting: {mode: generated}", "/greeting/mode", "WelcomeType", "1", FieldOutcome.CONVERTED),
                arguments(
                        "greeting: {mode: waitForUser}", "/greeting/mode", "WelcomeType", "0", FieldOutcome.CONVERTED),
                arguments(
                        "greeting: {text: Hi, interruptible: false}",
                        "/greeting/interruptible",
                        "WelcomeMessagePriority",
                        "2",
                        FieldOutcome.CONVERTED),
                arguments(
                        "greeting: {text: Hi, interruptible: true}",
                        "/greeting/interruptible",
                        "WelcomeMessagePriority",
                        "0",
                        FieldOutcome.CONVERTED),
                arguments(
                        "greeting: {text: Hi, delayMs: 5000}",
                        "/greeting/delayMs",
                        "Variables",
                        "[{\"Key\":\"welcome-message-delay\",\"Value\":\"5\"}]",
                        FieldOutcome.CONVERTED),
                arguments(
                        "greeting: {text: Hi, delayMs: 1}",
                        "/greeting/delayMs",
                        "Variables",
                        "[{\"Key\":\"welcome-message-delay\",\"Value\":\"0.001\"}]",
                        FieldOutcome.CONVERTED),
                arguments(
                        "silence: {reminder: {afterMs: 9999}}",
                        "/silence/reminder/afterMs",
                        "NotifyDuration",
                        "10",
                        FieldOutcome.CLAMPED),
                arguments(
                        "silence: {reminder: {afterMs: 10000}}",
                        "/silence/reminder/afterMs",
                        "NotifyDuration",
                        "10",
                        FieldOutcome.CONVERTED),
                arguments(
                        "silence: {reminder: {afterMs: 10500}}",
                        "/silence/reminder/afterMs",
                        "NotifyDuration",
                        "11",
                        FieldOutcome.CONVERTED),
                arguments(
                        "silence: {reminder: {afterMs: 600000}}",
                        "/silence/reminder/afterMs",
                        "NotifyDuration",
                        "600",
                        FieldOutcome.CONVERTED),
                arguments(
                        "silence: {hangUpAfterMs: 5000}",
                        "/silence/hangUpAfterMs",
                        "MaxDuration",
                        "5000",
                        FieldOutcome.EXACT),
                arguments(
                        "limits: {maxDurationMs: 86400000}",
                        "/limits/maxDurationMs",
                        "MaxCallDurationMs",
                        "86400000",
                        FieldOutcome.EXACT),
                arguments(
                        "telephony: {ringTimeoutMs: 5499}",
                        "/telephony/ringTimeoutMs",
                        "MaxRingTimeoutSecond",
                        "5",
                        FieldOutcome.CONVERTED),
                arguments(
                        "telephony: {complianceTone: false}",
                        "/telephony/complianceTone",
                        "EnableComplianceAudio",
                        "false",
                        FieldOutcome.EXACT),
                arguments(
                        "ambientSound: {preset: cafe}",
                        "/ambientSound/preset",
                        "AmbientSoundType",
                        "\"coffee_shops\"",
                        FieldOutcome.CONVERTED),
                arguments(
                        "ambientSound: {preset: cafe, volume: 2.0}",
                        "/ambientSound/volume",
                        "AmbientSoundVolume",
                        "2",
                        FieldOutcome.EXACT),
                arguments(
                        "backchannel: {afterMs: 100}",
                        "/backchannel/afterMs",
                        "ToneWord.FirstSentenceTimeout",
                        "0.1",
                        FieldOutcome.CONVERTED));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueIsSentAsTheVendorWritesIt(String part, String pointer, String wire, String value, FieldOutcome outcome) {
        Translation translation = translate(part);

        assertThat(sent(translation, wire)).isEqualTo(Json.parse(value).orElseThrow());
        assertThat(entry(translation, pointer).outcome()).isEqualTo(outcome);
        assertThat(translation.report().accepted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0.5,-2,CLAMPED",
        "0.6,-2,CONVERTED",
        "0.75,-1.25,CONVERTED",
        "1.0,0,CONVERTED",
        "1.2,1,CONVERTED",
        "1.25,1.17,CONVERTED",
        "1.5,2,CONVERTED",
        "2.0,4,CONVERTED",
        "2.5,6,CONVERTED"
    })
    void tencentsSpeedIsAScale(String ratio, String scale, FieldOutcome outcome) {
        Translation translation =
                translate("tts: {provider: tencent, voice: '1008', credentialRef: tts, speed: " + ratio + "}");

        assertThat(sent(translation, "CustomTTSConfig.Speed").decimalValue()).isEqualByComparingTo(scale);
        assertThat(entry(translation, "/tts/speed").outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"0,0,CLAMPED", "0.99,0,CLAMPED", "1.0,0,CONVERTED", "1.5,5,CONVERTED", "2.0,10,CONVERTED"})
    void tencentsLoudnessZeroIsNormal(String multiplier, String wire, FieldOutcome outcome) {
        Translation translation =
                translate("tts: {provider: tencent, voice: '1008', credentialRef: tts, volume: " + multiplier + "}");

        assertThat(sent(translation, "CustomTTSConfig.Volume").decimalValue()).isEqualByComparingTo(wire);
        assertThat(entry(translation, "/tts/volume").outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "zh,zh,EXACT",
        "zh-CN,zh,CONVERTED",
        "zh-Hans,zh,CONVERTED",
        "zh-Hant,zh-TW,CONVERTED",
        "zh-TW,zh-TW,EXACT",
        "zh-HK,zh-dialect,APPROXIMATED",
        "yue,zh-dialect,APPROXIMATED",
        "wuu,zh-dialect,APPROXIMATED",
        "nan,zh-dialect,APPROXIMATED",
        "en,en,EXACT",
        "en-US,en,CONVERTED",
        "ja-JP,ja,CONVERTED",
        "ko,ko,EXACT",
        "tl,fil,CONVERTED",
        "pt-BR,pt,CONVERTED",
        "ru,ru,EXACT",
        "vi,vi,EXACT",
        "id,id,EXACT",
        "ms,ms,EXACT",
        "hi,hi,EXACT"
    })
    void aLanguage(String tag, String code, FieldOutcome outcome) {
        Translation translation = translate("stt: {language: " + tag + "}");

        assertThat(sent(translation, "Languages")).isEqualTo(Json.array().add(code));
        assertThat(entry(translation, "/stt/language").outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"sv", "da", "nb", "nn", "pl", "x-y"})
    void aLanguageThatNobodyThereUnderstandsIsRejected(String tag) {
        assertThat(entry(translate("stt: {language: " + tag + "}"), "/stt/language")
                        .outcome())
                .isEqualTo(FieldOutcome.REJECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "zh-CN,ZhiMei",
        "en-GB,WeRose",
        "ja,Nanami",
        "ko,SunHi",
        "id,Gadis",
        "ms,Yasmin",
        "th,Achara",
        "vi,HoaiMy",
        "fr,ZhiMei"
    })
    void withoutAVoiceTheBuiltInOneOfTheLanguageSpeaks(String tag, String voice) {
        assertThat(sent(translate("stt: {language: " + tag + "}"), "VoiceType").asText())
                .isEqualTo(voice);
        assertThat(sent(translate("stt: {language: " + tag + "}\ntts: {provider: platform}"), "VoiceType")
                        .asText())
                .isEqualTo(voice);
    }

    @Test
    void aVoiceThatCccHasNotIsNotSent() {
        Translation translation = translate("stt: {language: ja}\ntts: {provider: platform, voice: v-female-R2s4N9qJ}");

        assertThat(sent(translation, "VoiceType").asText()).isEqualTo("Nanami");
        assertThat(entry(translation, "/tts/voice").outcome()).isEqualTo(FieldOutcome.APPROXIMATED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://api.openai.com/v1/|https://api.openai.com/v1/",
                        "https://api.openai.com/v1/chat/completions|https://api.openai.com/v1",
                "https://api.minimax.chat/v1/text/chatcompletion_v2|https://api.minimax.chat/v1",
                        "https://api.dify.ai/v1/chat-messages|https://api.dify.ai/v1",
                "https://x.example/v1/chat/completions?a=b|https://x.example/v1?a=b",
                        "https://x.example/completions|https://x.example/completions"
            })
    void theUrlIsTheBase(String url, String base) {
        Translation translation =
                translate("llm: {protocol: openai, model: m, credentialRef: llm, systemPrompt: p, url: '" + url + "'}");

        assertThat(sent(translation, "APIUrl").asText()).isEqualTo(base);
        assertThat(entry(translation, "/llm/url").outcome())
                .isEqualTo(url.equals(base) ? FieldOutcome.EXACT : FieldOutcome.CONVERTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{protocol: openai, model: m, credentialRef: c, systemPrompt: p}|/llm/url",
                        "{protocol: openai, url: 'https://u', credentialRef: c, systemPrompt: p}|/llm/model",
                "{protocol: azure, url: 'https://u', model: m, systemPrompt: p}|/llm/credentialRef",
                        "{protocol: minimax, url: 'https://u', model: m, credentialRef: c}|/llm/systemPrompt",
                "{protocol: coze, url: 'https://u', appId: b, credentialRef: c}|/llm/protocol",
                        "{protocol: dashscope, credentialRef: c}|/llm/protocol"
            })
    void whatCannotStartIsRejected(String llm, String pointer) {
        assertThat(translate("llm: " + llm).report().with(FieldOutcome.REJECTED).map(FieldReport.ReportEntry::path))
                .containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource({"cartesia", "elevenlabs", "cosyvoice"})
    void aProviderThatCccHasNotIsRejected(String provider) {
        assertThat(translate("tts: {provider: " + provider + ", voice: v, credentialRef: c}")
                        .report()
                        .with(FieldOutcome.REJECTED)
                        .map(FieldReport.ReportEntry::path))
                .containsExactly("/tts/provider");
    }

    @Test
    void aVoiceThatMustBeANumberIsRejected() {
        assertThat(entry(translate("tts: {provider: tencent, voice: Anna, credentialRef: tts}"), "/tts/voice")
                        .outcome())
                .isEqualTo(FieldOutcome.REJECTED);
    }

    /** "VoiceType Integer Required" on the page of CustomTTSConfig. */
    @Test
    void tencentsOwnVoicesNeedANumber() {
        assertThat(translate("tts: {provider: tencent, credentialRef: tts}")
                        .report()
                        .with(FieldOutcome.REJECTED)
                        .map(FieldReport.ReportEntry::path))
                .containsExactly("/tts/voice");
    }

    /** The page of CreateAICall and the SDK's comments. */
    @Test
    void theVendorsDefaultsOfTheReminderAndTheEndAreListed() {
        assertThat(translate("").report().defaults())
                .contains(
                        new FieldReport.Default(
                                "/silence/reminder/text",
                                "NotifyMessage",
                                Json.text("Sorry, I didn't hear you clearly. Can you repeat that?"),
                                FieldReport.ReportSource.VENDOR),
                        new FieldReport.Default(
                                "/silence/reminder/maxCount",
                                "NotifyMaxCount",
                                Json.text("unlimited"),
                                FieldReport.ReportSource.VENDOR),
                        new FieldReport.Default(
                                "/tools/endCall/description",
                                "EndFunctionDesc",
                                Json.text(
                                        "End the call when user has to leave (like says bye) or you are instructed to do so."),
                                FieldReport.ReportSource.VENDOR));
        assertThat(translate("silence: {reminder: {afterMs: 20000, text: Hello, maxCount: 2}}")
                        .report()
                        .defaults())
                .extracting(FieldReport.Default::vendorPath)
                .doesNotContain("NotifyMessage", "NotifyMaxCount");
    }

    /** The fields of 2026-08 that have no neutral setting. */
    @Test
    void theNewestFieldsAreReachedByOptions() {
        Translation translation = translate(
                "vendorOptions: {tencent-ccc: {TransferToAgentEnable: true, AcquireTimeoutSecond: 5, CustomSTTConfig: {STTType: trtc},"
                        + " TransferToAgentItems: [{TransferToAgentName: billing, TransferToAgentDesc: Bills, TransferToAgentId: 23}]}}");

        assertThat(translation.report().accepted()).isTrue();
        assertThat(sent(translation, "TransferToAgentItems"))
                .isEqualTo(Json.parse("""
                [{"TransferToAgentName":"billing","TransferToAgentDesc":"Bills","TransferToAgentId":23}]""").orElseThrow());
        assertThat(translation.call().fill(TestAccount::fill).get("CustomSTTConfig"))
                .as("A string that holds JSON")
                .isEqualTo(Json.text("{\"STTType\":\"trtc\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AcquireTimeoutSecond|6",
                "AcquireTimeoutSecond|-1",
                "AcquireTimeoutSecond|1.5",
                "AcquireTimeoutSecond|'2'",
                "TransferToAgentEnable|1",
                "TransferToAgentItems|[]",
                "TransferToAgentItems|[{TransferToAgentName: n, TransferToAgentDesc: d, TransferToAgentId: x}]",
                "TransferToAgentItems|[{TransferToAgentName: n, TransferToAgentId: 1}]",
                "CustomSTTConfig|oops",
                "CustomSTTConfig|[1]"
            },
            quoteCharacter = '"')
    void anOptionThatTheVendorWouldRefuseIsRejected(String name, String value) {
        assertThat(entry(
                                translate("vendorOptions: {tencent-ccc: {" + name + ": " + value + "}}"),
                                "/vendorOptions/tencent-ccc/" + name)
                        .outcome())
                .isEqualTo(FieldOutcome.REJECTED);
    }

    @Test
    void difyNeedsNoModel() {
        assertThat(translate("llm: {protocol: dify, url: 'https://u', credentialRef: c, systemPrompt: p}")
                        .report()
                        .accepted())
                .isTrue();
    }

    @Test
    void alternativesOfADialectHaveNoEffect() {
        Translation translation = translate("stt: {language: yue, alternativeLanguages: [en]}");

        assertThat(sent(translation, "Languages")).isEqualTo(Json.array().add("zh-dialect"));
        assertThat(entry(translation, "/stt/alternativeLanguages").outcome()).isEqualTo(FieldOutcome.UNSUPPORTED);
    }

    @Test
    void theOptionsOwnVoiceConfigurationKeepsTheBuiltInVoiceOut() {
        Translation translation = translate("vendorOptions: {tencent-ccc: {CustomTTSConfig: {TTSType: other}}}");

        assertThat(translation.call().body().has("VoiceType")).isFalse();
    }

    @Test
    void anOptionWinsOverOurVariableOfTheSameKey() {
        Translation translation =
                translate("greeting: {text: Hi, delayMs: 1000}\nvendorOptions: {tencent-ccc: {Variables: [{Key: "
                        + "welcome-message-delay, Value: '3'}, {Key: a, Value: b}]}}");

        assertThat(sent(translation, "Variables")).isEqualTo(Json.parse("""
                [{"Key":"welcome-message-delay","Value":"3"},{"Key":"a","Value":"b"}]""").orElseThrow());
        assertThat(entry(translation, "/greeting/delayMs").outcome()).isEqualTo(FieldOutcome.UNSUPPORTED);
    }
}
