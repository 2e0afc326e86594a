package io.voxgate.chaos;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Does what is planned when its time has come. */
final class ChaosClock {
    private final long began = System.nanoTime();

    /** Something planned is done. */
    @FunctionalInterface
    interface Work<T> {
        void perform(T planned) throws InterruptedException;
    }

    /**
     * One after the other; what is late is done at once, and what is too late, because what was before took long, is
     * left out.
     *
     * @param rest between the end of one and the beginning of the next, also when it is late: on a slow machine what
     *     was planned with pauses would otherwise become one long outage
     */
    <T> void run(List<T> plan, Function<T, Duration> at, Duration time, Duration rest, Work<T> work)
            throws InterruptedException {
        Duration earliest = Duration.ZERO;
        for (T planned : plan) {
            await(at.apply(planned));
            await(earliest);
            if (System.nanoTime() - began
                    < time.toNanos() + Duration.ofSeconds(10).toNanos()) {
                work.perform(planned);
                earliest = Duration.ofNanos(System.nanoTime() - began).plus(rest);
            }
        }
    }

    /** Until so long after the beginning. */
    void await(Duration at) throws InterruptedException {
        long left = at.toNanos() - (System.nanoTime() - began);
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }
}
