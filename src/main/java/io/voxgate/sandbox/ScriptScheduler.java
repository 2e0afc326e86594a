package io.voxgate.sandbox;

import java.time.Duration;

/** Lets things happen later. Waits are in the simulated world's time, which may run faster than ours. */
@FunctionalInterface
public interface ScriptScheduler {

    /** Does this once, after a while, on some thread; an action that fails disturbs no other. */
    ScheduledTask after(Duration wait, Runnable action);

    /** Something that will happen unless it is cancelled. */
    @FunctionalInterface
    interface ScheduledTask {
        void cancel();
    }
}
