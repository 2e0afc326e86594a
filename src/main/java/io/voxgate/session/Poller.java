package io.voxgate.session;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.voxgate.limits.Limit;
import io.voxgate.limits.TenantPermits;
import io.voxgate.persistence.DatabaseUnavailable;
import io.voxgate.persistence.LookTable;
import io.voxgate.persistence.LookTable.Due;
import io.voxgate.persistence.SkippedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Looks after every session whose time has come, of the tenants in turn. Any number of replicas may run it: a session is taken under a lock and
 * leased, and nothing about it is kept in memory but who has how many looks at work.
 */
@ApplicationScoped
public class Poller {
    private static final Logger LOG = Logger.getLogger(Poller.class);
    private static final Duration LEASE = Duration.ofSeconds(45);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final LookTable looks;
    private final Watch watch;
    private final Journal journal;
    private final Alarm alarm;
    private final TenantPermits permits = new TenantPermits(new TenantPermits.Share(Limit.LOOKUPS.count(), Limit.LOOKUPS_PER_TENANT.count(),
            Limit.LOOKUPS_PER_CONNECTION.count(), Limit.LOOKUPS_RESERVED.count()));
    private volatile boolean stopped;

    Poller(LookTable looks, Watch watch, Journal journal, Alarm alarm, MeterRegistry meters) {
        this.looks = looks;
        this.watch = watch;
        this.journal = journal;
        this.alarm = alarm;
        Gauge.builder("voxgate.background.permits", permits, TenantPermits::inWork).tag("work", "lookups")
                .description("Permits for work in the background that are held").register(meters);
        Gauge.builder("voxgate.background.permits.largest", permits, TenantPermits::largest).tag("work", "lookups")
                .description("Permits for work in the background that one tenant holds, of the tenant that holds most").register(meters);
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("poller").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        alarm.ring();
    }

    private void run() {
        while (!stopped) {
            try {
                round();
                alarm.await(PAUSE);
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
            alarm.await(PAUSE);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private void round() {
        TenantPermits.Free free = permits.free();
        if (free.permits() == 0) {
            return;
        }
        for (Due due : looks.claim(journal.now(), LEASE, free)) {
            permits.take(due.holder());
            Thread.ofVirtual().name("look").start(() -> look(due));
        }
    }

    private void look(Due due) {
        try {
            watch.look(due.id());
        } catch (DatabaseUnavailable e) {
            complain(e);
        } catch (RuntimeException e) {
            SkippedRows.count("poller", due.id(), e.getClass().getSimpleName());
            complain(e);
        } finally {
            if (permits.release(due.holder())) {
                alarm.ring();
            }
        }
    }

    private void complain(RuntimeException e) {
        if (stopped) {
            return;
        }
        if (e instanceof DatabaseUnavailable) {
            LOG.warnf("The poller cannot reach the database: cause=%s", e.getCause().getMessage());
        } else {
            LOG.error("A look at a session failed", e);
        }
    }
}
