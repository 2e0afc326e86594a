package io.voxgate.event.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.event.webhook.OutboxTable.Backlog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Measures what waits. */
@ApplicationScoped
public class BacklogMetrics {
    private static final Logger LOG = Logger.getLogger(BacklogMetrics.class);

    private final OutboxTable outbox;
    private final Clock clock;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong ageMs = new AtomicLong();

    BacklogMetrics(OutboxTable outbox, Clock clock, MeterRegistry meters) {
        this.outbox = outbox;
        this.clock = clock;
        Gauge.builder("voxgate.webhook.waiting", waiting, AtomicLong::doubleValue)
                .description("Deliveries that wait for their first or next try")
                .register(meters);
        Gauge.builder("voxgate.webhook.backlog.age", ageMs, age -> age.doubleValue() / 1000)
                .baseUnit("seconds")
                .description("How far the sending is behind its time, for receivers that do not fail")
                .register(meters);
        meters.counter("voxgate.webhook.lost"); // so that the first one is an increase
    }

    @Scheduled(every = "15s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measure() {
        try {
            Backlog backlog = outbox.backlog();
            Instant now = clock.instant();
            waiting.set(backlog.waiting());
            ageMs.set(backlog.oldest()
                    .map(oldest -> Math.max(0, Duration.between(oldest, now).toMillis()))
                    .orElse(0L));
        } catch (DatabaseUnavailable e) {
            LOG.warnf("What waits for webhooks cannot be measured: cause=%s", e.reason());
        }
    }
}
