package io.voxgate.vendor.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.vendor.Diagnosis;
import io.voxgate.vendor.HttpReply;
import io.voxgate.vendor.Outcome;
import io.voxgate.vendor.Outcome.VendorError;
import io.voxgate.vendor.VendorCall;
import io.voxgate.vendor.tencent.TencentDiagnosis;
import io.voxgate.vendor.tencent.TencentErrors;
import io.voxgate.vendor.tencent.TencentReply;
import java.util.Optional;
import java.util.Set;

/** What CCC's answers mean. */
final class CccReader {
    private static final Set<String> HEALTHY = Set.of(CccErrors.SESSION_NOT_EXISTS, CccErrors.RECORD_NOT_EXIST, "ResourceNotFound");
    private static final Set<String> FORBIDDEN = Set.of("FailedOperation.PermissionDenied", "OperationDenied.NotInWhiteList", "OperationDenied.UinDisabled",
            "InvalidParameterValue.ExperienceAccount");
    private static final String NO_INSTANCE = "InvalidParameterValue.InstanceNotExist";

    private CccReader() {}

    static Outcome read(VendorCall call, HttpReply reply) {
        return TencentErrors.outcome(CccApi.ID, reply, CccErrors.TABLE, answer -> accepted(call, answer));
    }

    private static Outcome accepted(VendorCall call, JsonNode answer) {
        Optional<String> sessionId = Optional.of(answer.path("SessionId").asText()).filter(id -> !id.isEmpty());
        if (call.operation().equals(CccTranslator.OPERATION) && sessionId.isEmpty()) {
            return new Outcome.Unknown("The vendor's answer names no SessionId: it may have dialled.", Optional.empty());
        }
        return new Outcome.Accepted(sessionId, answer);
    }

    static Diagnosis diagnose(HttpReply reply) {
        return switch (TencentReply.of(CccApi.ID, reply)) {
            case TencentReply.Success _ -> healthy();
            case TencentReply.Failure failure -> diagnose(failure.error());
            case TencentReply.Broken broken -> new Diagnosis(Diagnosis.State.UNREACHABLE,
                    broken.why() + " Is the endpoint of the connection Tencent's?", null);
        };
    }

    private static Diagnosis healthy() {
        return new Diagnosis(Diagnosis.State.HEALTHY, "The key and the contact center work.", null);
    }

    private static Diagnosis diagnose(VendorError error) {
        String code = error.code();
        if (HEALTHY.contains(code)) {
            return healthy();
        }
        if (FORBIDDEN.contains(code)) {
            return new Diagnosis(Diagnosis.State.MISSING_PERMISSION, "The key is right, but it may not use this contact center: " + error.message(), error);
        }
        return TencentDiagnosis.of(error).orElseGet(() -> code.equals(NO_INSTANCE)
                ? new Diagnosis(Diagnosis.State.WRONG_APP, "The key is right, but this account has no contact center with this sdkAppId.", error).at("/settings/sdkAppId")
                : new Diagnosis(Diagnosis.State.UNCLEAR, "Tencent answered " + code + ": " + error.message(), error));
    }
}
