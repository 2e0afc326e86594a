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
import io.voxgate.session.store.StallWatchTable;
import io.voxgate.session.store.StallWatchTable.WatchedSession;
import io.voxgate.worker.LeasedWorker;
import io.voxgate.worker.LeasedWorker.WorkerSettings;
import io.voxgate.worker.Wakeup;
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
 * Checks sessions whose agent should be there, or should have spoken. Any number of replicas may run it: a session is
 * taken under a lease, and judged under its lock by what is recorded then.
 */
@ApplicationScoped
public class StallWatchdog {
    private static final Logger LOG = Logger.getLogger(StallWatchdog.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final PermitShare SHARE = new PermitShare(
            Limit.STALL_CHECKS.count(),
            Limit.STALL_CHECKS_PER_TENANT.count(),
            Limit.STALL_CHECKS_PER_TENANT.count(),
            Limit.STALL_CHECKS.count() / 4);

    private final StallWatchTable watches;
    private final StallJudge judge;
    private final LeasedWorker<WatchedSession> worker;

    StallWatchdog(StallWatchTable watches, StallJudge judge, Clock clock, MeterRegistry meters) {
        this.watches = watches;
        this.judge = judge;
        this.worker = new LeasedWorker<>(
                new DueSessions(), new Wakeup(), WorkerSettings.of("watchdog", "stall", SHARE, INTERVAL), clock);
        worker.measure(meters, "stalls");
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        worker.stopTaking();
    }

    void stop(@Observes ShutdownEvent event) {
        worker.drain();
    }

    private final class DueSessions implements WorkSource<WatchedSession> {
        @Override
        public List<WatchedSession> claim(LeaseClaim claim, Free free) {
            return watches.claim(claim, free);
        }

        @Override
        public void renew(List<Lease<WatchedSession>> leases, Instant until) {
            watches.renew(leases, until);
        }

        @Override
        public PermitHolder holder(WatchedSession due) {
            return due.holder();
        }

        @Override
        public void work(WatchedSession due) {
            judge.judge(due.tenantId(), due.sessionId());
        }

        @Override
        public boolean othersMayWaitFor(WatchedSession due) {
            return false;
        }

        @Override
        public void claimFailed(Throwable cause) {
            complain(cause);
        }

        @Override
        public void workFailed(WatchedSession due, Throwable cause) {
            if (!(cause instanceof DatabaseUnavailable)) {
                SkippedRows.count("watchdog", due.sessionId(), cause.getClass().getSimpleName());
            }
            complain(cause);
        }
    }

    private static void complain(Throwable cause) {
        if (cause instanceof DatabaseUnavailable database) {
            LOG.warnf("The watchdog cannot reach the database: cause=%s", database.reason());
        } else {
            LOG.error("A session could not be judged", cause);
        }
    }
}
