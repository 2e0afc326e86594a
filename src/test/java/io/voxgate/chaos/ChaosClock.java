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
     */
    <T> void run(List<T> plan, Function<T, Duration> at, Duration time, Work<T> work) throws InterruptedException {
        for (T planned : plan) {
            await(at.apply(planned));
            if (System.nanoTime() - began
                    < time.toNanos() + Duration.ofSeconds(10).toNanos()) {
                work.perform(planned);
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
