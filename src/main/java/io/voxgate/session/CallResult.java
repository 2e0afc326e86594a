package io.voxgate.session;

import io.voxgate.adapter.CallOutcome;
import java.time.Duration;

/** What became of a call to a vendor. */
sealed interface CallResult {

    /** The vendor's word, or that nobody knows. */
    record Answered(CallOutcome outcome) implements CallResult {}

    /** Certain: nothing was executed. */
    record NotSent(String why) implements CallResult {}

    /** The account's rate limit leaves no room before the deadline; nothing was sent. */
    record Limited(Duration until) implements CallResult {}
}
