package io.voxgate.session;

import io.voxgate.vendor.Outcome;
import java.time.Duration;

/** What became of a call to a vendor. */
sealed interface Called {

    /** The vendor's word, or that nobody knows. */
    record Answered(Outcome outcome) implements Called {}

    /** Certain: nothing was executed. */
    record NotSent(String why) implements Called {}

    /** The account's rate limit leaves no room before the deadline; nothing was sent. */
    record Limited(Duration until) implements Called {}
}
