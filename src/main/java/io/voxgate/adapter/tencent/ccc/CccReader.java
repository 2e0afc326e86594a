package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.adapter.ConnectionDiagnosis;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.tencent.TencentDiagnosis;
import io.voxgate.adapter.tencent.TencentErrors;
import io.voxgate.adapter.tencent.TencentReply;
import java.util.Optional;
import java.util.Set;

/** What CCC's answers mean. */
final class CccReader {
    private static final Set<String> HEALTHY =
            Set.of(CccErrors.SESSION_NOT_EXISTS, CccErrors.RECORD_NOT_EXIST, "ResourceNotFound");
    private static final Set<String> FORBIDDEN = Set.of(
            "FailedOperation.PermissionDenied",
            "OperationDenied.NotInWhiteList",
            "OperationDenied.UinDisabled",
            "InvalidParameterValue.ExperienceAccount");
    private static final String NO_INSTANCE = "InvalidParameterValue.InstanceNotExist";

    private CccReader() {}

    static CallOutcome read(VendorCall call, HttpReply reply) {
        return TencentErrors.outcome(CccApi.ID, reply, CccErrors.TABLE, answer -> accepted(call, answer));
    }

    private static CallOutcome accepted(VendorCall call, JsonNode answer) {
        Optional<String> sessionId =
                Optional.of(answer.path("SessionId").asText()).filter(id -> !id.isEmpty());
        if (call.operation().equals(CccTranslator.OPERATION) && sessionId.isEmpty()) {
            return new CallOutcome.Unknown(
                    "The vendor's answer names no SessionId: it may have dialled.", Optional.empty());
        }
        return new CallOutcome.Accepted(sessionId, answer);
    }

    static ConnectionDiagnosis diagnose(HttpReply reply) {
        return switch (TencentReply.of(CccApi.ID, reply)) {
            case TencentReply.Success _ -> healthy();
            case TencentReply.Failure failure -> diagnose(failure.error());
            case TencentReply.Broken broken ->
                new ConnectionDiagnosis(
                        ConnectionDiagnosis.DiagnosisState.UNREACHABLE,
                        broken.why() + " Is the endpoint of the connection Tencent's?",
                        null);
        };
    }

    private static ConnectionDiagnosis healthy() {
        return new ConnectionDiagnosis(
                ConnectionDiagnosis.DiagnosisState.HEALTHY, "The key and the contact center work.", null);
    }

    private static ConnectionDiagnosis diagnose(VendorError error) {
        String code = error.code();
        if (HEALTHY.contains(code)) {
            return healthy();
        }
        if (FORBIDDEN.contains(code)) {
            return new ConnectionDiagnosis(
                    ConnectionDiagnosis.DiagnosisState.MISSING_PERMISSION,
                    "The key is right, but it may not use this contact center: " + error.message(),
                    error);
        }
        return TencentDiagnosis.of(error)
                .orElseGet(() -> code.equals(NO_INSTANCE)
                        ? new ConnectionDiagnosis(
                                        ConnectionDiagnosis.DiagnosisState.WRONG_APP,
                                        "The key is right, but this account has no contact center with this sdkAppId.",
                                        error)
                                .at("/settings/sdkAppId")
                        : new ConnectionDiagnosis(
                                ConnectionDiagnosis.DiagnosisState.UNCLEAR,
                                "Tencent answered " + code + ": " + error.message(),
                                error));
    }
}
