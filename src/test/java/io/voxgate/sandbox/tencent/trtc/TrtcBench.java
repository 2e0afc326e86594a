package io.voxgate.sandbox.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.CallbackSender;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.TestWorld;
import io.voxgate.sandbox.tencent.Tc3Signer;
import io.voxgate.sandbox.tencent.UserSigs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A simulator in a world moved by hand, one customer, and that customer's correct requests. */
final class TrtcBench {
    static final String VERSION = "2019-07-22";
    static final String CALLBACK_KEY = "callbackKey123";
    private static final ObjectMapper JSON = new ObjectMapper();

    final SandboxAccount account = new SandboxAccount(
            "tencent-trtc",
            SandboxKey.permanent("AKIDTEST", "testSecretKey"),
            "1400000009",
            Optional.of("joinKey"),
            Optional.of("http://customer.test/callbacks"),
            Optional.empty(),
            Optional.of(CALLBACK_KEY));
    final TestWorld world;
    final TrtcSimulator simulator;

    TrtcBench(SandboxAccount... more) {
        this.world =
                new TestWorld(Stream.concat(Stream.of(account), Stream.of(more)).toList());
        this.simulator = new TrtcSimulator(world.world());
    }

    Tc3Signer signer() {
        return new Tc3Signer(
                account.keyId(),
                account.keySecret(),
                "trtc",
                "trtc.tencentcloudapi.com",
                world.clock().instant());
    }

    /** A start request that is right in every way, with every documented field. */
    ObjectNode start(String roomId) {
        ObjectNode start = (ObjectNode) json("""
                {"SdkAppId":1400000009,"RoomId":"room","RoomIdType":1,"SessionId":"s-1",
                 "AgentConfig":{"UserId":"robot_1","TargetUserId":"user_7","MaxIdleTime":60,"WelcomeMessage":"Hello \
                there","WelcomeMessagePriority":0,
                   "InterruptMode":0,"InterruptSpeechDuration":500,"InterruptWordList":["stop"],"TurnDetectionMode":3,
                   "TurnDetection":{"SemanticEagerness":"auto"},"FilterOneWord":true,"FilterBracketsContent":1,
                   "AmbientSound":{"Scene":"office","Volume":1.0},"VoicePrint":{"Mode":1,"IdList":["vp1"]},"SubtitleMode":0},
                 "STTConfig":{"Language":"en","AlternativeLanguage":["zh","ja","ko"],"VadSilenceTime":1000,"VadLevel":2,
                   "HotWordList":"Voxgate|11,\u8154\u8bad\u5927\u5e08|100","CustomParam":"x"},
                 "AvatarConfig":"{}","ExperimentalParams":"y"}
                """);
        start.put("RoomId", roomId);
        withUserSig(start);
        start.put("LLMConfig", """
                {"LLMType":"openai","Model":"gpt-4o","APIKey":"k","APIUrl":"https://api.openai.com/v1/chat/\
                completions","Streaming":true,"SystemPrompt":"p",
                 "Timeout":3.5,"History":5,"HistoryMode":1,"MetaInfo":{"a":1}}""");
        start.put("TTSConfig", """
                {"TTSType":"flow","VoiceId":"v","Model":"flow_01_turbo","Speed":1.0,"Volume":1.0,"Pitch":0,"Language":"en"}""");
        return start;
    }

    ObjectNode withUserSig(ObjectNode start) {
        ObjectNode agent = (ObjectNode) start.path("AgentConfig");
        agent.put(
                "UserSig",
                new UserSigs(
                                "joinKey",
                                account.appId(),
                                agent.path("UserId").asText(),
                                world.clock().instant(),
                                3600)
                        .text());
        return start;
    }

    JsonNode call(String action, JsonNode body) {
        return response(raw(action, body));
    }

    SandboxReply raw(String action, JsonNode body) {
        return simulator.handle(signer().call(action, VERSION, "ap-singapore", body.toString()));
    }

    /** Starts in this room and gives the task's id. */
    String started(String roomId) {
        JsonNode response = call("StartAIConversation", start(roomId));
        return Optional.ofNullable(response.path("TaskId").textValue()).orElseThrow(() -> new AssertionError(response));
    }

    JsonNode task(String action, String taskId) {
        return call(action, json("{\"TaskId\":\"" + taskId + "\"}"));
    }

    JsonNode control(String taskId, String fields) {
        return call("ControlAIConversation", json("{\"TaskId\":\"" + taskId + "\"," + fields + "}"));
    }

    String status(String taskId) {
        JsonNode response = task("DescribeAIConversation", taskId);
        return response.has("Error") ? code(response) : response.path("Status").asText();
    }

    void pass(long millis) {
        world.pass(Duration.ofMillis(millis));
    }

    /** The callbacks so far, opened. */
    List<JsonNode> events() {
        return world.messages().stream()
                .map(CallbackSender.CallbackMessage::body)
                .map(TrtcBench::json)
                .toList();
    }

    List<Integer> eventTypes() {
        return events().stream()
                .map(event -> event.path("EventType").intValue())
                .toList();
    }

    static JsonNode response(SandboxReply reply) {
        SandboxReply.ReplyWithBody answer = (SandboxReply.ReplyWithBody) reply;
        if (answer.status() != 200) {
            throw new AssertionError("HTTP " + answer.status());
        }
        return json(answer.body()).path("Response");
    }

    /** The error code, or the whole answer when there is none. */
    static String code(JsonNode response) {
        return response.has("Error") ? response.path("Error").path("Code").asText() : response.toString();
    }

    static JsonNode json(String text) {
        return json(text.getBytes(StandardCharsets.UTF_8));
    }

    static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
