package io.voxgate.adapter.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words, tags and addresses, from the tables of the mapping and the vendor's pages. */
final class WordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /greeting/mode            | greeting: {mode: static, text: Hi}                      | converted
            /greeting/mode            | greeting: {mode: waitForUser}                           | converted
            /greeting/mode            | greeting: {mode: generated}                             | unsupported
            /greeting/interruptible   | greeting: {text: Hi, interruptible: true}               | converted 0
            /greeting/interruptible   | greeting: {text: Hi, interruptible: false}              | converted 1
            /greeting/interruptible   | greeting: {mode: waitForUser, interruptible: false}     | unsupported
            /interruption/mode        | interruption: {mode: auto}                              | converted 0
            /interruption/mode        | interruption: {mode: semantic}                          | approximated 0
            /interruption/mode        | interruption: {mode: manual}                            | converted 1
            /interruption/mode        | interruption: {mode: 'off'}                             | approximated 1
            /interruption/minSpeechMs | interruption: {mode: semantic, minSpeechMs: 500}        | exact 500
            /interruption/minSpeechMs | interruption: {mode: manual, minSpeechMs: 500}          | unsupported
            /interruption/keywords    | interruption: {mode: 'off', keywords: [stop]}           | unsupported
            /turnDetection/mode       | turnDetection: {mode: silence}                          | converted 0
            /turnDetection/mode       | turnDetection: {mode: pushToTalk}                       | converted 1
            /turnDetection/mode       | turnDetection: {mode: semantic}                         | converted 3
            /turnDetection/eagerness  | turnDetection: {mode: semantic, eagerness: auto}        | exact "auto"
            /turnDetection/eagerness  | turnDetection: {eagerness: low}                         | unsupported
            /vad/farFieldSuppression  | vad: {farFieldSuppression: 'off'}                       | converted 0
            /vad/farFieldSuppression  | vad: {farFieldSuppression: low}                         | converted 1
            /vad/farFieldSuppression  | vad: {farFieldSuppression: medium}                      | converted 2
            /vad/farFieldSuppression  | vad: {farFieldSuppression: high}                        | converted 3
            /vad/farFieldSuppression  | vad: {farFieldSuppression: veryHigh}                    | converted 4
            /vad/farFieldSuppression  | vad: {farFieldSuppression: maximum}                     | converted 5
            /llm/historyMode          | llm: {historyMode: generated}                           | converted 0
            /llm/historyMode          | llm: {historyMode: spoken}                              | converted 1
            /subtitles/mode           | subtitles: {mode: fast}                                 | converted 0
            /subtitles/mode           | subtitles: {mode: synchronized}                         | converted 1
            /ambientSound/preset      | ambientSound: {preset: office}                          | approximated "busy_office"
            /ambientSound/preset      | ambientSound: {preset: cafe}                            | approximated "coffee_shops"
            /ambientSound/preset      | ambientSound: {preset: whiteNoise}                      | unsupported
            /ambientSound/preset      | ambientSound: {preset: office, soundId: rain}           | unsupported
            /ambientSound/soundId     | ambientSound: {preset: office, soundId: rain}           | exact "rain"
            /ambientSound/volume      | ambientSound: {volume: 1}                               | unsupported
            /tts/skipBrackets         | tts: {skipBrackets: [fullWidthRound]}                   | converted 1
            /tts/skipBrackets         | tts: {skipBrackets: [round]}                            | converted 2
            /tts/skipBrackets         | tts: {skipBrackets: [fullWidthSquare]}                  | converted 3
            /tts/skipBrackets         | tts: {skipBrackets: [square]}                           | converted 4
            /tts/skipBrackets         | tts: {skipBrackets: [curly]}                            | converted 5
            /tts/skipBrackets         | tts: {skipBrackets: [curly, round]}                     | approximated 5
            /voiceprint/ids           | voiceprint: {ids: [a]}                                  | exact ["a"]
            /voiceprint/ids           | voiceprint: {ids: [a, b]}                               | rejected""")
    void codes(String pointer, String part, String expected) {
        assertThat(Trtc.told(pointer, part)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zh             | exact "zh"
            zh-CN          | converted "zh"
            zh-Hans        | converted "zh"
            zh-SG          | converted "zh"
            cmn            | converted "zh"
            zh-TW          | exact "zh-TW"
            zh-Hant        | converted "zh-TW"
            yue            | converted "zh-yue"
            zh-HK          | converted "zh-yue"
            zh-yue         | exact "zh-yue"
            wuu            | approximated "zh-dialect"
            nan            | approximated "zh-dialect"
            hak            | approximated "zh-dialect"
            en             | exact "en"
            en-US          | converted "en"
            EN-gb          | converted "en"
            ja             | exact "ja"
            ko-KR          | converted "ko"
            pt-BR          | converted "pt"
            fil            | exact "fil"
            tl             | converted "fil"
            no             | exact "no"
            nb-NO          | converted "no"
            nn             | converted "no"
            sv             | exact "sv"
            da             | exact "da"
            vi             | exact "vi"
            id             | exact "id"
            th             | exact "th"
            tr             | exact "tr"
            ar             | exact "ar"
            es             | exact "es"
            hi             | exact "hi"
            fr             | exact "fr"
            ms             | exact "ms"
            de             | exact "de"
            it             | exact "it"
            ru             | exact "ru"
            arb            | approximated "ar"
            pl             | rejected
            nl             | rejected
            uk             | rejected
            el             | rejected
            cs             | rejected
            he             | rejected
            16k_zh_medical | rejected""")
    void languages(String tag, String expected) {
        assertThat(Trtc.told("/stt/language", "stt: {language: \"" + tag + "\"}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [en-US, zh]             | converted ["en","zh"]
            [ja, ko, fr]            | exact ["ja","ko","fr"]
            [en-US, en-GB, ja]      | converted ["en","ja"]
            [ja, ko, fr, de]        | clamped ["ja","ko","fr"]
            [ja, wuu, pl]           | approximated ["ja"]
            [wuu]                   | unsupported""")
    void alternativeLanguages(String tags, String expected) {
        assertThat(Trtc.told("/stt/alternativeLanguages", "stt: {alternativeLanguages: " + tags + "}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            openai  | https://api.openai.com/v1                              | converted "https://api.openai.com/v1/chat/completions"
            openai  | https://api.openai.com/v1/                             | converted "https://api.openai.com/v1/chat/completions"
            openai  | https://api.openai.com/v1/chat/completions             | exact "https://api.openai.com/v1/chat/completions"
            openai  | https://llm.example.com/v12?a=b&c=d                    | converted \
            "https://llm.example.com/v12/chat/completions?a=b&c=d"
            openai  | https://llm.example.com                                | exact "https://llm.example.com"
            openai  | https://chat                                           | exact "https://chat"
            openai  | https://llm.example.com/api/paas/v4                    | converted \
            "https://llm.example.com/api/paas/v4/chat/completions"
            minimax | https://api.minimax.chat/v1                            | converted \
            "https://api.minimax.chat/v1/text/chatcompletion_v2"
            minimax | https://api.minimax.chat/v1/text/chatcompletion_v2     | exact "https://api.minimax.chat/v1/text/chatcompletion_v2"
            dify    | https://api.dify.ai/v1                                 | converted "https://api.dify.ai/v1/chat-messages"
            dify    | https://api.dify.ai/v1/chat-messages                   | exact "https://api.dify.ai/v1/chat-messages"
            coze    | https://api.coze.com/v3?conversation_id=7              | converted "https://api.coze.com/v3/chat?conversation_id=7"
            coze    | https://api.coze.com/v3/chat?conversation_id=7         | exact "https://api.coze.com/v3/chat?conversation_id=7\"""")
    void addresses(String protocol, String url, String expected) {
        assertThat(Trtc.told("/llm/url", "llm: {protocol: " + protocol + ", appId: bot, url: \"" + url + "\"}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, exact \"openai\"",
        "minimax, converted \"openai\"",
        "dify, exact \"dify\"",
        "coze, exact \"coze\"",
        "azure, rejected",
        "dashscope, rejected"
    })
    void protocols(String protocol, String expected) {
        assertThat(Trtc.told("/llm/protocol", "llm: {protocol: " + protocol + "}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            platform   | converted "flow"
            tencent    | converted "tencent"
            minimax    | converted "minimax"
            azure      | converted "azure"
            cartesia   | converted "cartesia"
            elevenlabs | converted "elevenlabs"
            custom     | converted "custom"
            volcengine | rejected
            cosyvoice  | rejected""")
    void providers(String provider, String expected) {
        assertThat(Trtc.told("/tts/provider", "tts: {provider: " + provider + "}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            platform | zh-CN | converted "zh"
            platform | en    | exact "en"
            platform | zh-HK | converted "yue"
            platform | zh-TW | approximated "zh"
            platform | ja    | unsupported
            tencent  | zh-CN | converted 1
            tencent  | en-US | converted 2
            tencent  | ja    | converted 3
            tencent  | ko    | unsupported
            azure    | de-DE | exact "de-DE"
            minimax  | en    | unsupported""")
    void spokenLanguages(String provider, String tag, String expected) {
        String region = provider.equals("azure") ? ", region: eastasia" : "";
        assertThat(Trtc.told(
                        "/tts/language",
                        "tts: {provider: " + provider + ", voice: \"1008\", credentialRef: c, language: " + tag + region
                                + "}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            platform   | TTSConfig.VoiceId       | TTSConfig.VoiceId
            tencent    | TTSConfig.FastVoiceType | TTSConfig.VoiceType
            cartesia   | TTSConfig.VoiceId       | TTSConfig.VoiceId
            elevenlabs | TTSConfig.VoiceId       | TTSConfig.VoiceId""")
    void clonedVoices(String provider, String cloned, String plain) {
        String part = "tts: {provider: " + provider + ", credentialRef: c, model: m, %s}";

        assertThat(Trtc.entry(Trtc.translate(part.formatted("voice: \"1\", clonedVoice: c1")), "/tts/clonedVoice")
                        .vendorPath())
                .isEqualTo(cloned);
        assertThat(Trtc.entry(Trtc.translate(part.formatted("voice: \"1\"")), "/tts/voice")
                        .vendorPath())
                .isEqualTo(plain);
    }
}
