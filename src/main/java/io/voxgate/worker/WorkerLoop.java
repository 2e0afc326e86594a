package io.voxgate.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * One thread that works in rounds until it is stopped. Between two rounds it waits as long as the first one said, or
 * until the wake-up. Nothing that a round throws ends it; after a failure it pauses, and a wake-up does not shorten
 * that, so that a failing database is not asked at the pace of whatever else happens.
 */
public final class WorkerLoop {
    private static final Logger LOG = Logger.getLogger(WorkerLoop.class);

    private final Rounds rounds;
    private final Wakeup wakeup;
    private final FailureBackoff backoff;
    private final Thread thread;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param thread how to make the loop's thread, with its name */
    public WorkerLoop(Thread.Builder thread, Rounds rounds, Wakeup wakeup, FailureBackoff backoff) {
        this.rounds = rounds;
        this.wakeup = wakeup;
        this.backoff = backoff;
        this.thread = thread.unstarted(this::run);
    }

    /** What is done in a loop, by its one thread. */
    public interface Rounds {
        /** Does what is to be done now. @return how long to wait for a wake-up before the next round */
        Duration round() throws Exception;

        /** A round threw this. Called before the pause. */
        void failed(Throwable cause);

        /** The loop is over; nothing is called any more. */
        default void ended() {}
    }

    /** How long to wait after a round, and whether a wake-up ends it. */
    record Wait(Duration most, boolean untilWakeup) {}

    /** Begins; once, however often it is called. */
    public void start() {
        if (started.compareAndSet(false, true)) {
            thread.start();
        }
    }

    /** No round begins after this; one that is going on goes on. */
    public void stop() {
        stopped.countDown();
        wakeup.signal();
    }

    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Waits for the end of the loop, at most so long. */
    public void join(Duration most) throws InterruptedException {
        if (thread.isAlive()) {
            thread.join(most);
        }
    }

    private void run() {
        try {
            while (!isStopped()) {
                await(round());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            rounds.ended();
        }
    }

    /** One round, whatever it throws. */
    Wait round() throws InterruptedException {
        try {
            Duration most = rounds.round();
            backoff.reset();
            return new Wait(most, true);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            report(e);
            return new Wait(backoff.next(), false);
        }
    }

    private void report(Throwable cause) {
        try {
            rounds.failed(cause);
        } catch (Throwable e) {
            e.addSuppressed(cause);
            LOG.errorf(e, "A failure could not be handled: loop=%s", thread.getName());
        }
    }

    private void await(Wait wait) throws InterruptedException {
        if (wait.untilWakeup()) {
            wakeup.await(wait.most());
        } else {
            stopped.await(wait.most().toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
