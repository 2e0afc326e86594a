package io.voxgate.vendor.tencent;

import static io.voxgate.vendor.Outcome.Kind.CREDENTIAL_REJECTED;
import static io.voxgate.vendor.Outcome.Kind.VENDOR_REFUSED;
import static io.voxgate.vendor.Outcome.Kind.VENDOR_THROTTLED;
import static io.voxgate.vendor.Outcome.Kind.VENDOR_UNAVAILABLE;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.vendor.ErrorTable;
import io.voxgate.vendor.HttpReply;
import io.voxgate.vendor.Outcome;
import java.util.Optional;
import java.util.function.Function;

/** The error codes that every Tencent Cloud product shares (API 3.0 "common error codes"). */
public final class TencentErrors {
    private TencentErrors() {}

    /** A product's own codes with the common ones behind them. */
    public static ErrorTable with(ErrorTable own) {
        return own.and(new ErrorTable()
                .refused(CREDENTIAL_REJECTED, "AuthFailure", "AuthFailure.SignatureFailure", "AuthFailure.SecretIdNotFound", "AuthFailure.InvalidSecretId",
                        "AuthFailure.TokenFailure", "AuthFailure.InvalidAuthorization", "AuthFailure.MFAFailure", "AuthFailure.SignatureExpire",
                        "AuthFailure.UnauthorizedOperation", "AuthFailure.UnRealNameAuthenticated", "UnauthorizedOperation")
                .refused(VENDOR_REFUSED, "InvalidParameter", "InvalidParameterValue", "MissingParameter", "UnknownParameter", "UnsupportedOperation",
                        "ResourceNotFound", "ResourceInsufficient", "ActionOffline", "InvalidAction", "NoSuchVersion", "UnsupportedRegion",
                        "UnsupportedProtocol", "IpInBlacklist", "IpNotInWhitelist", "InvalidRequest", "RequestSizeLimitExceeded")
                .retryable(VENDOR_THROTTLED, "RequestLimitExceeded")
                .refused(VENDOR_THROTTLED, "LimitExceeded")
                .retryable(VENDOR_UNAVAILABLE, "ResourceUnavailable")
                .unclear("InternalError", "FailedOperation", "ServiceUnavailable"));
    }

    /** What an answer means; {@code accepted} reads the success. */
    public static Outcome outcome(String vendor, HttpReply reply, ErrorTable errors, Function<JsonNode, Outcome> accepted) {
        return switch (TencentReply.of(vendor, reply)) {
            case TencentReply.Success success -> accepted.apply(success.response());
            case TencentReply.Failure failure -> errors.outcome(failure.error(), Optional.empty());
            case TencentReply.Broken broken -> new Outcome.Unknown(broken.why(), Optional.empty());
        };
    }
}
