package io.voxgate.session;

import io.voxgate.adapter.CallOutcome;
import io.voxgate.model.EndReason;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.session.VendorClient.VendorConnection;
import java.time.Duration;

/** A vendor's "no" as a problem of ours. */
public final class VendorProblems {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private VendorProblems() {}

    public static Problem problem(CallOutcome.Refused refused) {
        ProblemCode code = code(refused.kind());
        CallOutcome.VendorError error = refused.error();
        Problem problem = Problem.of(code, error.vendor() + " answered " + error.code() + ": " + error.message())
                .with("vendorError", error);
        if (code.status() == 503) {
            problem = problem.with(
                    "retryAfterMs", refused.retryAfter().orElse(AGAIN).toMillis());
        }
        return refused.retryable() ? problem.mayRetry() : problem;
    }

    private static ProblemCode code(CallOutcome.RefusalKind kind) {
        return switch (kind) {
            case VENDOR_REFUSED, QUOTA_EXHAUSTED -> ProblemCode.VENDOR_REFUSED;
            case CREDENTIAL_REJECTED -> ProblemCode.CREDENTIAL_REJECTED;
            case VENDOR_THROTTLED -> ProblemCode.VENDOR_THROTTLED;
            case VENDOR_UNAVAILABLE -> ProblemCode.VENDOR_UNAVAILABLE;
        };
    }

    /** Nothing was executed, for certain. */
    public static Problem notSent(String vendor, String why) {
        return Problem.of(ProblemCode.VENDOR_UNAVAILABLE, vendor + " cannot be reached. " + why)
                .with("retryAfterMs", AGAIN.toMillis())
                .mayRetry();
    }

    /** @param operation the vendor's, whose limit it is */
    public static Problem limited(VendorConnection vendor, String operation, Duration until) {
        int limit = vendor.limitPerSecond(operation).orElseThrow();
        return Problem.of(
                        ProblemCode.RATE_LIMITED,
                        "The account's limit at " + vendor.info().id() + " (" + limit
                                + " a second) is used up. Nothing was sent.")
                .with("limitPerSecond", limit)
                .with("retryAfterMs", Math.max(1, until.toMillis()))
                .mayRetry();
    }

    /** Why a session that the vendor refused is over. */
    static EndReason reason(CallOutcome.RefusalKind kind) {
        return switch (kind) {
            case VENDOR_THROTTLED, QUOTA_EXHAUSTED -> EndReason.QUOTA;
            case VENDOR_REFUSED, CREDENTIAL_REJECTED, VENDOR_UNAVAILABLE -> EndReason.VENDOR_ERROR;
        };
    }

    /**
     * Whether another connection may be tried: nothing was executed, and the fault is this account's or this moment's,
     * not the request's.
     */
    static boolean elsewhere(CallOutcome.Refused refused) {
        return switch (refused.kind()) {
            case CREDENTIAL_REJECTED, VENDOR_THROTTLED, VENDOR_UNAVAILABLE, QUOTA_EXHAUSTED -> true;
            case VENDOR_REFUSED -> refused.retryable();
        };
    }
}
