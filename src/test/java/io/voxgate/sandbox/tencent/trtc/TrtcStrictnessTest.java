package io.voxgate.sandbox.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each documented rule of the start, broken once. */
class TrtcStrictnessTest {
    private static final String OPENAI =
            "{'LLMType':'openai','Model':'m','APIKey':'k','APIUrl':'https://h/v1/chat/completions'%s}";
    private static final String TENCENT =
            "{'TTSType':'tencent','AppId':1,'SecretId':'i','SecretKey':'k','VoiceType':1008%s}";
    private final TrtcBench bench = new TrtcBench();

    @Test
    void everyDocumentedFieldAtOnceIsAccepted() {
        JsonNode response = bench.call("StartAIConversation", bench.start("room-1"));
        assertThat(response.path("TaskId").asText()).isNotBlank();
        assertThat(response.path("RequestId").asText()).isNotBlank();
    }

    /** Those of 647/108514, and one that no page lists; the vendor's own demos call with ap-beijing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ap-guangzhou",
                "ap-beijing",
                "ap-shanghai",
                "ap-singapore",
                "ap-tokyo",
                "na-ashburn",
                "na-siliconvalley",
                "eu-frankfurt"
            })
    void everyRegionIsTaken(String region) {
        JsonNode response = TrtcBench.response(bench.simulator.handle(bench.signer()
                .call(
                        "StartAIConversation",
                        TrtcBench.VERSION,
                        region,
                        bench.start("room-1").toString())));

        assertThat(response.path("TaskId").isTextual()).as(response.toString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"beijing", "AP-BEIJING", "ap_beijing"})
    void whatIsNotWrittenLikeARegionIsRefused(String region) {
        JsonNode response = TrtcBench.response(bench.simulator.handle(bench.signer()
                .call(
                        "StartAIConversation",
                        TrtcBench.VERSION,
                        region,
                        bench.start("room-1").toString())));

        assertThat(TrtcBench.code(response)).isEqualTo("UnsupportedRegion");
    }

    /** A value of '' removes the field. */
    @ParameterizedTest(name = "{0} = {1} is {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "/SdkAppId;;MissingParameter",
                "/SdkAppId;\"1400000009\";InvalidParameter.SdkAppId",
                "/SdkAppId;1400000010;UnauthorizedOperation.SdkAppId",
                "/RoomId;;MissingParameter",
                "/RoomId;12;InvalidParameter.RoomId",
                "/RoomId;\"\";InvalidParameter.RoomId",
                "/RoomIdType;2;InvalidParameterValue",
                "/RoomIdType;0;InvalidParameter.RoomId",
                "/RoomIdType;\"1\";InvalidParameter",
                "/SessionId;7;InvalidParameter",
                "/SessionID;\"s\";UnknownParameter",
                "/AgentConfig;;MissingParameter",
                "/AgentConfig;\"x\";InvalidParameter",
                "/AgentConfig/UserId;;MissingParameter",
                "/AgentConfig/UserId;5;InvalidParameter.UserId",
                "/AgentConfig/UserId;\"user_7\";InvalidParameter.UserId",
                "/AgentConfig/UserSig;;MissingParameter",
                "/AgentConfig/UserSig;\"user_signature_example\";InvalidParameter.UserSig",
                "/AgentConfig/Foo;1;UnknownParameter",
                "/AgentConfig/TargetUserId;1;InvalidParameter",
                "/AgentConfig/MaxIdleTime;0;InvalidParameter.OutOfRange",
                "/AgentConfig/MaxIdleTime;1.5;InvalidParameter",
                "/AgentConfig/WelcomeMessage;1;InvalidParameter",
                "/AgentConfig/WelcomeMessagePriority;2;InvalidParameterValue",
                "/AgentConfig/InterruptMode;3;InvalidParameterValue",
                "/AgentConfig/InterruptSpeechDuration;-1;InvalidParameter.OutOfRange",
                "/AgentConfig/InterruptSpeechDuration;5001;InvalidParameter.OutOfRange",
                "/AgentConfig/InterruptWordList;\"stop\";InvalidParameter",
                "/AgentConfig/InterruptWordList;[1];InvalidParameter",
                "/AgentConfig/TurnDetectionMode;2;InvalidParameterValue",
                "/AgentConfig/TurnDetectionMode;4;InvalidParameterValue",
                "/AgentConfig/TurnDetection/SemanticEagerness;\"fast\";InvalidParameterValue",
                "/AgentConfig/TurnDetection/X;1;UnknownParameter",
                "/AgentConfig/FilterOneWord;1;InvalidParameter",
                "/AgentConfig/FilterBracketsContent;0;InvalidParameter.OutOfRange",
                "/AgentConfig/FilterBracketsContent;6;InvalidParameter.OutOfRange",
                "/AgentConfig/FilterBracketsContent;[1];InvalidParameter",
                "/AgentConfig/AmbientSound/Scene;1;InvalidParameter",
                "/AgentConfig/AmbientSound/Volume;2.01;InvalidParameter.OutOfRange",
                "/AgentConfig/AmbientSound/Volume;-0.01;InvalidParameter.OutOfRange",
                "/AgentConfig/VoicePrint/Mode;2;InvalidParameterValue",
                "/AgentConfig/VoicePrint/IdList;;MissingParameter",
                "/AgentConfig/VoicePrint/IdList;[\"a\",\"b\"];InvalidParameter.OutOfRange",
                "/AgentConfig/SubtitleMode;2;InvalidParameterValue",
                "/STTConfig;\"x\";InvalidParameter",
                "/STTConfig/Language;\"en-GB\";InvalidParameterValue",
                "/STTConfig/AlternativeLanguage;[\"zh-dialect\"];InvalidParameterValue",
                "/STTConfig/AlternativeLanguage;[\"16k_zh_en\"];InvalidParameterValue",
                "/STTConfig/AlternativeLanguage;[\"zh\",\"ja\",\"ko\",\"vi\"];InvalidParameter.OutOfRange",
                "/STTConfig/AlternativeLanguage;\"zh\";InvalidParameter",
                "/STTConfig/VadSilenceTime;239;InvalidParameter.OutOfRange",
                "/STTConfig/VadSilenceTime;2001;InvalidParameter.OutOfRange",
                "/STTConfig/VadSilenceTime;\"1000\";InvalidParameter",
                "/STTConfig/VadLevel;-1;InvalidParameter.OutOfRange",
                "/STTConfig/VadLevel;6;InvalidParameter.OutOfRange",
                "/STTConfig/HotWordList;\"word\";InvalidParameterValue",
                "/STTConfig/HotWordList;\"word|12\";InvalidParameterValue",
                "/STTConfig/HotWordList;\"word|0\";InvalidParameterValue",
                "/STTConfig/HotWordList;\"a|1,\";InvalidParameterValue",
                "/STTConfig/HotWordList;\"1234567890123456789012345678901|1\";InvalidParameterValue",
                "/STTConfig/HotWordList;\"一二三四五六七八九十一|1\";InvalidParameterValue",
                "/STTConfig/HotWordList;[];InvalidParameter",
                "/STTConfig/CustomParam;{};InvalidParameter",
                "/STTConfig/CustomParam;\"{\\\"STTType\\\":\\\"azure\\\",\\\"Region\\\":\\\"eastus\\\"}\";MissingParameter",
                "/STTConfig/CustomParam;\"{\\\"STTType\\\":\\\"deepgram\\\",\\\"ApiKey\\\":\\\"k\\\"}\";MissingParameter",
                "/STTConfig/CustomParam;\"{\\\"STTType\\\":\\\"tencent\\\","
                        + "\\\"AppId\\\":\\\"1\\\",\\\"SecretId\\\":\\\"i\\\"}\";MissingParameter",
                "/STTConfig/CustomParam;\"{\\\"STTType\\\":\\\"soniox\\\","
                        + "\\\"ApiKey\\\":\\\"\\\",\\\"Model\\\":\\\"m\\\"}\";InvalidParameterValue",
                "/LLMConfig;;MissingParameter",
                "/LLMConfig;{};InvalidParameter",
                "/LLMConfig;\"{\";InvalidParameterValue",
                "/LLMConfig;\"[]\";InvalidParameter",
                "/TTSConfig;;MissingParameter",
                "/TTSConfig;\"{}\";MissingParameter",
                "/AvatarConfig;{};InvalidParameter",
                "/AvatarConfig;\"no json\";InvalidParameterValue",
                "/ExperimentalParams;1;InvalidParameter",
                "/SilenceConfig;{};UnknownParameter"
            })
    void aBrokenRuleHasItsCode(String pointer, String value, String code) {
        ObjectNode start = bench.start("room-1");
        int last = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) (last == 0 ? start : start.at(pointer.substring(0, last)));
        String field = pointer.substring(last + 1);
        if (value == null) {
            parent.remove(field);
        } else {
            parent.set(field, TrtcBench.json(value));
        }
        assertThat(TrtcBench.code(bench.call("StartAIConversation", start))).isEqualTo(code);
        assertThat(bench.events()).isEmpty();
    }

    @ParameterizedTest(name = "openai with {0} is {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                ",'Temperature':1;UnknownParameter", ",'Timeout':0.9;InvalidParameter.OutOfRange",
                        ",'Timeout':50.1;InvalidParameter.OutOfRange", ",'Timeout':'3';InvalidParameter",
                ",'History':-1;InvalidParameter.OutOfRange", ",'History':51;InvalidParameter.OutOfRange",
                        ",'History':1.5;InvalidParameter", ",'HistoryMode':2;InvalidParameterValue",
                ",'MetaInfo':'x';InvalidParameter", ",'Streaming':'true';InvalidParameter",
                        ",'SystemPrompt':1;InvalidParameter", ",'BotId':'b';UnknownParameter",
                ",'Model':'m';InvalidParameterValue"
            })
    void theLanguageModelIsChecked(String more, String code) {
        assertThat(llm(OPENAI.formatted(more))).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'Model':'m','APIKey':'k','APIUrl':'https://h'};MissingParameter",
                "{'LLMType':'azure','Model':'m','APIKey':'k','APIUrl':'https://h'};InvalidParameterValue",
                "{'LLMType':'openai','APIKey':'k','APIUrl':'https://h'};MissingParameter",
                "{'LLMType':'openai','Model':'m','APIUrl':'https://h'};MissingParameter.APIKey",
                "{'LLMType':'openai','Model':'m','APIKey':'k'};MissingParameter",
                "{'LLMType':'openai','Model':'m','APIKey':'k','APIUrl':'h'};InvalidParameterValue",
                "{'LLMType':'coze','APIKey':'k','APIUrl':'https://h'};MissingParameter",
                "{'LLMType':'dify','APIKey':'k','APIUrl':'https://h','Inputs':'x'};InvalidParameter",
                "{'LLMType':'coze','APIKey':'k','APIUrl':'https://h','BotId':'b','UserId':'u','conversation_id':'c','Streaming':true};ok",
                "{'LLMType':'dify','APIKey':'app-1','APIUrl':'https://h','Inputs':{},'User':'u','ConversationId':'c','Streaming':true};ok",
                "{'LLMType':'openai','Model':'m','APIKey':'k','APIUrl':'https://h','Timeout':1,'History':50};ok",
                "{'LLMType':1};InvalidParameter"
            })
    void eachLanguageModelTypeHasItsKeys(String config, String code) {
        assertThat(llm(config)).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'TTSType':'volcengine','AppId':'1'};InvalidParameterValue",
                "{'TTSType':'flow'};MissingParameter",
                "{'TTSType':'flow','VoiceId':'v','Model':'m','Speed':0.49};InvalidParameter.OutOfRange",
                "{'TTSType':'flow','VoiceId':'v','Model':'m','Speed':2.01};InvalidParameter.OutOfRange",
                "{'TTSType':'flow','VoiceId':'v','Model':'m','Pitch':13};InvalidParameter.OutOfRange",
                "{'TTSType':'flow','VoiceId':'v','Model':'m','Language':'ja'};InvalidParameterValue",
                "{'TTSType':'flow','VoiceId':'v','Model':'m','Volume':10.1};InvalidParameter.OutOfRange",
                "{'TTSType':'flow','VoiceId':'v','Model':'m','VoiceType':1};UnknownParameter",
                "{'TTSType':'tencent','SecretId':'i','SecretKey':'k','VoiceType':1};MissingParameter.AppId",
                "{'TTSType':'tencent','AppId':true,'SecretId':'i','SecretKey':'k','VoiceType':1};InvalidParameter",
                "{'TTSType':'tencent','AppId':'1','SecretId':'i','SecretKey':'k','VoiceType':1};ok",
                "{'TTSType':'tencent','AppId':1,'SecretId':'i','VoiceType':1};MissingParameter.SecretKey",
                "{'TTSType':'tencent','AppId':1,'SecretKey':'k','VoiceType':1};MissingParameter",
                "{'TTSType':'tencent','AppId':1,'SecretId':'i','SecretKey':'k'};MissingParameter",
                "{'TTSType':'minimax','Model':'m','APIUrl':'https://h','APIKey':'k','GroupId':'g','VoiceType':'v','Speed':1};ok",
                "{'TTSType':'minimax','Model':'m','APIUrl':'https://h','APIKey':'k','VoiceType':7};InvalidParameter",
                "{'TTSType':'minimax','Model':'m','APIUrl':'https://h','APIKey':'k','VoiceType':'v',"
                        + "'Speed':2.1};InvalidParameter.OutOfRange",
                "{'TTSType':'azure','Region':'r','VoiceName':'v','Language':'l'};MissingParameter",
                "{'TTSType':'azure','SubscriptionKey':'k','Region':'r','VoiceName':'v','Language':'l',"
                        + "'Rate':0.4};InvalidParameter.OutOfRange",
                "{'TTSType':'azure','SubscriptionKey':'k','Region':'r','VoiceName':'v','Language':'l','Rate':2};ok",
                "{'TTSType':'cartesia','Model':'m','VoiceId':'v'};MissingParameter.APIKey",
                "{'TTSType':'cartesia','Model':'m','VoiceId':'v','APIKey':'k'};ok",
                "{'TTSType':'elevenlabs','APIKey':'k'};MissingParameter",
                "{'TTSType':'elevenlabs','Model':'m','VoiceId':'v'};ok",
                "{'TTSType':'elevenlabs','Model':'m','APIKey':'k'};MissingParameter",
                "{'TTSType':'flow','VoiceId':'v'};MissingParameter",
                "{'TTSType':'minimax','Model':'m','APIKey':'k','VoiceType':'v'};MissingParameter",
                "{'TTSType':'minimax','APIUrl':'https://h','APIKey':'k','VoiceType':'v'};MissingParameter",
                "{'TTSType':'dummy'};ok",
                "{'TTSType':'inworld','Model':'m'};ok",
                "{'TTSType':'custom','APIUrl':'https://h'};MissingParameter.APIKey",
                "{'TTSType':'custom','APIKey':'k'};MissingParameter",
                "{'TTSType':'custom','APIKey':'k','APIUrl':'https://h','AudioFormat':'mp3'};InvalidParameterValue",
                "{'TTSType':'custom','APIKey':'k','APIUrl':'https://h','AudioChannel':3};InvalidParameterValue",
                "{'TTSType':'custom','APIKey':'k','APIUrl':'https://h','AudioFormat':'pcm','SampleRate':16000,'AudioChannel':2};ok"
            })
    void eachSpeechTypeHasItsKeys(String config, String code) {
        assertThat(tts(config)).isEqualTo(code);
    }

    @ParameterizedTest(name = "tencent speech with {0} is {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                ",'Speed':-2.01;InvalidParameter.OutOfRange", ",'Speed':6.01;InvalidParameter.OutOfRange",
                        ",'Speed':1.234;InvalidParameterValue", ",'Speed':-2,'Volume':0,'PrimaryLanguage':3;ok",
                ",'Speed':6,'Volume':10,'PrimaryLanguage':'zh-CN','FastVoiceType':'f';ok",
                        ",'Volume':11;InvalidParameter.OutOfRange", ",'Volume':0.1;InvalidParameter",
                        ",'PrimaryLanguage':4;InvalidParameterValue",
                ",'EmotionCategory':'sad';UnknownParameter"
            })
    void tencentSpeechIsChecked(String more, String code) {
        assertThat(tts(TENCENT.formatted(more))).isEqualTo(code);
    }

    @Test
    void aVoiceTypeIsANumber() {
        assertThat(tts(TENCENT.formatted("").replace("1008", "'1008'"))).isEqualTo("InvalidParameter");
    }

    @Test
    void hotWordsMayBe128() {
        assertThat(hotWords(128)).isEqualTo("ok");
        assertThat(hotWords(129)).isEqualTo("InvalidParameterValue");
    }

    @Test
    void numericRoomsEndAt32Bits() {
        for (Map.Entry<String, String> room : Map.of(
                        "1",
                        "ok",
                        "4294967295",
                        "ok",
                        "4294967296",
                        "InvalidParameter.RoomId",
                        "0",
                        "InvalidParameter.RoomId",
                        "-1",
                        "InvalidParameter.RoomId")
                .entrySet()) {
            ObjectNode start = bench.start(room.getKey());
            start.put("RoomIdType", 0).put("SessionId", "s" + room.getKey());
            assertThat(outcome(start)).as(room.getKey()).isEqualTo(room.getValue());
        }
    }

    private String hotWords(int count) {
        ObjectNode start = bench.start("room-1");
        start.put("SessionId", "hot" + count);
        String list = IntStream.range(0, count).mapToObj(i -> "w" + i + "|1").collect(Collectors.joining(","));
        ((ObjectNode) start.path("STTConfig")).put("HotWordList", list);
        return outcome(start);
    }

    private String llm(String config) {
        ObjectNode start = bench.start("room-1");
        start.put("LLMConfig", config.replace('\'', '"'));
        return outcome(start);
    }

    private String tts(String config) {
        ObjectNode start = bench.start("room-1");
        start.put("TTSConfig", config.replace('\'', '"'));
        return outcome(start);
    }

    private String outcome(ObjectNode start) {
        JsonNode response = bench.call("StartAIConversation", start);
        return response.has("TaskId") ? "ok" : TrtcBench.code(response);
    }

    /** Another provider has languages of its own. */
    @Test
    void anotherRecogniserIsTakenWithItsKeyAndItsLanguage() {
        ObjectNode start = bench.start("room-1");
        ((ObjectNode) start.get("STTConfig"))
                .put("Language", "pl")
                .put(
                        "CustomParam",
                        "{\"STTType\":\"soniox\",\"ApiKey\":\"k\",\"Model\":\"stt-rt-v4\",\"LanguageHints\":[\"pl\"],\"Context\":{}}");

        assertThat(bench.call("StartAIConversation", start).path("TaskId").asText())
                .isNotBlank();
    }
}
