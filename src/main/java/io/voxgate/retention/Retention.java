package io.voxgate.retention;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.event.webhook.OutboxTable;
import io.voxgate.retention.RetentionTable.RetainedRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/** Deletes, a little at a time, what its tenant has kept long enough. One replica at a time is enough for all. */
@ApplicationScoped
public class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final int DELIVERIES = 1_000;
    private static final int MOST_BATCHES = 40;

    private final RetentionTable table;
    private final OutboxTable outbox;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<RetainedRows, Double> overdue = new ConcurrentHashMap<>();

    public Retention(RetentionTable table, OutboxTable outbox, Clock clock, MeterRegistry meters) {
        this.table = table;
        this.outbox = outbox;
        this.clock = clock;
        this.meters = meters;
        for (RetainedRows kept : RetainedRows.values()) {
            Gauge.builder("voxgate.retention.overdue", () -> overdue.getOrDefault(kept, 0.0))
                    .tag("data", name(kept))
                    .baseUnit("seconds")
                    .description(
                            "For how long the oldest data that should be deleted are overdue; 0 when there are none")
                    .register(meters);
        }
    }

    private static String name(RetainedRows kept) {
        return kept.name().toLowerCase(Locale.ROOT);
    }

    @Scheduled(every = "1m", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        try {
            clean();
        } catch (DatabaseUnavailable e) {
            LOG.warnf("Nothing can be deleted by age: cause=%s", e.reason());
        }
    }

    /** Deletes what is due, up to a bound; the rest is for the next time. */
    public void clean() {
        for (RetainedRows kept : RetainedRows.values()) {
            batches(name(kept), () -> table.purge(kept, clock.instant()));
            overdue.put(kept, table.overdue(kept, clock.instant()));
        }
        batches("deliveries", () -> outbox.purge(clock.instant(), DELIVERIES));
    }

    private void batches(String data, IntSupplier batch) {
        int rows = 1;
        for (int n = 0; n < MOST_BATCHES && rows > 0; n++) {
            rows = batch.getAsInt();
            meters.counter("voxgate.retention.deleted", "data", data).increment(rows);
        }
    }
}
