package io.voxgate.adapter.alibaba;

import static io.voxgate.adapter.CallOutcome.RefusalKind.CREDENTIAL_REJECTED;
import static io.voxgate.adapter.CallOutcome.RefusalKind.VENDOR_REFUSED;
import static io.voxgate.adapter.CallOutcome.RefusalKind.VENDOR_THROTTLED;
import static io.voxgate.adapter.CallOutcome.RefusalKind.VENDOR_UNAVAILABLE;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.ErrorTable;
import io.voxgate.adapter.HttpReply;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The error codes that Alibaba Cloud's RPC products share (vendor page "Common errors"). */
public final class AlibabaErrors {
    /** Codes that are about the time of the request, not about the key. */
    public static final Set<String> CLOCK =
            Set.of("InvalidTimeStamp", "InvalidTimeStamp.Expired", "InvalidTimeStamp.Format", "IllegalTimestamp");
    /** Codes that mean a right key without the right to do this. */
    public static final Set<String> PERMISSION = Set.of("Forbidden", "Forbidden.RAM", "NoPermission");

    private AlibabaErrors() {}

    /** A product's own codes with the common ones behind them. */
    public static ErrorTable with(ErrorTable own) {
        return own.and(new ErrorTable()
                .refused(
                        VENDOR_REFUSED,
                        "InvalidParameter",
                        "InvalidParameter.Format",
                        "Invalid*",
                        "Missing*",
                        "MissingParameter",
                        "InvalidApi.NotFound",
                        "InvalidAction",
                        "NoSuchVersion",
                        "InvalidVersion",
                        "UnsupportedHTTPMethod",
                        "UnsupportedOperation",
                        "Forbidden.RiskControl",
                        "Forbidden.UserVerification",
                        "InsufficientBalance")
                .refused(
                        CREDENTIAL_REJECTED,
                        "InvalidAccessKeyId",
                        "InvalidAccessKeyId.NotFound",
                        "InvalidAccessKeyId.Inactive",
                        "SignatureDoesNotMatch",
                        "IncompleteSignature",
                        "InvalidSignatureMethod",
                        "InvalidSecurityToken",
                        "MissingSecurityToken")
                .refused(CREDENTIAL_REJECTED, CLOCK.toArray(String[]::new))
                .refused(CREDENTIAL_REJECTED, PERMISSION.toArray(String[]::new))
                .retryable(VENDOR_REFUSED, "SignatureNonceUsed")
                .retryable(VENDOR_THROTTLED, "Throttling", "Throttling.User", "Throttling.Api")
                .retryable(VENDOR_UNAVAILABLE, "ServiceUnavailable")
                // The last two are the vendor's SDK speaking of a connection that broke, perhaps after the request was
                // read.
                .unclear("InternalError", "SDK.ReadTimeout", "SDK.ServerUnreachable"));
    }

    /** What an answer means; {@code accepted} reads the success. */
    public static CallOutcome outcome(
            String vendor, HttpReply reply, ErrorTable errors, Function<JsonNode, CallOutcome> accepted) {
        return switch (AlibabaReply.of(vendor, reply)) {
            case AlibabaReply.Success success -> accepted.apply(success.answer());
            case AlibabaReply.Failure failure -> errors.outcome(failure.error(), retryAfter(reply));
            case AlibabaReply.Broken broken -> new CallOutcome.Unknown(broken.why(), Optional.empty());
        };
    }

    private static Optional<Duration> retryAfter(HttpReply reply) {
        return reply.header("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}
