package io.voxgate.session.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.database.SkippedRows;
import io.voxgate.limits.Limit;
import io.voxgate.limits.TenantPermits.Free;
import io.voxgate.limits.TenantPermits.PermitHolder;
import io.voxgate.limits.TenantPermits.PermitShare;
import io.voxgate.session.LookupWakeup;
import io.voxgate.session.store.LookupTable;
import io.voxgate.session.store.LookupTable.Due;
import io.voxgate.worker.LeasedWorker;
import io.voxgate.worker.LeasedWorker.WorkerSettings;
import io.voxgate.worker.WorkLeases.Lease;
import io.voxgate.worker.WorkLeases.LeaseClaim;
import io.voxgate.worker.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Runs due reconciliations of sessions, of the tenants in turn. Any number of replicas may run it: a session is taken
 * under a lock and leased, and nothing about it is kept in memory but which tenant has how many look-ups at work. What
 * a process that died had taken is taken by another, soon.
 */
@ApplicationScoped
public class ReconciliationPoller {
    private static final Logger LOG = Logger.getLogger(ReconciliationPoller.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final PermitShare SHARE = new PermitShare(
            Limit.LOOKUPS.count(),
            Limit.LOOKUPS_PER_TENANT.count(),
            Limit.LOOKUPS_PER_CONNECTION.count(),
            Limit.LOOKUPS_RESERVED.count());

    private final LookupTable lookups;
    private final SessionReconciler reconciler;
    private final LeasedWorker<Due> worker;

    ReconciliationPoller(
            LookupTable lookups, SessionReconciler reconciler, LookupWakeup wakeup, Clock clock, MeterRegistry meters) {
        this.lookups = lookups;
        this.reconciler = reconciler;
        this.worker = new LeasedWorker<>(
                new DueLookups(), wakeup.wakeup(), WorkerSettings.of("poller", "look", SHARE, INTERVAL), clock);
        worker.measure(meters, "lookups");
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    /** From the first moment of a shutdown on nothing new is taken. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        worker.stopTaking();
    }

    /**
     * The look-ups that have begun are brought to their end, if that does not take too long; the others are due again
     * when their lease ends.
     */
    void stop(@Observes ShutdownEvent event) {
        worker.drain();
    }

    private final class DueLookups implements WorkSource<Due> {
        @Override
        public List<Due> claim(LeaseClaim claim, Free free) {
            return lookups.claim(claim, free);
        }

        @Override
        public void renew(List<Lease<Due>> leases, Instant until) {
            lookups.renew(leases, until);
        }

        @Override
        public PermitHolder holder(Due due) {
            return due.holder();
        }

        @Override
        public void work(Due due) {
            reconciler.lookUp(due.id());
        }

        /** What limits look-ups are the permits alone. */
        @Override
        public boolean othersMayWaitFor(Due due) {
            return false;
        }

        @Override
        public void claimFailed(Throwable cause) {
            complain(cause);
        }

        @Override
        public void workFailed(Due due, Throwable cause) {
            if (!(cause instanceof DatabaseUnavailable)) {
                SkippedRows.count("poller", due.id(), cause.getClass().getSimpleName());
            }
            complain(cause);
        }
    }

    private static void complain(Throwable cause) {
        if (cause instanceof DatabaseUnavailable database) {
            LOG.warnf("The poller cannot reach the database: cause=%s", database.reason());
        } else {
            LOG.error("A look-up of a session failed", cause);
        }
    }
}
