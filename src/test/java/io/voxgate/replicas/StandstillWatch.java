package io.voxgate.replicas;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Measures how long this process stood still at most, in a collection of garbage or because others had the processors.
 * What arrives meanwhile is noted afterwards, all at once: what was sent over a second then looks as if it had come in
 * less.
 */
final class StandstillWatch implements AutoCloseable {
    private static final long STEP = Duration.ofMillis(1).toNanos();

    private final LongSupplier nanoTime;
    private final LongConsumer pause;
    private final AtomicLong longest = new AtomicLong();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("standstill").unstarted(this::watch);
    private volatile long before;

    /**
     * @param nanoTime a clock in nanoseconds
     * @param pause waits for so many nanoseconds of it, or longer
     */
    StandstillWatch(LongSupplier nanoTime, LongConsumer pause) {
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.before = nanoTime.getAsLong();
    }

    static StandstillWatch begin() {
        StandstillWatch watch = new StandstillWatch(System::nanoTime, LockSupport::parkNanos);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            step();
        }
    }

    /** One pause, and how much longer than asked for it was. */
    void step() {
        pause.accept(STEP);
        long now = nanoTime.getAsLong();
        longest.accumulateAndGet(now - before - STEP, Math::max);
        before = now;
    }

    /** With the standstill that may last just now: who asks can be faster than the watch, once the process goes on. */
    Duration longest() {
        long lasting =
                nanoTime.getAsLong() - before - STEP; // read first: what ends meanwhile is among the noted ones then
        return Duration.ofNanos(Math.max(lasting, longest.get()));
    }

    boolean watches() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
