package io.voxgate.callingpolicy;

import java.time.Instant;
import java.util.Optional;

/** What was decided of a call. */
public sealed interface CallDecision {

    record Allowed() implements CallDecision {}

    /**
     * The call is not begun.
     *
     * @param policy the policy's name; empty: no policy forbids it
     * @param detail a sentence for people, without the number
     * @param nextAllowed from when the same call is allowed by all policies, as things are; empty: time alone does not help
     */
    record Refused(CallingRule rule, Optional<String> policy, String detail, Optional<Instant> nextAllowed)
            implements CallDecision {}
}
