package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.adapter.ConnectionDiagnosis;
import io.voxgate.adapter.ConnectionDiagnosis.DiagnosisState;
import io.voxgate.adapter.ErrorTable.Meaning;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.LookupState;
import io.voxgate.adapter.LookupStep;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.VendorSession;
import io.voxgate.adapter.tencent.TencentDiagnosis;
import io.voxgate.adapter.tencent.TencentErrors;
import io.voxgate.adapter.tencent.TencentReply;
import io.voxgate.json.Json;
import io.voxgate.model.SessionStatus;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** What TRTC's answers mean. */
final class TrtcReader {
    /**
     * @see <a href="https://cloud.tencent.com/document/api/647/108515">DescribeAIConversation, read November 2026</a>
     */
    static final String DESCRIBE = "DescribeAIConversation";

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String NO_SUCH_SESSION = "voxgate-connection-check";
    private static final Set<String> APP = Set.of(
            "FailedOperation.SdkAppIdNotExist", "FailedOperation.SdkAppIdNotUnderAppId", "InvalidParameter.SdkAppId");
    private static final Set<String> PERMISSION = Set.of(
            "UnauthorizedOperation.SdkAppId",
            "FailedOperation.NotAbility",
            "FailedOperation.NotAllowed",
            "UnsupportedOperation.NotAllowed");

    private TrtcReader() {}

    static CallOutcome read(VendorCall call, HttpReply reply) {
        return TencentErrors.outcome(TrtcTranslator.VENDOR, reply, TrtcErrors.TABLE, answer -> {
            Optional<String> taskId = text(answer, "TaskId");
            return call.operation().equals(TrtcTranslator.START) && taskId.isEmpty()
                    ? new CallOutcome.Unknown("The vendor accepted the start but named no task.", Optional.empty())
                    : new CallOutcome.Accepted(taskId, answer);
        });
    }

    static LookupStep lookup(LookupState state, Optional<HttpReply> reply) {
        return reply.map(answer -> found(state, answer)).orElseGet(() -> new LookupStep.Call(describe(state), state));
    }

    private static VendorCall describe(LookupState state) {
        ObjectNode body = Json.object();
        state.vendorSessionId().ifPresentOrElse(task -> body.put("TaskId", task), () -> {
            body.set("SdkAppId", TrtcRoom.SDK_APP_ID.node());
            body.put("SessionId", state.sessionId());
        });
        return new VendorCall(DESCRIBE, body);
    }

    private static LookupStep found(LookupState state, HttpReply reply) {
        return switch (TencentReply.of(TrtcTranslator.VENDOR, reply)) {
            case TencentReply.Success success -> found(state, success.response());
            case TencentReply.Failure failure -> failed(state, failure.error());
            case TencentReply.Broken broken -> new LookupStep.Later(SOON, broken.why());
        };
    }

    private static LookupStep found(LookupState state, JsonNode answer) {
        return text(answer, "TaskId")
                .or(state::vendorSessionId)
                .<LookupStep>map(task -> new LookupStep.Found(new VendorSession(
                        task,
                        status(answer.path("Status").asText()),
                        startTime(answer.path("StartTime")),
                        Optional.empty(),
                        Optional.empty())))
                .orElseGet(() -> new LookupStep.Later(SOON, "The vendor described a task without naming it."));
    }

    private static LookupStep failed(LookupState state, VendorError error) {
        if (!(TrtcErrors.TABLE.meaning(error.code()) instanceof Meaning.Gone)) {
            return new LookupStep.Later(SOON, "The vendor answered " + error.code() + ".");
        }
        // A task that is finished was there: to call it absent would start it a second time.
        boolean wasThere = state.vendorSessionId().isPresent() || error.code().equals("FailedOperation.TaskFinished");
        return wasThere
                ? new LookupStep.Found(new VendorSession(
                        state.vendorSessionId().orElse(state.sessionId()),
                        SessionStatus.ENDED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                : new LookupStep.Absent();
    }

    private static SessionStatus status(String word) {
        return switch (word) {
            case "Idle", "Preparing" -> SessionStatus.STARTING;
            case "InProgress" -> SessionStatus.ACTIVE;
            case "Stopped" -> SessionStatus.STOPPING;
            case String _ -> SessionStatus.UNKNOWN;
        };
    }

    /**
     * 647/108515 (read 2026-11) shows {@code 2025-04-24 16:15:48.076648} without a zone: taken as China's time, where
     * the vendor is. Unix seconds, milliseconds and ISO 8601 are understood as well, anything else is left out.
     */
    private static Optional<Instant> startTime(JsonNode time) {
        String text = time.asText();
        try {
            if (text.matches("[0-9]{10}|[0-9]{13}")) {
                return Optional.of(
                        text.length() == 10
                                ? Instant.ofEpochSecond(Long.parseLong(text))
                                : Instant.ofEpochMilli(Long.parseLong(text)));
            }
            boolean local = text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]+");
            return Optional.of(
                    local ? LocalDateTime.parse(text.replace(' ', 'T')).toInstant(CHINA) : Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    static VendorCall probe() {
        ObjectNode body = Json.object();
        body.set("SdkAppId", TrtcRoom.SDK_APP_ID.node());
        body.put("SessionId", NO_SUCH_SESSION);
        return new VendorCall(DESCRIBE, body);
    }

    static ConnectionDiagnosis diagnose(HttpReply reply) {
        return switch (TencentReply.of(TrtcTranslator.VENDOR, reply)) {
            case TencentReply.Success _ -> healthy();
            case TencentReply.Failure failure -> diagnose(failure.error());
            case TencentReply.Broken broken -> new ConnectionDiagnosis(DiagnosisState.UNCLEAR, broken.why(), null);
        };
    }

    private static ConnectionDiagnosis diagnose(VendorError error) {
        String code = error.code();
        if (TrtcErrors.TABLE.meaning(code) instanceof Meaning.Gone) {
            return healthy();
        }
        if (code.equals("FailedOperation.RequestOutdated")) {
            return new ConnectionDiagnosis(
                    DiagnosisState.WRONG_CLOCK, "Tencent finds the request too old: set this machine's clock.", error);
        }
        if (APP.contains(code)) {
            return new ConnectionDiagnosis(
                            DiagnosisState.WRONG_APP,
                            "The key is right, but its account has no TRTC application with this sdkAppId.",
                            error)
                    .at("/settings/sdkAppId");
        }
        if (PERMISSION.contains(code)) {
            return new ConnectionDiagnosis(
                    DiagnosisState.MISSING_PERMISSION,
                    "The key is right, but may not use conversational AI of this sdkAppId: " + error.message(),
                    error);
        }
        return TencentDiagnosis.of(error)
                .orElseGet(() -> new ConnectionDiagnosis(
                        DiagnosisState.UNCLEAR, "Tencent answered " + code + ": " + error.message(), error));
    }

    private static ConnectionDiagnosis healthy() {
        return new ConnectionDiagnosis(DiagnosisState.HEALTHY, "Tencent accepts the key and knows the app.", null);
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.of(node.path(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty());
    }
}
