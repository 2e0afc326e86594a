package io.voxgate.adapter.alibaba.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.ConnectionDiagnosis;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.LookupState;
import io.voxgate.adapter.LookupStep;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.VendorSession;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.SessionEnd;
import io.voxgate.model.SessionStatus;
import io.voxgate.tck.TestAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AlibabaRtcReaderTest {
    private static final VendorCall START =
            new VendorCall("StartAgent", Json.object().put("TaskId", "ses_1"));
    private static final VendorCall STOP =
            new VendorCall("StopAgent", Json.object().put("TaskId", "ses_1"));
    private final AlibabaRtcAdapter adapter = new AlibabaRtcAdapter();

    @Test
    void theHandleOfAStartIsTheTaskId() {
        CallOutcome outcome = adapter.read(START, HttpReply.json(200, "{\"RequestId\":\"r1\"}"));

        assertThat(outcome)
                .isEqualTo(new CallOutcome.Accepted(
                        Optional.of("ses_1"), Json.object().put("RequestId", "r1")));
    }

    /** Every code of the vendor page's table. */
    @ParameterizedTest
    @CsvSource({
        "ParameterError, 400, VENDOR_REFUSED, false",
        "InvalidParameter, 400, VENDOR_REFUSED, false",
        "InvalidParameter.Format, 400, VENDOR_REFUSED, false",
        "InvalidChannelId, 400, VENDOR_REFUSED, false",
        "MissingTaskId, 400, VENDOR_REFUSED, false",
        "MissingParameter, 400, VENDOR_REFUSED, false",
        "InvalidApi.NotFound, 404, VENDOR_REFUSED, false",
        "InvalidAction, 400, VENDOR_REFUSED, false",
        "NoSuchVersion, 400, VENDOR_REFUSED, false",
        "InvalidVersion, 400, VENDOR_REFUSED, false",
        "InvalidAccessKeyId.NotFound, 404, CREDENTIAL_REJECTED, false",
        "InvalidAccessKeyId.Inactive, 400, CREDENTIAL_REJECTED, false",
        "SignatureDoesNotMatch, 400, CREDENTIAL_REJECTED, false",
        "SignatureDoesNotMatch, 403, CREDENTIAL_REJECTED, false",
        "IncompleteSignature, 400, CREDENTIAL_REJECTED, false",
        "InvalidSignatureMethod, 400, CREDENTIAL_REJECTED, false",
        "SignatureNonceUsed, 400, VENDOR_REFUSED, true",
        "InvalidTimeStamp.Expired, 400, CREDENTIAL_REJECTED, false",
        "InvalidTimeStamp.Format, 400, CREDENTIAL_REJECTED, false",
        "IllegalTimestamp, 400, CREDENTIAL_REJECTED, false",
        "InvalidSecurityToken.Expired, 400, CREDENTIAL_REJECTED, false",
        "InvalidSecurityToken.Malformed, 400, CREDENTIAL_REJECTED, false",
        "Forbidden, 403, CREDENTIAL_REJECTED, false",
        "Forbidden.RAM, 403, CREDENTIAL_REJECTED, false",
        "NoPermission, 403, CREDENTIAL_REJECTED, false",
        "Forbidden.RiskControl, 403, VENDOR_REFUSED, false",
        "Forbidden.UserVerification, 403, VENDOR_REFUSED, false",
        "InsufficientBalance, 400, VENDOR_REFUSED, false",
        "Throttling, 400, VENDOR_THROTTLED, true",
        "Throttling.User, 400, VENDOR_THROTTLED, true",
        "Throttling.Api, 429, VENDOR_THROTTLED, true",
        "Throttling.New, 400, VENDOR_THROTTLED, true",
        "UnsupportedHTTPMethod, 400, VENDOR_REFUSED, false",
        "UnsupportedOperation, 403, VENDOR_REFUSED, false",
        "ServiceUnavailable, 503, VENDOR_UNAVAILABLE, true"
    })
    void aCodeDecidesNotTheHttpStatus(String code, int status, CallOutcome.RefusalKind kind, boolean retryable) {
        CallOutcome outcome = adapter.read(STOP, failure(status, code));

        assertThat(outcome).isEqualTo(new CallOutcome.Refused(kind, error(code), retryable, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "InternalError, 500",
        "Some.InternalError, 500",
        "FailedOperation.New, 400",
        "BrandNew, 400",
        "SDK.ReadTimeout, 500"
    })
    void whatMayHaveBeenExecutedIsUnknown(String code, int status) {
        assertThat(adapter.read(START, failure(status, code)))
                .isInstanceOfSatisfying(
                        CallOutcome.Unknown.class,
                        unknown -> assertThat(unknown.error()).contains(error(code)));
    }

    @Test
    void notFoundIsGoneExceptForAStart() {
        assertThat(adapter.read(STOP, failure(404, "NotFound"))).isEqualTo(new CallOutcome.Gone(error("NotFound")));
        assertThat(adapter.read(START, failure(404, "NotFound")))
                .isEqualTo(new CallOutcome.Refused(
                        CallOutcome.RefusalKind.VENDOR_REFUSED, error("NotFound"), false, Optional.empty()));
    }

    @Test
    void lowerCaseNamesAreReadToo() {
        CallOutcome outcome = adapter.read(
                STOP, HttpReply.json(400, "{\"requestId\":\"r1\",\"code\":\"Throttling\",\"message\":\"m\"}"));

        assertThat(outcome)
                .isEqualTo(new CallOutcome.Refused(
                        CallOutcome.RefusalKind.VENDOR_THROTTLED, error("Throttling"), true, Optional.empty()));
    }

    @Test
    void aWaitIsReadFromTheHeader() {
        HttpReply reply = new HttpReply(
                429, Map.of("retry-after", "3"), failure(429, "Throttling").body());

        assertThat(adapter.read(STOP, reply))
                .isInstanceOfSatisfying(
                        CallOutcome.Refused.class,
                        refused -> assertThat(refused.retryAfter()).contains(Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {}",
                "200 | <html>hello</html>",
                "200 | ''",
                "200 | []",
                "200 | {\"RequestId\"",
                "503 | upstream gone",
                "400 | <html>bad</html>",
                "502 | {\"Code\":\"(null)\"}",
                "400 | {\"Code\":7}",
                "302 | {\"RequestId\":\"r\"}",
                "200 | {\"RequestId\":\"r\"} trailing"
            })
    void aBrokenAnswerIsUnknown(int status, String body) {
        assertThat(adapter.read(START, HttpReply.json(status, body))).isInstanceOf(CallOutcome.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({"0, STARTING", "1, STARTING", "2, ACTIVE", "3, STOPPING", "4, ENDED", "5, FAILED"})
    void aStatusIsATextOrANumber(String code, SessionStatus status) {
        assertThat(found("{\"RequestId\":\"r\",\"Status\":" + code + "}").status())
                .isEqualTo(status);
        assertThat(found("{\"RequestId\":\"r\",\"Status\":\"" + code + "\"}").status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1767225600000", "\"1767225600000\""})
    void timesAreMilliseconds(String time) {
        VendorSession session = found("{\"RequestId\":\"r\",\"Status\":2,\"StartTime\":" + time + ",\"StopTime\":0}");

        assertThat(session.startedAt()).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(session.endedAt()).isEmpty();
    }

    @Test
    void anEndSaysAsMuchAsTheVendor() {
        assertThat(found("{\"RequestId\":\"r\",\"Status\":4}").end())
                .contains(new SessionEnd(EndReason.COMPLETED, EndedBy.SYSTEM, "4", null, true));
        assertThat(found("{\"RequestId\":\"r\",\"Status\":5,\"Message\":\"no model\"}")
                        .end())
                .contains(SessionEnd.of(EndReason.VENDOR_ERROR, EndedBy.VENDOR, "5: no model"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"RequestId\":\"r\",\"Status\":9}",
                "{\"RequestId\":\"r\"}",
                "{\"RequestId\":\"r\",\"Status\":null}"
            })
    void anUndocumentedStatusIsNoAnswer(String body) {
        assertThat(adapter.lookup(state(60, Optional.of("ses_1")), Optional.of(HttpReply.json(200, body))))
                .isInstanceOf(LookupStep.Later.class);
    }

    @Test
    void aLookUpAsksByOurOwnId() {
        LookupState state = state(0, Optional.empty());

        LookupStep step = adapter.lookup(state, Optional.empty());

        assertThat(step).isInstanceOfSatisfying(LookupStep.Call.class, call -> {
            assertThat(call.call().operation()).isEqualTo("GetAgent");
            assertThat(call.call().display(Optional.of(TestAccount.account())))
                    .isEqualTo(Json.object()
                            .put("AppId", "app1")
                            .put("ChannelId", "room-1")
                            .put("TaskId", "ses_1"));
        });
    }

    @Test
    void notFoundIsAbsentOnceTheStartCannotBeOnItsWay() {
        Optional<HttpReply> reply = Optional.of(failure(404, "NotFound"));

        assertThat(adapter.lookup(state(3, Optional.empty()), reply)).isInstanceOf(LookupStep.Later.class);
        assertThat(adapter.lookup(state(15, Optional.empty()), reply)).isEqualTo(new LookupStep.Absent());
        assertThat(adapter.lookup(state(3, Optional.of("ses_1")), reply)).isEqualTo(new LookupStep.Absent());
    }

    @ParameterizedTest
    @CsvSource({"Throttling, 400", "InternalError, 500", "SignatureDoesNotMatch, 400"})
    void anythingElseIsLater(String code, int status) {
        assertThat(adapter.lookup(state(60, Optional.of("ses_1")), Optional.of(failure(status, code))))
                .isInstanceOf(LookupStep.Later.class);
    }

    @ParameterizedTest
    @CsvSource({
        "NotFound, 404, HEALTHY",
        "InvalidAccessKeyId.NotFound, 404, WRONG_KEY",
        "SignatureDoesNotMatch, 400, WRONG_KEY",
        "InvalidTimeStamp.Expired, 400, WRONG_CLOCK",
        "Forbidden.RAM, 403, MISSING_PERMISSION",
        "ParameterError, 400, UNCLEAR",
        "Throttling, 400, THROTTLED",
        "ServiceUnavailable, 503, UNREACHABLE",
        "InternalError, 500, UNREACHABLE"
    })
    void theProbesAnswerIsADiagnosis(String code, int status, ConnectionDiagnosis.DiagnosisState state) {
        assertThat(adapter.diagnose(failure(status, code)).state()).isEqualTo(state);
    }

    private VendorSession found(String body) {
        LookupStep step = adapter.lookup(state(60, Optional.of("ses_1")), Optional.of(HttpReply.json(200, body)));
        return ((LookupStep.Found) step).session();
    }

    private static LookupState state(int secondsAfterStart, Optional<String> handle) {
        return new LookupState(
                "ses_1",
                handle,
                new Channel.Room("room-1", null, "user_1", "agent_1"),
                new LookupState.LookupTimes(TestAccount.NOW, TestAccount.NOW.plusSeconds(secondsAfterStart), 0),
                LookupState.OtherSessions.NONE,
                Json.object());
    }

    private static CallOutcome.VendorError error(String code) {
        return new CallOutcome.VendorError("alibaba-rtc", code, "m", "r1");
    }

    private static HttpReply failure(int status, String code) {
        return HttpReply.json(
                status,
                "{\"RequestId\":\"r1\",\"HostId\":\"rtc.aliyuncs.com\",\"Code\":\"" + code
                        + "\",\"Message\":\"m\",\"Recommend\":\"https://x\"}");
    }
}
