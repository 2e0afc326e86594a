package io.voxgate.session.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.model.CausePart;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.LikelyCause;
import io.voxgate.model.SessionDiagnosis;
import io.voxgate.model.SessionDiagnosis.StageReading;
import io.voxgate.model.SessionDiagnosis.StageState;
import io.voxgate.model.SessionStage;
import io.voxgate.model.SessionStatus;
import io.voxgate.session.diagnosis.SessionRecords.StartRecord;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a session's records say, stage by stage. */
class DiagnosisRulesTest {
    private static final String TRTC = "tencent-trtc";
    private static final String CCC = "tencent-ccc";
    private static final String ALIBABA = "alibaba-rtc";

    private static Map<SessionStage, StageState> states(SessionDiagnosis diagnosis) {
        return diagnosis.stages().stream().collect(Collectors.toMap(StageReading::stage, StageReading::state));
    }

    private static String first(SessionDiagnosis diagnosis) {
        return diagnosis.causes().stream()
                .findFirst()
                .map(cause -> cause.part() + " " + cause.kind())
                .orElse("");
    }

    private static PlayedSession wholeRound() {
        return PlayedSession.at(TRTC)
                .up(1)
                .spoken(2)
                .userSays(3)
                .modelSays(4.5)
                .event(4.6, "metric.recorded", "{\"name\":\"llmFirstTokenMs\",\"unit\":\"ms\",\"value\":218}")
                .event(4.7, "metric.recorded", "{\"name\":\"ttsFirstFrameMs\",\"unit\":\"ms\",\"value\":140}")
                .spoken(6);
    }

    @Test
    void aHealthySessionReachesEachStageAndHasNoCause() {
        SessionDiagnosis diagnosis = wholeRound().diagnosedAt(7);

        assertThat(states(diagnosis).values()).containsOnly(StageState.REACHED);
        assertThat(diagnosis.missing()).isNull();
        assertThat(diagnosis.stalled()).isFalse();
        assertThat(diagnosis.causes()).isEmpty();
        assertThat(diagnosis.stages()).extracting(StageReading::stage).containsExactly(SessionStage.values());
        assertThat(diagnosis.stages().get(4).eventId())
                .as("the first sign of the model")
                .isEqualTo("evt_6");
    }

    @Test
    void nothingIsMissingBeforeItIsLate() {
        SessionDiagnosis early = PlayedSession.at(TRTC).diagnosedAt(19.9);
        assertThat(states(early)).containsEntry(SessionStage.AGENT_JOINED, StageState.WAITING);
        assertThat(early.causes()).isEmpty();

        SessionDiagnosis late = PlayedSession.at(TRTC).diagnosedAt(20);
        assertThat(late.missing()).isEqualTo(SessionStage.AGENT_JOINED);
        assertThat(late.stalled()).isTrue();
        assertThat(first(late)).isEqualTo("VENDOR NOT_STARTED");
    }

    @Test
    void anAgentThatWasHeardAndDoesNotAnswerIsStalledOnItsModel() {
        PlayedSession session = PlayedSession.at(TRTC).up(1).spoken(2).userSays(3);

        assertThat(session.stalledAt(5)).contains(11.0);
        assertThat(session.diagnosedAt(10.9).stalled()).isFalse();
        SessionDiagnosis diagnosis = session.diagnosedAt(11);
        assertThat(diagnosis.stalled()).isTrue();
        assertThat(diagnosis.missing()).isEqualTo(SessionStage.MODEL_FIRST_TOKEN);
        assertThat(first(diagnosis)).isEqualTo("LLM SILENT");
        assertThat(diagnosis.causes().getFirst().pointer()).isEqualTo("/llm/credentialRef");
    }

    @Test
    void aModelMayTakeAsLongAsTheAgentLetsIt() {
        PlayedSession patient =
                PlayedSession.at(TRTC).agent("""
                {"greeting": {"text": "Hello"}, "llm": {"protocol": "openai", "timeoutMs": 20000}}""").up(1).spoken(2).userSays(3);

        assertThat(patient.stalledAt(5)).contains(4 + 20.0 + 5);
    }

    @Test
    void aLaterTurnWithoutAnAnswerStallsAWorkingSession() {
        PlayedSession session = wholeRound().userSays(10);

        assertThat(session.stalledAt(11)).contains(18.0);
        SessionDiagnosis diagnosis = session.diagnosedAt(19);
        assertThat(diagnosis.missing()).as("each stage was reached once").isNull();
        assertThat(diagnosis.stalled()).isTrue();
        assertThat(first(diagnosis)).isEqualTo("LLM SILENT");
        assertThat(session.modelSays(12).spoken(13).diagnosedAt(19).stalled()).isFalse();
    }

    @Test
    void anAnswerThatNobodyHearsIsTheVoice() {
        SessionDiagnosis diagnosis =
                PlayedSession.at(TRTC).up(1).userSays(3).modelSays(5).diagnosedAt(14);

        assertThat(diagnosis.missing()).isEqualTo(SessionStage.VOICE_FIRST_FRAME);
        assertThat(diagnosis.stalled()).isTrue();
        assertThat(first(diagnosis)).isEqualTo("TTS SILENT");
    }

    @Test
    void aGreetingThatIsNotSpokenStallsASessionInWhichNobodySaysAnything() {
        PlayedSession session = PlayedSession.at(TRTC).up(1);

        assertThat(session.stalledAt(2)).contains(8.0);
        assertThat(first(session.diagnosedAt(9))).isEqualTo("TTS SILENT");
    }

    @Test
    void aPersonWhoSaysNothingStallsNothing() {
        SessionDiagnosis diagnosis = PlayedSession.at(TRTC).up(1).spoken(2).diagnosedAt(60);

        assertThat(diagnosis.stalled()).isFalse();
        assertThat(diagnosis.missing()).isEqualTo(SessionStage.HEARD);
        assertThat(first(diagnosis)).isEqualTo("PERSON SILENT");
    }

    @Test
    void anAgentWithoutAGreetingWaits() {
        SessionDiagnosis diagnosis = PlayedSession.at(TRTC)
                .agent("{\"llm\": {\"protocol\": \"openai\"}, \"greeting\": {\"mode\": \"waitForUser\"}}")
                .up(1)
                .diagnosedAt(60);

        assertThat(diagnosis.stalled()).isFalse();
        assertThat(first(diagnosis)).isEqualTo("AGENT WAITS_FOR_PERSON");
    }

    @Test
    void aVoiceWithoutWordsIsTheRecognition() {
        SessionDiagnosis diagnosis = PlayedSession.at(TRTC)
                .up(1)
                .spoken(2)
                .event(4, "user.speechStarted", "{}")
                .ended(EndReason.HANG_UP, EndedBy.USER, "99")
                .diagnosedAt(30);

        assertThat(first(diagnosis)).isEqualTo("ASR SILENT");
    }

    @Test
    void aGreetingThatTheVendorCannotDoIsNamed() {
        SessionDiagnosis diagnosis = PlayedSession.at(TRTC)
                .agent("{\"llm\": {\"protocol\": \"openai\"}, \"greeting\": {\"mode\": \"generated\"}}")
                .notCarried("/greeting/mode")
                .up(1)
                .diagnosedAt(10);

        assertThat(diagnosis.stalled()).isTrue();
        assertThat(first(diagnosis)).isEqualTo("AGENT NOT_CARRIED");
        assertThat(diagnosis.causes().getFirst().pointer()).isEqualTo("/greeting/mode");
    }

    /** TRTC says that nobody joined when nobody spoke: also when the agent was to speak first and could not. */
    @Test
    void aGreetingThatTheVendorCannotDoIsNamedAfterTheEndToo() {
        SessionDiagnosis diagnosis = PlayedSession.at(TRTC)
                .agent("{\"llm\": {\"protocol\": \"openai\"}, \"greeting\": {\"mode\": \"generated\"}}")
                .notCarried("/greeting/mode")
                .up(1)
                .ended(EndReason.NOT_JOINED, EndedBy.USER, "99")
                .diagnosedAt(20);

        assertThat(first(diagnosis)).isEqualTo("AGENT NOT_CARRIED");
    }

    /** Event 908's codes, and the words of the providers behind them (vendors/tencent-trtc.md section 7). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llm | 30200 | timeout                                              | LLM TIMED_OUT      | /llm/timeoutMs",
                "llm | 30201 | too fast                                             | LLM RATE_USED_UP   | /llm",
                "llm | 30201 | 429 insufficient_quota                               | LLM QUOTA_USED_UP  | /llm/credentialRef",
                "llm | 30202 | the model answered 401: invalid_api_key              | LLM KEY_REJECTED   | /llm/credentialRef",
                "llm | 30202 | HTTP 404 model_not_found                             | LLM NOT_FOUND      | /llm/model",
                "llm | 30202 | 402 Insufficient Balance                             | LLM QUOTA_USED_UP  | /llm/credentialRef",
                "llm | 30202 | connect: connection refused                          | LLM UNREACHABLE    | /llm/url",
                "llm | 30202 | something happened                                   | LLM FAILED         | /llm",
                "tts | 30300 | no audio                                             | TTS TIMED_OUT      | /tts",
                "tts | 30301 | no audio                                             | TTS RATE_USED_UP   | /tts",
                "tts | 30302 | 400: voice not found                                 | TTS NOT_FOUND      | /tts/voice",
                "tts | 30302 | 401 Unauthorized                                     | TTS KEY_REJECTED   | /tts/credentialRef",
                "asr | 30100 | no result                                            | ASR TIMED_OUT      | /stt",
                "asr | 30102 | recognition failed: internal                         | ASR FAILED         | /stt",
            })
    void aReportedFaultNamesItsCause(String component, String code, String message, String cause, String pointer) {
        SessionDiagnosis diagnosis = PlayedSession.at(TRTC)
                .up(1)
                .spoken(2)
                .userSays(3)
                .fault(5, component, code, message)
                .diagnosedAt(10);

        assertThat(first(diagnosis)).isEqualTo(cause);
        assertThat(diagnosis.causes().getFirst().pointer()).isEqualTo(pointer);
        assertThat(diagnosis.causes().getFirst().certainty()).isEqualTo(LikelyCause.CauseCertainty.CERTAIN);
        assertThat(diagnosis.stalled()).isTrue();
    }

    @Test
    void aFaultThatTheAgentGotOverIsNoStall() {
        SessionDiagnosis diagnosis = wholeRound()
                .fault(7, "llm", "30200", "timeout")
                .modelSays(9)
                .spoken(10)
                .diagnosedAt(30);

        assertThat(diagnosis.stalled()).isFalse();
        assertThat(diagnosis.causes())
                .extracting(LikelyCause::certainty)
                .containsExactly(LikelyCause.CauseCertainty.LIKELY);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8000/v1, true", "http://10.1.2.3/v1, true", "http://172.20.0.5/v1, true",
        "http://192.168.1.9:11434/v1, true", "http://ollama/v1, true", "http://models.internal/v1, true",
        "https://api.openai.com/v1, false", "http://172.32.0.5/v1, false", "http://110.1.2.3/v1, false"
    })
    void aModelThatTheVendorCannotReachIsNamed(String url, boolean unreachable) {
        SessionDiagnosis diagnosis = PlayedSession.at(TRTC)
                .agent("{\"llm\": {\"protocol\": \"openai\", \"url\": \"%s\"}, \"greeting\": {\"text\": \"Hi\"}}"
                        .formatted(url))
                .up(1)
                .spoken(2)
                .userSays(3)
                .diagnosedAt(13);

        assertThat(first(diagnosis)).isEqualTo(unreachable ? "LLM UNREACHABLE" : "LLM SILENT");
    }

    @ParameterizedTest
    @CsvSource({
        "tencent-trtc, InvalidParameter.UserSig, CONNECTION KEY_REJECTED, /credentials/sdkSecretKey",
        "tencent-trtc, AuthFailure.SignatureFailure, CONNECTION KEY_REJECTED, /credentials/secretKey",
        "tencent-trtc, AuthFailure.SignatureExpire, CONNECTION WRONG_CLOCK, ",
        "tencent-trtc, FailedOperation.SdkAppIdNotUnderAppId, CONNECTION NOT_FOUND, /settings/sdkAppId",
        "tencent-trtc, FailedOperation.NotAbility, VENDOR NOT_ALLOWED, ",
        "tencent-trtc, FailedOperation.RestrictedConcurrency, VENDOR RATE_USED_UP, ",
        "tencent-trtc, RequestLimitExceeded.UinLimitExceeded, VENDOR RATE_USED_UP, ",
        "tencent-trtc, InvalidParameter.OutOfRange, AGENT REQUEST_REFUSED, ",
        "tencent-ccc, FailedOperation.NoCallOutNumber, AGENT NOT_FOUND, /channel/from",
        "tencent-ccc, FailedOperation.CalloutRuleNotWorkTime, PERSON NOT_ALLOWED, /channel/to",
        "tencent-ccc, FailedOperation.AIConcurrentNoPackage, VENDOR QUOTA_USED_UP, ",
        "tencent-ccc, InvalidParameterValue.InstanceNotExist, CONNECTION NOT_FOUND, /settings/sdkAppId",
        "alibaba-rtc, InvalidAccessKeyId.NotFound, CONNECTION KEY_REJECTED, /credentials/accessKeyId",
        "alibaba-rtc, Forbidden.RAM, CONNECTION MISSING_PERMISSION, /credentials/accessKeyId",
        "alibaba-rtc, Forbidden.UserVerification, CONNECTION NOT_ALLOWED, ",
        "alibaba-rtc, InsufficientBalance, VENDOR QUOTA_USED_UP, ",
        "alibaba-rtc, InvalidVoiceChatConfig, AGENT REQUEST_REFUSED, ",
        "alibaba-rtc, NotFound, CONNECTION NOT_FOUND, /settings/appId",
        "alibaba-rtc, SomethingNew, VENDOR REQUEST_REFUSED, "
    })
    void aRefusedStartNamesItsCauseAndNoOther(String vendor, String code, String cause, String pointer) {
        SessionDiagnosis diagnosis =
                PlayedSession.at(vendor).refused(code, "No.").diagnosedAt(60);

        assertThat(diagnosis.missing()).isEqualTo(SessionStage.ACCEPTED);
        assertThat(first(diagnosis)).isEqualTo(cause);
        assertThat(diagnosis.causes())
                .hasSize(1)
                .first()
                .extracting(LikelyCause::pointer)
                .isEqualTo(pointer);
    }

    @Test
    void aStartThatWasNotSentIsTheEndpoint() {
        assertThat(first(PlayedSession.at(TRTC).notSent().diagnosedAt(60))).isEqualTo("CONNECTION UNREACHABLE");
    }

    @Test
    void anUnknownOutcomeIsNoFaultOfTheAgent() {
        SessionDiagnosis diagnosis = PlayedSession.at(CCC)
                .status(SessionStatus.UNKNOWN)
                .start(StartRecord.UNKNOWN)
                .diagnosedAt(60);

        assertThat(first(diagnosis)).isEqualTo("VENDOR OUTCOME_UNKNOWN");
        assertThat(diagnosis.stalled()).isFalse();
    }

    @Test
    void callbacksThatDoNotArriveAreNamedBeforeWhatTheyWouldTell() {
        PlayedSession session = PlayedSession.at(TRTC).foundOut(15, "session.started");

        SessionDiagnosis diagnosis = session.diagnosedAt(60);
        assertThat(first(diagnosis)).isEqualTo("CALLBACKS NOT_RECEIVED");
        assertThat(diagnosis.causes()).extracting(LikelyCause::part).containsOnly(CausePart.CALLBACKS);
        assertThat(diagnosis.stalled()).as("nobody told how it goes").isFalse();
        assertThat(first(session.withoutCallbackSecret().diagnosedAt(60))).isEqualTo("CALLBACKS NOT_BELIEVED");
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_JOINED, USER, 99, PERSON ABSENT", "CANCELLED, OPERATOR, 1, AGENT REMOVED",
        "CANCELLED, OPERATOR, 2, AGENT REMOVED", "VENDOR_ERROR, VENDOR, 3, AGENT REPLACED",
        "VENDOR_ERROR, VENDOR, 98, VENDOR FAILED", "LOST, SYSTEM, , VENDOR OUTCOME_UNKNOWN"
    })
    void anEndThatNobodyWantedHasItsCause(EndReason reason, EndedBy by, String code, String cause) {
        SessionDiagnosis diagnosis =
                PlayedSession.at(TRTC).up(1).spoken(2).ended(reason, by, code).diagnosedAt(60);

        assertThat(first(diagnosis)).isEqualTo(cause);
    }

    @Test
    void anOrdinaryEndHasNone() {
        assertThat(wholeRound()
                        .ended(EndReason.HANG_UP, EndedBy.USER, "99")
                        .diagnosedAt(60)
                        .causes())
                .isEmpty();
        assertThat(wholeRound()
                        .ended(EndReason.COMPLETED, EndedBy.OPERATOR, "0")
                        .diagnosedAt(60)
                        .causes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_ANSWER, 202, PERSON NO_ANSWER", "BUSY, 206, PERSON NO_ANSWER", "INVALID_NUMBER, 205, PERSON NOT_FOUND",
        "LLM_ERROR, 226, LLM FAILED", "STT_ERROR, 225, ASR FAILED", "TTS_ERROR, 227, TTS FAILED",
        "VENDOR_ERROR, 211, VENDOR NOT_STARTED"
    })
    void aCallThatEndedOtherwiseHasItsCause(EndReason reason, String code, String cause) {
        SessionDiagnosis diagnosis =
                PlayedSession.at(CCC).ended(reason, EndedBy.VENDOR, code).diagnosedAt(60);

        assertThat(first(diagnosis)).isEqualTo(cause);
    }

    @Test
    void aVendorThatTellsNothingIsNotJudgedByItsSilence() {
        SessionDiagnosis diagnosis =
                PlayedSession.at(ALIBABA).foundOut(2, "session.started").diagnosedAt(600);

        assertThat(states(diagnosis))
                .containsEntry(SessionStage.AGENT_JOINED, StageState.REACHED)
                .containsEntry(SessionStage.HEARD, StageState.NOT_REPORTED)
                .containsEntry(SessionStage.VOICE_FIRST_FRAME, StageState.NOT_REPORTED);
        assertThat(diagnosis.stalled()).isFalse();
        assertThat(diagnosis.causes()).isEmpty();
    }

    @Test
    void aCallIsJudgedByItsRoundsOnlyAfterwards() {
        PlayedSession call = PlayedSession.at(CCC).event(3, "session.started", "{}");

        assertThat(states(call.diagnosedAt(100))).containsEntry(SessionStage.HEARD, StageState.NOT_REPORTED);
        assertThat(call.stalledAt(100)).isEmpty();
        SessionDiagnosis over = call.ended(EndReason.HANG_UP, EndedBy.USER, "1").diagnosedAt(100);
        assertThat(states(over)).containsEntry(SessionStage.HEARD, StageState.MISSING);
        assertThat(over.causes()).extracting(LikelyCause::part).contains(CausePart.PERSON);
    }

    @Test
    void whatWasDeletedIsNotHeldAgainstASession() {
        SessionDiagnosis diagnosis = PlayedSession.at(TRTC)
                .withoutItsWords()
                .up(1)
                .ended(EndReason.HANG_UP, EndedBy.USER, "99")
                .diagnosedAt(60);

        assertThat(diagnosis.missing()).isNull();
        assertThat(diagnosis.causes()).isEmpty();
        assertThat(states(diagnosis)).containsEntry(SessionStage.HEARD, StageState.NOT_REPORTED);
    }

    @Test
    void aRingingCallIsNotLate() {
        PlayedSession ringing =
                PlayedSession.at(CCC).event(1, "session.ringing", "{}").status(SessionStatus.RINGING);

        assertThat(ringing.diagnosedAt(45).stalled()).isFalse();
        assertThat(ringing.diagnosedAt(45).causes()).isEmpty();
    }
}
