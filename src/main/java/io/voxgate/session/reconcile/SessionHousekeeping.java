package io.voxgate.session.reconcile;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.event.UnmatchedEventTable;
import io.voxgate.session.state.SessionRepository;
import io.voxgate.session.store.IdempotencyTable;
import io.voxgate.session.store.LookupTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Drops what sessions need no longer, and counts. Apart from the poller, so that no look-up waits for it. */
@ApplicationScoped
public class SessionHousekeeping {
    private static final Logger LOG = Logger.getLogger(SessionHousekeeping.class);
    private static final Duration KEYS_KEPT = Duration.ofDays(7);
    private static final Duration UNMATCHED_KEPT = Duration.ofHours(24);

    private final LookupTable lookupCount;
    private final IdempotencyTable keys;
    private final UnmatchedEventTable unmatched;
    private final MissedCallbackMetrics missed;
    private final SessionRepository repository;
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong unknownMs = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();

    SessionHousekeeping(
            LookupTable lookupCount,
            IdempotencyTable keys,
            UnmatchedEventTable unmatched,
            MissedCallbackMetrics missed,
            SessionRepository repository,
            MeterRegistry meters) {
        this.lookupCount = lookupCount;
        this.keys = keys;
        this.unmatched = unmatched;
        this.missed = missed;
        this.repository = repository;
        Gauge.builder("voxgate.sessions.unknown", unknown, AtomicLong::doubleValue)
                .description("Sessions of which it is not known whether the vendor started them")
                .register(meters);
        Gauge.builder("voxgate.sessions.unknown.age", unknownMs, age -> age.doubleValue() / 1000)
                .baseUnit("seconds")
                .description("How long ago the oldest of them was to begin")
                .register(meters);
        Gauge.builder("voxgate.lookups.waiting", waiting, AtomicLong::doubleValue)
                .description("Sessions that wait to be looked at")
                .register(meters);
    }

    @Scheduled(every = "1m", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        try {
            Instant now = repository.now();
            keys.purge(now.minus(KEYS_KEPT));
            unmatched.purge(now.minus(UNMATCHED_KEPT));
            missed.count(now);
        } catch (DatabaseUnavailable e) {
            complain(e);
        }
    }

    @Scheduled(every = "15s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measure() {
        try {
            Instant now = repository.now();
            waiting.set(lookupCount.waiting(now));
            LookupTable.UnknownSession open = lookupCount.unknown();
            unknown.set(open.count());
            unknownMs.set(open.oldest()
                    .map(since -> Math.max(0, Duration.between(since, now).toMillis()))
                    .orElse(0L));
        } catch (DatabaseUnavailable e) {
            complain(e);
        }
    }

    private static void complain(DatabaseUnavailable e) {
        LOG.warnf("What sessions need no longer cannot be dropped or counted: cause=%s", e.reason());
    }
}
