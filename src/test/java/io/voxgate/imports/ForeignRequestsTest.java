package io.voxgate.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ForeignRequests;
import io.voxgate.adapter.Vectors;
import io.voxgate.model.Fault;
import io.voxgate.tck.AllAdapters;
import io.voxgate.tck.Yaml;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of other products and operations, by the fields that their public pages show. */
final class ForeignRequestsTest {
    private static final List<String> VENDORS = List.of("tencent-trtc", "tencent-ccc", "alibaba-rtc");

    private static Optional<Fault> recognised(String vendor, ObjectNode request) {
        return ForeignRequests.recognise(AllAdapters.named(vendor).info(), request);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CreateAIAgentCall     | {SdkAppId: 1, AIAgentId: 15, Callee: "0086130"}
            CreateAutoCalloutTask | {SdkAppId: 1, AIAgentId: 15, Callees: ["0086130"], Callers: [], NotBefore: 1}
            ControlAIConversation | {TaskId: t, Command: ServerPushText, ServerPushText: {Text: Hello}}
            ControlAIConversation | {SdkAppId: 1, SessionId: s, Command: InvokeLLM, InvokeLLM: {Content: Hello}}
            UpdateAIConversation  | {TaskId: t, WelcomeMessage: Hello, InterruptMode: 1}
            NotifyAgent           | {AppId: a, ChannelId: c, TaskId: t, Message: Hello, Priority: 1}
            StartAIAgentInstance  | {AIAgentId: a1, RuntimeConfig: {VoiceChat: {ChannelId: c}}}
            Alibaba Cloud IMS     | {AIAgentId: a1, CalledNumber: "138", CallerNumber: "010"}
            Volcengine            | {AppId: a, RoomId: r, TaskId: t, AgentConfig: {UserId: b}, Config: {LLMConfig: {}, TTSConfig: {}}}
            Agora                 | {name: n, properties: {channel: c, agent_rtc_uid: "0", remote_rtc_uids: ["1"], llm: {url: u}}}
            ZEGOCLOUD             | {AgentId: a, UserId: u, RTC: {RoomId: r, AgentStreamId: s, AgentUserId: b}, MessageHistory: {}}
            Vapi                  | {assistantId: a, phoneNumberId: p, customer: {number: "+1"}}
            Vapi                  | {assistant: {firstMessage: Hello, model: {provider: openai, model: gpt-4o}}}
            Vapi                  | {name: n, firstMessage: Hello, model: {provider: openai}, voice: {provider: 11labs, voiceId: v}}
            Retell                | {from_number: "+1", to_number: "+1", override_agent_id: a}
            Retell                | {agent_name: n, voice_id: v, response_engine: {type: retell-llm, llm_id: l}}
            ElevenLabs            | {name: n, conversation_config: {agent: {first_message: Hello, prompt: {prompt: p}}, tts: {voice_id: v}}}
            ElevenLabs            | {agent_id: a, agent_phone_number_id: p, to_number: "+1"}
            Bland                 | {phone_number: "+1", task: "Call them."}
            LiveKit               | {agent_name: n, room: r, metadata: m}
            Twilio                | {To: "+1", From: "+1", Url: "https://example.com/twiml"}
            Realtime              | {type: session.update, session: {instructions: i, turn_detection: {type: server_vad}}}
            language model        | {model: gpt-4o, messages: [{role: user, content: Hello}]}
            Voxgate               | {greeting: {mode: static, text: Hello}, llm: {protocol: openai, model: m}}
            Voxgate               | {description: d, agent: {llm: {protocol: openai}}}
            a vendor's answer     | {Response: {TaskId: t, RequestId: r}}""")
    void anotherProductIsRecognisedByEveryVendor(String product, String request) {
        assertThat(VENDORS).allSatisfy(vendor -> {
            Fault fault = recognised(vendor, Yaml.object(request)).orElseThrow();

            assertThat(fault.pointer()).isEqualTo("/request");
            assertThat(fault.code()).isEqualTo("OTHER_PRODUCT");
            assertThat(fault.detail())
                    .contains(product)
                    .contains(AllAdapters.named(vendor).info().operations().get("start"))
                    .doesNotContain("  ");
        });
    }

    /** One of ours, sent under another one's name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tencent-trtc | tencent-ccc  | ccc-create-ai-call.json
            tencent-trtc | alibaba-rtc  | alibaba-start-agent.json
            tencent-ccc  | tencent-trtc | trtc-start-ai-conversation.json
            tencent-ccc  | alibaba-rtc  | alibaba-start-agent.json
            alibaba-rtc  | tencent-trtc | trtc-start-ai-conversation.json
            alibaba-rtc  | tencent-ccc  | ccc-create-ai-call.json""")
    void theRequestOfAnotherOfOursNamesItsVendor(String vendor, String own, String sample) {
        ObjectNode request = (ObjectNode) Vectors.sample(sample);

        assertThat(recognised(vendor, request).orElseThrow().detail()).contains("Name the vendor " + own + ".");
        assertThat(recognised(own, request)).isEmpty();
    }

    /** By its name, where it is sent with the request. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            StopAIConversation      | {TaskId: t}                    | /stop
            UpdateAIConversation    | {TaskId: t, TTSConfig: '{}'}   | PATCH
            StartAgent              | {VoiceChatConfig: {}}          | alibaba-rtc
            DescribeAIConversation  | {TaskId: t}                    | GET /v1/sessions
            HangUpCall              | {SdkAppId: 1, SessionId: s}    | /stop
            TransferToManual        | {SdkAppId: 1, SessionId: s}    | /transfer
            StopAgent               | {AppId: a, ChannelId: c}       | /stop
            UpdateAgent             | {AppId: a, ChannelId: c}       | PATCH
            CreateVoiceConversation | {SdkAppId: 1}                  | 2.0
            SomethingElse           | {A: 1}                         | another operation""")
    void anOperationIsKnownByItsName(String operation, String request, String help) {
        ObjectNode wrapped = Yaml.object("{operation: " + operation + "}");
        wrapped.set("request", Yaml.object(request));

        assertThat(recognised("tencent-trtc", wrapped).orElseThrow().detail()).contains(help);
    }

    /** What a vendor's own start has besides is not held against it. */
    @Test
    void aStartOfTheVendorsOwnIsNoForeignRequest() {
        ObjectNode trtc = (ObjectNode) Vectors.sample("trtc-start-ai-conversation.json");
        trtc.put("assistantId", "a").put("conversation_config", "b").put("Action", "StartAIConversation");

        assertThat(recognised("tencent-trtc", trtc)).isEmpty();
        assertThat(recognised("toy", Yaml.object("{app: a, opening: Hello}"))).isEmpty();
    }

    @Test
    void aFarewellIsSaidByVoxgate() {
        ObjectNode farewell =
                Yaml.object("{TaskId: t, Command: ServerPushText, ServerPushText: {Text: Bye, StopAfterPlay: true}}");

        assertThat(recognised("tencent-trtc", farewell).orElseThrow().detail()).contains("{\"endAfter\":true}");
    }
}
