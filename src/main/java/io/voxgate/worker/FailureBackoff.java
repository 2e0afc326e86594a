package io.voxgate.worker;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The pauses after failures in a row: each twice as long as the one before, up to a bound. Half of a pause is drawn by
 * chance, so that the replicas of a service do not come back to a database all at once. For one thread.
 */
public final class FailureBackoff {
    private static final int MOST_DOUBLINGS = 20;

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier chance;
    private int failures;

    /**
     * Pauses between half of their length and the whole.
     *
     * @param first after one failure
     * @param longest after any number
     */
    public FailureBackoff(Duration first, Duration longest) {
        this(first, longest, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param chance from 0 (inclusive) to 1 (exclusive) */
    FailureBackoff(Duration first, Duration longest, DoubleSupplier chance) {
        this.first = first;
        this.longest = longest;
        this.chance = chance;
    }

    /** One more failure. @return the pause after it */
    Duration next() {
        Duration doubled = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        long half = (doubled.compareTo(longest) > 0 ? longest : doubled).toNanos() / 2;
        failures++;
        return Duration.ofNanos(half + (long) (half * chance.getAsDouble()));
    }

    /** It went well: the next failure is the first again. */
    void reset() {
        failures = 0;
    }
}
