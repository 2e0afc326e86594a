package io.voxgate.egress.ratelimit;

import java.time.Duration;

/**
 * How late a permit may be used, beyond its usual slack: the slots after it are so much later. Where the database or
 * this process is slow, a permit would otherwise have expired whenever it arrives; each call would cost many, and few
 * would go out.
 */
final class PermitAllowance {
    private static final Duration MOST = Duration.ofSeconds(2);
    private static final int SLOWER = 2;

    private Duration late = Duration.ZERO;

    synchronized Duration late() {
        return late;
    }

    /**
     * The store has answered after this time. It shrinks slowly, so that one quick answer among slow ones changes
     * little.
     */
    synchronized void asked(Duration took) {
        Duration wanted =
                took.compareTo(RateLimitPermit.SLACK.dividedBy(SLOWER)) > 0 ? took.multipliedBy(SLOWER) : Duration.ZERO;
        Duration kept = late.multipliedBy(7).dividedBy(8);
        late = bounded(wanted.compareTo(kept) > 0 ? wanted : kept);
    }

    /** A permit could not be used in time. */
    synchronized void expired() {
        late = bounded(late.multipliedBy(SLOWER).plus(RateLimitPermit.SLACK));
    }

    private static Duration bounded(Duration wanted) {
        return wanted.toMillis() < 1 ? Duration.ZERO : wanted.compareTo(MOST) > 0 ? MOST : wanted;
    }
}
