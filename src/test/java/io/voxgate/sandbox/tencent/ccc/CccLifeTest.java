package io.voxgate.sandbox.tencent.ccc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.CallbackSender;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxReply;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a call, by the number that was dialled. */
class CccLifeTest {
    private static final long START = 1767225600;
    private final CccBench bench = new CccBench();

    @Test
    void aCallRingsTalksAndEnds() {
        String session = bench.dialled(CccBench.ANYBODY);
        assertThat(bench.status(session)).isEqualTo("ringing");

        bench.pass(1600);
        assertThat(bench.status(session)).isEqualTo("seatJoining");
        bench.pass(300);
        assertThat(bench.status(session)).isEqualTo("inProgress");
        bench.pass(20_000);

        JsonNode described = bench.described(session);
        assertThat(described.path("SessionStatus").asText()).isEqualTo("finished");
        assertThat(described.path("SessionID").asText()).isEqualTo(session);
        assertThat(described.path("StartTimestamp").asLong()).isEqualTo(START);
        assertThat(described.path("RingTimestamp").asLong()).isEqualTo(START);
        assertThat(described.path("AcceptTimestamp").asLong()).isEqualTo(START + 1);
        assertThat(described.path("Callee").asText()).isEqualTo(CccBench.ANYBODY);
        assertThat(described.path("Caller").asText()).isEqualTo("008675512345678");
        JsonNode cdr = bench.cdr();
        assertThat(cdr.path("EndStatus").asInt()).isEqualTo(1);
        assertThat(cdr.path("EndStatusString").asText()).isEqualTo("ok");
        assertThat(cdr.path("HungUpSide").asText()).isEqualTo("user");
        assertThat(cdr.path("AsrStatus").asText()).isEqualTo("Complete");
    }

    @ParameterizedTest(name = "…{0} ends with {1} {2}")
    @CsvSource({
        "0001, 206, busy, false",
        "0002, 202, notAnswer, false",
        "0003, 222, voiceMailReached, true",
        "0004, 203, userReject, false",
        "0005, 205, numberNotExist, false",
        "0014, 503, voipClientError, true",
        "0019, 1, ok, true",
        "0021, 1, ok, true",
        "0024, 208, operatorError, true",
        "0016, 1, ok, true"
    })
    void theNumberChoosesTheEnd(String ending, int status, String word, boolean answered) {
        String session = bench.dialled("00861380000" + ending);
        bench.pass(60_000);

        JsonNode cdr = bench.cdr();
        assertThat(bench.status(session)).isEqualTo("finished");
        assertThat(cdr.path("EndStatus").asInt()).isEqualTo(status);
        assertThat(cdr.path("EndStatusString").asText()).isEqualTo(word);
        assertThat(cdr.has("AcceptTimestamp")).isEqualTo(answered);
        assertThat(cdr.path("RecordURL").asText().isEmpty()).isNotEqualTo(answered);
    }

    @Test
    void aMachineThatIsNotLookedForIsTalkedTo() {
        ObjectNode order = bench.order("008613800000003").put("EnableVoicemailDetection", false);

        bench.dialled(order);
        bench.pass(60_000);

        assertThat(bench.cdr().path("EndStatus").asInt()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{1} is {2} after {0} ms")
    @CsvSource({"MaxCallDurationMs, 1000, 3600, 229", "MaxDuration, 2000, 6000, 230"})
    void aLimitEndsTheCall(String limit, int value, int after, int reason) {
        bench.dialled(bench.order("008613800000021").put(limit, value));
        bench.pass(after);

        JsonNode cdr = bench.cdr();
        assertThat(cdr.path("EndStatus").asInt()).isEqualTo(1);
        assertThat(cdr.path("HungUpSide").asText()).isEqualTo("system");
        assertThat(cdr.path("SysHangupReason").asInt()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"100, 221", "1000, 220", "3000, 1"})
    void hangingUpEndsItAtOnce(int after, int status) {
        String session = bench.dialled(CccBench.ANYBODY);
        bench.pass(after);

        assertThat(bench.session("HangUpCall", session, "").has("Error")).isFalse();
        assertThat(bench.status(session)).isEqualTo("finished");
        assertThat(CccBench.code(bench.session("HangUpCall", session, "")))
                .isEqualTo("FailedOperation.SessionNotExists");
        bench.pass(30_000);
        assertThat(bench.cdr().path("EndStatus").asInt()).isEqualTo(status);
    }

    @ParameterizedTest(name = "…{0}: {1} {2}")
    @CsvSource({"0016, 226, llmasrError", "0017, 225, asrError", "0018, 227, ttsError"})
    void aPartThatFailsEndsTheCallWithItsReason(String ending, int reason, String word) {
        bench.dialled("00861380000" + ending);
        bench.pass(60_000);

        JsonNode cdr = bench.cdr();
        assertThat(cdr.path("EndStatus").asInt()).isEqualTo(1);
        assertThat(cdr.path("HungUpSide").asText()).isEqualTo("system");
        assertThat(cdr.path("SysHangupReason").asInt()).isEqualTo(reason);
        assertThat(cdr.path("SysHangupReasonString").asText()).isEqualTo(word);
        assertThat(bench.pushed().getFirst().path("SysHangupReason").asInt())
                .as("The push says it as well")
                .isEqualTo(reason);
    }

    @Test
    void whoHangsUpOtherwiseHasNoReasonOfTheSystem() {
        String session = bench.dialled("008613800000020");
        bench.pass(10_000);
        bench.session("HangUpCall", session, "");
        bench.pass(2_000);
        assertThat(bench.cdr().path("SysHangupReason").asInt()).isEqualTo(231);

        CccBench other = new CccBench();
        other.dialled("008613800000019");
        other.pass(60_000);
        assertThat(other.cdr().path("HungUpSide").asText()).isEqualTo("user");
        assertThat(other.cdr().has("SysHangupReason")).isFalse();
    }

    /** The fields of the page DescribeAICallInteractionRecords and its example; also while the call runs. */
    @Test
    void theRoundsAreToldInThePagesShape() {
        String session = bench.dialled("008613800000020");
        bench.pass(12_000);

        JsonNode rounds =
                bench.session("DescribeAICallInteractionRecords", session, "").path("InteractionEventList");
        assertThat(rounds)
                .isNotEmpty()
                .allSatisfy(round -> assertThat(round.propertyStream().map(java.util.Map.Entry::getKey))
                        .containsExactlyInAnyOrder("Messages", "Paths", "RoundId", "RoundIndex"));
        JsonNode greeting = rounds.path(0).path("Messages").path(0);
        assertThat(greeting.at("/AISpeak/SpokenText").asText()).isEqualTo("Hello there");
        assertThat(greeting.at("/AISpeak/SpokenType").asText()).isEqualTo("Script");
        assertThat(greeting.at("/AISpeak/LatencyMetrics/AsrLatency").asInt())
                .as("Nobody has spoken before it")
                .isEqualTo(-1);
        assertThat(greeting.path("Timestamp").asLong()).isBetween(START * 1000, START * 1000 + 12_000);
        assertThat(rounds)
                .anySatisfy(round -> assertThat(
                                round.at("/Messages/0/UserReply/ASRTranscript").asText())
                        .isNotBlank());
        assertThat(rounds)
                .anySatisfy(round -> assertThat(round.at("/Messages/1/AISpeak/LatencyMetrics/TotalLatency")
                                .asInt())
                        .isPositive());
        assertThat(CccBench.code(bench.session("DescribeAICallInteractionRecords", session, ",\"StartTime\":1")))
                .isEqualTo("UnknownParameter");
        assertThat(CccBench.code(bench.session("DescribeAICallInteractionRecords", "nobody", "")))
                .isEqualTo("FailedOperation.SessionNotExists");
    }

    @Test
    void aSilentCalleeIsRemindedAsOftenAsTheOrderSays() {
        String session = bench.dialled(bench.order("008613800000021")
                .put("NotifyMessage", "Are you still there?")
                .put("NotifyDuration", 10)
                .put("NotifyMaxCount", 2));
        bench.pass(12_000);

        JsonNode rounds =
                bench.session("DescribeAICallInteractionRecords", session, "").path("InteractionEventList");
        assertThat(rounds.findValuesAsText("SpokenType")).containsExactly("Script", "NoResponseTip", "NoResponseTip");
        assertThat(rounds.findValuesAsText("SpokenText"))
                .containsExactly("Hello there", "Are you still there?", "Are you still there?");
        bench.pass(48_000);
        assertThat(bench.cdr().path("HungUpSide").asText()).isEqualTo("user");
    }

    @Test
    void aReminderDoesNotEndTheSilence() {
        bench.dialled(bench.order("008613800000021")
                .put("NotifyMessage", "Are you still there?")
                .put("MaxDuration", 5000));
        bench.pass(60_000);

        JsonNode cdr = bench.cdr();
        assertThat(cdr.path("SysHangupReason").asInt()).isEqualTo(230);
        assertThat(cdr.path("EndedTimestamp").asLong()
                        - cdr.path("AcceptTimestamp").asLong())
                .as("seconds: the greeting and five")
                .isBetween(5L, 8L);
    }

    @Test
    void whoSpeaksIsNotReminded() {
        String session = bench.dialled(bench.order("008613800000020").put("NotifyMessage", "Are you still there?"));
        bench.pass(30_000);

        assertThat(bench.session("DescribeAICallInteractionRecords", session, "")
                        .path("InteractionEventList")
                        .findValuesAsText("SpokenType"))
                .containsExactly("Script");
    }

    @Test
    void twoCallsToOneNumberAreTwo() {
        String first = bench.dialled(CccBench.ANYBODY);
        String second = bench.dialled(CccBench.ANYBODY);

        assertThat(second).isNotEqualTo(first);
        JsonNode active = bench.call(
                "DescribePSTNActiveSessionList", CccBench.json("{\"SdkAppId\":1500000009,\"Offset\":0,\"Limit\":25}"));
        assertThat(active.path("Total").asInt()).isEqualTo(2);
        assertThat(active.path("Sessions"))
                .extracting(session -> session.path("SessionID").asText())
                .containsExactly(first, second);
        assertThat(active.at("/Sessions/0/StartTimestamp").textValue()).isEqualTo(Long.toString(START));
        assertThat(bench.call(
                                "DescribePSTNActiveSessionList",
                                CccBench.json("{\"SdkAppId\":1500000009,\"Offset\":1,\"Limit\":1}"))
                        .path("Sessions"))
                .hasSize(1);
    }

    @Test
    void recordsComeASecondLaterAndArePaged() {
        String first = bench.dialled("008613800000005");
        bench.pass(300);
        assertThat(bench.records("").path("TotalCount").asInt()).isZero();
        bench.pass(1000);
        bench.dialled("008613900000005");
        bench.pass(2000);

        assertThat(bench.records("").path("TotalCount").asInt()).isEqualTo(2);
        assertThat(bench.records(",\"Phones\":[\"008613800000005\"]")
                        .at("/TelCdrs/0/SessionId")
                        .asText())
                .isEqualTo(first);
        assertThat(bench.records(",\"SessionIds\":[\"" + first + "\"]")
                        .path("TotalCount")
                        .asInt())
                .isEqualTo(1);
        assertThat(bench.records(",\"PageSize\":1,\"PageNumber\":1").path("TelCdrs"))
                .hasSize(1);
        assertThat(bench.records(",\"PageSize\":1,\"PageNumber\":2").path("TelCdrs"))
                .isEmpty();
    }

    @Test
    void theAgentCanBeControlledOnlyInConversation() {
        String session = bench.dialled(CccBench.ANYBODY);
        String push =
                ",\"Command\":\"ServerPushText\",\"ServerPushText\":{\"Text\":\"Good bye\",\"Interrupt\":true,\"StopAfterPlay\":true}";

        assertThat(CccBench.code(bench.session("ControlAIConversation", session, push)))
                .isEqualTo("FailedOperation.SessionNotInControlState");
        bench.pass(2500);
        assertThat(bench.session("ControlAIConversation", session, push).has("Error"))
                .isFalse();
        bench.pass(400);
        assertThat(bench.status(session)).isEqualTo("finished");
        assertThat(CccBench.code(bench.session("ControlAIConversation", session, push)))
                .isEqualTo("FailedOperation.SessionNotExists");
    }

    @Test
    void aTransferHandsTheCallToAPerson() {
        String session = bench.dialled(CccBench.ANYBODY);
        bench.pass(2500);

        assertThat(bench.session("TransferToManual", session, ",\"SkillGroupId\":1377")
                        .has("Error"))
                .isFalse();
        assertThat(bench.status(session)).isEqualTo("seatJoining");
        bench.pass(500);
        assertThat(bench.described(session).path("StaffEmail").asText()).isEqualTo("staff1377@example.com");
        assertThat(CccBench.code(bench.session(
                        "ControlAIConversation",
                        session,
                        ",\"Command\":\"InvokeLLM\",\"InvokeLLM\":{\"Content\":\"x\"}")))
                .isEqualTo("FailedOperation.SessionNotInControlState");
        bench.pass(5000);
        assertThat(bench.cdr().at("/ServeParticipants/0/Mail").asText()).isEqualTo("staff1377@example.com");
    }

    @Test
    void whatWasSaidCanBeReadAfterwards() {
        String session = bench.dialled("008613800000019");
        assertThat(CccBench.code(bench.session("DescribeTelRecordAsr", session, "")))
                .isEqualTo("InvalidParameterValue.RecordNotExist");

        bench.pass(30_000);

        JsonNode said = bench.session("DescribeTelRecordAsr", session, "").path("AsrDataList");
        assertThat(said)
                .extracting(sentence -> sentence.path("User").asText())
                .containsExactly("robot", "customer", "robot");
        assertThat(said.at("/0/Message").asText()).isEqualTo("Hello there");
        assertThat(said.at("/1/Start").asLong()).isLessThan(said.at("/1/End").asLong());
    }

    @Test
    void theRecordAndTheRecordingArePushed() {
        String session = bench.dialled(CccBench.ANYBODY);
        bench.pass(30_000);

        List<CallbackSender.CallbackMessage> messages = bench.world.messages();
        assertThat(messages)
                .extracting(CallbackSender.CallbackMessage::to)
                .containsExactly(
                        URI.create("http://customer.test/push?action=cdr&version=1"),
                        URI.create("http://customer.test/push?action=record&version=1"));
        assertThat(messages)
                .allSatisfy(message -> assertThat(message.headers())
                        .containsEntry("Authorization", "Basic cHVzaDpwYXNz")
                        .containsEntry("Content-Type", "application/json;charset=utf8")
                        .containsKey("X-TCCC-PUSH-UUID"));
        assertThat(messages)
                .extracting(message -> message.headers().get("X-TCCC-PUSH-UUID"))
                .doesNotHaveDuplicates();
        assertThat(bench.pushed()).allSatisfy(body -> {
            assertThat(body.path("SdkAppId").asLong()).isEqualTo(1500000009L);
            assertThat(body.path("SessionId").asText()).isEqualTo(session);
        });
        assertThat(bench.pushed().getFirst().path("EndStatus").asInt()).isEqualTo(1);
    }

    @Test
    void aPushThatIsNotTakenIsTriedAgain() {
        bench.world.callbacksAnswer(500);
        bench.dialled("008613800000001");
        bench.pass(120_000);

        assertThat(bench.world.messages()).hasSize(4);
        assertThat(bench.world.messages())
                .extracting(message -> message.headers().get("X-TCCC-PUSH-UUID"))
                .containsOnly(bench.world.messages().getFirst().headers().get("X-TCCC-PUSH-UUID"));
    }

    @ParameterizedTest
    @CsvSource({"0025, 4", "0027, 0", "0026, 2"})
    void thePlotDisturbsThePush(String ending, int messages) {
        bench.dialled("00861380000" + ending);
        bench.pass(60_000);

        assertThat(bench.world.messages()).hasSize(messages);
        if (ending.equals("0026")) {
            assertThat(bench.world.messages().getFirst().to().getQuery()).startsWith("action=record");
        }
    }

    @ParameterizedTest
    @CsvSource({"0006, RequestLimitExceeded, 0", "0013, FailedOperation.NoCallOutNumber, 0", "0012, InternalError, 1"})
    void theAnswerMayBeARefusal(String ending, String code, int dialled) {
        assertThat(CccBench.code(bench.call("CreateAICall", bench.order("00861380000" + ending))))
                .isEqualTo(code);
        assertThat(active()).isEqualTo(dialled);
    }

    @ParameterizedTest
    @CsvSource({"0009, 1", "0010, 0"})
    void theAnswerMayNeverCome(String ending, int dialled) {
        assertThat(bench.raw("CreateAICall", bench.order("00861380000" + ending)))
                .isInstanceOf(SandboxReply.Reset.class);
        assertThat(active()).isEqualTo(dialled);
    }

    @ParameterizedTest
    @CsvSource({"CreateAICall", "DescribePSTNActiveSessionList"})
    void twentyASecondAreAllowed(String action) {
        ObjectNode body = action.equals("CreateAICall")
                ? bench.order(CccBench.ANYBODY)
                : (ObjectNode) CccBench.json("{\"SdkAppId\":1500000009,\"Offset\":0,\"Limit\":25}");

        List<String> codes = IntStream.range(0, 21)
                .mapToObj(_ -> bench.call(action, body))
                .map(answer -> answer.path("Error").path("Code").asText(""))
                .toList();

        assertThat(codes.subList(0, 20)).containsOnly("");
        assertThat(codes.get(20)).isEqualTo("RequestLimitExceeded");
    }

    @Test
    void anotherAppSeesNothing() {
        CccBench two = new CccBench(new SandboxAccount(
                "tencent-ccc",
                SandboxKey.permanent("AKIDTEST", "testSecretKey"),
                "1500000010",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        String session = two.dialled(CccBench.ANYBODY);

        JsonNode answer = two.call(
                "DescribeTelSession", CccBench.json("{\"SdkAppId\":1500000010,\"SessionId\":\"" + session + "\"}"));

        assertThat(CccBench.code(answer)).isEqualTo("FailedOperation.SessionNotExists");
        assertThat(two.call(
                                "DescribePSTNActiveSessionList",
                                CccBench.json("{\"SdkAppId\":1500000010,\"Offset\":0,\"Limit\":25}"))
                        .path("Total")
                        .asInt())
                .isZero();
    }

    private int active() {
        return bench.call(
                        "DescribePSTNActiveSessionList",
                        CccBench.json("{\"SdkAppId\":1500000009,\"Offset\":0,\"Limit\":25}"))
                .path("Total")
                .asInt();
    }
}
