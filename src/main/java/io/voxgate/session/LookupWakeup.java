package io.voxgate.session;

import io.voxgate.worker.Wakeup;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Wakes this process's poller when a look-up is due at once. What it misses, the poller finds by itself a moment later.
 */
@ApplicationScoped
public class LookupWakeup {
    private final Wakeup wakeup = new Wakeup();

    /** A look-up is due. */
    public void signal() {
        wakeup.signal();
    }

    public Wakeup wakeup() {
        return wakeup;
    }
}
