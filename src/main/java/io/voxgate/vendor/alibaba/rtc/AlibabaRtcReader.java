package io.voxgate.vendor.alibaba.rtc;

import static io.voxgate.vendor.Outcome.Kind.VENDOR_REFUSED;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.End;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.SessionStatus;
import io.voxgate.vendor.Diagnosis;
import io.voxgate.vendor.ErrorTable;
import io.voxgate.vendor.HttpReply;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.LookupState;
import io.voxgate.vendor.LookupStep;
import io.voxgate.vendor.Outcome;
import io.voxgate.vendor.VendorCall;
import io.voxgate.vendor.VendorSession;
import io.voxgate.vendor.alibaba.AlibabaErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the vendor's answers mean. */
final class AlibabaRtcReader {
    /** A start whose answer never came may still be on its way into the vendor. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(15);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final ErrorTable ERRORS = AlibabaErrors.with(new ErrorTable().refused(VENDOR_REFUSED, "ParameterError").gone("NotFound"));

    private AlibabaRtcReader() {}

    /** A start's handle is the TaskId that we sent; and a start cannot miss its own session: what is not found is the app or the template. */
    static Outcome start(VendorCall call, HttpReply reply) {
        return switch (read(reply)) {
            case Outcome.Accepted accepted -> new Outcome.Accepted(Json.at(call.body(), "TaskId").map(JsonNode::asText), accepted.answer());
            case Outcome.Gone gone -> new Outcome.Refused(VENDOR_REFUSED, gone.error(), false, Optional.empty());
            case Outcome.AlreadyExists other -> other;
            case Outcome.Refused other -> other;
            case Outcome.Unknown other -> other;
        };
    }

    static Outcome read(HttpReply reply) {
        return AlibabaErrors.outcome(AlibabaRtcAdapter.ID, reply, ERRORS, answer -> new Outcome.Accepted(Optional.empty(), answer));
    }

    static LookupStep looked(LookupState state, HttpReply reply) {
        return switch (read(reply)) {
            case Outcome.Accepted accepted -> status(state, accepted.answer());
            case Outcome.Gone _ -> state.vendorSessionId().isEmpty() && state.now().isBefore(state.startedAt().plus(ON_ITS_WAY))
                    ? new LookupStep.Later(AGAIN, "The vendor does not know it yet.")
                    : new LookupStep.Absent();
            case Outcome.Refused refused -> new LookupStep.Later(refused.retryAfter().orElse(AGAIN), "The vendor answered " + refused.error().code() + ".");
            case Outcome.AlreadyExists exists -> new LookupStep.Later(AGAIN, "The vendor answered " + exists.error().code() + ".");
            case Outcome.Unknown unknown -> new LookupStep.Later(AGAIN, unknown.why());
        };
    }

    private static LookupStep status(LookupState state, JsonNode answer) {
        String code = answer.path("Status").asText();
        return switch (code) {
            case "0", "1" -> found(state, answer, SessionStatus.STARTING, Optional.empty());
            case "2" -> found(state, answer, SessionStatus.ACTIVE, Optional.empty());
            case "3" -> found(state, answer, SessionStatus.STOPPING, Optional.empty());
            // The vendor does not say why it ended, so a stop of ours explains it best.
            case "4" -> found(state, answer, SessionStatus.ENDED, Optional.of(new End(EndReason.COMPLETED, EndedBy.SYSTEM, code, null, true)));
            case "5" -> found(state, answer, SessionStatus.FAILED, Optional.of(End.of(EndReason.VENDOR_ERROR, EndedBy.VENDOR, reason(code, answer))));
            default -> new LookupStep.Later(AGAIN, "The vendor answered a status that it does not document: " + code);
        };
    }

    private static String reason(String code, JsonNode answer) {
        String message = answer.path("Message").isTextual() ? answer.path("Message").asText() : "";
        return message.isBlank() ? code : code + ": " + message;
    }

    private static LookupStep found(LookupState state, JsonNode answer, SessionStatus status, Optional<End> end) {
        return new LookupStep.Found(new VendorSession(state.sessionId(), status, time(answer.path("StartTime")), time(answer.path("StopTime")), end));
    }

    /** Unix milliseconds, as a text or a number; 0 and nothing mean not yet. */
    private static Optional<Instant> time(JsonNode value) {
        String text = value.asText();
        return text.matches("[1-9][0-9]{0,14}") ? Optional.of(Instant.ofEpochMilli(Long.parseLong(text))) : Optional.empty();
    }

    static Diagnosis diagnose(HttpReply reply) {
        return switch (read(reply)) {
            case Outcome.Accepted _ -> new Diagnosis(Diagnosis.State.HEALTHY, "Alibaba accepts the key and the signature.", null);
            case Outcome.Gone gone -> new Diagnosis(Diagnosis.State.HEALTHY, "Alibaba accepts the key; as expected it knows no such task. (Whether appId is right it does not tell before a start.)", gone.error());
            case Outcome.AlreadyExists exists -> new Diagnosis(Diagnosis.State.UNCLEAR, "Alibaba answered " + exists.error().code() + ".", exists.error());
            case Outcome.Refused refused -> refused(refused);
            case Outcome.Unknown unknown -> new Diagnosis(Diagnosis.State.UNREACHABLE, unknown.why(), unknown.error().orElse(null));
        };
    }

    private static Diagnosis wrongKey(Outcome.Refused refused) {
        String code = refused.error().code();
        if (code.startsWith("InvalidAccessKeyId")) {
            return new Diagnosis(Diagnosis.State.WRONG_KEY, "Alibaba knows no active AccessKey with this accessKeyId: enter it again, and look whether it was disabled.", refused.error()).at("/credentials/accessKeyId");
        }
        return code.equals("SignatureDoesNotMatch")
                ? new Diagnosis(Diagnosis.State.WRONG_KEY, "Alibaba knows the accessKeyId, but accessKeySecret does not belong to it: enter both again.", refused.error()).at("/credentials/accessKeySecret")
                : new Diagnosis(Diagnosis.State.WRONG_KEY, "Alibaba does not accept accessKeyId with this accessKeySecret.", refused.error());
    }

    private static Diagnosis refused(Outcome.Refused refused) {
        String code = refused.error().code();
        return switch (refused.kind()) {
            case CREDENTIAL_REJECTED -> {
                if (AlibabaErrors.CLOCK.contains(code)) {
                    yield new Diagnosis(Diagnosis.State.WRONG_CLOCK, "Alibaba finds the request's time more than 15 minutes off: set this machine's clock.", refused.error());
                }
                yield AlibabaErrors.PERMISSION.contains(code)
                        ? new Diagnosis(Diagnosis.State.MISSING_PERMISSION, "The key is right, but its RAM user lacks rtc:GetAgent and the like on this app.", refused.error())
                        : wrongKey(refused);
            }
            case VENDOR_REFUSED -> new Diagnosis(Diagnosis.State.UNCLEAR, "The key is accepted, but Alibaba refuses the question: is appId right, and the account in order?", refused.error());
            case VENDOR_THROTTLED -> new Diagnosis(Diagnosis.State.THROTTLED, "Alibaba knows the key, but is throttling this account; check again later.", refused.error());
            case VENDOR_UNAVAILABLE -> new Diagnosis(Diagnosis.State.UNREACHABLE, "Alibaba RTC is out of service right now.", refused.error());
        };
    }
}
