package io.voxgate.session;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.voxgate.persistence.DatabaseUnavailable;
import io.voxgate.persistence.IdempotencyTable;
import io.voxgate.persistence.ParkedTable;
import io.voxgate.persistence.SessionTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Looks after every session whose time has come. Any number of replicas may run it: a session is taken under a lock and leased, and nothing
 * about it is kept in memory.
 */
@ApplicationScoped
public class Poller {
    private static final Logger LOG = Logger.getLogger(Poller.class);
    private static final int AT_ONCE = 32;
    private static final Duration LEASE = Duration.ofSeconds(45);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);
    private static final Duration KEYS_KEPT = Duration.ofDays(7);
    private static final Duration PARKED_KEPT = Duration.ofHours(24);

    private final SessionTable sessions;
    private final IdempotencyTable keys;
    private final ParkedTable parked;
    private final Watch watch;
    private final Journal journal;
    private final MissedCallbacks missed;
    private final Alarm alarm;
    private final Semaphore hands = new Semaphore(AT_ONCE);
    private final AtomicLong unknown = new AtomicLong();
    private volatile boolean stopped;
    private Instant cleaned = Instant.EPOCH;

    Poller(SessionTable sessions, IdempotencyTable keys, ParkedTable parked, Watch watch, Journal journal, MissedCallbacks missed, Alarm alarm,
            MeterRegistry meters) {
        this.sessions = sessions;
        this.keys = keys;
        this.parked = parked;
        this.watch = watch;
        this.journal = journal;
        this.missed = missed;
        this.alarm = alarm;
        Gauge.builder("voxgate.sessions.unknown", unknown, AtomicLong::doubleValue)
                .description("Sessions of which nobody knows whether the vendor started them").register(meters);
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
                if (!round()) {
                    alarm.await(PAUSE);
                }
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

    /** @return whether there may be more at once */
    private boolean round() throws InterruptedException {
        Instant now = journal.now();
        if (cleaned.plus(HOUSEKEEPING).isBefore(now)) {
            cleaned = now;
            keys.purge(now.minus(KEYS_KEPT));
            parked.purge(now.minus(PARKED_KEPT));
            unknown.set(sessions.unknown());
            missed.count(now);
        }
        hands.acquire();
        int free = 1 + hands.drainPermits();
        List<String> due = List.of();
        try {
            due = sessions.claimDue(now, LEASE, free);
        } finally {
            hands.release(free - due.size());
        }
        due.forEach(id -> Thread.ofVirtual().name("look").start(() -> look(id)));
        return due.size() == free;
    }

    private void look(String id) {
        try {
            watch.look(id);
        } catch (RuntimeException e) {
            complain(e);
        } finally {
            hands.release();
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
