package io.voxgate.adapter.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import io.voxgate.tck.Yaml;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the vendor's pages of 2026 say and the older ones do not; each test names its page. */
final class CorrectionsTest {
    /** The fifteen languages of 16k_multi_lang, as the SDK's comment on STTConfig lists them. */
    private static final List<String> MULTI =
            List.of("en", "ja", "ko", "ar", "fil", "fr", "hi", "id", "ms", "pt", "es", "th", "tr", "vi", "de");

    /** SDK, STTConfig.Language: no engine recognises other languages by itself. */
    @ParameterizedTest
    @ValueSource(strings = {"pl", "nl-NL", "uk", "el", "cs", "he", "sw"})
    void aLanguageThatNoEngineHasStartsNothing(String tag) {
        Translation translation = Trtc.translate("stt: {language: " + tag + "}");

        assertThat(translation.report().accepted()).isFalse();
        assertThat(Trtc.wire(translation, "STTConfig.Language")).isEmpty();
        assertThat(Trtc.entry(translation, "/stt/language").note())
                .contains("TRTC recognises")
                .contains("zh")
                .contains(MULTI);
    }

    /** Who wants the engine for several languages names it. */
    @Test
    void theEngineForSeveralLanguagesIsNamedInTheModel() {
        Translation translation = Trtc.translate("stt: {model: 16k_multi_lang}");

        assertThat(translation.report().accepted()).isTrue();
        assertThat(Trtc.wire(translation, "STTConfig.Language")).hasValue(Json.text("16k_multi_lang"));
    }

    @Test
    void alternativesThatTrtcLacksAreNamed() {
        assertThat(Trtc.entry(Trtc.translate("stt: {alternativeLanguages: [ja, pl]}"), "/stt/alternativeLanguages")
                        .note())
                .contains("left out: pl");
    }

    /** 647/115414 of 2026-02: TTSConfig of flow, Model required. */
    @Test
    void flowNeedsItsModel() {
        Translation translation = Trtc.translate("{}");

        assertThat(Trtc.wire(translation, "TTSConfig.Model")).hasValue(Json.text("flow_01_turbo"));
        assertThat(translation.report().defaults())
                .contains(new FieldReport.Default(
                        "/tts/model", "TTSConfig.Model", Json.text("flow_01_turbo"), FieldReport.ReportSource.VOXGATE));
        assertThat(Trtc.wire(Trtc.translate("tts: {model: flow_01_ex}"), "TTSConfig.Model"))
                .hasValue(Json.text("flow_01_ex"));
    }

    /** What the caller's own options put in its place is not Voxgate's default any more. */
    @Test
    void anOptionInPlaceOfADefaultIsNotListedAsOurs() {
        Translation translation = Trtc.translate("vendorOptions: {tencent-trtc: {TTSConfig: {Model: flow_02}}}");

        assertThat(Trtc.wire(translation, "TTSConfig.Model")).hasValue(Json.text("flow_02"));
        assertThat(translation.report().defaults())
                .extracting(FieldReport.Default::path)
                .doesNotContain("/tts/model");
    }

    /** The manual's form of MiniMax marks Model, API Uri and the voice's id with a star. */
    @ParameterizedTest
    @CsvSource({"model, /tts/model", "url, /tts/url", "voice, /tts/voice"})
    void minimaxNeeds(String leaf, String pointer) {
        Translation translation = Trtc.translate(
                "tts: {provider: minimax, model: speech-01-turbo, url: 'https://mm.example.com/t2a', voice: v, credentialRef: c, "
                        + leaf + ": null}");

        assertThat(translation.report().accepted()).isFalse();
        assertThat(Trtc.entry(translation, pointer).outcome()).isEqualTo(FieldOutcome.REJECTED);
    }

    @Test
    void minimaxStartsWithWhatItNeeds() {
        Translation translation = Trtc.translate(
                "tts: {provider: minimax, model: speech-01-turbo, url: 'https://mm.example.com/t2a', voice: v, credentialRef: c}");

        assertThat(translation.report().with(FieldOutcome.REJECTED)).isEmpty();
    }

    /** trtc.io 79686: "VoiceId … Required Yes". */
    @Test
    void elevenlabsNeedsAVoice() {
        Translation translation =
                Trtc.translate("tts: {provider: elevenlabs, voice: null, model: eleven_turbo_v2_5, credentialRef: c}");

        assertThat(Trtc.entry(translation, "/tts/voice").outcome()).isEqualTo(FieldOutcome.REJECTED);
    }

    /** Where the sources disagree the value is sent, and the report says what the sources say. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /interruption/minSpeechMs | interruption: {minSpeechMs: 200} | 300
            /interruption/minSpeechMs | interruption: {minSpeechMs: 250} | 300
            /tts/volume               | tts: {volume: 2.0}               | 1.0
            /tts/volume               | tts: {volume: 0}                 | above 0""")
    void aDisputedValueIsSentWithAWarning(String pointer, String part, String range) {
        FieldReport.ReportEntry entry = Trtc.entry(Trtc.translate(part), pointer);

        assertThat(entry.outcome()).isEqualTo(FieldOutcome.EXACT);
        assertThat(entry.note()).contains(range);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /interruption/minSpeechMs | interruption: {minSpeechMs: 300}
            /tts/volume               | tts: {volume: 1.0}""")
    void anUndisputedValueHasNoWarning(String pointer, String part) {
        assertThat(Trtc.entry(Trtc.translate(part), pointer).note()).isNull();
    }

    /** TTSConfig.Volume of type tencent is a whole number. */
    @Test
    void aRoundedVolumeIsReported() {
        FieldReport.ReportEntry entry = Trtc.entry(
                Trtc.translate("tts: {provider: tencent, voice: '1008', credentialRef: c, volume: 1.57}"),
                "/tts/volume");

        assertThat(entry.vendorValue()).isEqualTo(Json.number(6));
        assertThat(entry.note()).contains("Rounded from 5.7");
    }

    /** A voice type that no table knows: the avatar's dummy, inworld (trtc.io 79682), the next one. */
    @ParameterizedTest
    @ValueSource(strings = {"{TTSType: dummy}", "{TTSType: inworld, Model: inworld-tts-1, VoiceId: Ashley}"})
    void anUnknownVoiceTypeStartsFromVendorOptions(String config) {
        Translation translation =
                Trtc.translate(Trtc.agent("{tts: null, vendorOptions: {tencent-trtc: {TTSConfig: " + config + "}}}"));

        assertThat(translation.report().with(FieldOutcome.REJECTED)).isEmpty();
        assertThat(Trtc.wire(translation, "TTSConfig")).hasValue(Yaml.parse(config));
    }

    /** The agent's own voice is for the vendors that have it; nothing of it is mixed into the other type. */
    @Test
    void anUnknownVoiceTypeReplacesTheAgentsVoice() {
        Translation translation =
                Trtc.translate("{tts: {speed: 1.5}, vendorOptions: {tencent-trtc: {TTSConfig: {TTSType: dummy}}}}");

        assertThat(Trtc.wire(translation, "TTSConfig")).hasValue(Yaml.parse("{TTSType: dummy}"));
        assertThat(Trtc.entry(translation, "/tts/speed").note()).contains("vendorOptions");
        assertThat(translation.report().accepted()).isTrue();
        assertThat(translation.report().defaults())
                .extracting(FieldReport.Default::path)
                .noneMatch(path -> path.startsWith("/tts/"));
    }

    @Test
    void aProviderOfAnotherVendorIsNoObstacleThen() {
        Translation translation = Trtc.translate(
                "{tts: {provider: cosyvoice, voice: longwan}, vendorOptions: {tencent-trtc: {TTSConfig: {TTSType: dummy}}}}");

        assertThat(translation.report().with(FieldOutcome.REJECTED)).isEmpty();
    }

    /** Without its type a TTSConfig is no voice. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{VoiceId: v}", "{TTSType: ''}", "{TTSType: 7}"})
    void halfAConfigurationIsNoVoice(String config) {
        Translation translation =
                Trtc.translate(Trtc.agent("{tts: null, vendorOptions: {tencent-trtc: {TTSConfig: " + config + "}}}"));

        assertThat(Trtc.entry(translation, "/tts").outcome()).isEqualTo(FieldOutcome.REJECTED);
    }

    /**
     * The vendor's AI customer service has an avatar and the voice type dummy: what an import makes of it starts again,
     * equal.
     */
    @Test
    void anImportedDummyVoiceComesBack() {
        ImportResult imported = Trtc.ADAPTER.parse(Yaml.object("""
                {SdkAppId: 1400000042, RoomId: cs_1, RoomIdType: 1, LLMConfig: \
                '{"LLMType":"openai","Model":"m","APIKey":"k","APIUrl":"https://llm.example.com/v1/chat/\
                completions"}',
                 TTSConfig: '{"TTSType":"dummy"}', AvatarConfig: '{"AvatarType":"tencent","AvatarUserID":"li_avatar"}'}"""));

        Translation translation = Trtc.ADAPTER.translate(
                new StartCommand(Yaml.agent(imported.agent()), Optional.empty(), Optional.empty()));

        assertThat(translation.report().with(FieldOutcome.REJECTED)).isEmpty();
        assertThat(Trtc.wire(translation, "TTSConfig")).hasValue(Yaml.parse("{TTSType: dummy}"));
        assertThat(Trtc.wire(translation, "AvatarConfig"))
                .hasValue(Yaml.parse("{AvatarType: tencent, AvatarUserID: li_avatar}"));
    }

    /** A volume beyond the agent's own scale is kept for the vendor, not moved. */
    @Test
    void anImportedVolumeOfFiveComesBackAsFive() {
        ImportResult imported = Trtc.ADAPTER.parse(Yaml.object("""
                {LLMConfig: '{"LLMType":"openai","Model":"m","APIKey":"k","APIUrl":"https://llm.example.com/v1/chat/completions"}',
                 TTSConfig: '{"TTSType":"flow","VoiceId":"v","Model":"flow_01_turbo","Speed":1.0,"Volume":5,\
                "Pitch":-2,"Language":"yue"}'}"""));

        Translation translation = Trtc.ADAPTER.translate(
                new StartCommand(Yaml.agent(imported.agent()), Optional.empty(), Optional.empty()));

        assertThat(Trtc.wire(translation, "TTSConfig.Volume")).hasValue(Json.number(5));
    }

    /** The vendor's own agent generator sends both. */
    @Test
    void anImportedShortInterruptionComesBackAsItIs() {
        ImportResult imported = Trtc.ADAPTER.parse(Yaml.object("""
                {AgentConfig: {InterruptMode: 2, InterruptSpeechDuration: 200},
                 LLMConfig: '{"LLMType":"openai","Model":"m","APIKey":"k","APIUrl":"https://llm.example.com/v1/chat/completions"}',
                 TTSConfig: '{"TTSType":"dummy"}'}"""));

        Translation translation = Trtc.ADAPTER.translate(
                new StartCommand(Yaml.agent(imported.agent()), Optional.empty(), Optional.empty()));

        assertThat(Trtc.wire(translation, "AgentConfig.InterruptSpeechDuration"))
                .hasValue(Json.number(200));
        assertThat(Trtc.wire(translation, "AgentConfig.InterruptMode")).hasValue(Json.number(2));
    }
}
