package io.voxgate.callingpolicy;

import io.voxgate.model.CallConsent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a call that is to be begun.
 *
 * @param time when it may be dialled
 * @param template the template's name; empty: an inline agent alone
 * @param callee whom it calls
 * @param callers the numbers from which it may be dialled; none: the vendor chooses
 * @param consent what the start says of it
 * @param attempts when calls to this number were begun; those of the last 26 hours are enough, because no day is longer
 */
public record CallFacts(
        DialTime time,
        Optional<String> template,
        Callee callee,
        List<String> callers,
        Optional<CallConsent> consent,
        List<Instant> attempts) {
    public CallFacts {
        callers = List.copyOf(callers);
        attempts = List.copyOf(attempts);
    }

    /**
     * A start is decided on now, and sent a moment later: it is allowed only if it is at both moments.
     *
     * @param until the latest at which it may be sent; less than a minute after {@code from}
     */
    public record DialTime(Instant from, Instant until) {}

    /**
     * The person who is called.
     *
     * @param country ISO 3166-1; empty: not known
     * @param given the zone that the start names; empty: none
     * @param zones those in which the number may be; none: not known
     */
    public record Callee(Optional<String> country, Optional<ZoneId> given, List<ZoneId> zones) {
        public Callee {
            zones = List.copyOf(zones);
        }
    }
}
