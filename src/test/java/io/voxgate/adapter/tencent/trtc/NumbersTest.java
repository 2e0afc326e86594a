package io.voxgate.adapter.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both ends of each of TRTC's ranges, one step inside and one outside; expectations from the vendor's pages. */
final class NumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            interruption: {minSpeechMs: 0}    | exact 0
            interruption: {minSpeechMs: 200}  | exact 200
            interruption: {minSpeechMs: 250}  | exact 250
            interruption: {minSpeechMs: 299}  | exact 299
            interruption: {minSpeechMs: 300}  | exact 300
            interruption: {minSpeechMs: 301}  | exact 301
            interruption: {minSpeechMs: 4999} | exact 4999
            interruption: {minSpeechMs: 5000} | exact 5000""")
    void minSpeechMs(String part, String expected) {
        assertThat(Trtc.told("/interruption/minSpeechMs", part)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200  | clamped 240
            239  | clamped 240
            240  | exact 240
            241  | exact 241
            1999 | exact 1999
            2000 | exact 2000
            2001 | clamped 2000
            6000 | clamped 2000""")
    void silenceMs(String value, String expected) {
        assertThat(Trtc.told("/vad/silenceMs", "vad: {silenceMs: " + value + "}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, converted 1",
        "1001, converted 1.001",
        "1500, converted 1.5",
        "3000, converted 3",
        "49999, converted 49.999",
        "50000, converted 50"
    })
    void timeoutMsInSeconds(String value, String expected) {
        assertThat(Trtc.told("/llm/timeoutMs", "llm: {timeoutMs: " + value + "}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, exact 0", "1, exact 1", "49, exact 49", "50, exact 50"})
    void historyTurns(String value, String expected) {
        assertThat(Trtc.told("/llm/historyTurns", "llm: {historyTurns: " + value + "}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, converted 1",
        "1499, converted 1",
        "1500, converted 2",
        "60000, converted 60",
        "86399999, converted 86400",
        "86400000, converted 86400"
    })
    void nobodyPresentMsInWholeSeconds(String value, String expected) {
        assertThat(Trtc.told("/limits/nobodyPresentMs", "limits: {nobodyPresentMs: " + value + "}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, exact 0", "0.01, exact 0.01", "1.0, exact 1", "1.99, exact 1.99", "2.0, exact 2"})
    void ambientVolume(String value, String expected) {
        assertThat(Trtc.told("/ambientSound/volume", "ambientSound: {soundId: rain, volume: " + value + "}"))
                .isEqualTo(expected);
    }

    /** TRTC's own voices: 0.5 to 2.0. */
    @ParameterizedTest
    @CsvSource({
        "0.5, exact 0.5",
        "0.51, exact 0.51",
        "1.99, exact 1.99",
        "2.0, exact 2",
        "2.01, clamped 2",
        "2.5, clamped 2"
    })
    void speedOfPlatform(String value, String expected) {
        assertThat(Trtc.told("/tts/speed", "tts: {speed: " + value + "}")).isEqualTo(expected);
    }

    /** The newest page has 0 to 10 (647/115414, 2026-02), older ones end at 1 or begin above 0: nothing is moved. */
    @ParameterizedTest
    @CsvSource({
        "0, exact 0",
        "0.01, exact 0.01",
        "0.5, exact 0.5",
        "0.99, exact 0.99",
        "1.0, exact 1",
        "1.01, exact 1.01",
        "2.0, exact 2"
    })
    void volumeOfPlatform(String value, String expected) {
        assertThat(Trtc.told("/tts/volume", "tts: {volume: " + value + "}")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "-12, exact -12",
        "-11, exact -11",
        "0, exact 0",
        "2.5, converted 3",
        "-2.5, converted -3",
        "11, exact 11",
        "12, exact 12"
    })
    void pitchOfPlatformInWholeSemitones(String value, String expected) {
        assertThat(Trtc.told("/tts/pitch", "tts: {pitch: " + value + "}")).isEqualTo(expected);
    }

    /** The scale's six published points, the worked examples between them, and both ends. */
    @ParameterizedTest
    @CsvSource({
        "0.5, clamped -2",
        "0.59, clamped -2",
        "0.6, converted -2",
        "0.61, converted -1.95",
        "0.75, converted -1.25",
        "0.8, converted -1",
        "1.0, converted 0",
        "1.2, converted 1",
        "1.25, converted 1.17",
        "1.5, converted 2",
        "2.0, converted 4",
        "2.49, converted 5.96",
        "2.5, converted 6"
    })
    void speedOfTencent(String value, String expected) {
        assertThat(Trtc.told("/tts/speed", tencent("speed: " + value))).isEqualTo(expected);
    }

    /** 0 is normal and the least: m up to 1 is 0, above it 10 (m - 1), a whole number. */
    @ParameterizedTest
    @CsvSource({
        "0, clamped 0",
        "0.99, clamped 0",
        "1.0, converted 0",
        "1.01, converted 0",
        "1.05, converted 1",
        "1.5, converted 5",
        "1.94, converted 9",
        "1.99, converted 10",
        "2.0, converted 10"
    })
    void volumeOfTencent(String value, String expected) {
        assertThat(Trtc.told("/tts/volume", tencent("volume: " + value))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.5, exact 0.5", "0.51, exact 0.51", "2.0, exact 2", "2.01, clamped 2"})
    void rateOfAzure(String value, String expected) {
        assertThat(Trtc.told(
                        "/tts/speed",
                        "tts: {provider: azure, voice: v, region: r, language: de-DE, credentialRef: c, speed: " + value
                                + "}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.5, exact 0.5", "2.0, exact 2", "2.01, clamped 2"})
    void speedOfMinimax(String value, String expected) {
        assertThat(Trtc.told(
                        "/tts/speed",
                        "tts: {provider: minimax, voice: v, model: m, url: 'https://mm.example.com', credentialRef: c, speed: "
                                + value + "}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "tencent, 1008, converted 1008",
        "tencent, Anna, rejected",
        "platform, Anna, exact \"Anna\"",
        "minimax, 1008, exact \"1008\""
    })
    void voices(String provider, String voice, String expected) {
        assertThat(Trtc.told(
                        "/tts/voice", "tts: {provider: " + provider + ", voice: \"" + voice + "\", credentialRef: c}"))
                .isEqualTo(expected);
    }

    private static String tencent(String more) {
        return "tts: {provider: tencent, voice: \"1008\", credentialRef: speech, " + more + "}";
    }
}
