package io.voxgate.adapter.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.Vectors;
import io.voxgate.json.Json;
import io.voxgate.model.Fault;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A vendor's own request read into our words, and put into the vendor's words again. */
final class ImportTest {
    private static final ObjectNode SAMPLE = (ObjectNode) Vectors.sample("trtc-start-ai-conversation.json");
    /** What comes from the connection, a credential or the session, not from the import. */
    private static final Set<String> IDENTIFIERS_AND_SECRETS = Set.of(
            "SdkAppId",
            "SessionId",
            "AgentConfig.UserSig",
            "LLMConfig.APIKey",
            "TTSConfig.AppId",
            "TTSConfig.SecretId",
            "TTSConfig.SecretKey");

    private static ImportResult parse(String request) {
        return Trtc.ADAPTER.parse(Yaml.object(request));
    }

    private static Map<String, JsonNode> again(ImportResult imported) {
        Translation translation = Trtc.ADAPTER.translate(new StartCommand(
                Yaml.agent(imported.agent()), Optional.of(Yaml.channel(imported.channel())), Optional.of("ses_01")));
        assertThat(translation.report().accepted())
                .as("%s", translation.report())
                .isTrue();
        return Json.leaves(translation.call().display(Optional.of(TestAccount.account())));
    }

    private static Map<String, JsonNode> leaves(ObjectNode request) {
        ObjectNode open = request.deepCopy();
        TrtcTranslator.JSON_TEXT.forEach(name -> Optional.ofNullable(open.get(name))
                .flatMap(text -> Json.parse(text.asText()))
                .ifPresent(inner -> open.set(name, inner)));
        return Json.leaves(open);
    }

    @Test
    void theVendorsSampleIsReadWhole() {
        ImportResult imported = Trtc.ADAPTER.parse(SAMPLE);

        assertThat(imported.faults()).isEmpty();
        assertThat(imported.agent()).isEqualTo(Yaml.object("""
                limits: {nobodyPresentMs: 120000}
                stt: {language: en-US, alternativeLanguages: [en-US, zh]}
                llm: {protocol: openai, model: gpt-3.5-turbo, credentialRef: llm, url: \
                "http://xxxx-api.woa.com/v1/chat/completions", streaming: true}
                tts: {provider: tencent, credentialRef: tts, voice: "1008", speed: 1.2}
                """));
        assertThat(imported.channel())
                .isEqualTo(Yaml.object("{type: room, roomId: room_987654321, roomIdType: string, agentUserId: "
                        + "user_12345, userId: target_user_54321}"));
        assertThat(imported.settings()).isEqualTo(Yaml.object("{sdkAppId: 12345678}"));
        assertThat(imported.credentials())
                .extracting(ImportResult.FoundCredential::name, c -> String.join(",", c.fields()))
                .containsExactly(tuple("llm", "apiKey"), tuple("tts", "appId,secretId,secretKey"));
        assertThat(Json.write(Json.tree(imported)))
                .doesNotContain("AKIDxxxxx", "HlDxxxxxx", "130000000", "user_signature_example");
    }

    /**
     * Each field of the sample is there again and equal, except identifiers, secrets, and what the two reports name:
     * the language tags.
     */
    @Test
    void theVendorsSampleComesBackButForItsLanguageTags() {
        Map<String, JsonNode> before = leaves(SAMPLE);
        Map<String, JsonNode> after = again(Trtc.ADAPTER.parse(SAMPLE));

        Map<String, String> different = new LinkedHashMap<>();
        before.forEach((path, value) -> {
            if (!IDENTIFIERS_AND_SECRETS.contains(path)
                    && !Json.same(value, after.getOrDefault(path, Json.text("gone")))) {
                different.put(path, value + " -> " + after.get(path));
            }
        });
        assertThat(different)
                .isEqualTo(Map.of(
                        "STTConfig.Language", "\"en-US\" -> \"en\"",
                        "STTConfig.AlternativeLanguage", "[\"en-US\",\"zh\"] -> [\"en\",\"zh\"]"));
        assertThat(after.keySet()).containsAll(IDENTIFIERS_AND_SECRETS).isEqualTo(before.keySet());
    }

    @Test
    void everyDocumentedFieldOfAConversationComesBack() {
        ObjectNode request = Yaml.object("""
                SdkAppId: 1
                RoomId: "42"
                RoomIdType: 0
                SessionId: s
                AgentConfig:
                  UserId: a
                  UserSig: sig
                  TargetUserId: u
                  MaxIdleTime: 90
                  WelcomeMessage: Hello
                  WelcomeMessagePriority: 1
                  InterruptMode: 1
                  TurnDetectionMode: 3
                  TurnDetection: {SemanticEagerness: low}
                  FilterOneWord: false
                  FilterBracketsContent: 4
                  AmbientSound: {Scene: busy_office, Volume: 0.3}
                  VoicePrint: {Mode: 1, IdList: [v1]}
                  SubtitleMode: 1
                STTConfig: {Language: zh-yue, AlternativeLanguage: [en, ja], VadSilenceTime: 700, VadLevel: 3, \
                HotWordList: "云|11,Voxgate|100", CustomParam: beta}
                LLMConfig: '{"LLMType":"openai","Model":"m","APIKey":"k","APIUrl":"https://h/v1/chat/completions",\
                "Streaming":false,"SystemPrompt":"p","Timeout":2.5,"History":7,"HistoryMode":1,"MetaInfo":{"a":[1,2]},\
                "TopK":3}'
                TTSConfig: '{"TTSType":"flow","VoiceId":"v","Model":"flow_01_ex","Speed":1.3,"Volume":0.7,"Pitch":-4,"Language":"yue"}'
                AvatarConfig: '{"face":"round"}'
                ExperimentalParams: '{"x":1}'
                """);
        ImportResult imported = Trtc.ADAPTER.parse(request);
        Map<String, JsonNode> before = leaves(request);

        assertThat(again(imported))
                .containsAllEntriesOf(
                        without(before, "SdkAppId", "SessionId", "AgentConfig.UserSig", "LLMConfig.APIKey"));
        assertThat(imported.fields())
                .filteredOn(field -> field.outcome() == ImportOutcome.KEPT || field.outcome() == ImportOutcome.UNKNOWN)
                .extracting(ImportResult.ImportEntry::vendorPath, ImportResult.ImportEntry::outcome)
                .containsExactlyInAnyOrder(
                        tuple("STTConfig.CustomParam", ImportOutcome.KEPT),
                        tuple("ExperimentalParams", ImportOutcome.KEPT),
                        tuple("LLMConfig.TopK", ImportOutcome.UNKNOWN));
        assertThat(imported.agent().at("/stt/language").asText()).isEqualTo("yue");
        assertThat(imported.agent().at("/greeting"))
                .isEqualTo(Yaml.object("{text: Hello, mode: static, interruptible: false}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"TTSType":"tencent","AppId":"13","SecretId":"i","SecretKey":"k","VoiceType":1008,"Speed":-1.25,\
            "Volume":2,"PrimaryLanguage":3,"FastVoiceType":"c"} | /tts/speed | 0.75
            {"TTSType":"minimax","Model":"m","APIUrl":"https://m/t2a","APIKey":"k","GroupId":"g","VoiceType":"male",\
            "Speed":0.5}   | /tts/voice | "male"
            {"TTSType":"azure","SubscriptionKey":"k","Region":"eastasia","VoiceName":"v","Language":"zh-CN",\
            "Rate":1.1}        | /tts/region | "eastasia"
            {"TTSType":"cartesia","Model":"m","APIKey":"k","VoiceId":"v"} | /tts/provider | "cartesia"
            {"TTSType":"elevenlabs","Model":"m","APIKey":"k","VoiceId":"v"}                                              | /tts/model | "m"
            {"TTSType":"custom","APIKey":"k","APIUrl":"https://s/say","AudioFormat":"pcm","SampleRate":8000,\
            "AudioChannel":2}    | /tts/sampleRate | 8000""")
    void everyKindOfSpeechComesBack(String config, String pointer, String value) {
        ObjectNode request = request(
                config,
                "{\"LLMType\":\"coze\",\"BotId\":\"b\",\"APIKey\":\"k\",\"APIUrl\":\"https://api.coze.com/"
                        + "v3/chat\",\"UserId\":\"u\",\"conversation_id\":\"c\",\"Streaming\":true}");
        ImportResult imported = Trtc.ADAPTER.parse(request);

        assertThat(imported.agent().at(pointer)).isEqualTo(Json.parse(value).orElseThrow());
        assertThat(imported.agent().has("vendorOptions")).isFalse();
        assertThat(again(imported))
                .containsAllEntriesOf(without(
                        leaves(request),
                        "LLMConfig.APIKey",
                        "TTSConfig.AppId",
                        "TTSConfig.SecretId",
                        "TTSConfig.SecretKey",
                        "TTSConfig.APIKey",
                        "TTSConfig.GroupId",
                        "TTSConfig.SubscriptionKey"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            STTConfig: {Language: 16k_zh_medical}                                   | /stt/model                    | "16k_zh_medical"
            STTConfig: {Language: zh-dialect}                                       | /stt/model                    | "zh-dialect"
            STTConfig: {Language: zh-TW}                                            | /stt/language                 | "zh-TW"
            STTConfig: {Language: en-US}                                            | /stt/language                 | "en-US"
            AgentConfig: {MaxIdleTime: 60}                                          | /limits/nobodyPresentMs       | 60000
            AgentConfig: {WelcomeMessage: ""}                                       | /greeting/mode                | "waitForUser"
            AgentConfig: {InterruptMode: 0}                                         | /interruption/mode            | "auto"
            AgentConfig: {InterruptMode: 1}                                         | /interruption/mode            | "manual"
            AgentConfig: {AmbientSound: {Scene: coffee_shops}}                      | /ambientSound/soundId         | "coffee_shops\"""")
    void fieldsWithAnInverse(String part, String pointer, String value) {
        ObjectNode request = request("{\"TTSType\":\"flow\",\"VoiceId\":\"v\"}", OPENAI);
        Json.merge(request, Yaml.object(part));

        assertThat(Trtc.ADAPTER.parse(request).agent().at(pointer))
                .isEqualTo(Json.parse(value).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AgentConfig: {TurnDetectionMode: 2}                    | AgentConfig.TurnDetectionMode
            AgentConfig: {InterruptSpeechDuration: 6000}           | AgentConfig.InterruptSpeechDuration
            AgentConfig: {InterruptMode: yes please}               | AgentConfig.InterruptMode
            AgentConfig: {VoicePrint: {Mode: 1}}                   | AgentConfig.VoicePrint.Mode
            STTConfig: {VadLevel: 9}                               | STTConfig.VadLevel
            STTConfig: {HotWordList: "no weight"}                  | STTConfig.HotWordList
            STTConfig: {AlternativeLanguage: [en, 16k_zh_en]}      | STTConfig.AlternativeLanguage""")
    void aValueWithoutAnInverseIsKeptAndComesBack(String part, String path) {
        ObjectNode request = request("{\"TTSType\":\"flow\",\"VoiceId\":\"v\"}", OPENAI);
        Json.merge(request, Yaml.object(part));
        ImportResult imported = Trtc.ADAPTER.parse(request);

        assertThat(imported.fields())
                .filteredOn(field -> field.vendorPath().equals(path))
                .extracting(ImportResult.ImportEntry::outcome)
                .containsExactly(ImportOutcome.KEPT);
        assertThat(again(imported)).containsEntry(path, leaves(request).get(path));
    }

    /** Two of Tencent's pages write these in two ways. */
    @Test
    void bothSpellingsAreUnderstood() {
        ObjectNode request = request(
                "{\"TTSType\":\"tencent\",\"AppId\":13,\"SecretId\":\"i\",\"SecretKey\":\"k\","
                        + "\"VoiceType\":\"1008\",\"PrimaryLanguage\":\"zh-CN\"}",
                OPENAI);
        ImportResult imported = Trtc.ADAPTER.parse(request);

        assertThat(imported.agent().get("tts"))
                .isEqualTo(Yaml.object("{provider: tencent, credentialRef: tts, voice: \"1008\", language: zh-CN}"));
        assertThat(again(imported))
                .containsEntry("TTSConfig.VoiceType", Json.number(1008))
                .containsEntry("TTSConfig.PrimaryLanguage", Json.number(1));
    }

    @Test
    void anUnknownModelTypeIsSentAgain() {
        ObjectNode request = request("{\"TTSType\":\"flow\",\"VoiceId\":\"v\"}", OPENAI.replace("openai", "newllm"));

        assertThat(again(Trtc.ADAPTER.parse(request))).containsEntry("LLMConfig.LLMType", Json.text("newllm"));
    }

    @Test
    void anUnknownKindOfSpeechLeaksNoKey() {
        ImportResult imported =
                Trtc.ADAPTER.parse(request("{\"TTSType\":\"newtts\",\"APIKey\":\"leak\",\"Voice\":\"v\"}", OPENAI));

        assertThat(Json.write(Json.tree(imported))).doesNotContain("leak");
        assertThat(imported.fields())
                .extracting(ImportResult.ImportEntry::vendorPath, ImportResult.ImportEntry::outcome)
                .contains(
                        tuple("TTSConfig.APIKey", ImportOutcome.SECRET),
                        tuple("TTSConfig.Voice", ImportOutcome.UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LLMConfig: "no json" | INVALID_JSON_TEXT
            LLMConfig: "[]"      | INVALID_JSON_TEXT
            SdkAppId: 1          | REQUIRED
            TTSConfig: "7"       | INVALID_JSON_TEXT""")
    void whatCannotBeReadIsAFault(String request, String code) {
        assertThat(parse(request).faults()).extracting(Fault::code).contains(code);
    }

    private static final String OPENAI =
            "{\"LLMType\":\"openai\",\"Model\":\"m\",\"APIKey\":\"k\",\"APIUrl\":\"https://h/v1/chat/completions\"}";

    private static ObjectNode request(String tts, String llm) {
        return Json.object()
                .put("RoomId", "1")
                .put("RoomIdType", 0)
                .put("LLMConfig", llm)
                .put("TTSConfig", tts);
    }

    private static Map<String, JsonNode> without(Map<String, JsonNode> leaves, String... paths) {
        Map<String, JsonNode> rest = new LinkedHashMap<>(leaves);
        rest.keySet().removeAll(Set.of(paths));
        return rest;
    }
}
