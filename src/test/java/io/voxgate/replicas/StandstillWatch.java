package io.voxgate.replicas;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long this process stood still at most, in a collection of garbage or because others had the processors. What arrives
 * meanwhile is noted afterwards, all at once: what was sent over a second then looks as if it had come in less.
 */
final class StandstillWatch implements AutoCloseable {
    private static final long STEP = Duration.ofMillis(1).toNanos();

    private final AtomicLong longest = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().daemon().name("standstill").unstarted(this::watch);

    private StandstillWatch() {}

    static StandstillWatch begin() {
        StandstillWatch watch = new StandstillWatch();
        watch.thread.start();
        return watch;
    }

    private void watch() {
        long before = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(STEP);
            long now = System.nanoTime();
            long stood = now - before - STEP;
            longest.accumulateAndGet(stood, Math::max);
            before = now;
        }
    }

    Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
