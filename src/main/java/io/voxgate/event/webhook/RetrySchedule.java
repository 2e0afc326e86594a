package io.voxgate.event.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a delivery is tried: at once, then ever more rarely for about three days, then no more. */
public final class RetrySchedule {
    /** Before each try, counted from the end of the one before. */
    static final List<Duration> DELAYS = List.of(
            Duration.ZERO,
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** A receiver that has failed for so long gets nothing more. */
    static final Duration DISABLE_AFTER = Duration.ofDays(5);

    private static final double JITTER = 0.2;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_REQUESTED_PAUSE = Duration.ofHours(1);

    private RetrySchedule() {}

    /**
     * How long to wait after a try failed.
     *
     * @param tries how many there were, at least 1
     * @param chance from 0 to below 1: up to a fifth is added, so that what failed together does not come again
     *     together
     * @param retryAfter the receiver's {@code Retry-After}; it makes the time longer, never shorter
     * @return empty: no more tries
     */
    static Optional<Duration> next(int tries, double chance, Optional<Duration> retryAfter) {
        if (tries >= DELAYS.size()) {
            return Optional.empty();
        }
        Duration planned = Duration.ofMillis(Math.round(DELAYS.get(tries).toMillis() * (1 + JITTER * chance)));
        return Optional.of(longer(planned, retryAfter, LONGEST_RETRY_AFTER));
    }

    /**
     * How long nothing at all is sent to a receiver that has just failed. Single failures pause nothing.
     *
     * @param failures in a row, over all its deliveries
     */
    static Duration pause(int failures, int pauseAfter, Optional<Duration> retryAfter) {
        Duration own = failures < pauseAfter
                ? Duration.ZERO
                : FIRST_PAUSE.multipliedBy(1L << Math.min(failures - pauseAfter, 20));
        return longer(own.compareTo(LONGEST_PAUSE) < 0 ? own : LONGEST_PAUSE, retryAfter, LONGEST_REQUESTED_PAUSE);
    }

    private static Duration longer(Duration own, Optional<Duration> retryAfter, Duration most) {
        return retryAfter
                .map(asked -> asked.compareTo(most) < 0 ? asked : most)
                .filter(asked -> asked.compareTo(own) > 0)
                .orElse(own);
    }
}
