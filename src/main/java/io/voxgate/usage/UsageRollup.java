package io.voxgate.usage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.voxgate.database.DatabaseUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Adds differences to the sums, so that there are never many of them to read. Any number of replicas do it side by
 * side.
 */
@ApplicationScoped
public class UsageRollup {
    private static final Logger LOG = Logger.getLogger(UsageRollup.class);
    private static final int BATCH = 2_000;
    private static final int MOST_BATCHES = 50;

    private final UsageTable table;
    private final AtomicLong waiting = new AtomicLong();

    UsageRollup(UsageTable table, MeterRegistry meters) {
        this.table = table;
        Gauge.builder("voxgate.usage.waiting", waiting, AtomicLong::doubleValue)
                .description("Differences that are not added to the sums of usage yet; answers count them all the same")
                .register(meters);
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void fold() {
        try {
            int batches = 0;
            while (table.fold(BATCH) == BATCH && batches < MOST_BATCHES) {
                batches++;
            }
            waiting.set(table.waiting());
        } catch (DatabaseUnavailable e) {
            LOG.warnf("Usage cannot be summed up: cause=%s", e.reason());
        }
    }
}
