package io.voxgate.adapter.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.trtc.v20190722.TrtcErrorCode;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.ConnectionDiagnosis;
import io.voxgate.adapter.ErrorTable;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.LookupState;
import io.voxgate.adapter.LookupStep;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import io.voxgate.model.SessionStatus;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReaderTest {
    private static final VendorCall START = new VendorCall("StartAIConversation", Json.object());

    private static HttpReply reply(String response) {
        return HttpReply.json(200, Json.write(Json.object().set("Response", Yaml.parse(response))));
    }

    private static HttpReply error(String code) {
        return reply("{Error: {Code: " + code + ", Message: text}, RequestId: r-1}");
    }

    private static LookupState state(Optional<String> task) {
        return new LookupState(
                "ses_01",
                task,
                Trtc.ROOM,
                new LookupState.LookupTimes(TestAccount.NOW, TestAccount.NOW, 0),
                LookupState.OtherSessions.NONE,
                Json.object());
    }

    private static LookupStep lookup(Optional<String> task, HttpReply reply) {
        return Trtc.ADAPTER.lookup(state(task), Optional.of(reply));
    }

    @Test
    void anAcceptedStartNamesItsTask() {
        assertThat(Trtc.ADAPTER.read(START, reply("{TaskId: task-1, RequestId: r}")))
                .isInstanceOfSatisfying(
                        CallOutcome.Accepted.class,
                        accepted -> assertThat(accepted.vendorSessionId()).contains("task-1"));
        assertThat(Trtc.ADAPTER.read(new VendorCall("StopAIConversation", Json.object()), reply("{RequestId: r}")))
                .isInstanceOf(CallOutcome.Accepted.class);
    }

    @Test
    void aStartWithoutATaskIsUnknown() {
        assertThat(Trtc.ADAPTER.read(START, reply("{RequestId: r}"))).isInstanceOf(CallOutcome.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>", "{}", "{\"Response\":7}", "{\"Response\":{}}", "{\"Response\":{\"Error\":{}}}"})
    void aBrokenAnswerIsUnknown(String body) {
        assertThat(Trtc.ADAPTER.read(START, HttpReply.json(200, body))).isInstanceOf(CallOutcome.Unknown.class);
        assertThat(Trtc.ADAPTER.read(START, HttpReply.json(502, body))).isInstanceOf(CallOutcome.Unknown.class);
    }

    /** Every code of the vendor's tables: category and retry, as the page classifies them. */
    @ParameterizedTest
    @CsvSource({
        "FailedOperation.TaskExist, exists",
        "FailedOperation.TaskNotExist, gone",
        "FailedOperation.TaskFinished, gone",
        "FailedOperation.NotAbility, VENDOR_REFUSED",
        "FailedOperation.NotAllowed, VENDOR_REFUSED",
        "UnsupportedOperation.NotAllowed, VENDOR_REFUSED",
        "FailedOperation.RestrictedConcurrency, VENDOR_THROTTLED again",
        "FailedOperation.RestrictedFrequency, VENDOR_THROTTLED again",
        "OperationDenied.FreqOverLimit, VENDOR_THROTTLED again",
        "RequestLimitExceeded, VENDOR_THROTTLED again",
        "RequestLimitExceeded.UinLimitExceeded, VENDOR_THROTTLED again",
        "FailedOperation.RequestRejection, VENDOR_UNAVAILABLE again",
        "ResourceInsufficient.RequestRejection, VENDOR_UNAVAILABLE again",
        "FailedOperation.RoomNotExist, VENDOR_REFUSED",
        "FailedOperation.SdkAppIdNotExist, VENDOR_REFUSED",
        "FailedOperation.SdkAppIdNotUnderAppId, VENDOR_REFUSED",
        "ResourceNotFound, VENDOR_REFUSED",
        "ResourceNotFound.ResourceNotFound, VENDOR_REFUSED",
        "FailedOperation.RequestOutdated, VENDOR_REFUSED",
        "FailedOperation.QueryTaskInfoFailed, unclear",
        "FailedOperation.VoicePrintAudioCheckFailed, VENDOR_REFUSED",
        "FailedOperation.VoicePrintRegistrationLimit, VENDOR_REFUSED",
        "FailedOperation.GenVoicePrintIdFailed, VENDOR_REFUSED",
        "FailedOperation.UpdateVoicePrintIdNotFound, VENDOR_REFUSED",
        "FailedOperation, unclear",
        "FailedOperation.SomethingNew, unclear",
        "InvalidParameter.UserSig, CREDENTIAL_REJECTED",
        "InvalidParameter.TaskId, VENDOR_REFUSED",
        "InvalidParameter.RoomId, VENDOR_REFUSED",
        "InvalidParameter.SdkAppId, VENDOR_REFUSED",
        "InvalidParameter.UserId, VENDOR_REFUSED",
        "InvalidParameter.OutOfRange, VENDOR_REFUSED",
        "InvalidParameter.BodyParamsError, VENDOR_REFUSED",
        "InvalidParameter.SomethingNew, VENDOR_REFUSED",
        "InvalidParameterValue, VENDOR_REFUSED",
        "InvalidParameterValue.RoomId, VENDOR_REFUSED",
        "MissingParameter, VENDOR_REFUSED",
        "MissingParameter.APIKey, VENDOR_REFUSED",
        "MissingParameter.AppId, VENDOR_REFUSED",
        "MissingParameter.SecretKey, VENDOR_REFUSED",
        "MissingParameter.AsrParam, VENDOR_REFUSED",
        "MissingParameter.ASRLang, VENDOR_REFUSED",
        "UnknownParameter, VENDOR_REFUSED",
        "UnsupportedOperation, VENDOR_REFUSED",
        "UnauthorizedOperation.SdkAppId, CREDENTIAL_REJECTED",
        "AuthFailure.UnauthorizedOperation, CREDENTIAL_REJECTED",
        "AuthFailure, CREDENTIAL_REJECTED",
        "AuthFailure.SignatureFailure, CREDENTIAL_REJECTED",
        "AuthFailure.SecretIdNotFound, CREDENTIAL_REJECTED",
        "AuthFailure.InvalidSecretId, CREDENTIAL_REJECTED",
        "AuthFailure.TokenFailure, CREDENTIAL_REJECTED",
        "AuthFailure.InvalidAuthorization, CREDENTIAL_REJECTED",
        "AuthFailure.MFAFailure, CREDENTIAL_REJECTED",
        "AuthFailure.SignatureExpire, CREDENTIAL_REJECTED",
        "AuthFailure.UnRealNameAuthenticated, CREDENTIAL_REJECTED",
        "InternalError, unclear",
        "InternalError.DBError, unclear",
        "UnsupportedOperation.InternalError, unclear",
        "ResourceUnavailable, VENDOR_UNAVAILABLE again",
        "ActionOffline, VENDOR_REFUSED",
        "SomethingNew, unclear"
    })
    void errorCodes(String code, String expected) {
        assertThat(word(Trtc.ADAPTER.read(START, error(code)))).isEqualTo(expected);
    }

    private static String word(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Accepted _ -> "accepted";
            case CallOutcome.AlreadyExists _ -> "exists";
            case CallOutcome.Gone _ -> "gone";
            case CallOutcome.Unknown _ -> "unclear";
            case CallOutcome.Refused refused -> refused.kind() + (refused.retryable() ? " again" : "");
        };
    }

    /** A code that the SDK knows is unclear only where looking first is right. */
    @ParameterizedTest
    @EnumSource(TrtcErrorCode.class)
    void everyCodeOfTheSdkHasAMeaning(TrtcErrorCode code) {
        boolean lookFirst = code.getValue().startsWith("InternalError")
                || code.getValue().endsWith(".InternalError")
                || Set.of(
                                "FailedOperation",
                                "FailedOperation.QueryTaskInfoFailed",
                                "FailedOperation.CRUnsupportMethod",
                                "FailedOperation.CSUnsupportMethod",
                                "FailedOperation.CTUnsupportMethod",
                                "FailedOperation.CosOperationFailed",
                                "FailedOperation.DbOperationFailed",
                                "FailedOperation.MixSessionNotExist")
                        .contains(code.getValue());

        assertThat(TrtcErrors.TABLE.meaning(code.getValue()) instanceof ErrorTable.Meaning.Unclear)
                .isEqualTo(lookFirst);
    }

    @Test
    void aRefusalCarriesTheVendorsWords() {
        assertThat(Trtc.ADAPTER.read(START, error("FailedOperation.NotAbility")))
                .isInstanceOfSatisfying(
                        CallOutcome.Refused.class,
                        refused -> assertThat(refused.error())
                                .isEqualTo(new CallOutcome.VendorError(
                                        "tencent-trtc", "FailedOperation.NotAbility", "text", "r-1")));
    }

    @Test
    void aKnownTaskIsDescribedByItsId() {
        LookupStep.Call step = (LookupStep.Call) Trtc.ADAPTER.lookup(state(Optional.of("task-1")), Optional.empty());

        assertThat(step.call().operation()).isEqualTo("DescribeAIConversation");
        assertThat(step.call().body()).isEqualTo(Yaml.object("{TaskId: task-1}"));
    }

    @Test
    void aStartWhoseAnswerNeverCameIsDescribedByOurId() {
        LookupStep.Call step = (LookupStep.Call) Trtc.ADAPTER.lookup(state(Optional.empty()), Optional.empty());

        assertThat(step.call().fill(TestAccount::fill))
                .isEqualTo(Yaml.object("{SdkAppId: 1400000001, SessionId: ses_01}"));
    }

    @ParameterizedTest
    @CsvSource({"Idle, STARTING", "Preparing, STARTING", "InProgress, ACTIVE", "Stopped, STOPPING", "Dreaming, UNKNOWN"
    })
    void statuses(String word, SessionStatus status) {
        LookupStep.Found found = (LookupStep.Found) lookup(
                Optional.empty(),
                reply("{TaskId: task-1, SessionId: ses_01, Status: " + word + ", StartTime: '1767225600'}"));

        assertThat(found.session().vendorSessionId()).isEqualTo("task-1");
        assertThat(found.session().status()).isEqualTo(status);
        assertThat(found.session().startedAt()).contains(Instant.ofEpochSecond(1767225600));
    }

    /** 647/108515 shows the first form, without a zone: China's. */
    @ParameterizedTest
    @CsvSource({
        "2025-04-24 16:15:48.076648, 2025-04-24T08:15:48.076648Z",
        "2025-04-24 16:15:48, 2025-04-24T08:15:48Z",
        "2025-04-24 36:15:48.076648,",
        "2025-13-24 16:15:48,",
        "1767225600, 2026-01-01T00:00:00Z",
        "1767225600000, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
        "yesterday,",
        "'',"
    })
    void startTimes(String text, Instant time) {
        LookupStep.Found found = (LookupStep.Found)
                lookup(Optional.of("t"), reply("{TaskId: t, Status: Idle, StartTime: '" + text + "'}"));

        assertThat(found.session().startedAt()).isEqualTo(Optional.ofNullable(time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FailedOperation.TaskNotExist", "FailedOperation.TaskFinished"})
    void aTaskThatWasThereHasEnded(String code) {
        LookupStep.Found found = (LookupStep.Found) lookup(Optional.of("task-1"), error(code));

        assertThat(found.session().vendorSessionId()).isEqualTo("task-1");
        assertThat(found.session().status()).isEqualTo(SessionStatus.ENDED);
    }

    @Test
    void aTaskThatNeverWasIsAbsent() {
        assertThat(lookup(Optional.empty(), error("FailedOperation.TaskNotExist")))
                .isInstanceOf(LookupStep.Absent.class);
    }

    /** To call it absent would start the conversation a second time. */
    @Test
    void aFinishedTaskWasThere() {
        LookupStep.Found found = (LookupStep.Found) lookup(Optional.empty(), error("FailedOperation.TaskFinished"));

        assertThat(found.session().status()).isEqualTo(SessionStatus.ENDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "InternalError",
                "RequestLimitExceeded",
                "AuthFailure.SignatureFailure",
                "FailedOperation.QueryTaskInfoFailed",
                "SomethingNew"
            })
    void anyOtherErrorSaysNothingYet(String code) {
        assertThat(lookup(Optional.empty(), error(code))).isInstanceOf(LookupStep.Later.class);
        assertThat(lookup(Optional.of("task-1"), error(code))).isInstanceOf(LookupStep.Later.class);
    }

    @Test
    void aBrokenDescriptionSaysNothingYet() {
        assertThat(lookup(Optional.empty(), HttpReply.json(500, ""))).isInstanceOf(LookupStep.Later.class);
        assertThat(lookup(Optional.empty(), reply("{Status: InProgress}"))).isInstanceOf(LookupStep.Later.class);
    }

    @Test
    void theProbeChangesNothing() {
        VendorCall probe = Trtc.ADAPTER.probe(TestAccount.account());

        assertThat(probe.operation()).isEqualTo("DescribeAIConversation");
        assertThat(probe.fill(TestAccount::fill).get("SdkAppId")).isEqualTo(Json.number(1400000001));
    }

    @ParameterizedTest
    @CsvSource({
        "FailedOperation.TaskNotExist, HEALTHY",
        "FailedOperation.TaskFinished, HEALTHY",
        "AuthFailure.SignatureFailure, WRONG_KEY",
        "AuthFailure.SecretIdNotFound, WRONG_KEY",
        "AuthFailure.InvalidSecretId, WRONG_KEY",
        "AuthFailure, WRONG_KEY",
        "AuthFailure.SignatureExpire, WRONG_CLOCK",
        "AuthFailure.UnauthorizedOperation, MISSING_PERMISSION",
        "UnauthorizedOperation.SdkAppId, MISSING_PERMISSION",
        "AuthFailure.UnRealNameAuthenticated, MISSING_PERMISSION",
        "InternalError, UNCLEAR",
        "RequestLimitExceeded, THROTTLED",
        "FailedOperation.SdkAppIdNotExist, WRONG_APP",
        "FailedOperation.SdkAppIdNotUnderAppId, WRONG_APP"
    })
    void diagnoses(String code, ConnectionDiagnosis.DiagnosisState state) {
        assertThat(Trtc.ADAPTER.diagnose(error(code)).state()).isEqualTo(state);
    }

    @Test
    void diagnosesOfAnswers() {
        assertThat(Trtc.ADAPTER
                        .diagnose(reply("{TaskId: t, Status: InProgress}"))
                        .state())
                .isEqualTo(ConnectionDiagnosis.DiagnosisState.HEALTHY);
        assertThat(Trtc.ADAPTER.diagnose(HttpReply.json(404, "nothing here")).state())
                .isEqualTo(ConnectionDiagnosis.DiagnosisState.UNCLEAR);
    }
}
