package io.voxgate.egress.ratelimit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * When a call may go out: not before, and not after. A call that was held up and comes too late needs another permit,
 * or two seconds' worth of calls would reach the vendor in one. On the monotonic clock.
 */
public record RateLimitPermit(long from, long until) {
    /** How late a permit may be used; a second's calls are spread over so much more than a second. */
    static final Duration SLACK = Duration.ofMillis(50);

    /** For what has no limit. */
    public static RateLimitPermit any() {
        long now = System.nanoTime();
        return new RateLimitPermit(now, now + Duration.ofDays(1).toNanos());
    }

    /** Waits until it has come. */
    public void await() {
        for (long left = from - System.nanoTime(); left > 0; left = from - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    public boolean over() {
        return System.nanoTime() - until > 0;
    }
}
