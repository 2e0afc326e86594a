package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.SecretPatterns;
import io.voxgate.model.VendorText;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a vendor's answer to a call means. */
public sealed interface CallOutcome {

    /**
     * It was done.
     *
     * @param vendorSessionId the vendor's handle, when the answer to a start carries one
     */
    record Accepted(Optional<String> vendorSessionId, JsonNode answer) implements CallOutcome {}

    /** A start found its own twin: look it up and adopt it. */
    record AlreadyExists(VendorError error) implements CallOutcome {}

    /** A session that the vendor does not know (any more): a stop has nothing left to do. */
    record Gone(VendorError error) implements CallOutcome {}

    /**
     * It was not done.
     *
     * @param retryable the vendor's contract says that nothing was executed, so the same call may be sent again
     * @param retryAfter when, if the vendor says so
     */
    record Refused(RefusalKind kind, VendorError error, boolean retryable, Optional<Duration> retryAfter)
            implements CallOutcome {}

    /** It is not known whether it was done: look it up first. */
    record Unknown(String why, Optional<VendorError> error) implements CallOutcome {}

    /** Why a call was refused, and so which problem it is to the caller. */
    enum RefusalKind {
        /** The request, the number, a policy, a missing feature: 422. */
        VENDOR_REFUSED,
        /** The account has no package, licence or quota left for it: 422, but another account may have. */
        QUOTA_EXHAUSTED,
        /** Wrong key, no permission for the key, wrong clock: 424. */
        CREDENTIAL_REJECTED,
        /** Rate or quota, later again: 503. */
        VENDOR_THROTTLED,
        /** No capacity, out of service: 503. */
        VENDOR_UNAVAILABLE
    }

    /**
     * The vendor's own words without what looks like a secret; what is too long to be stored and answered is cut here,
     * for everybody.
     */
    @Schema(
            name = "VendorError",
            description = "The vendor's own words; what looks like a secret is masked, a message of more than "
                    + "1,000 characters and a code of more than 200 are cut.")
    record VendorError(
            String vendor,
            String code,
            String message,
            @Nullable String requestId) {
        public VendorError {
            code = VendorText.code(code);
            message = VendorText.message(SecretPatterns.maskedWithNames(message));
            requestId = VendorText.code(requestId);
        }
    }
}
