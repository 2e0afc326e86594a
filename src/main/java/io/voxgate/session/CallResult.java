package io.voxgate.session;

import io.voxgate.adapter.CallOutcome;
import java.time.Duration;

/** The outcome of a call to a vendor. */
public sealed interface CallResult {

    /** What the vendor answered, or that the outcome is unknown. */
    record Answered(CallOutcome outcome) implements CallResult {}

    /** Certain: nothing was executed. */
    record NotSent(String why) implements CallResult {}

    /** The account's rate limit leaves no room before the deadline; nothing was sent. */
    record Limited(Duration until) implements CallResult {}
}
