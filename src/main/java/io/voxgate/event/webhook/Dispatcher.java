package io.voxgate.event.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.voxgate.persistence.ClaimedDelivery;
import io.voxgate.persistence.DatabaseUnavailable;
import io.voxgate.persistence.OutboxTable;
import io.voxgate.vendor.transport.Deadline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Hands out what is due. Any number of replicas may run it: a delivery is taken under a lock and leased, of each webhook only a few at once,
 * and nothing is kept in memory. A process that dies leaves leases behind that end by themselves.
 */
@ApplicationScoped
public class Dispatcher {
    /** How many deliveries of one webhook may be on their way at once. */
    static final int CAP = 8;

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final int HANDS = 256;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration GOOD_BYE = Duration.ofSeconds(8);

    private final OutboxTable outbox;
    private final Sender sender;
    private final Bell bell;
    private final Patience patience;
    private final Clock clock;
    private final Semaphore hands = new Semaphore(HANDS);
    private volatile boolean stopped;

    Dispatcher(OutboxTable outbox, Sender sender, Bell bell, Patience patience, Clock clock) {
        this.outbox = outbox;
        this.sender = sender;
        this.bell = bell;
        this.patience = patience;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("dispatcher").start(this::run);
    }

    /** What is on its way is brought to its end, if that does not take too long; the rest is sent again by somebody when its lease ends. */
    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        bell.ring();
        try {
            hands.tryAcquire(HANDS, GOOD_BYE.toMillis(), TimeUnit.MILLISECONDS);
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

    private void round() throws InterruptedException {
        hands.acquire();
        int free = 1 + hands.drainPermits();
        List<ClaimedDelivery> claimed = List.of();
        Deadline begin = Deadline.in(patience.most());
        try {
            claimed = outbox.claim(clock.instant(), patience.lease(), free, CAP);
        } catch (RuntimeException e) {
            complain(e);
        } finally {
            hands.release(free - claimed.size());
        }
        claimed.forEach(delivery -> Thread.ofVirtual().name("webhook").start(() -> send(delivery, begin)));
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
            hands.release();
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
