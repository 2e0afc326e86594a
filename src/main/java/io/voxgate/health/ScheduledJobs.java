package io.voxgate.health;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * From the first moment of a shutdown on no job is begun that its time would call for: it would find its database
 * closed.
 */
@ApplicationScoped
public class ScheduledJobs {
    private final Scheduler scheduler;

    public ScheduledJobs(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        scheduler.pause();
    }
}
