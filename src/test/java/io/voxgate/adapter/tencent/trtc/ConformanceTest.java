package io.voxgate.adapter.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tencentcloudapi.trtc.v20190722.models.ControlAIConversationRequest;
import com.tencentcloudapi.trtc.v20190722.models.DescribeAIConversationRequest;
import com.tencentcloudapi.trtc.v20190722.models.StartAIConversationRequest;
import com.tencentcloudapi.trtc.v20190722.models.StopAIConversationRequest;
import com.tencentcloudapi.trtc.v20190722.models.UpdateAIConversationRequest;
import io.voxgate.adapter.Command;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.LookupState;
import io.voxgate.adapter.LookupStep;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.tencent.SdkConformance;
import io.voxgate.json.Json;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every wire name and JSON type that we send, judged by the SDK's own classes; and every field of theirs that we do not
 * send.
 */
final class ConformanceTest {
    private static final SessionRef SESSION = new SessionRef("ses_01", "task-1", Trtc.ROOM);

    private static final List<String> EVERY_KIND = List.of(
            "tts: {provider: platform, voice: v, model: flow_01_ex, pitch: 1, volume: 0.5, speed: 1.1, language: en}",
            "tts: {provider: tencent, voice: \"1\", clonedVoice: c, credentialRef: t, speed: 1.1, volume: 1.1, language: en}",
            "tts: {provider: minimax, voice: v, model: m, url: \"https://h\", credentialRef: t}",
            "tts: {provider: azure, voice: v, region: r, language: en-US, speed: 1.1, credentialRef: t}",
            "tts: {provider: custom, url: \"https://h\", format: wav, sampleRate: 16000, channels: 1, credentialRef: t}",
            "llm: {protocol: dify, inputs: {a: 1}, user: u, conversationId: c}",
            "llm: {protocol: coze, appId: b, user: u, conversationId: c}");

    private static JsonNode sent(VendorCall call) {
        return call.fill(TestAccount::fill);
    }

    private static JsonNode sent(CommandResult answer) {
        return sent(((CommandResult.Call) answer).call());
    }

    /** The golden case that uses everything. */
    private static ObjectNode fullAgent() throws IOException {
        return (ObjectNode)
                Yaml.parse(Files.readString(Path.of("src/test/resources/golden/tencent-trtc/full-agent/in.yaml")))
                        .get("agent");
    }

    @Test
    void start() throws IOException {
        ObjectNode agent = fullAgent();
        JsonNode everything = sent(Trtc.translate(agent.deepCopy()).call());
        agent.remove("vendorOptions");
        JsonNode neutral = sent(Trtc.translate(agent).call());

        assertThat(new SdkConformance(StartAIConversationRequest.class).differences(List.of(everything), Map.of()))
                .isEmpty();
        assertThat(new SdkConformance(StartAIConversationRequest.class)
                        .differences(
                                List.of(neutral),
                                Map.of(
                                        "ExperimentalParams",
                                                "By arrangement with Tencent; without a neutral "
                                                        + "leaf, reached through vendorOptions.",
                                        "STTConfig.CustomParam",
                                                "By arrangement with Tencent; without a neutral "
                                                        + "leaf, reached through vendorOptions.")))
                .isEmpty();
    }

    /** Each key of the pages, those inside JSON-in-strings included, is sent for some agent or only by arrangement. */
    @Test
    void everyDocumentedFieldIsReached() throws IOException {
        Set<String> sent = new TreeSet<>(Set.of("STTConfig.CustomParam", "ExperimentalParams"));
        for (String parts : EVERY_KIND) {
            sent.addAll(
                    Json.leaves((ObjectNode) sent(Trtc.translate(parts).call()).deepCopy())
                            .keySet());
            Trtc.translate(parts)
                    .call()
                    .body()
                    .properties()
                    .forEach(part -> part.getValue()
                            .fieldNames()
                            .forEachRemaining(name -> sent.add(part.getKey() + "." + name)));
        }
        sent.addAll(Json.leaves((ObjectNode) sent(Trtc.translate(fullAgent()).call()))
                .keySet());
        Trtc.translate(fullAgent())
                .call()
                .body()
                .properties()
                .forEach(part ->
                        part.getValue().fieldNames().forEachRemaining(name -> sent.add(part.getKey() + "." + name)));

        assertThat(sent).containsAll(DocumentedFields.START);
        assertThat(DocumentedFields.START)
                .containsAll(new SdkConformance(StartAIConversationRequest.class)
                        .paths().stream()
                                .filter(path -> !path.equals("LLMConfig") && !path.equals("TTSConfig"))
                                .toList());
    }

    @Test
    void stop() {
        assertThat(new SdkConformance(StopAIConversationRequest.class)
                        .differences(List.of(sent(Trtc.ADAPTER.stop(SESSION))), Map.of()))
                .isEmpty();
    }

    @Test
    void describe() {
        LookupState known = new LookupState(
                "ses_01",
                Optional.of("task-1"),
                Trtc.ROOM,
                new LookupState.LookupTimes(TestAccount.NOW, TestAccount.NOW, 0),
                LookupState.OtherSessions.NONE,
                Json.object());
        LookupState unknown = new LookupState(
                "ses_01",
                Optional.empty(),
                Trtc.ROOM,
                new LookupState.LookupTimes(TestAccount.NOW, TestAccount.NOW, 0),
                LookupState.OtherSessions.NONE,
                Json.object());
        List<JsonNode> calls = List.of(known, unknown).stream()
                .map(state -> sent(((LookupStep.Call) Trtc.ADAPTER.lookup(state, Optional.empty())).call()))
                .toList();

        assertThat(new SdkConformance(DescribeAIConversationRequest.class).differences(calls, Map.of()))
                .isEmpty();
    }

    @Test
    void update() {
        CommandResult answer = Trtc.ADAPTER.change(
                SESSION,
                new Command.Change(
                        Yaml.agent(Trtc.agent("{greeting: {text: Hi}, interruption: {mode: auto, minSpeechMs: 600}}")),
                        Set.of(
                                "/greeting/text",
                                "/interruption/mode",
                                "/interruption/minSpeechMs",
                                "/llm/model",
                                "/tts/voice")));

        assertThat(new SdkConformance(UpdateAIConversationRequest.class).differences(List.of(sent(answer)), Map.of()))
                .isEmpty();
    }

    @Test
    void control() {
        CommandResult say = Trtc.ADAPTER.say(
                SESSION, new Command.Say("Hello", Command.InterruptionTime.AFTER_CURRENT, false, true, true, Set.of()));
        CommandResult prompt = Trtc.ADAPTER.prompt(SESSION, new Command.Prompt("Greet", true, Set.of()));

        assertThat(new SdkConformance(ControlAIConversationRequest.class)
                        .differences(
                                List.of(sent(say), sent(prompt)),
                                Map.of(
                                        "ServerPushText.Audio", "The contract's say takes a text.",
                                        "ServerPushText.MetaInfo",
                                                "Data for the client beside the subtitle; the contract's say has none.",
                                        "InvokeLLM.ExperimentalParams", "By arrangement with Tencent.")))
                .isEmpty();
    }
}
