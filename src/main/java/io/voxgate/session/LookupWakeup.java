package io.voxgate.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes this process's poller when a look is due at once. What it misses, the poller finds by itself a moment later. */
@ApplicationScoped
public class LookupWakeup {
    private final Semaphore rung = new Semaphore(0);

    /** A look is due. */
    public void signal() {
        rung.release();
    }

    /** Waits until it rings, at most so long. */
    void await(Duration most) throws InterruptedException {
        if (rung.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }
}
