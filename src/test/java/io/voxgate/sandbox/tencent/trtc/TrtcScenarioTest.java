package io.voxgate.sandbox.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The magic room ids at TRTC: the answers to the start, the plots, the callbacks. */
class TrtcScenarioTest {
    private final TrtcBench bench = new TrtcBench();

    @ParameterizedTest(name = "{0} answers {1}")
    @CsvSource({"throttled, RequestLimitExceeded", "refused, FailedOperation.NotAbility"})
    void someStartsAreRefused(String word, String code) {
        assertThat(TrtcBench.code(bench.call("StartAIConversation", bench.start("room-" + word))))
                .isEqualTo(code);
        assertThat(found()).isFalse();
    }

    @Test
    void http500StartsNothing() {
        SandboxReply reply = bench.raw("StartAIConversation", bench.start("room-http500"));
        assertThat(reply)
                .isInstanceOfSatisfying(
                        SandboxReply.ReplyWithBody.class,
                        answer -> assertThat(answer.status()).isEqualTo(500));
        assertThat(found()).isFalse();
    }

    @ParameterizedTest(name = "{0}: started {1}")
    @CsvSource({"reset-before, false", "reset-after, true"})
    void aResetMayComeBeforeOrAfter(String word, boolean started) {
        assertThat(bench.raw("StartAIConversation", bench.start("room-" + word)))
                .isInstanceOf(SandboxReply.Reset.class);
        assertThat(found()).isEqualTo(started);
    }

    @Test
    void aBrokenAnswerIsNoJsonAndTheTaskIsThere() {
        SandboxReply.ReplyWithBody answer =
                (SandboxReply.ReplyWithBody) bench.raw("StartAIConversation", bench.start("room-broken-json"));
        assertThat(SandboxJson.parse(answer.body())).isEmpty();
        assertThat(found()).isTrue();
    }

    @Test
    void anInternalErrorMayHideATask() {
        assertThat(TrtcBench.code(bench.call("StartAIConversation", bench.start("room-internal-error"))))
                .isEqualTo("InternalError");
        assertThat(found()).isTrue();
    }

    @Test
    void aSlowAnswerTakes15Seconds() {
        SandboxReply.ReplyWithBody answer =
                (SandboxReply.ReplyWithBody) bench.raw("StartAIConversation", bench.start("room-slow"));
        assertThat(answer.after()).isEqualTo(Duration.ofSeconds(15));
        assertThat(found()).isTrue();
    }

    @Test
    void callbacksMayOvertakeTheAnswer() {
        SandboxReply.ReplyWithBody answer =
                (SandboxReply.ReplyWithBody) bench.raw("StartAIConversation", bench.start("room-early-callbacks"));
        bench.world.pass(answer.after());
        assertThat(bench.eventTypes()).contains(901, 909);
    }

    @ParameterizedTest(name = "{0} leaves with {1}")
    @CsvSource({
        "nobody, 99",
        "kicked, 1",
        "dismissed, 2",
        "vendor-fault, 98",
        "short, 99",
        "silent, 99",
        "llm-error, 99",
        "long, 99"
    })
    void eachPlotHasItsEnd(String word, int leaveCode) {
        bench.started("room-" + word);
        bench.pass(400_000);
        assertThat(payloads(902))
                .extracting(p -> p.path("LeaveCode").intValue())
                .containsExactly(leaveCode);
        assertThat(bench.eventTypes()).endsWith(902);
    }

    @Test
    void aStartMayFailAfterItsAnswer() {
        String task = bench.started("room-start-fails");
        bench.pass(10_000);
        assertThat(bench.eventTypes()).containsExactly(901);
        assertThat(payloads(901)).extracting(p -> p.path("Status").intValue()).containsExactly(1);
        assertThat(bench.status(task)).isEqualTo("FailedOperation.TaskNotExist");
    }

    @ParameterizedTest(name = "{0} is told as {1} {2}")
    @CsvSource({"stt-error, asr_error, 30102", "llm-error, llm_error, 30202", "tts-error, tts_error, 30302"})
    void aPartMayFail(String word, String metric, int code) {
        bench.started("room-" + word);
        bench.pass(10_000);
        JsonNode error = payloads(908).getFirst();
        assertThat(error.path("Metric").asText()).isEqualTo(metric);
        assertThat(error.at("/Tag/Code").intValue()).isEqualTo(code);
        assertThat(error.at("/Tag/Message").asText()).isNotBlank();
        assertThat(payloads(908)).hasSize(1);
    }

    @ParameterizedTest(name = "{0}: the person speaks {1} times, the agent {2}")
    @CsvSource({
        "nobody, 0, 0",
        "silent, 0, 1",
        "short, 1, 2",
        "vendor-fault, 1, 2",
        "kicked, 1, 2",
        "dismissed, 1, 2",
        "stt-error, 1, 2",
        "tts-error, 2, 2"
    })
    void whoSpeaksInAPlot(String word, int person, int agent) {
        bench.started("room-" + word);
        bench.pass(30_000);
        List<String> speakers =
                payloads(903).stream().map(p -> p.path("UserId").asText()).toList();
        assertThat(speakers).filteredOn("user_7"::equals).hasSize(person);
        assertThat(speakers).filteredOn("robot_1"::equals).hasSize(agent);
    }

    @Test
    void aLongConversationLastsFiveMinutes() {
        bench.started("room-long");
        bench.pass(299_000);
        assertThat(bench.eventTypes()).doesNotContain(902);
        assertThat(payloads(904)).hasSizeGreaterThan(50);
        bench.pass(10_000);
        assertThat(bench.eventTypes()).endsWith(902);
    }

    @Test
    void callbacksMayComeTwiceOrShuffledOrNever() {
        List<Integer> plain = types("room-short");
        assertThat(types("room-short-duplicates"))
                .isEqualTo(plain.stream().flatMap(type -> Stream.of(type, type)).toList());
        assertThat(types("room-short-shuffled"))
                .containsExactlyInAnyOrderElementsOf(plain)
                .isNotEqualTo(plain)
                .startsWith(909, 901);
        assertThat(types("room-short-no-callbacks")).isEmpty();
    }

    /**
     * Every row that a room can ask for makes a difference that the customer can see, by its word and by its ending.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("roomRows")
    void everyRowHasAnEffect(Scenario.ScenarioRow row) {
        String plain = seen("room", 1);
        assertThat(seen("other", 1)).as("the same without a plot").isEqualTo(plain);
        String byWord = seen("room" + row.roomWord(), 1);
        assertThat(byWord).isNotEqualTo(plain);
        assertThat(seen("12" + row.roomEnding(), 0)).isEqualTo(byWord);
    }

    static Stream<Scenario.ScenarioRow> roomRows() {
        return Scenario.table().stream().filter(row -> !row.roomWord().isEmpty());
    }

    /** What a customer sees of a start in this room, and of the next 400 seconds. */
    private static String seen(String room, int type) {
        TrtcBench fresh = new TrtcBench();
        ObjectNode start = fresh.start(room).put("RoomIdType", type);
        String answer = switch (fresh.raw("StartAIConversation", start)) {
            case SandboxReply.Reset reset -> "reset";
            case SandboxReply.ReplyWithBody reply ->
                reply.status() + " " + reply.after() + " " + new String(reply.body());
        };
        boolean started = fresh.call(
                        "DescribeAIConversation", TrtcBench.json("{\"SdkAppId\":1400000009,\"SessionId\":\"s-1\"}"))
                .has("TaskId");
        fresh.pass(400_000);
        List<String> told = fresh.events().stream()
                .map(e -> e.path("EventType") + " " + e.path("CallbackTs") + " " + e.at("/EventInfo/Payload"))
                .toList();
        return answer + " " + started + " " + told;
    }

    private static List<Integer> types(String room) {
        TrtcBench fresh = new TrtcBench();
        fresh.started(room);
        fresh.pass(10_000);
        return fresh.eventTypes();
    }

    private boolean found() {
        return bench.call("DescribeAIConversation", TrtcBench.json("{\"SdkAppId\":1400000009,\"SessionId\":\"s-1\"}"))
                .has("TaskId");
    }

    private List<JsonNode> payloads(int type) {
        return bench.events().stream()
                .filter(event -> event.path("EventType").intValue() == type)
                .map(event -> event.at("/EventInfo/Payload"))
                .toList();
    }
}
