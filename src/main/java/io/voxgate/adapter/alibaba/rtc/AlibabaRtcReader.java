package io.voxgate.adapter.alibaba.rtc;

import static io.voxgate.adapter.CallOutcome.RefusalKind.VENDOR_REFUSED;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.ConnectionDiagnosis;
import io.voxgate.adapter.ErrorTable;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.LookupState;
import io.voxgate.adapter.LookupStep;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.VendorSession;
import io.voxgate.adapter.alibaba.AlibabaApi;
import io.voxgate.adapter.alibaba.AlibabaErrors;
import io.voxgate.json.Json;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.SessionEnd;
import io.voxgate.model.SessionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the vendor's answers mean. */
final class AlibabaRtcReader {
    /** A start whose answer never came may still be on its way into the vendor. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(15);

    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final ErrorTable ERRORS = AlibabaErrors.with(
            new ErrorTable().refused(VENDOR_REFUSED, "ParameterError").gone("NotFound"));

    private AlibabaRtcReader() {}

    /**
     * A start's handle is the TaskId that we sent; and a start cannot miss its own session: what is not found is the
     * app or the template.
     */
    static CallOutcome start(VendorCall call, HttpReply reply) {
        return switch (read(reply)) {
            case CallOutcome.Accepted accepted ->
                new CallOutcome.Accepted(Json.at(call.body(), "TaskId").map(JsonNode::asText), accepted.answer());
            case CallOutcome.Gone gone ->
                new CallOutcome.Refused(VENDOR_REFUSED, gone.error(), false, Optional.empty());
            case CallOutcome.AlreadyExists other -> other;
            case CallOutcome.Refused other -> other;
            case CallOutcome.Unknown other -> other;
        };
    }

    static CallOutcome read(HttpReply reply) {
        return AlibabaErrors.outcome(
                AlibabaRtcAdapter.ID, reply, ERRORS, answer -> new CallOutcome.Accepted(Optional.empty(), answer));
    }

    static LookupStep lookupStep(LookupState state, HttpReply reply) {
        return switch (read(reply)) {
            case CallOutcome.Accepted accepted -> status(state, accepted.answer());
            case CallOutcome.Gone _ ->
                state.vendorSessionId().isEmpty()
                                && state.now().isBefore(state.startedAt().plus(ON_ITS_WAY))
                        ? new LookupStep.Later(AGAIN, "The vendor does not know it yet.")
                        : new LookupStep.Absent();
            case CallOutcome.Refused refused ->
                new LookupStep.Later(
                        refused.retryAfter().orElse(AGAIN),
                        "The vendor answered " + refused.error().code() + ".");
            case CallOutcome.AlreadyExists exists ->
                new LookupStep.Later(
                        AGAIN, "The vendor answered " + exists.error().code() + ".");
            case CallOutcome.Unknown unknown -> new LookupStep.Later(AGAIN, unknown.why());
        };
    }

    private static LookupStep status(LookupState state, JsonNode answer) {
        String code = answer.path("Status").asText();
        return switch (code) {
            case "0", "1" -> found(state, answer, SessionStatus.STARTING, Optional.empty());
            case "2" -> found(state, answer, SessionStatus.ACTIVE, Optional.empty());
            case "3" -> found(state, answer, SessionStatus.STOPPING, Optional.empty());
            // The vendor does not say why it ended, so a stop of ours explains it best.
            case "4" ->
                found(
                        state,
                        answer,
                        SessionStatus.ENDED,
                        Optional.of(new SessionEnd(EndReason.COMPLETED, EndedBy.SYSTEM, code, null, true)));
            case "5" ->
                found(
                        state,
                        answer,
                        SessionStatus.FAILED,
                        Optional.of(SessionEnd.of(EndReason.VENDOR_ERROR, EndedBy.VENDOR, reason(code, answer))));
            default -> new LookupStep.Later(AGAIN, "The vendor answered a status that it does not document: " + code);
        };
    }

    private static String reason(String code, JsonNode answer) {
        String message =
                answer.path("Message").isTextual() ? answer.path("Message").asText() : "";
        return message.isBlank() ? code : code + ": " + message;
    }

    private static LookupStep found(
            LookupState state, JsonNode answer, SessionStatus status, Optional<SessionEnd> end) {
        return new LookupStep.Found(new VendorSession(
                state.sessionId(), status, time(answer.path("StartTime")), time(answer.path("StopTime")), end));
    }

    /** Unix milliseconds, as a text or a number; 0 and nothing mean not yet. */
    private static Optional<Instant> time(JsonNode value) {
        String text = value.asText();
        return text.matches("[1-9][0-9]{0,14}")
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(text)))
                : Optional.empty();
    }

    static ConnectionDiagnosis diagnose(HttpReply reply) {
        return switch (read(reply)) {
            case CallOutcome.Accepted _ ->
                new ConnectionDiagnosis(
                        ConnectionDiagnosis.DiagnosisState.HEALTHY, "Alibaba accepts the key and the signature.", null);
            case CallOutcome.Gone gone ->
                new ConnectionDiagnosis(
                        ConnectionDiagnosis.DiagnosisState.HEALTHY,
                        "Alibaba accepts the key; as expected it knows no such task. (Whether appId is "
                                + "right it does not tell before a start.)",
                        gone.error());
            case CallOutcome.AlreadyExists exists ->
                new ConnectionDiagnosis(
                        ConnectionDiagnosis.DiagnosisState.UNCLEAR,
                        "Alibaba answered " + exists.error().code() + ".",
                        exists.error());
            case CallOutcome.Refused refused -> refused(refused);
            case CallOutcome.Unknown unknown ->
                new ConnectionDiagnosis(
                        ConnectionDiagnosis.DiagnosisState.UNREACHABLE,
                        unknown.why(),
                        unknown.error().orElse(null));
        };
    }

    private static ConnectionDiagnosis wrongKey(CallOutcome.Refused refused) {
        String code = refused.error().code();
        if (code.startsWith("InvalidAccessKeyId")) {
            return new ConnectionDiagnosis(
                            ConnectionDiagnosis.DiagnosisState.WRONG_KEY,
                            "Alibaba knows no active AccessKey with this accessKeyId: enter it again, and look whether it was disabled.",
                            refused.error())
                    .at("/credentials/accessKeyId");
        }
        if (code.contains("SecurityToken")) {
            return new ConnectionDiagnosis(
                            ConnectionDiagnosis.DiagnosisState.WRONG_KEY,
                            "Alibaba does not accept the token: that of a temporary key has expired or is missing, or it "
                                    + "belongs to another key. Enter accessKeyId, accessKeySecret and securityToken of "
                                    + "one answer of STS, or a permanent key and securityToken null.",
                            refused.error())
                    .at("/credentials/" + AlibabaApi.TOKEN);
        }
        return code.equals("SignatureDoesNotMatch")
                ? new ConnectionDiagnosis(
                                ConnectionDiagnosis.DiagnosisState.WRONG_KEY,
                                "Alibaba knows the accessKeyId, but accessKeySecret does not belong to it: enter both again.",
                                refused.error())
                        .at("/credentials/accessKeySecret")
                : new ConnectionDiagnosis(
                        ConnectionDiagnosis.DiagnosisState.WRONG_KEY,
                        "Alibaba does not accept accessKeyId with this accessKeySecret.",
                        refused.error());
    }

    private static ConnectionDiagnosis refused(CallOutcome.Refused refused) {
        String code = refused.error().code();
        return switch (refused.kind()) {
            case CREDENTIAL_REJECTED -> {
                if (AlibabaErrors.CLOCK.contains(code)) {
                    yield new ConnectionDiagnosis(
                            ConnectionDiagnosis.DiagnosisState.WRONG_CLOCK,
                            "Alibaba finds the request's time more than 15 minutes off: set this machine's clock.",
                            refused.error());
                }
                yield AlibabaErrors.PERMISSION.contains(code)
                        ? new ConnectionDiagnosis(
                                ConnectionDiagnosis.DiagnosisState.MISSING_PERMISSION,
                                "The key is right, but its RAM user lacks rtc:GetAgent and the like on this app.",
                                refused.error())
                        : wrongKey(refused);
            }
            case VENDOR_REFUSED, QUOTA_EXHAUSTED ->
                new ConnectionDiagnosis(
                        ConnectionDiagnosis.DiagnosisState.UNCLEAR,
                        "The key is accepted, but Alibaba refuses the question: is appId right, and the account in order?",
                        refused.error());
            case VENDOR_THROTTLED ->
                new ConnectionDiagnosis(
                        ConnectionDiagnosis.DiagnosisState.THROTTLED,
                        "Alibaba knows the key, but is throttling this account; check again later.",
                        refused.error());
            case VENDOR_UNAVAILABLE ->
                new ConnectionDiagnosis(
                        ConnectionDiagnosis.DiagnosisState.UNREACHABLE,
                        "Alibaba RTC is out of service right now.",
                        refused.error());
        };
    }
}
