package io.voxgate.session;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.voxgate.egress.Deadline;
import io.voxgate.limits.Limit;
import io.voxgate.limits.TenantPermits;
import io.voxgate.persistence.DatabaseUnavailable;
import io.voxgate.persistence.LookupTable.Due;
import io.voxgate.persistence.LookupTable;
import io.voxgate.persistence.SkippedRows;
import io.voxgate.persistence.WorkLeases.Lease;
import io.voxgate.persistence.WorkLeases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Runs due reconciliations of sessions, of the tenants in turn. Any number of replicas may run it: a session is taken under a lock and
 * leased, and nothing about it is kept in memory but who has how many looks at work. What a process that died had taken is taken by another, soon.
 */
@ApplicationScoped
public class ReconciliationPoller {
    private static final Logger LOG = Logger.getLogger(ReconciliationPoller.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final LookupTable lookupCount;
    private final SessionReconciler reconciler;
    private final LookupWakeup wakeup;
    private final WorkLeases<Due> leases;
    private final TenantPermits permits = new TenantPermits(new TenantPermits.PermitShare(Limit.LOOKUPS.count(), Limit.LOOKUPS_PER_TENANT.count(),
            Limit.LOOKUPS_PER_CONNECTION.count(), Limit.LOOKUPS_RESERVED.count()));
    private final Thread thread = Thread.ofVirtual().name("poller").unstarted(this::run);
    private volatile boolean stopped;
    private volatile Deadline end = Deadline.in(Duration.ZERO);

    ReconciliationPoller(LookupTable lookupCount, SessionReconciler reconciler, LookupWakeup wakeup, Clock clock, MeterRegistry meters) {
        this.lookupCount = lookupCount;
        this.reconciler = reconciler;
        this.wakeup = wakeup;
        this.leases = new WorkLeases<>(clock, lookupCount::renew);
        Gauge.builder("voxgate.background.permits", permits, TenantPermits::inWork).tag("work", "lookups")
                .description("Permits for work in the background that are held").register(meters);
        Gauge.builder("voxgate.background.permits.largest", permits, TenantPermits::largest).tag("work", "lookups")
                .description("Permits for work in the background that one tenant holds, of the tenant that holds most").register(meters);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
        leases.start("look-leases");
    }

    /** From the first moment of a shutdown on nothing new is taken. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        takeNothingMore();
    }

    /** The looks that have begun are brought to their end, if that does not take too long; the others are due again when their lease ends. */
    void stop(@Observes ShutdownEvent event) {
        takeNothingMore();
        try {
            if (thread.isAlive()) {
                thread.join(Duration.ofNanos(end.remaining()));
            }
            permits.awaitIdle(Duration.ofNanos(end.remaining()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        leases.stop();
    }

    private void takeNothingMore() {
        if (!stopped) {
            end = Deadline.in(Duration.ofSeconds(Limit.SHUTDOWN.max()));
            stopped = true;
            wakeup.signal();
        }
    }

    private void run() {
        while (!stopped) {
            try {
                round();
                wakeup.await(PAUSE);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                complain(e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            wakeup.await(PAUSE);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private void round() {
        TenantPermits.Free free = permits.free();
        if (free.permits() == 0) {
            return;
        }
        WorkLeases.LeaseClaim claim = leases.claim();
        for (Due due : lookupCount.claim(claim, free)) {
            permits.take(due.holder());
            Lease<Due> lease = leases.begin(due, claim);
            Thread.ofVirtual().name("look").start(() -> look(lease));
        }
    }

    /** A process that stood still leaves what it took to the others. */
    private void look(Lease<Due> lease) {
        Due due = lease.work();
        try {
            if (!leases.isOver(lease)) {
                reconciler.look(due.id());
            }
        } catch (DatabaseUnavailable e) {
            complain(e);
        } catch (RuntimeException e) {
            SkippedRows.count("poller", due.id(), e.getClass().getSimpleName());
            complain(e);
        } finally {
            leases.end(lease);
            if (permits.release(due.holder())) {
                wakeup.signal();
            }
        }
    }

    private void complain(RuntimeException e) {
        if (e instanceof DatabaseUnavailable database) {
            LOG.warnf("The poller cannot reach the database: cause=%s", database.reason());
        } else {
            LOG.error("A look at a session failed", e);
        }
    }
}
