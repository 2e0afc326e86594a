package io.voxgate.event.webhook;

import io.voxgate.database.ChangeSubscriber;
import io.voxgate.database.RowChange;
import io.voxgate.worker.Wakeup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Wakes this process's dispatcher. What is not announced, it finds by itself a moment later. */
@ApplicationScoped
public class DeliveryWakeup implements ChangeSubscriber {
    private final Wakeup wakeup = new Wakeup();

    @Override
    public void announced(String channel) {
        if (channel.equals(RowChange.DELIVERIES)) {
            signal();
        }
    }

    /** An announcement may have been missed. */
    @Override
    public void lost() {
        signal();
    }

    @Override
    public void changed(Set<RowChange> changes) {}

    @Override
    public void validUntil(long untilNanos) {}

    /** There may be something to send. */
    void signal() {
        wakeup.signal();
    }

    Wakeup wakeup() {
        return wakeup;
    }
}
