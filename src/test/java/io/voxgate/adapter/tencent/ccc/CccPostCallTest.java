package io.voxgate.adapter.tencent.ccc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.PostCallState;
import io.voxgate.adapter.PostCallStep;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.model.Channel;
import io.voxgate.model.EventData;
import io.voxgate.model.EventData.ExtractionCompleted;
import io.voxgate.model.EventData.MetricRecorded;
import io.voxgate.model.EventData.SpeakerRole;
import io.voxgate.model.EventData.TranscriptAdded;
import io.voxgate.tck.TestAccount;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked after a call, in which order, how long; and the answers of the vendor's pages in our words. */
class CccPostCallTest {
    private static final Instant BEGAN = Instant.ofEpochSecond(1729697240);
    private static final Instant ENDED = BEGAN.plusSeconds(60);
    private static final String NOT_THERE =
            "{\"Error\": {\"Code\": \"InvalidParameterValue.RecordNotExist\", \"Message\": \"m\"}}";

    /** The sample of the page DescribeTelRecordAsr, with a second voice. */
    private static final String TEXT = """
            {"AsrDataList": [{"User": "robot", "Message": "测试会话", "Start": 1729697242236, "End": 1729697245426},
                             {"User": "008613800000000", "Message": "好", "Start": 1729697245500, "End": 1729697246000},
                             {"User": "008613800000000", "Message": "好", "Start": 1729697245500, "End": \
            1729697246000}, {"User": "robot", "Message": " "}]}""";

    /** The samples of the pages DescribeAICallExtractResult and of its data type. */
    private static final String FINDINGS = """
            {"ResultList": [{"InfoType": "Boolean", "InfoName": "兴趣", "InfoContent": "用户是否对产品感兴趣", "Result": {"Boolean": true}},
                            {"InfoType": "Selector", "InfoName": "color", "Result": {"Chosen": ["red", "blue"], "Text": ""}},
                            {"InfoType": "Number", "InfoName": "age", "Result": {"Number": 41.5}}, {"InfoType": \
            "Text", "InfoName": "city", "Result": {"Text": "Rome"}},
                            {"InfoType": "Text", "InfoName": "nothing", "Result": {}}]}""";

    /** The fields of the page DescribeAILatency; −1: no such figure. */
    private static final String TIMES = """
            {"AILatencyDetail": [{"RoundId": "r1", "ASRLatency": 320, "TTSLatency": 140, "LLMLatency": 900, \
            "LLMFirstTokenLatency": 410, "ETELatency": 1250},
                                 {"RoundId": "r2", "ASRLatency": 300, "TTSLatency": -1, "LLMLatency": -1, \
            "LLMFirstTokenLatency": -1, "ETELatency": -1}],
             "AILatencyStatistics": {"ASRLatency": {"MinLatency": 300, "MiddleLatency": 310, "P90Latency": 320}}}""";

    /** What the service does: asks, hands the reply back, gathers what was told. */
    static final class Shell {
        private final List<String> operations = new ArrayList<>();
        private final List<ObjectNode> bodies = new ArrayList<>();
        private final List<VendorEvent> told = new ArrayList<>();
        private PostCallState state;
        private PostCallStep step;

        Shell(Duration sinceEnd, boolean extracts) {
            this(sinceEnd, extracts, Optional.of(BEGAN), Json.object());
        }

        /** With words that are told already. */
        static Shell afterWords(Duration sinceEnd, ObjectNode memory) {
            return new Shell(sinceEnd, false, Optional.of(BEGAN), memory, true);
        }

        Shell(Duration sinceEnd, boolean extracts, Optional<Instant> began, ObjectNode memory) {
            this(sinceEnd, extracts, began, memory, false);
        }

        private Shell(
                Duration sinceEnd,
                boolean extracts,
                Optional<Instant> began,
                ObjectNode memory,
                boolean transcriptReported) {
            String tools = extracts ? ",\"tools\":{\"extraction\":[{\"name\":\"mood\",\"type\":\"text\"}]}" : "";
            Agent agent = Json.MAPPER.convertValue(
                    Json.parse("{\"llm\":{\"protocol\":\"openai\",\"url\":\"https://a.b/v1\","
                                    + "\"model\":\"m\",\"credentialRef\":\"llm\",\"systemPrompt\":\"p\"}" + tools + "}")
                            .orElseThrow(),
                    Agent.class);
            PostCallState.Times times =
                    new PostCallState.Times(BEGAN.minusSeconds(5), began, ENDED, ENDED.plus(sinceEnd));
            state = new PostCallState(
                    new SessionRef("ses_1", "s1", new Channel.Phone("+8613800000000", null)),
                    agent,
                    times,
                    transcriptReported,
                    memory);
            take(new CccAdapter().postCall(state, Optional.empty()));
        }

        private void take(PostCallStep next) {
            step = next;
            told.addAll(next.events());
            if (next instanceof PostCallStep.Call call) {
                operations.add(call.call().operation());
                bodies.add(call.call().fill(TestAccount::fill));
            }
        }

        /** Answers each question with what is given for its operation. */
        Shell with(Map<String, String> answers) {
            for (int i = 0; i < 10 && step instanceof PostCallStep.Call call; i++) {
                String body = "{\"Response\": "
                        + answers.getOrDefault(call.call().operation(), "{\"RequestId\":\"r\"}") + "}";
                take(new CccAdapter().postCall(call.state(), Optional.of(HttpReply.json(200, body))));
            }
            return this;
        }

        ObjectNode body(String operation) {
            return bodies.get(operations.indexOf(operation));
        }

        List<EventData> data() {
            return told.stream().map(VendorEvent::data).toList();
        }
    }

    private static final Map<String, String> ALL =
            Map.of(CccPostCall.TEXT, TEXT, CccPostCall.EXTRACTION, FINDINGS, CccPostCall.LATENCY, TIMES);

    /** The sample of the page DescribeAICallInteractionRecords (case ccc-05), with a second round. */
    private static final String ROUNDS = """
            {"InteractionEventList": [
              {"RoundId": "r1", "RoundIndex": 1, "Paths": [{"NodeName": "n", "NodeType": "DIALOGUE", "Timestamp": \
            1729697242000}], "Messages": [
                {"AISpeak": {"CanBeInterrupted": true, "SpokenText": "您好", "SpokenType": "Script",
                  "LatencyMetrics": {"AsrLatency": -1, "LLMFirstTokenLatency": 29, "TTSLatency": 295, "TotalLatency": \
            329}}, "Timestamp": 1729697242236},
                {"UserReply": {"ASRTranscript": "售后", "MatchedIntent": "", "ExtractedSlots": "{}", "BranchType": \
            "Intent"}, "Timestamp": 1729697245500}]},
              {"RoundId": "r2", "RoundIndex": 2, "Messages": [
                {"AISpeak": {"SpokenText": "好的", "LatencyMetrics": {"AsrLatency": 300, "LLMFirstTokenLatency": -1, \
            "TTSLatency": -1, "TotalLatency": -1}}, "Timestamp": 1729697247000}]}]}""";

    private static final List<EventData> ROUND_ONE = List.of(
            new TranscriptAdded(SpeakerRole.AGENT, null, "您好", "r1", 2236L, null),
            new MetricRecorded(
                    "llmFirstTokenMs",
                    new BigDecimal(29),
                    "ms",
                    "r1",
                    "DescribeAICallInteractionRecords LLMFirstTokenLatency"),
            new MetricRecorded(
                    "ttsLatencyMs", new BigDecimal(295), "ms", "r1", "DescribeAICallInteractionRecords TTSLatency"),
            new MetricRecorded(
                    "endToEndMs", new BigDecimal(329), "ms", "r1", "DescribeAICallInteractionRecords TotalLatency"),
            new TranscriptAdded(SpeakerRole.USER, null, "售后", "r1", 5500L, null));

    private static final Map<String, String> EVERYTHING = Map.of(
            CccRounds.OPERATION,
            ROUNDS,
            CccPostCall.TEXT,
            TEXT,
            CccPostCall.EXTRACTION,
            FINDINGS,
            CccPostCall.LATENCY,
            TIMES);

    @Test
    void theRoundsTellWordsAndTimesAndNothingElseIsAskedForThem() {
        Shell shell = new Shell(Duration.ofSeconds(4), false).with(EVERYTHING);

        assertThat(shell.operations).containsExactly(CccRounds.OPERATION);
        assertThat(shell.body(CccRounds.OPERATION))
                .isEqualTo(Json.object()
                        .put("SdkAppId", (int) TestAccount.SDK_APP_ID)
                        .put("SessionId", "s1"));
        assertThat(shell.data())
                .containsAll(ROUND_ONE)
                .contains(new TranscriptAdded(SpeakerRole.AGENT, null, "好的", "r2", 7000L, null))
                .hasSize(7);
        assertThat(shell.told.getFirst().occurredAt()).isEqualTo(Instant.ofEpochMilli(1729697242236L));
        assertThat(shell.told).extracting(VendorEvent::dedupeKey).doesNotHaveDuplicates();
        assertThat(shell.step).isEqualTo(new PostCallStep.Done(shell.step.events(), Optional.empty()));
    }

    /**
     * AISpeakEvent and UserReplyEvent of the API description have no member for an interruption: CanBeInterrupted says
     * that a speech may be stopped, also of one that was heard to its end, so it must not be told as one that was.
     */
    @Test
    void aSpeechThatMayBeInterruptedIsNotToldAsInterrupted() {
        Shell shell = new Shell(Duration.ofSeconds(4), false).with(EVERYTHING);

        assertThat(ROUNDS).contains("\"CanBeInterrupted\": true");
        assertThat(shell.data())
                .filteredOn(MetricRecorded.class::isInstance)
                .extracting(metric -> ((MetricRecorded) metric).name())
                .containsExactlyInAnyOrder("llmFirstTokenMs", "ttsLatencyMs", "endToEndMs", "asrLatencyMs");
        assertThat(shell.data()).noneMatch(EventData.AgentSpeechFinished.class::isInstance);
    }

    @Test
    void roundsAreNotAskedForBeforeTheLastIsWrittenDown() {
        assertThat(new Shell(Duration.ofSeconds(2), false).with(EVERYTHING).operations)
                .isEmpty();
    }

    @Test
    void theRecordingsTextIsTheFallbackAndThenTheRoundsTellNothing() {
        Shell early = new Shell(Duration.ofSeconds(5), false)
                .with(Map.of(CccRounds.OPERATION, NOT_THERE, CccPostCall.TEXT, TEXT));
        assertThat(early.operations).as("The rounds first, alone").containsExactly(CccRounds.OPERATION);

        Shell text = new Shell(Duration.ofSeconds(12), false)
                .with(Map.of(CccRounds.OPERATION, "{\"InteractionEventList\": []}", CccPostCall.TEXT, TEXT));
        assertThat(text.operations).containsExactly(CccRounds.OPERATION, CccPostCall.TEXT, CccPostCall.LATENCY);
        assertThat(text.data()).hasSize(3);

        Shell later = Shell.afterWords(Duration.ofSeconds(20), ((PostCallStep.Later) text.step).memory())
                .with(EVERYTHING);
        assertThat(later.operations).as("The words are there, from the text").containsExactly(CccPostCall.LATENCY);
    }

    /** Words of while the call ran come from the rounds: the recording's text would tell them again. */
    @Test
    void afterWordsOfTheRunningCallOnlyTheRoundsAreAsked() {
        assertThat(Shell.afterWords(Duration.ofSeconds(40), Json.object()).with(EVERYTHING).operations)
                .containsExactly(CccRounds.OPERATION);

        Shell silent = Shell.afterWords(Duration.ofMinutes(5), Json.object())
                .with(Map.of(CccRounds.OPERATION, NOT_THERE, CccPostCall.TEXT, TEXT, CccPostCall.LATENCY, TIMES));
        assertThat(silent.operations).containsExactly(CccRounds.OPERATION);
        assertThat(silent.step).isInstanceOf(PostCallStep.Later.class);
        assertThat(silent.told).isEmpty();

        Shell over = Shell.afterWords(Duration.ofMinutes(31), Json.object())
                .with(Map.of(CccRounds.OPERATION, NOT_THERE, CccPostCall.TEXT, TEXT, CccPostCall.LATENCY, TIMES));
        assertThat(((PostCallStep.Done) over.step).missingTranscriptReason())
                .hasValueSatisfying(why -> assertThat(why).contains("last rounds", "30 minutes"));
        assertThat(over.told).isEmpty();
    }

    /** An event is told once, so what may still grow is not told yet. */
    @Test
    void ofARunningCallTheLastMessageWaits() {
        CccRounds.Call call = new CccRounds.Call("s1", BEGAN);
        List<VendorEvent> running = CccRounds.finished(call, Json.parse(ROUNDS).orElseThrow());
        List<VendorEvent> all = CccRounds.all(call, Json.parse(ROUNDS).orElseThrow());

        assertThat(running).extracting(VendorEvent::data).containsExactlyElementsOf(ROUND_ONE);
        assertThat(all).as("Told again, an event has its key again").containsAll(running);
        assertThat(CccRounds.finished(call, Json.object())).isEmpty();
    }

    @Test
    void theWordsAreWhoSaidThemWhen() {
        Shell shell = new Shell(Duration.ofSeconds(40), false).with(ALL);

        assertThat(shell.data())
                .filteredOn(TranscriptAdded.class::isInstance)
                .containsExactly(
                        new TranscriptAdded(SpeakerRole.AGENT, null, "测试会话", null, 2236L, 5426L),
                        new TranscriptAdded(SpeakerRole.USER, null, "好", null, 5500L, 6000L),
                        new TranscriptAdded(SpeakerRole.USER, null, "好", null, 5500L, 6000L));
        assertThat(shell.told.getFirst().occurredAt()).isEqualTo(Instant.ofEpochMilli(1729697242236L));
        assertThat(shell.told).extracting(VendorEvent::dedupeKey).doesNotHaveDuplicates();
        assertThat(shell.step).isEqualTo(new PostCallStep.Done(shell.step.events(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"2236, 2236", "1729697242236, 2236", "1729697239000, 0"})
    void aTimeIsUnixMillisecondsOrAnOffset(String given, long ms) {
        Shell shell = new Shell(Duration.ofSeconds(40), false)
                .with(Map.of(
                        CccPostCall.TEXT,
                        "{\"AsrDataList\": [{\"User\": \"u\", \"Message\": \"m\", \"Start\": " + given + "}]}"));

        assertThat(((TranscriptAdded) shell.data().getFirst()).startMs()).isEqualTo(ms);
    }

    @ParameterizedTest
    @CsvSource({
        "008613800000000, USER",
        "13800000000, USER",
        "customer, USER",
        "robot, AGENT",
        "staff@example.com, AGENT"
    })
    void whoeverTheCalleeIsNotIsOurs(String user, SpeakerRole role) {
        Shell shell = new Shell(Duration.ofSeconds(40), false)
                .with(Map.of(
                        CccPostCall.TEXT, "{\"AsrDataList\": [{\"User\": \"" + user + "\", \"Message\": \"m\"}]}"));

        assertThat(((TranscriptAdded) shell.data().getFirst()).role()).isEqualTo(role);
    }

    @Test
    void theFindingsAreItemsOfTheirTypes() {
        Shell shell = new Shell(Duration.ofSeconds(40), true).with(ALL);

        assertThat(shell.data())
                .filteredOn(ExtractionCompleted.class::isInstance)
                .containsExactly(new ExtractionCompleted(List.of(
                        new ExtractionCompleted.Item("兴趣", "boolean", true),
                                new ExtractionCompleted.Item("color", "choice", List.of("red", "blue")),
                        new ExtractionCompleted.Item("age", "number", new BigDecimal("41.5")),
                                new ExtractionCompleted.Item("city", "text", "Rome"))));
    }

    @Test
    void theTimesAreMetricsWithTheirTurnAndSource() {
        Shell shell = new Shell(Duration.ofSeconds(40), false).with(ALL);

        assertThat(shell.data().stream()
                        .filter(MetricRecorded.class::isInstance)
                        .map(MetricRecorded.class::cast)
                        .collect(Collectors.toMap(
                                metric -> metric.turnId() + " " + metric.name(),
                                metric -> metric.value().intValue() + " " + metric.unit() + " " + metric.source())))
                .isEqualTo(Map.of(
                        "r1 asrLatencyMs",
                        "320 ms DescribeAILatency ASRLatency",
                        "r1 ttsLatencyMs",
                        "140 ms DescribeAILatency TTSLatency",
                        "r1 llmLatencyMs",
                        "900 ms DescribeAILatency LLMLatency",
                        "r1 llmFirstTokenMs",
                        "410 ms DescribeAILatency LLMFirstTokenLatency",
                        "r1 endToEndMs",
                        "1250 ms DescribeAILatency ETELatency",
                        "r2 asrLatencyMs",
                        "300 ms DescribeAILatency ASRLatency"));
    }

    @Test
    void onlyWhatMakesSenseIsAsked() {
        assertThat(new Shell(Duration.ofSeconds(40), false).with(ALL).operations)
                .containsExactly(CccRounds.OPERATION, CccPostCall.TEXT, CccPostCall.LATENCY);
        assertThat(new Shell(Duration.ofSeconds(40), true).with(ALL).operations)
                .containsExactly(CccRounds.OPERATION, CccPostCall.TEXT, CccPostCall.EXTRACTION, CccPostCall.LATENCY);
        assertThat(new Shell(Duration.ofSeconds(40), true, Optional.empty(), Json.object()).step)
                .as("Nobody answered")
                .isEqualTo(new PostCallStep.Done(List.of(), Optional.empty()));
    }

    @Test
    void theQuestionsNameTheCallAndItsTime() {
        Shell shell = new Shell(Duration.ofSeconds(40), true).with(ALL);

        assertThat(shell.body(CccPostCall.TEXT))
                .isEqualTo(Json.object()
                        .put("SdkAppId", (int) TestAccount.SDK_APP_ID)
                        .put("SessionId", "s1"));
        for (String operation : List.of(CccPostCall.EXTRACTION, CccPostCall.LATENCY)) {
            assertThat(shell.body(operation).path("StartTime").asLong())
                    .isBetween(BEGAN.getEpochSecond() - 120, BEGAN.getEpochSecond());
            assertThat(shell.body(operation).path("EndTime").asLong())
                    .isBetween(ENDED.getEpochSecond(), ENDED.getEpochSecond() + 120);
        }
    }

    @Test
    void whatIsThereIsNotAskedForAgain() {
        Shell first = new Shell(Duration.ofSeconds(40), true)
                .with(Map.of(CccPostCall.TEXT, NOT_THERE, CccPostCall.LATENCY, TIMES));
        PostCallStep.Later later = (PostCallStep.Later) first.step;

        Shell second = new Shell(Duration.ofSeconds(60), true, Optional.of(BEGAN), later.memory()).with(ALL);

        assertThat(first.operations)
                .containsExactly(CccRounds.OPERATION, CccPostCall.TEXT, CccPostCall.EXTRACTION, CccPostCall.LATENCY);
        assertThat(second.operations).containsExactly(CccPostCall.TEXT, CccPostCall.EXTRACTION);
        assertThat(second.step).isInstanceOf(PostCallStep.Done.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "8, 2", "40, 10", "600, 60"})
    void theLongerItTakesTheRarerItIsAsked(int since, int pause) {
        Shell shell = new Shell(Duration.ofSeconds(since), false).with(Map.of(CccPostCall.TEXT, NOT_THERE));

        assertThat(((PostCallStep.Later) shell.step).after()).isEqualTo(Duration.ofSeconds(pause));
    }

    @Test
    void afterHalfAnHourItSaysThatThereIsNoText() {
        Shell shell = new Shell(Duration.ofMinutes(31), true).with(Map.of(CccPostCall.TEXT, NOT_THERE));

        assertThat(((PostCallStep.Done) shell.step).missingTranscriptReason())
                .hasValueSatisfying(
                        why -> assertThat(why).contains("30 minutes", "InvalidParameterValue.RecordNotExist"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NotExists", "Processing", "Complete"})
    void theRecordSaysWhetherATextIsBeingMade(String status) {
        Map<String, String> answers = Map.of(
                CccPostCall.TEXT,
                NOT_THERE,
                "DescribeTelCdr",
                "{\"TelCdrList\": [{\"SessionId\": \"s1\", \"AsrStatus\": \"" + status + "\"}]}");

        assertThat(new Shell(Duration.ofMinutes(2), false).with(answers).operations)
                .doesNotContain("DescribeTelCdr");
        Shell shell = new Shell(Duration.ofMinutes(4), false).with(answers);

        assertThat(shell.operations).endsWith("DescribeTelCdr");
        assertThat(shell.step instanceof PostCallStep.Done).isEqualTo(status.equals("NotExists"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"RequestLimitExceeded", "InternalError", "FailedOperation.New", "AuthFailure.SignatureFailure"})
    void anErrorIsNoAnswer(String code) {
        String error = "{\"Error\": {\"Code\": \"" + code + "\", \"Message\": \"m\"}}";
        Shell shell = new Shell(Duration.ofSeconds(5), true)
                .with(Map.of(CccPostCall.TEXT, error, CccPostCall.EXTRACTION, error, CccPostCall.LATENCY, error));

        assertThat(shell.told).isEmpty();
        assertThat(shell.step).isInstanceOf(PostCallStep.Later.class);
    }
}
