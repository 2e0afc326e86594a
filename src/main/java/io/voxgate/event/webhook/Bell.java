package io.voxgate.event.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes this process's dispatcher. What nobody rings for, it finds by itself a moment later. */
@ApplicationScoped
public class Bell {
    private final Semaphore rung = new Semaphore(0);

    /** There may be something to send. */
    void ring() {
        rung.release();
    }

    /** Waits until it rings, at most so long. */
    void await(Duration most) throws InterruptedException {
        if (rung.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }
}
