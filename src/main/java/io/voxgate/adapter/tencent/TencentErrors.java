package io.voxgate.adapter.tencent;

import static io.voxgate.adapter.CallOutcome.RefusalKind.CREDENTIAL_REJECTED;
import static io.voxgate.adapter.CallOutcome.RefusalKind.VENDOR_REFUSED;
import static io.voxgate.adapter.CallOutcome.RefusalKind.VENDOR_THROTTLED;
import static io.voxgate.adapter.CallOutcome.RefusalKind.VENDOR_UNAVAILABLE;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.ErrorTable;
import io.voxgate.adapter.HttpReply;
import java.util.Optional;
import java.util.function.Function;

/** The error codes that every Tencent Cloud product shares (API 3.0 "common error codes"). */
public final class TencentErrors {
    private TencentErrors() {}

    /** A product's own codes with the common ones behind them. */
    public static ErrorTable with(ErrorTable own) {
        return own.and(new ErrorTable()
                .refused(
                        CREDENTIAL_REJECTED,
                        "AuthFailure",
                        "AuthFailure.SignatureFailure",
                        "AuthFailure.SecretIdNotFound",
                        "AuthFailure.InvalidSecretId",
                        "AuthFailure.TokenFailure",
                        "AuthFailure.InvalidAuthorization",
                        "AuthFailure.MFAFailure",
                        "AuthFailure.SignatureExpire",
                        "AuthFailure.UnauthorizedOperation",
                        "AuthFailure.UnRealNameAuthenticated",
                        "UnauthorizedOperation")
                .refused(
                        VENDOR_REFUSED,
                        "InvalidParameter",
                        "InvalidParameterValue",
                        "MissingParameter",
                        "UnknownParameter",
                        "UnsupportedOperation",
                        "ResourceNotFound",
                        "ResourceInsufficient",
                        "ActionOffline",
                        "InvalidAction",
                        "NoSuchVersion",
                        "UnsupportedRegion",
                        "UnsupportedProtocol",
                        "IpInBlacklist",
                        "IpNotInWhitelist",
                        "InvalidRequest",
                        "RequestSizeLimitExceeded")
                .retryable(VENDOR_THROTTLED, "RequestLimitExceeded")
                .refused(VENDOR_THROTTLED, "LimitExceeded")
                .retryable(VENDOR_UNAVAILABLE, "ResourceUnavailable")
                .unclear("InternalError", "FailedOperation", "ServiceUnavailable"));
    }

    /** What an answer means; {@code accepted} reads the success. */
    public static CallOutcome outcome(
            String vendor, HttpReply reply, ErrorTable errors, Function<JsonNode, CallOutcome> accepted) {
        return switch (TencentReply.of(vendor, reply)) {
            case TencentReply.Success success -> accepted.apply(success.response());
            case TencentReply.Failure failure -> errors.outcome(failure.error(), Optional.empty());
            case TencentReply.Broken broken -> new CallOutcome.Unknown(broken.why(), Optional.empty());
        };
    }
}
