package io.voxgate.adapter.tencent;

import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.adapter.ConnectionDiagnosis;
import io.voxgate.adapter.ConnectionDiagnosis.DiagnosisState;
import java.util.Optional;
import java.util.Set;

/** What Tencent's common error codes say of a connection. */
public final class TencentDiagnosis {
    private static final Set<String> UNKNOWN_ID = Set.of("AuthFailure.SecretIdNotFound", "AuthFailure.InvalidSecretId");
    private static final Set<String> PERMISSION = Set.of(
            "AuthFailure.UnauthorizedOperation",
            "AuthFailure.UnRealNameAuthenticated",
            "AuthFailure.MFAFailure",
            "UnauthorizedOperation");

    private TencentDiagnosis() {}

    /** Empty for a code that only the product can explain. */
    public static Optional<ConnectionDiagnosis> of(VendorError error) {
        String code = error.code();
        if (code.equals("AuthFailure.SignatureExpire")) {
            return Optional.of(new ConnectionDiagnosis(
                    DiagnosisState.WRONG_CLOCK,
                    "This service's clock and Tencent's differ by more than five minutes: set this machine's clock.",
                    error));
        }
        if (UNKNOWN_ID.contains(code)) {
            return Optional.of(new ConnectionDiagnosis(
                            DiagnosisState.WRONG_KEY,
                            "Tencent knows no API key with this secretId: enter it again, and look "
                                    + "whether it was deleted or disabled. Or it belongs to the other of Tencent "
                                    + "Cloud's two sites: then set settings.site to international, or to china.",
                            error)
                    .at("/credentials/secretId"));
        }
        if (code.equals("AuthFailure.SignatureFailure")) {
            return Optional.of(new ConnectionDiagnosis(
                            DiagnosisState.WRONG_KEY,
                            "Tencent knows the secretId, but secretKey does not belong to it: enter both again.",
                            error)
                    .at("/credentials/secretKey"));
        }
        if (code.equals("AuthFailure.TokenFailure")) {
            return Optional.of(new ConnectionDiagnosis(
                            DiagnosisState.WRONG_KEY,
                            "Tencent does not accept the token: that of a temporary key has expired or is missing, or it "
                                    + "belongs to another key. Enter secretId, secretKey and securityToken of one answer "
                                    + "of STS, or a permanent key and securityToken null.",
                            error)
                    .at("/credentials/" + TencentApi.TOKEN));
        }
        if (PERMISSION.contains(code)) {
            return Optional.of(new ConnectionDiagnosis(
                    DiagnosisState.MISSING_PERMISSION,
                    "The key is right, but its account or sub-user lacks the permission: " + error.message(),
                    error));
        }
        if (code.equals("AuthFailure") || code.startsWith("AuthFailure.")) {
            return Optional.of(new ConnectionDiagnosis(
                    DiagnosisState.WRONG_KEY,
                    "Tencent does not accept secretId and secretKey: " + error.message(),
                    error));
        }
        return code.startsWith("RequestLimitExceeded")
                ? Optional.of(new ConnectionDiagnosis(
                        DiagnosisState.THROTTLED,
                        "Tencent knows the key, but the account's rate is used up at this moment; check again later.",
                        error))
                : Optional.empty();
    }
}
