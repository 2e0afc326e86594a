package io.voxgate.event.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.voxgate.egress.Deadline;
import io.voxgate.limits.Limit;
import io.voxgate.limits.TenantPermits.PermitHolder;
import io.voxgate.limits.TenantPermits;
import io.voxgate.persistence.ClaimedDelivery;
import io.voxgate.persistence.DatabaseUnavailable;
import io.voxgate.persistence.OutboxTable;
import io.voxgate.persistence.WorkLeases.Lease;
import io.voxgate.persistence.WorkLeases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Hands out what is due, to the tenants in turn. Any number of replicas may run it: a delivery is taken under a lock and leased, of each webhook
 * only a few at once and of each tenant its share, and nothing is kept in memory but who has how many on their way. A process that dies leaves
 * leases behind that end by themselves, soon.
 */
@ApplicationScoped
public class DeliveryDispatcher {
    static final TenantPermits.PermitShare SHARE = new TenantPermits.PermitShare(Limit.WEBHOOK_SENDERS.count(), Limit.WEBHOOK_SENDERS_PER_TENANT.count(),
            Limit.WEBHOOK_SENDERS_PER_TENANT.count(), Limit.WEBHOOK_SENDERS_RESERVED.count());

    private static final Logger LOG = Logger.getLogger(DeliveryDispatcher.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final OutboxTable outbox;
    private final DeliverySender sender;
    private final DeliveryWakeup wakeup;
    private final WorkLeases<ClaimedDelivery> leases;
    private final TenantPermits permits = new TenantPermits(SHARE);
    private final Thread thread = Thread.ofVirtual().name("dispatcher").unstarted(this::run);
    private volatile boolean stopped;
    private volatile Deadline end = Deadline.in(Duration.ZERO);

    DeliveryDispatcher(OutboxTable outbox, DeliverySender sender, DeliveryWakeup wakeup, Clock clock, MeterRegistry meters) {
        this.outbox = outbox;
        this.sender = sender;
        this.wakeup = wakeup;
        this.leases = new WorkLeases<>(clock, outbox::renew);
        Gauge.builder("voxgate.background.permits", permits, TenantPermits::inWork).tag("work", "webhooks")
                .description("Permits for work in the background that are held").register(meters);
        Gauge.builder("voxgate.background.permits.largest", permits, TenantPermits::largest).tag("work", "webhooks")
                .description("Permits for work in the background that one tenant holds, of the tenant that holds most").register(meters);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
        leases.start("delivery-leases");
    }

    /** From the first moment of a shutdown on nothing new is taken. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        takeNothingMore();
    }

    /** What is on its way is brought to its end, if that does not take too long; the rest is sent again by somebody when its lease ends. */
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
        try {
            while (!stopped) {
                round();
                wakeup.await(POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        TenantPermits.Free free = permits.free();
        if (free.permits() == 0) {
            return;
        }
        WorkLeases.LeaseClaim claim = leases.claim();
        for (ClaimedDelivery delivery : claim(claim, free)) {
            permits.take(holder(delivery));
            Lease<ClaimedDelivery> lease = leases.begin(delivery, claim);
            Thread.ofVirtual().name("webhook").start(() -> send(lease));
        }
    }

    private List<ClaimedDelivery> claim(WorkLeases.LeaseClaim claim, TenantPermits.Free free) {
        try {
            return outbox.claim(claim, free, Limit.WEBHOOK_SENDERS_PER_WEBHOOK.count());
        } catch (RuntimeException e) {
            complain(e);
            return List.of();
        }
    }

    private static PermitHolder holder(ClaimedDelivery delivery) {
        return new PermitHolder(delivery.tenantId(), "");
    }

    /** A process that stood still leaves what it took to the others. */
    private void send(Lease<ClaimedDelivery> lease) {
        try {
            if (!leases.isOver(lease)) {
                sender.send(lease.work());
            }
        } catch (RuntimeException e) {
            complain(e);
        } finally {
            leases.end(lease);
            permits.release(holder(lease.work()));
            wakeup.signal();
        }
    }

    private void complain(RuntimeException e) {
        if (e instanceof DatabaseUnavailable database) {
            LOG.warnf("The sender of webhooks cannot reach the database: cause=%s", database.reason());
        } else {
            LOG.error("A webhook's delivery could not be handled", e);
        }
    }
}
