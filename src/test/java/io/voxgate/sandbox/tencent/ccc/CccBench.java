package io.voxgate.sandbox.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.CallbackSender;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.TestWorld;
import io.voxgate.sandbox.tencent.Tc3Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A simulator in a world moved by hand, one customer, and that customer's correct requests. */
final class CccBench {
    static final String VERSION = "2020-02-10";
    static final String ANYBODY = "008613800000000";
    private static final ObjectMapper JSON = new ObjectMapper();

    final SandboxAccount account = new SandboxAccount(
            "tencent-ccc",
            SandboxKey.permanent("AKIDTEST", "testSecretKey"),
            "1500000009",
            Optional.empty(),
            Optional.of("http://customer.test/push"),
            Optional.of("push"),
            Optional.of("pass"));
    final TestWorld world;
    final CccSimulator simulator;

    CccBench(SandboxAccount... more) {
        this.world =
                new TestWorld(Stream.concat(Stream.of(account), Stream.of(more)).toList());
        this.simulator = new CccSimulator(world.world());
    }

    Tc3Signer signer() {
        return new Tc3Signer(
                account.keyId(),
                account.keySecret(),
                "ccc",
                "ccc.tencentcloudapi.com",
                world.clock().instant());
    }

    /** A request that is right in every way, with every documented field. */
    ObjectNode order(String callee) {
        return ((ObjectNode) json("""
                {"SdkAppId":1500000009,"Callee":"","LLMType":"openai","APIKey":"k","APIUrl":"https://api.openai.com/\
                v1/","SystemPrompt":"p","Model":"gpt-4o",
                 "VoiceType":"WeRose","Callers":["008675512345678"],"WelcomeMessage":"Hello \
                there","WelcomeType":0,"WelcomeMessagePriority":2,
                 "MaxDuration":30000,"Languages":["en","zh","ja","ko"],"InterruptMode":0,"InterruptSpeechDuration":500,
                 "EndFunctionEnable":true,"EndFunctionDesc":"when done","TransferFunctionEnable":true,
                 "TransferItems":[{"TransferFunctionName":"sales","TransferFunctionDesc":"To sales","TransferSkillGroupId":1377}],
                 "NotifyDuration":10,"NotifyMessage":"Still there?","NotifyMaxCount":2,
                 "PromptVariables":[{"Key":"name","Value":"Li"}],"Variables":[{"Key":"welcome-message-delay","Value":"1.5"}],
                 "VadSilenceTime":1000,"VadLevel":2,"ExtractConfig":[{"InfoType":"Selector","InfoName":"mood",\
                "InfoContent":"c","Examples":["e"],"Choices":["good","bad"]}],
                 "Temperature":0.5,"TopP":0.9,"LLMExtraBody":"{\\"max_tokens\\":500}",
                 "ToneWord":{"FirstSentenceTimeout":1.5,"ZHToneWords":{"Neutral":["n"],"Positive":["p"],"Negative":["x"]}},
                 "EnableComplianceAudio":true,"EnableVoicemailDetection":true,"VoicemailAction":0,\
                "MaxCallDurationMs":600000,"MaxRingTimeoutSecond":30,
                 "AmbientSoundType":"busy_office","AmbientSoundVolume":1.5}
                """)).put("Callee", callee);
    }

    JsonNode call(String action, JsonNode body) {
        return response(raw(action, body));
    }

    SandboxReply raw(String action, JsonNode body) {
        return simulator.handle(signer().call(action, VERSION, "ap-guangzhou", body.toString()));
    }

    /** Calls this number and gives the session's id. */
    String dialled(String callee) {
        return dialled(order(callee));
    }

    String dialled(ObjectNode order) {
        JsonNode response = call("CreateAICall", order);
        return Optional.ofNullable(response.path("SessionId").textValue())
                .orElseThrow(() -> new AssertionError(response));
    }

    JsonNode session(String action, String sessionId, String more) {
        return call(action, json("{\"SdkAppId\":1500000009,\"SessionId\":\"" + sessionId + "\"" + more + "}"));
    }

    JsonNode described(String sessionId) {
        return session("DescribeTelSession", sessionId, "").path("Session");
    }

    String status(String sessionId) {
        return described(sessionId).path("SessionStatus").asText();
    }

    JsonNode records(String more) {
        long now = world.clock().instant().getEpochSecond();
        return call(
                "DescribeTelCdr",
                json("{\"SdkAppId\":1500000009,\"StartTimeStamp\":" + (now - 3600) + ",\"EndTimeStamp\":" + (now + 60)
                        + more + "}"));
    }

    /** The one record there is. */
    JsonNode cdr() {
        JsonNode records = records("");
        if (records.path("TotalCount").asInt() != 1) {
            throw new AssertionError(records);
        }
        return records.path("TelCdrs").path(0);
    }

    void pass(long millis) {
        world.pass(Duration.ofMillis(millis));
    }

    /** What was pushed so far, opened. */
    List<JsonNode> pushed() {
        return world.messages().stream()
                .map(CallbackSender.CallbackMessage::body)
                .map(CccBench::json)
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
