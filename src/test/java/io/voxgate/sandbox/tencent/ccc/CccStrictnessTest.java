package io.voxgate.sandbox.tencent.ccc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each documented rule of a call, broken once. */
class CccStrictnessTest {
    private final CccBench bench = new CccBench();

    @Test
    void everyDocumentedFieldAtOnceIsAccepted() {
        JsonNode response = bench.call("CreateAICall", bench.order(CccBench.ANYBODY));

        assertThat(response.path("SessionId").asText()).matches("[0-9a-f]{32}");
        assertThat(response.path("RequestId").asText()).matches("[0-9a-f]{32}");
    }

    @Test
    void theVendorsOwnSampleIsAccepted() {
        ObjectNode sample = ((ObjectNode) Vectors.sample("ccc-create-ai-call.json")).put("SdkAppId", 1500000009);

        assertThat(bench.dialled(sample)).matches("[0-9a-f]{32}");
    }

    /** A value of '' removes the field. */
    @ParameterizedTest(name = "{0} = {1} is {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "/SdkAppId;;MissingParameter",
                "/SdkAppId;\"1500000009\";InvalidParameter",
                "/SdkAppId;1500000010;InvalidParameterValue.InstanceNotExist",
                "/Callee;;MissingParameter",
                "/Callee;8613800000000;InvalidParameterValue.PhoneNumInvalid",
                "/Callee;\"+8613800000000\";InvalidParameterValue.PhoneNumInvalid",
                "/Callee;\"\";InvalidParameterValue.PhoneNumInvalid",
                "/Callers;[\"me\"];InvalidParameterValue.PhoneNumInvalid",
                "/Callers;\"008675512345678\";InvalidParameter",
                "/LLMType;;MissingParameter",
                "/LLMType;\"coze\";InvalidParameterValue",
                "/APIKey;;MissingParameter",
                "/APIKey;\"\";InvalidParameterValue",
                "/APIUrl;;MissingParameter",
                "/APIUrl;\"api.openai.com\";InvalidParameterValue",
                "/APIUrl;\"https://api.openai.com/v1/chat/completions\";InvalidParameterValue",
                "/SystemPrompt;;MissingParameter",
                "/Model;;MissingParameter",
                "/Model;1;InvalidParameter",
                "/VoiceType;;MissingParameter",
                "/VoiceType;\"\";MissingParameter",
                "/VoiceType;\"Alice\";InvalidParameterValue",
                "/CustomTTSConfig;\"{\\\"TTSType\\\":\\\"volcengine\\\",\\\"AppId\\\":\\\"1\\\","
                        + "\\\"Token\\\":\\\"t\\\"}\";InvalidParameterValue",
                "/WelcomeMessage;1;InvalidParameter",
                "/WelcomeType;2;InvalidParameterValue",
                "/WelcomeMessagePriority;1;InvalidParameterValue",
                "/WelcomeMessagePriority;\"2\";InvalidParameter",
                "/MaxDuration;0;InvalidParameterValue",
                "/MaxDuration;1.5;InvalidParameter",
                "/Languages;[\"en-US\"];InvalidParameterValue",
                "/Languages;[\"sv\"];InvalidParameterValue",
                "/Languages;[\"zh\",\"en\",\"ja\",\"ko\",\"vi\"];InvalidParameterValue",
                "/Languages;\"zh\";InvalidParameter",
                "/InterruptMode;2;InvalidParameterValue",
                "/InterruptSpeechDuration;\"500\";InvalidParameter",
                "/EndFunctionEnable;1;InvalidParameter",
                "/EndFunctionDesc;true;InvalidParameter",
                "/TransferFunctionEnable;\"true\";InvalidParameter",
                "/TransferItems;[{\"TransferFunctionName\":\"a\",\"TransferFunctionDesc\":\"b\"}];MissingParameter",
                "/TransferItems/0/TransferSkillGroupId;\"1377\";InvalidParameter",
                "/TransferItems/0/Target;1;UnknownParameter",
                "/NotifyDuration;9;InvalidParameterValue",
                "/NotifyDuration;10000.5;InvalidParameter",
                "/NotifyMaxCount;0;InvalidParameterValue",
                "/PromptVariables;[{\"Key\":\"a\",\"Value\":1}];InvalidParameter",
                "/Variables;[{\"Key\":\"a\"}];MissingParameter",
                "/Variables;[{\"Key\":\"welcome-message-delay\",\"Value\":\"soon\"}];InvalidParameterValue",
                "/VadSilenceTime;239;InvalidParameterValue",
                "/VadSilenceTime;2001;InvalidParameterValue",
                "/VadLevel;4;InvalidParameterValue",
                "/VadLevel;-1;InvalidParameterValue",
                "/ExtractConfig/0/InfoType;\"Choice\";InvalidParameterValue",
                "/ExtractConfig/0/InfoName;;MissingParameter",
                "/ExtractConfig/0/Choices;;MissingParameter",
                "/ExtractConfig;[{\"InfoType\":\"Text\",\"InfoName\":\"a\"},{\"InfoType\":\"Number\","
                        + "\"InfoName\":\"a\"}];InvalidParameterValue",
                "/Temperature;\"0.5\";InvalidParameter",
                "/TopP;true;InvalidParameter",
                "/LLMExtraBody;{};InvalidParameter",
                "/LLMExtraBody;\"[]\";InvalidParameter",
                "/LLMExtraBody;\"{\";InvalidParameterValue",
                "/ToneWord/FirstSentenceTimeout;\"1\";InvalidParameter",
                "/ToneWord/ZHToneWords/Neutral;\"n\";InvalidParameter",
                "/ToneWord/ENToneWords;{};UnknownParameter",
                "/EnableComplianceAudio;0;InvalidParameter",
                "/EnableVoicemailDetection;\"x\";InvalidParameter",
                "/VoicemailAction;1;InvalidParameterValue",
                "/MaxCallDurationMs;0;InvalidParameterValue",
                "/MaxRingTimeoutSecond;1.5;InvalidParameter",
                "/AmbientSoundType;\"office\";InvalidParameterValue",
                "/AmbientSoundType;;InvalidParameterValue",
                "/AmbientSoundVolume;2.01;InvalidParameterValue",
                "/AmbientSoundVolume;-1;InvalidParameterValue",
                "/TransferToAgentEnable;1;InvalidParameter",
                "/TransferToAgentItems;[{\"TransferToAgentName\":\"a\",\"TransferToAgentDesc\":\"b\"}];MissingParameter",
                "/AcquireTimeoutSecond;6;InvalidParameterValue",
                "/AcquireTimeoutSecond;1.5;InvalidParameter",
                "/CustomSTTConfig;{};InvalidParameter",
                "/SessionId;\"s\";UnknownParameter",
                "/STTConfig;{};UnknownParameter"
            })
    void aBrokenRuleHasItsCode(String pointer, String value, String code) {
        ObjectNode order = bench.order(CccBench.ANYBODY);
        int last = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) (last == 0 ? order : order.at(pointer.substring(0, last)));
        String field = pointer.substring(last + 1);
        if (value == null) {
            parent.remove(field);
        } else {
            parent.set(field, CccBench.json(value));
        }

        assertThat(CccBench.code(bench.call("CreateAICall", order))).isEqualTo(code);
        bench.pass(60_000);
        assertThat(bench.records("").path("TotalCount").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'TTSType':'tencent','AppId':'1','SecretId':'i','SecretKey':'k','VoiceType':1008,"
                        + "'Speed':-2,'Volume':10,'PrimaryLanguage':3}",
                "{'TTSType':'tencent','AppId':'1','SecretId':'i','SecretKey':'k','VoiceType':200000000,'FastVoiceType':'v'}",
                "{'TTSType':'minimax','Model':'m','APIUrl':'https://api.minimax.chat/v1','APIKey':'k',"
                        + "'GroupId':'g','VoiceType':'v','Speed':2}",
                "{'TTSType':'volcengine','AppId':'1','Token':'t','Speed':1.0,'Volume':1.0,'Cluster':'volcano_tts','VoiceType':'v'}",
                "{'TTSType':'azure','SubscriptionKey':'k','Region':'r','VoiceName':'v','Language':'en-US','Rate':0.5}",
                "{'TTSType':'custom','APIKey':'k','APIUrl':'https://h/tts','AudioFormat':'pcm','SampleRate':16000,'AudioChannel':2}"
            })
    void anotherVoiceIsAccepted(String config) {
        assertThat(bench.dialled(withVoice(config))).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'VoiceType':1};MissingParameter",
                "{'TTSType':'elevenlabs'};InvalidParameterValue",
                "{'TTSType':'minixmax','APIKey':'k'};InvalidParameterValue",
                "{'TTSType':'tencent','AppId':1,'SecretId':'i','SecretKey':'k'};InvalidParameter",
                "{'TTSType':'tencent','AppId':'1','SecretId':'i'};MissingParameter",
                "{'TTSType':'tencent','AppId':'1','SecretId':'i','SecretKey':'k','VoiceType':'1008'};InvalidParameter",
                "{'TTSType':'tencent','AppId':'1','SecretId':'i','SecretKey':'k','VoiceType':1008,'Speed':6.01};InvalidParameterValue",
                "{'TTSType':'tencent','AppId':'1','SecretId':'i','SecretKey':'k','VoiceType':1008,'Volume':11};InvalidParameterValue",
                "{'TTSType':'tencent','AppId':'1','SecretId':'i','SecretKey':'k','VoiceType':1008,'Volume':2.5};InvalidParameter",
                "{'TTSType':'tencent','AppId':'1','SecretId':'i','SecretKey':'k'};MissingParameter",
                "{'TTSType':'tencent','AppId':'1','SecretId':'i','SecretKey':'k','VoiceType':1008,"
                        + "'PrimaryLanguage':4};InvalidParameterValue",
                "{'TTSType':'minimax','APIKey':'k','VoiceType':1};InvalidParameter",
                "{'TTSType':'minimax','APIKey':'k','Speed':2.1};InvalidParameterValue",
                "{'TTSType':'volcengine','AppId':'1'};MissingParameter",
                "{'TTSType':'azure','SubscriptionKey':'k','Region':'r','VoiceName':'v'};MissingParameter",
                "{'TTSType':'azure','SubscriptionKey':'k','Region':'r','VoiceName':'v','Language':'en-US',"
                        + "'Rate':0.4};InvalidParameterValue",
                "{'TTSType':'custom','APIKey':'k'};MissingParameter",
                "{'TTSType':'custom','APIKey':'k','APIUrl':'https://h','AudioFormat':'mp3'};InvalidParameterValue",
                "{'TTSType':'custom','APIKey':'k','APIUrl':'https://h','AudioChannel':3};InvalidParameterValue",
                "{'TTSType':'custom','APIKey':'k','APIUrl':'https://h','Pitch':1};UnknownParameter",
                "[];InvalidParameter",
                "no json;InvalidParameterValue"
            })
    void aBrokenVoiceHasItsCode(String config, String code) {
        assertThat(CccBench.code(bench.call("CreateAICall", withVoice(config)))).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "minimax;https://api.minimax.chat/v1/text/chatcompletion_v2;InvalidParameterValue",
                "dify;https://api.dify.ai/v1/chat-messages;InvalidParameterValue"
            })
    void theModelsUrlIsTheBase(String type, String url, String code) {
        assertThat(CccBench.code(bench.call(
                        "CreateAICall",
                        bench.order(CccBench.ANYBODY).put("LLMType", type).put("APIUrl", url))))
                .isEqualTo(code);
    }

    @Test
    void difyNeedsNoModelAndAzureItsVersion() {
        ObjectNode dify = bench.order(CccBench.ANYBODY).put("LLMType", "dify").put("APIUrl", "https://api.dify.ai/v1");
        dify.remove("Model");

        assertThat(bench.dialled(dify)).matches("[0-9a-f]{32}");
        assertThat(bench.dialled(bench.order(CccBench.ANYBODY)
                        .put("LLMType", "azure")
                        .put("APIUrl", "https://mine.openai.azure.com?api-version=2024-10-21")))
                .matches("[0-9a-f]{32}");
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "HangUpCall;{'SdkAppId':1500000009};MissingParameter",
                "HangUpCall;{'SdkAppId':1500000009,'SessionId':'x'};FailedOperation.SessionNotExists",
                "HangUpCall;{'SdkAppId':1,'SessionId':'x'};InvalidParameterValue.InstanceNotExist",
                "DescribeTelSession;{'SdkAppId':1500000009,'SessionId':'x'};FailedOperation.SessionNotExists",
                "DescribeTelSession;{'SdkAppId':1500000009,'SessionId':'x','Region':'r'};UnknownParameter",
                "TransferToManual;{'SdkAppId':1500000009,'SessionId':'x'};MissingParameter",
                "TransferToManual;{'SdkAppId':1500000009,'SessionId':'x','SkillGroupId':'1'};InvalidParameter",
                "ControlAIConversation;{'SdkAppId':1500000009,'SessionId':'x','Command':'Sing'};InvalidParameterValue",
                "ControlAIConversation;{'SdkAppId':1500000009,'SessionId':'x','Command':'InvokeLLM'};MissingParameter",
                "ControlAIConversation;{'SdkAppId':1500000009,'SessionId':'x','Command':'ServerPushText',"
                        + "'ServerPushText':{'MetaInfo':'{}','Text':'a'}};UnknownParameter",
                "ControlAIConversation;{'SdkAppId':1500000009,'SessionId':'x','Command':'ServerPushText',"
                        + "'ServerPushText':{}};MissingParameter",
                "DescribePSTNActiveSessionList;{'SdkAppId':1500000009,'Offset':0,'Limit':26};InvalidParameterValue",
                "DescribePSTNActiveSessionList;{'SdkAppId':1500000009};MissingParameter",
                "DescribeTelCdr;{'SdkAppId':1500000009,'StartTimeStamp':1767225600};MissingParameter",
                "DescribeTelCdr;{'SdkAppId':1500000009,'StartTimeStamp':1767225600,'EndTimeStamp':1767225599};InvalidParameterValue",
                "DescribeTelCdr;{'SdkAppId':1500000009,'StartTimeStamp':1751673599,'EndTimeStamp':1751673600};InvalidParameterValue",
                "DescribeTelCdr;{'SdkAppId':1500000009,'StartTimeStamp':1759449600,'EndTimeStamp':1767225600};InvalidParameterValue",
                "DescribeTelCdr;{'SdkAppId':1500000009,'StartTimeStamp':1767225500,"
                        + "'EndTimeStamp':1767225600,'PageSize':101};InvalidParameterValue",
                "DescribeTelCdr;{'SdkAppId':1500000009,'StartTimeStamp':1767225500,"
                        + "'EndTimeStamp':1767225600,'Phones':'1'};InvalidParameter",
                "CreateAIAgentCall;{};InvalidAction"
            })
    void theOtherOperationsAreCheckedToo(String action, String body, String code) {
        assertThat(CccBench.code(bench.call(action, CccBench.json(body.replace('\'', '"')))))
                .isEqualTo(code);
    }

    private ObjectNode withVoice(String config) {
        ObjectNode order = bench.order(CccBench.ANYBODY).put("CustomTTSConfig", config.replace('\'', '"'));
        order.remove("VoiceType");
        return order;
    }
}
