package io.voxgate.event.webhook;

import io.voxgate.persistence.ChangeSubscriber;
import io.voxgate.persistence.OutboxTable;
import io.voxgate.persistence.RowChange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes this process's dispatcher. What nobody rings for, it finds by itself a moment later. */
@ApplicationScoped
public class DeliveryWakeup implements ChangeSubscriber {
    private final Semaphore rung = new Semaphore(0);

    @Override
    public void announced(String channel) {
        if (channel.equals(OutboxTable.CHANNEL)) {
            signal();
        }
    }

    /** Something may have been announced that nobody heard. */
    @Override
    public void lost() {
        signal();
    }

    @Override
    public void changed(Set<RowChange> changes) {}

    @Override
    public void trust(long untilNanos) {}

    /** There may be something to send. */
    void signal() {
        rung.release();
    }

    /** Waits until it rings, at most so long. */
    void await(Duration most) throws InterruptedException {
        if (rung.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }
}
