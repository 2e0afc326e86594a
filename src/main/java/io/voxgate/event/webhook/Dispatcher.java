package io.voxgate.event.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.voxgate.limits.Limit;
import io.voxgate.limits.TenantPermits;
import io.voxgate.limits.TenantPermits.Holder;
import io.voxgate.persistence.ClaimedDelivery;
import io.voxgate.persistence.DatabaseUnavailable;
import io.voxgate.persistence.OutboxTable;
import io.voxgate.vendor.transport.Deadline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Hands out what is due, to the tenants in turn. Any number of replicas may run it: a delivery is taken under a lock and leased, of each webhook
 * only a few at once and of each tenant its share, and nothing is kept in memory but who has how many on their way. A process that dies leaves leases behind that end by themselves.
 */
@ApplicationScoped
public class Dispatcher {
    static final TenantPermits.Share SHARE = new TenantPermits.Share(Limit.WEBHOOK_SENDERS.count(), Limit.WEBHOOK_SENDERS_PER_TENANT.count(),
            Limit.WEBHOOK_SENDERS_PER_TENANT.count(), Limit.WEBHOOK_SENDERS_RESERVED.count());

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration GOOD_BYE = Duration.ofSeconds(8);

    private final OutboxTable outbox;
    private final Sender sender;
    private final Bell bell;
    private final Patience patience;
    private final Clock clock;
    private final TenantPermits permits = new TenantPermits(SHARE);
    private volatile boolean stopped;

    Dispatcher(OutboxTable outbox, Sender sender, Bell bell, Patience patience, Clock clock, MeterRegistry meters) {
        this.outbox = outbox;
        this.sender = sender;
        this.bell = bell;
        this.patience = patience;
        this.clock = clock;
        Gauge.builder("voxgate.background.permits", permits, TenantPermits::inWork).tag("work", "webhooks")
                .description("Permits for work in the background that are held").register(meters);
        Gauge.builder("voxgate.background.permits.largest", permits, TenantPermits::largest).tag("work", "webhooks")
                .description("Permits for work in the background that one tenant holds, of the tenant that holds most").register(meters);
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("dispatcher").start(this::run);
    }

    /** What is on its way is brought to its end, if that does not take too long; the rest is sent again by somebody when its lease ends. */
    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        bell.ring();
        try {
            permits.awaitIdle(GOOD_BYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopped) {
                round();
                bell.await(POLL);
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
        Deadline begin = Deadline.in(patience.most());
        for (ClaimedDelivery delivery : claim(free)) {
            permits.take(holder(delivery));
            Thread.ofVirtual().name("webhook").start(() -> send(delivery, begin));
        }
    }

    private List<ClaimedDelivery> claim(TenantPermits.Free free) {
        try {
            return outbox.claim(clock.instant(), patience.lease(), free, Limit.WEBHOOK_SENDERS_PER_WEBHOOK.count());
        } catch (RuntimeException e) {
            complain(e);
            return List.of();
        }
    }

    private static Holder holder(ClaimedDelivery delivery) {
        return new Holder(delivery.tenantId(), "");
    }

    /** @param begin a process that stood still until then leaves what it took to the others */
    private void send(ClaimedDelivery delivery, Deadline begin) {
        try {
            if (begin.remaining() > 0) {
                sender.send(delivery);
            }
        } catch (RuntimeException e) {
            complain(e);
        } finally {
            permits.release(holder(delivery));
            bell.ring();
        }
    }

    private void complain(RuntimeException e) {
        if (stopped) {
            return;
        }
        if (e instanceof DatabaseUnavailable) {
            LOG.warnf("The sender of webhooks cannot reach the database: cause=%s", e.getCause().getMessage());
        } else {
            LOG.error("A webhook's delivery could not be handled", e);
        }
    }
}
