package io.voxgate.sandbox.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.Vectors;
import io.voxgate.sandbox.CallbackSender;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.tencent.Tc3Signer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/**
 * Callbacks 901 to 909 of a whole conversation, their shape, signature and retries ({@code tencent-trtc.md} section 9,
 * {@code signing.md} section 4).
 */
class TrtcCallbackTest {
    private final TrtcBench bench = new TrtcBench();

    @Test
    void aConversationIsToldInOrder() {
        String task = bench.started("room-1");
        bench.pass(10_000);
        assertThat(bench.eventTypes())
                .containsExactly(
                        901, 909, 903, 905, // greeting
                        904, 903, 903, 906, 906, 906, 906, 906, 906, 904, 905, 906, // first round, interrupted
                        903, 903, 906, 906, 906, 906, 906, 906, 905, // second round
                        902);
        assertThat(payloads(901)).extracting(p -> p.path("Status").intValue()).containsExactly(0);
        assertThat(payloads(909)).extracting(p -> p.path("Status").asText()).containsExactly("session_ready");
        assertThat(payloads(902))
                .extracting(p -> p.path("LeaveCode").intValue())
                .containsExactly(99);
        assertThat(payloads(903))
                .extracting(p -> p.path("UserId").asText())
                .containsExactly("robot_1", "user_7", "robot_1", "user_7", "robot_1");
        assertThat(payloads(904)).extracting(p -> p.path("UserId").asText()).containsExactly("user_7", "user_7");
        assertThat(payloads(905)).extracting(p -> p.path("UserId").asText()).containsOnly("robot_1");
        assertThat(bench.events()).allSatisfy(event -> {
            assertThat(event.path("EventGroupId").intValue()).isEqualTo(9);
            assertThat(event.at("/EventInfo/TaskId").asText()).isEqualTo(task);
            assertThat(event.at("/EventInfo/RoomId").asText()).isEqualTo("room-1");
            assertThat(event.at("/EventInfo/RoomIdType").intValue()).isEqualTo(1);
        });
        assertThat(bench.status(task)).isEqualTo("FailedOperation.TaskNotExist");
    }

    @Test
    void itTakesFourToSixSecondsWithTheDefaultIdleTime() {
        bench.started("room-1");
        bench.pass(4000);
        assertThat(bench.eventTypes()).doesNotContain(902);
        bench.pass(2500);
        assertThat(bench.eventTypes()).contains(902);
    }

    @Test
    void whatIsSpokenOfAnInterruptedSentenceIsShorter() {
        bench.started("room-1");
        bench.pass(10_000);
        JsonNode interrupted = payloads(905).get(1);
        JsonNode whole = payloads(903).get(2);
        assertThat(interrupted.path("RoundId").asText())
                .isEqualTo(whole.path("RoundId").asText());
        assertThat(whole.path("Text").asText())
                .startsWith(interrupted.path("Text").asText());
        assertThat(interrupted.path("Text").asText().length())
                .isBetween(1, whole.path("Text").asText().length() - 1);
        assertThat(payloads(906))
                .filteredOn(p -> p.path("Metric").asText().equals("interruption"))
                .extracting(p -> p.at("/Tag/RoundId").asText())
                .containsExactly(whole.path("RoundId").asText());
    }

    @Test
    void eachRoundHasEveryMetric() {
        bench.started("room-1");
        bench.pass(10_000);
        Map<String, List<String>> byRound = new TreeMap<>();
        payloads(906)
                .forEach(p -> byRound.computeIfAbsent(p.at("/Tag/RoundId").asText(), round -> new ArrayList<>())
                        .add(p.path("Metric").asText()));
        assertThat(byRound.values())
                .hasSize(2)
                .allSatisfy(metrics -> assertThat(metrics)
                        .contains(
                                "asr_latency",
                                "llm_network_latency",
                                "llm_first_token",
                                "tts_network_latency",
                                "tts_first_frame_latency",
                                "tts_discontinuity"));
        assertThat(payloads(906))
                .allSatisfy(p -> assertThat(p.path("Value").isInt()).isTrue());
    }

    /** The same fields with the same types as the vendor's own samples, event by event. */
    @Test
    void theShapeIsThatOfTheVendorsSamples() {
        bench.started("room-1");
        bench.pass(10_000);
        ObjectNode broken = bench.start("room-2-llm-error");
        bench.call("StartAIConversation", broken.put("SessionId", "s-2"));
        bench.pass(10_000);
        for (JsonNode sample : Vectors.sample("trtc-callbacks.json")) {
            JsonNode ours = bench.events().stream()
                    .filter(event -> event.path("EventType").equals(sample.path("EventType")))
                    .findFirst()
                    .orElseThrow();
            assertThat(types("", ours)).as("event " + sample.path("EventType")).isEqualTo(types("", sample));
        }
    }

    @Test
    void eachIsSignedOverItsRawBytes() throws Exception {
        bench.started("room-1");
        bench.pass(10_000);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(TrtcBench.CALLBACK_KEY.getBytes(), "HmacSHA256"));
        assertThat(bench.world.messages()).isNotEmpty().allSatisfy(message -> {
            assertThat(message.headers())
                    .containsEntry("Sign", Base64.getEncoder().encodeToString(mac.doFinal(message.body())))
                    .containsEntry("SdkAppId", "1400000009")
                    .containsEntry("Content-Type", "application/json");
            assertThat(message.to()).hasToString("http://customer.test/callbacks");
        });
    }

    /** Once more at once, then every ten seconds until it is a minute old: eight tries. */
    @Test
    void aRefusedCallbackIsRetriedForAMinute() {
        bench.world.callbacksAnswer(500);
        String task = bench.started("room-1-silent");
        bench.pass(300);
        assertThat(triesOf(901)).hasSize(2);
        bench.task("StopAIConversation", task);
        bench.pass(9_999);
        assertThat(triesOf(901)).hasSize(2);
        bench.pass(1);
        assertThat(triesOf(901)).hasSize(3);
        bench.pass(600_000);
        assertThat(triesOf(901))
                .hasSize(8)
                .allSatisfy(message -> assertThat(message.body())
                        .isEqualTo(triesOf(901).getFirst().body()));
    }

    @Test
    void aRetryThatSucceedsIsTheLast() {
        bench.world.callbacksAnswer(503);
        bench.started("room-1-silent");
        bench.pass(300);
        bench.world.callbacksAnswer(200);
        bench.pass(9_000);
        assertThat(triesOf(901)).hasSize(2);
        bench.pass(100_000);
        assertThat(triesOf(901)).hasSize(3);
    }

    @Test
    void withoutAKeyNothingIsSigned() {
        var account = bench.account;
        var unsigned = new SandboxAccount(
                account.vendor(),
                SandboxKey.permanent("AKIDU", "k"),
                "1400000011",
                Optional.empty(),
                Optional.of("http://u.test/"),
                Optional.empty(),
                Optional.empty());
        TrtcBench two = new TrtcBench(unsigned);
        ObjectNode start = two.start("room-1").put("SdkAppId", 1400000011);
        var signer = new Tc3Signer("AKIDU", "k", "trtc", "h", two.world.clock().instant());
        two.simulator.handle(signer.call("StartAIConversation", TrtcBench.VERSION, "ap-tokyo", start.toString()));
        two.pass(300);
        assertThat(two.world.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.headers()).doesNotContainKey("Sign"));
    }

    private List<CallbackSender.CallbackMessage> triesOf(int type) {
        return bench.world.messages().stream()
                .filter(message ->
                        TrtcBench.json(message.body()).path("EventType").intValue() == type)
                .toList();
    }

    private List<JsonNode> payloads(int type) {
        return bench.events().stream()
                .filter(event -> event.path("EventType").intValue() == type)
                .map(event -> event.at("/EventInfo/Payload"))
                .toList();
    }

    private static Map<String, String> types(String path, JsonNode node) {
        Map<String, String> types = new TreeMap<>();
        if (node.isObject()) {
            node.properties().forEach(field -> types.putAll(types(path + "/" + field.getKey(), field.getValue())));
        } else {
            types.put(path, node.getNodeType().name());
        }
        return types;
    }
}
