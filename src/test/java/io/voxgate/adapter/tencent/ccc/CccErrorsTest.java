package io.voxgate.adapter.tencent.ccc;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CallOutcome.RefusalKind;
import io.voxgate.adapter.ConnectionDiagnosis.DiagnosisState;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every documented error code, and what is not documented. */
class CccErrorsTest {
    private static final VendorCall START = new VendorCall("CreateAICall", Json.object());
    private final CccAdapter adapter = new CccAdapter();

    private static HttpReply error(String code) {
        return HttpReply.json(
                200,
                "{\"Response\":{\"Error\":{\"Code\":\"%s\",\"Message\":\"m\"},\"RequestId\":\"r\"}}".formatted(code));
    }

    @ParameterizedTest
    @CsvSource({
        "FailedOperation.CallOutFailed,VENDOR_REFUSED,false",
        "FailedOperation.CalleeIsBlackUser,VENDOR_REFUSED,false",
        "FailedOperation.CalleeIsLimited,VENDOR_REFUSED,false",
        "FailedOperation.CalloutRuleBlindArea,VENDOR_REFUSED,false",
        "FailedOperation.CalloutRuleNotWorkTime,VENDOR_REFUSED,false",
        "FailedOperation.CalloutRuleMaxCallCountCalleeIntervalTime,VENDOR_REFUSED,false",
        "FailedOperation.CalloutRuleMaxCallCountCalleePerDayAppID,VENDOR_REFUSED,false",
        "FailedOperation.CallerOverFrequency,VENDOR_THROTTLED,true",
        "FailedOperation.NoCallOutNumber,VENDOR_REFUSED,false",
        "FailedOperation.PermissionDenied,CREDENTIAL_REJECTED,false",
        "FailedOperation.AIConcurrentNoPackage,QUOTA_EXHAUSTED,false",
        "FailedOperation.AILicenseHasExpired,QUOTA_EXHAUSTED,false",
        "LimitExceeded.BasePackageExpired,QUOTA_EXHAUSTED,false",
        "LimitExceeded.InsufficientLicense,QUOTA_EXHAUSTED,false",
        "FailedOperation.AIConcurrentOverFrequency,VENDOR_THROTTLED,true",
        "FailedOperation.SessionNotInControlState,VENDOR_REFUSED,true",
        "FailedOperation.SeatStatusBusy,VENDOR_REFUSED,false",
        "InvalidParameterValue,VENDOR_REFUSED,false",
        "InvalidParameterValue.InstanceNotExist,VENDOR_REFUSED,false",
        "InvalidParameterValue.PhoneNumInvalid,VENDOR_REFUSED,false",
        "InvalidParameter,VENDOR_REFUSED,false",
        "MissingParameter,VENDOR_REFUSED,false",
        "UnknownParameter,VENDOR_REFUSED,false",
        "InvalidParameterValue.ExperienceAccount,CREDENTIAL_REJECTED,false",
        "InvalidParameterValue.RecordNotExist,VENDOR_REFUSED,false",
        "ResourceNotFound,VENDOR_REFUSED,false",
        "LimitExceeded,QUOTA_EXHAUSTED,false",
        "LimitExceeded.OutOfCountLimit,QUOTA_EXHAUSTED,false",
        "OperationDenied.NotInWhiteList,CREDENTIAL_REJECTED,false",
        "OperationDenied.UinDisabled,CREDENTIAL_REJECTED,false",
        "ResourceUnavailable,VENDOR_UNAVAILABLE,true",
        "UnsupportedOperation,VENDOR_REFUSED,false",
        "AuthFailure.SignatureFailure,CREDENTIAL_REJECTED,false",
        "AuthFailure.SignatureExpire,CREDENTIAL_REJECTED,false",
        "RequestLimitExceeded,VENDOR_THROTTLED,true",
        "RequestLimitExceeded.UinLimitExceeded,VENDOR_THROTTLED,true",
        "LimitExceeded.OutOfQuotaMaxCount,QUOTA_EXHAUSTED,false",
        "FailedOperation.AcquireQuota,VENDOR_THROTTLED,true",
        "InvalidParameterValue.Newest,VENDOR_REFUSED,false"
    })
    void aRefusal(String code, RefusalKind kind, boolean retryable) {
        assertThat(adapter.read(START, error(code)))
                .isEqualTo(new CallOutcome.Refused(
                        kind, new CallOutcome.VendorError("tencent-ccc", code, "m", "r"), retryable, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "InternalError",
                "InternalError.DBError",
                "FailedOperation",
                "FailedOperation.ControlAIConversation",
                "FailedOperation.Newest",
                "Something.InternalError",
                "NeverHeardOf"
            })
    void whatMayHaveDialledIsUnknown(String code) {
        assertThat(adapter.read(START, error(code))).isInstanceOf(CallOutcome.Unknown.class);
    }

    @Test
    void aSessionThatDoesNotExistIsGone() {
        assertThat(adapter.read(new VendorCall("HangUpCall", Json.object()), error("FailedOperation.SessionNotExists")))
                .isInstanceOf(CallOutcome.Gone.class);
    }

    @Test
    void aStartIsAcceptedWithItsSession() {
        CallOutcome outcome =
                adapter.read(START, HttpReply.json(200, "{\"Response\":{\"SessionId\":\"s1\",\"RequestId\":\"r\"}}"));

        assertThat(((CallOutcome.Accepted) outcome).vendorSessionId()).contains("s1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Response\":{\"RequestId\":\"r\"}}",
                "{\"Response\":{\"SessionId\":\"\",\"RequestId\":\"r\"}}",
                "{}",
                "",
                "<html>",
                "[1]",
                "{\"Response\":{\"Error\":{}}}",
                "{\"Respon"
            })
    void anAnswerWithoutASessionIsUnknown(String body) {
        assertThat(adapter.read(START, HttpReply.json(200, body))).isInstanceOf(CallOutcome.Unknown.class);
    }

    @Test
    void anotherStatusIsUnknown() {
        assertThat(adapter.read(START, new HttpReply(504, Map.of(), "late".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(CallOutcome.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "FailedOperation.SessionNotExists,HEALTHY",
        "AuthFailure.SignatureExpire,WRONG_CLOCK",
        "AuthFailure.SignatureFailure,WRONG_KEY",
        "AuthFailure.SecretIdNotFound,WRONG_KEY",
        "AuthFailure.UnauthorizedOperation,MISSING_PERMISSION",
        "FailedOperation.PermissionDenied,MISSING_PERMISSION",
        "InvalidParameterValue.InstanceNotExist,WRONG_APP",
        "RequestLimitExceeded,THROTTLED",
        "InternalError,UNCLEAR"
    })
    void theProbeIsToldInWords(String code, DiagnosisState state) {
        assertThat(adapter.diagnose(error(code)).state()).isEqualTo(state);
        assertThat(adapter.diagnose(error(code)).detail()).isNotBlank();
    }

    @Test
    void aForeignPageIsNobody() {
        assertThat(adapter.diagnose(new HttpReply(404, Map.of(), new byte[0])).state())
                .isEqualTo(DiagnosisState.UNREACHABLE);
    }
}
