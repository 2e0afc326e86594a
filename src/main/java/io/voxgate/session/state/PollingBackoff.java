package io.voxgate.session.state;

import java.time.Duration;

/**
 * When to ask the vendor next. Often where something is about to happen, ever less where nothing does; never for a
 * session that is over. A vendor that reports by callbacks is only asked in case one was lost.
 */
public final class PollingBackoff {
    private static final Duration MOST = Duration.ofSeconds(60);

    /** For about two minutes: its caller waits, and what is asked in between may fail too. */
    private static final int OFTEN = 16;

    private static final Duration NOT_LONG = Duration.ofSeconds(8);
    private static final Duration SWEEP = Duration.ofMinutes(5);

    private PollingBackoff() {}

    /**
     * @param polled the vendor reports too little by callbacks
     * @param lookupCount how often it was asked since the session last changed
     */
    public static Duration next(boolean polled, SessionFacts facts, int lookupCount) {
        return switch (facts.status()) {
            case UNKNOWN -> doubling(Duration.ofSeconds(1), lookupCount, lookupCount < OFTEN ? NOT_LONG : MOST);
            case STOPPING -> polled ? stepped(lookupCount) : doubling(Duration.ofSeconds(3), lookupCount, MOST);
            case STARTING, RINGING ->
                polled ? stepped(lookupCount) : doubling(Duration.ofSeconds(5), lookupCount, MOST);
            case ACTIVE -> polled ? stepped(lookupCount) : doubling(Duration.ofSeconds(30), lookupCount, SWEEP);
            case ENDED, FAILED -> SWEEP;
        };
    }

    /** Every second for two minutes, then less. */
    private static Duration stepped(int lookupCount) {
        if (lookupCount < 120) {
            return Duration.ofSeconds(1);
        }
        return lookupCount < 300 ? Duration.ofSeconds(3) : Duration.ofSeconds(15);
    }

    public static Duration doubling(Duration first, int times, Duration most) {
        Duration wait = first.multipliedBy(1L << Math.min(times, 20));
        return wait.compareTo(most) > 0 ? most : wait;
    }
}
