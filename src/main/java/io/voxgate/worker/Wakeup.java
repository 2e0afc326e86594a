package io.voxgate.worker;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Ends the wait of one thread. A signal that comes before the wait ends it at once, so that none is lost between a look
 * and the wait after it; any number of signals before the same wait are one.
 */
public final class Wakeup {
    private final BlockingQueue<Boolean> signal = new ArrayBlockingQueue<>(1);

    /** There may be something to do. Never waits, and never fails. */
    public void signal() {
        signal.offer(true);
    }

    /** Waits for a signal and consumes it. @return false when none came within this time */
    public boolean await(Duration most) throws InterruptedException {
        return signal.poll(most.toNanos(), TimeUnit.NANOSECONDS) != null;
    }
}
