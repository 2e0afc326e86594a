package io.voxgate.event.webhook;

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
 * Hands out what is due, to the tenants in turn. Any number of replicas may run it: a delivery is taken under a lock
 * and leased, of each webhook only a few at once and of each tenant its share, and nothing is kept in memory but who
 * has how many on their way. A process that dies leaves leases behind that end by themselves, soon.
 */
@ApplicationScoped
public class DeliveryDispatcher {
    static final PermitShare SHARE = new PermitShare(
            Limit.WEBHOOK_SENDERS.count(),
            Limit.WEBHOOK_SENDERS_PER_TENANT.count(),
            Limit.WEBHOOK_SENDERS_PER_TENANT.count(),
            Limit.WEBHOOK_SENDERS_RESERVED.count());

    private static final Logger LOG = Logger.getLogger(DeliveryDispatcher.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final OutboxTable outbox;
    private final DeliverySender sender;
    private final LeasedWorker<ClaimedDelivery> worker;

    DeliveryDispatcher(
            OutboxTable outbox, DeliverySender sender, DeliveryWakeup wakeup, Clock clock, MeterRegistry meters) {
        this.outbox = outbox;
        this.sender = sender;
        this.worker = new LeasedWorker<>(
                new DueDeliveries(),
                wakeup.wakeup(),
                WorkerSettings.of("dispatcher", "webhook", SHARE, INTERVAL),
                clock);
        worker.measure(meters, "webhooks");
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    /** From the first moment of a shutdown on nothing new is taken. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        worker.stopTaking();
    }

    /**
     * What is on its way is brought to its end, if that does not take too long; the rest is sent again by somebody when
     * its lease ends.
     */
    void stop(@Observes ShutdownEvent event) {
        worker.drain();
    }

    private final class DueDeliveries implements WorkSource<ClaimedDelivery> {
        @Override
        public List<ClaimedDelivery> claim(LeaseClaim claim, Free free) {
            return outbox.claim(claim, free, Limit.WEBHOOK_SENDERS_PER_WEBHOOK.count());
        }

        @Override
        public void renew(List<Lease<ClaimedDelivery>> leases, Instant until) {
            outbox.renew(leases, until);
        }

        @Override
        public PermitHolder holder(ClaimedDelivery delivery) {
            return new PermitHolder(delivery.tenantId(), "");
        }

        @Override
        public void work(ClaimedDelivery delivery) {
            sender.send(delivery);
        }

        /** The claim takes only a few of one webhook at once, and one of a slow or failing one. */
        @Override
        public boolean othersMayWaitFor(ClaimedDelivery delivery) {
            return true;
        }

        @Override
        public void claimFailed(Throwable cause) {
            complain(cause);
        }

        @Override
        public void workFailed(ClaimedDelivery delivery, Throwable cause) {
            if (!(cause instanceof DatabaseUnavailable)) {
                SkippedRows.count(
                        "webhooks", delivery.eventId(), cause.getClass().getSimpleName());
            }
            complain(cause);
        }
    }

    private static void complain(Throwable cause) {
        if (cause instanceof DatabaseUnavailable database) {
            LOG.warnf("The sender of webhooks cannot reach the database: cause=%s", database.reason());
        } else {
            LOG.error("A webhook's delivery could not be handled", cause);
        }
    }
}
