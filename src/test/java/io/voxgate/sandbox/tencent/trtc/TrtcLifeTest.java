package io.voxgate.sandbox.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.tencent.Tc3Signer;
import io.voxgate.sandbox.tencent.UserSigs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A task from start to end, and what can be done to it ({@code tencent-trtc.md} sections 2 to 6). */
class TrtcLifeTest {
    private final TrtcBench bench = new TrtcBench();

    @Test
    void aTaskGoesThroughItsStatesAndIsThenUnknown() {
        String task = bench.started("room-1");
        assertThat(bench.status(task)).isEqualTo("Idle");
        bench.pass(100);
        assertThat(bench.status(task)).isEqualTo("Preparing");
        bench.pass(200);
        assertThat(bench.status(task)).isEqualTo("InProgress");
        assertThat(bench.task("StopAIConversation", task).has("Error")).isFalse();
        assertThat(bench.status(task)).isEqualTo("Stopped");
        assertThat(TrtcBench.code(bench.task("StopAIConversation", task))).isEqualTo("FailedOperation.TaskFinished");
        bench.pass(1000);
        assertThat(bench.status(task)).isEqualTo("FailedOperation.TaskNotExist");
        assertThat(TrtcBench.code(bench.task("StopAIConversation", task))).isEqualTo("FailedOperation.TaskNotExist");
        assertThat(TrtcBench.code(bench.control(task, "\"Command\":\"InvokeLLM\",\"InvokeLLM\":{\"Content\":\"x\"}")))
                .isEqualTo("FailedOperation.TaskNotExist");
        assertThat(bench.events().getLast().at("/EventInfo/Payload/LeaveCode").intValue())
                .isZero();
    }

    @Test
    void describeFindsByTaskOrBySession() {
        String task = bench.started("room-1");
        JsonNode bySession =
                bench.call("DescribeAIConversation", TrtcBench.json("{\"SdkAppId\":1400000009,\"SessionId\":\"s-1\"}"));
        assertThat(bySession.path("TaskId").asText()).isEqualTo(task);
        assertThat(bySession.path("SessionId").asText()).isEqualTo("s-1");
        assertThat(bySession.path("StartTime").asText()).isEqualTo("2026-01-01 08:00:00.000000");
        assertThat(describeCode("{\"SdkAppId\":1400000009,\"SessionId\":\"s-2\"}"))
                .isEqualTo("FailedOperation.TaskNotExist");
        assertThat(describeCode("{\"SdkAppId\":1400000009}")).isEqualTo("MissingParameter");
        assertThat(describeCode("{}")).isEqualTo("MissingParameter");
        assertThat(describeCode("{\"TaskId\":\"\"}")).isEqualTo("InvalidParameter.TaskId");
        assertThat(describeCode("{\"TaskId\":\"unknown\"}")).isEqualTo("FailedOperation.TaskNotExist");
    }

    @Test
    void withoutASessionIdNoneIsTold() {
        ObjectNode start = bench.start("room-1");
        start.remove("SessionId");
        String task = bench.call("StartAIConversation", start).path("TaskId").asText();
        assertThat(bench.task("DescribeAIConversation", task).has("SessionId")).isFalse();
    }

    @Test
    void aTwinSessionIsRefusedUntilTheFirstIsGone() {
        String task = bench.started("room-1");
        assertThat(TrtcBench.code(bench.call("StartAIConversation", bench.start("room-2"))))
                .isEqualTo("FailedOperation.TaskExist");
        bench.task("StopAIConversation", task);
        bench.pass(1000);
        assertThat(bench.started("room-2")).isNotEqualTo(task);
    }

    @Test
    void ofManyStartsAtOnceWithOneSessionIdOneWins() {
        SandboxRequest request = bench.signer()
                .call(
                        "StartAIConversation",
                        TrtcBench.VERSION,
                        "ap-singapore",
                        bench.start("room-1").toString());
        Map<String, Long> outcomes = IntStream.range(0, 20)
                .parallel()
                .mapToObj(i -> TrtcBench.response(bench.simulator.handle(request)))
                .collect(Collectors.groupingBy(
                        response -> response.has("TaskId") ? "started" : TrtcBench.code(response),
                        Collectors.counting()));
        assertThat(outcomes).isEqualTo(Map.of("started", 1L, "FailedOperation.TaskExist", 19L));
    }

    @Test
    void aRobotWithTheSameNameStopsTheEarlierTask() {
        String first = bench.started("room-1");
        bench.pass(300);
        ObjectNode again = bench.start("room-1");
        String second = bench.call("StartAIConversation", again.put("SessionId", "s-2"))
                .path("TaskId")
                .asText();
        assertThat(bench.status(first)).isEqualTo("Stopped");
        assertThat(bench.events().getLast().at("/EventInfo/Payload/LeaveCode").intValue())
                .isEqualTo(3);
        bench.pass(300);
        assertThat(bench.status(second)).isEqualTo("InProgress");
    }

    @Test
    void anotherCustomerSeesNoTask() {
        SandboxAccount other = new SandboxAccount(
                "tencent-trtc",
                SandboxKey.permanent("AKIDOTHER", "k"),
                "1400000010",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        TrtcBench two = new TrtcBench(other);
        String task = two.started("room-1");
        Tc3Signer stranger = new Tc3Signer(
                "AKIDOTHER",
                "k",
                "trtc",
                "trtc.tencentcloudapi.com",
                two.world.clock().instant());
        for (String action : List.of("DescribeAIConversation", "StopAIConversation")) {
            JsonNode response = TrtcBench.response(two.simulator.handle(
                    stranger.call(action, TrtcBench.VERSION, "ap-tokyo", "{\"TaskId\":\"" + task + "\"}")));
            assertThat(TrtcBench.code(response)).as(action).isEqualTo("FailedOperation.TaskNotExist");
        }
        assertThat(two.status(task)).isEqualTo("Idle");
    }

    @ParameterizedTest(name = "a credential of {0} for {1} at {2} s, made with {3}: {4}")
    @CsvSource({
        "robot_1, 1400000009, 0, joinKey, ok", "robot_2, 1400000009, 0, joinKey, InvalidParameter.UserSig",
                "robot_1, 1400000001, 0, joinKey, InvalidParameter.UserSig",
        "robot_1, 1400000009, -3601, joinKey, InvalidParameter.UserSig", "robot_1, 1400000009, -3599, joinKey, ok",
                "robot_1, 1400000009, 0, otherKey, InvalidParameter.UserSig"
    })
    void theUserSigIsOpenedAndChecked(String user, String app, long offset, String key, String outcome) {
        ObjectNode start = bench.start("room-1");
        UserSigs sig =
                new UserSigs(key, app, user, bench.world.clock().instant().plusSeconds(offset), 3600);
        ((ObjectNode) start.path("AgentConfig")).put("UserSig", sig.text());
        JsonNode response = bench.call("StartAIConversation", start);
        assertThat(response.has("TaskId") ? "ok" : TrtcBench.code(response)).isEqualTo(outcome);
    }

    @Test
    void theUserSigOfTheseTestsIsThatOfTheVector() {
        UserSigs vector =
                new UserSigs("UserSigKeyExample0001", "1400000001", "bot_1", Instant.ofEpochSecond(1767225600), 3600);
        assertThat(vector.inner()).isEqualTo("ZP+p58fMFzTYrJ15XTYe38MmxI3+7uxIOf7FqSU9LgY=");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"InterruptMode\":1,\"InterruptSpeechDuration\":800,\"WelcomeMessage\":\"Hi\";ok",
                "\"InterruptMode\":2;ok",
                "\"InterruptMode\":3;InvalidParameterValue",
                "\"InterruptSpeechDuration\":200;ok",
                "\"InterruptSpeechDuration\":5001;InvalidParameter.OutOfRange",
                "\"SystemPrompt\":\"x\";UnknownParameter",
                "\"LLMConfig\":\"{}\";MissingParameter",
                "\"TTSConfig\":\"{\\\"TTSType\\\":\\\"flow\\\",\\\"VoiceId\\\":\\\"v2\\\",\\\"Model\\\":\\\"m\\\"}\";ok",
                "\"STTConfig\":{};UnknownParameter"
            })
    void updateKnowsItsFields(String fields, String outcome) {
        String task = bench.started("room-1");
        JsonNode response =
                bench.call("UpdateAIConversation", TrtcBench.json("{\"TaskId\":\"" + task + "\"," + fields + "}"));
        assertThat(response.has("Error") ? TrtcBench.code(response) : "ok").isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"Command\":\"Dance\";InvalidParameterValue",
                "\"Command\":\"ServerPushText\";MissingParameter",
                "\"Command\":\"InvokeLLM\";MissingParameter",
                "\"Command\":\"ServerPushText\",\"ServerPushText\":\"Hello\";InvalidParameter",
                "\"Command\":\"ServerPushText\",\"ServerPushText\":{};MissingParameter",
                "\"Command\":\"ServerPushText\",\"ServerPushText\":{\"Text\":\"a\",\"Interrupt\":true,"
                        + "\"DropMode\":1};InvalidParameterValue",
                "\"Command\":\"ServerPushText\",\"ServerPushText\":{\"Text\":\"a\",\"DropMode\":2};InvalidParameterValue",
                "\"Command\":\"ServerPushText\",\"ServerPushText\":{\"Text\":\"a\",\"Priority\":2};InvalidParameterValue",
                "\"Command\":\"ServerPushText\",\"ServerPushText\":{\"Text\":\"a\",\"MetaInfo\":\"x\"};InvalidParameterValue",
                "\"Command\":\"ServerPushText\",\"ServerPushText\":{\"Audio\":\"***\"};InvalidParameterValue",
                "\"Command\":\"ServerPushText\",\"ServerPushText\":{\"Text\":\"a\",\"Volume\":1};UnknownParameter",
                "\"Command\":\"ServerPushText\",\"ServerPushText\":{\"Audio\":\"AAAA\"};ok",
                "\"Command\":\"ServerPushText\",\"ServerPushText\":{\"Text\":\"a\",\"Interrupt\":false,"
                        + "\"DropMode\":1,\"Priority\":0,\"AddHistory\":true,\"StopAfterPlay\":false,"
                        + "\"MetaInfo\":\"{}\"};ok",
                "\"Command\":\"InvokeLLM\",\"InvokeLLM\":{\"Content\":\"\"};InvalidParameterValue",
                "\"Command\":\"InvokeLLM\",\"InvokeLLM\":{\"Text\":\"a\"};UnknownParameter",
                "\"Command\":\"InvokeLLM\",\"InvokeLLM\":{\"Content\":\"a\",\"Interrupt\":true,\"ExperimentalParams\":\"x\"};ok"
            })
    void controlKnowsItsFields(String fields, String outcome) {
        String task = bench.started("room-1");
        JsonNode response = bench.control(task, fields);
        assertThat(response.has("Error") ? TrtcBench.code(response) : "ok").isEqualTo(outcome);
    }

    @Test
    void pushedTextIsSpokenAndToldOf() {
        String task = bench.started("room-1-silent");
        bench.pass(2000);
        int before = bench.events().size();
        bench.control(task, "\"Command\":\"ServerPushText\",\"ServerPushText\":{\"Text\":\"One moment please.\"}");
        bench.pass(2000);
        assertThat(bench.eventTypes().subList(before, bench.events().size())).containsExactly(903, 905);
        assertThat(bench.events().getLast().at("/EventInfo/Payload/Text").asText())
                .isEqualTo("One moment please.");
    }

    @Test
    void anInterruptingTextCutsOffTheAgent() {
        String task = bench.started("room-1-silent");
        bench.pass(700);
        int before = bench.events().size();
        push(task, "\"Text\":\"Now this.\",\"Interrupt\":true");
        assertThat(bench.eventTypes().subList(before, bench.events().size())).containsExactly(905, 906, 903);
        assertThat(bench.events().get(before).at("/EventInfo/Payload/Text").asText())
                .isEqualTo("Hello");
        assertThat(bench.events()
                        .get(before + 1)
                        .at("/EventInfo/Payload/Metric")
                        .asText())
                .isEqualTo("interruption");
    }

    @Test
    void whileItSpeaksATextIsDroppedOrQueuedAsAsked() {
        String task = bench.started("room-1-silent");
        bench.pass(700);
        int before = bench.events().size();
        push(task, "\"Text\":\"dropped\"");
        push(task, "\"Text\":\"queued\",\"DropMode\":1");
        bench.pass(2000);
        assertThat(texts(before)).containsExactly("Hello there", "queued", "queued");
    }

    @Test
    void nothingIsHeardDuringALockedMessage() {
        String task = bench.started("room-1-silent");
        bench.pass(2000);
        int before = bench.events().size();
        push(task, "\"Text\":\"locked\",\"Priority\":1");
        push(task, "\"Text\":\"ignored\",\"Interrupt\":true");
        push(task, "\"Text\":\"ignored\",\"DropMode\":1");
        bench.pass(3000);
        assertThat(texts(before)).containsExactly("locked", "locked");
    }

    @Test
    void aTextMayBeTheLast() {
        String task = bench.started("room-1-silent");
        bench.pass(2000);
        push(task, "\"Text\":\"Goodbye.\",\"StopAfterPlay\":true");
        bench.pass(1000);
        assertThat(bench.status(task)).isEqualTo("Stopped");
        assertThat(bench.eventTypes()).endsWith(903, 905, 902);
        assertThat(bench.events().getLast().at("/EventInfo/Payload/LeaveCode").intValue())
                .isZero();
    }

    @Test
    void theModelAnswersWhatTheServerAsks() {
        String task = bench.started("room-1-silent");
        bench.pass(2000);
        bench.control(task, "\"Command\":\"InvokeLLM\",\"InvokeLLM\":{\"Content\":\"opening hours\"}");
        bench.pass(3000);
        assertThat(bench.events().getLast().at("/EventInfo/Payload/Text").asText())
                .contains("opening hours");
    }

    @Test
    void limitsAreKeptPerOperation() {
        for (int i = 0; i < 20; i++) {
            bench.task("StopAIConversation", "unknown");
        }
        assertThat(TrtcBench.code(bench.task("StopAIConversation", "unknown"))).isEqualTo("RequestLimitExceeded");
        String control = "\"Command\":\"InvokeLLM\",\"InvokeLLM\":{\"Content\":\"x\"}";
        for (int i = 0; i < 50; i++) {
            assertThat(TrtcBench.code(bench.control("unknown", control))).isEqualTo("FailedOperation.TaskNotExist");
        }
        assertThat(TrtcBench.code(bench.control("unknown", control))).isEqualTo("RequestLimitExceeded");
        bench.pass(20);
        assertThat(TrtcBench.code(bench.control("unknown", control))).isEqualTo("FailedOperation.TaskNotExist");
    }

    private void push(String task, String fields) {
        JsonNode response = bench.control(task, "\"Command\":\"ServerPushText\",\"ServerPushText\":{" + fields + "}");
        assertThat(response.has("Error")).as(response.toString()).isFalse();
    }

    private List<String> texts(int from) {
        return bench.events().stream()
                .skip(from)
                .map(event -> event.at("/EventInfo/Payload/Text").asText())
                .toList();
    }

    private String describeCode(String body) {
        return TrtcBench.code(bench.call("DescribeAIConversation", TrtcBench.json(body)));
    }
}
