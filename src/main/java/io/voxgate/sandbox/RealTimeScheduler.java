package io.voxgate.sandbox;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A stage in real time, each action on a virtual thread of its own. */
public final class RealTimeScheduler implements ScriptScheduler, AutoCloseable {
    private static final Logger LOG = System.getLogger(RealTimeScheduler.class.getName());

    private final double speed;
    private final ExecutorService actors = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledThreadPoolExecutor prompter = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sandbox-stage").factory());

    /** @param speed 1: as long as it says; 10: ten times faster */
    public RealTimeScheduler(double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("voxgate.sandbox.speed must be above 0");
        }
        this.speed = speed;
        prompter.setRemoveOnCancelPolicy(true);
        prompter.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public ScheduledTask after(Duration wait, Runnable action) {
        if (prompter.isShutdown()) {
            return () -> {};
        }
        Future<?> planned =
                prompter.schedule(() -> enter(action), (long) (wait.toNanos() / speed), TimeUnit.NANOSECONDS);
        return () -> planned.cancel(false);
    }

    private void enter(Runnable action) {
        actors.execute(() -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A sandbox plot failed", e);
            }
        });
    }

    @Override
    public void close() {
        prompter.shutdownNow();
        actors.shutdownNow();
    }
}
