package io.voxgate.persistence;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Hears what any replica commits, on a connection of its own, and passes it on. Its word is good for a few seconds only, from one heartbeat
 * to the next: a connection that is dead without saying so, or a process that stood still, ends the trust by itself.
 */
@ApplicationScoped
public class ChangeListener {
    static final Duration BEAT = Duration.ofSeconds(1);

    /** Longer than a beat with its timeout may take is never trusted. Revoked keys must be refused within 5 s. */
    static final Duration TRUST = Duration.ofSeconds(3);

    private static final Logger LOG = Logger.getLogger(ChangeListener.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final ChangeChannel.Opener opener;
    private final List<ChangeSubscriber> subscribers;
    private final CountDownLatch stopped = new CountDownLatch(1);

    ChangeListener(ChangeChannel.Opener opener, @All List<ChangeSubscriber> subscribers) {
        this.opener = opener;
        this.subscribers = subscribers;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().daemon().name("changes").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!isStopped(Duration.ZERO)) {
            try (ChangeChannel channel = opener.open()) {
                subscribers.forEach(ChangeSubscriber::lost);
                if (pause.compareTo(FIRST_PAUSE) > 0) {
                    LOG.info("Changes are heard again");
                    pause = FIRST_PAUSE;
                }
                listen(channel);
            } catch (SQLException e) {
                subscribers.forEach(ChangeSubscriber::lost);
                if (isStopped(pause)) {
                    return;
                }
                LOG.warnf("Changes cannot be heard, nothing is cached until they can: cause=%s", e.getMessage());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private void listen(ChangeChannel channel) throws SQLException {
        long beat = System.nanoTime();
        tell(channel.beat());
        trust(beat);
        while (!isStopped(Duration.ZERO)) {
            long left = beat + BEAT.toNanos() - System.nanoTime();
            if (left > 0) {
                tell(channel.await(Duration.ofNanos(left)));
            } else {
                beat = System.nanoTime();
                tell(channel.beat());
                trust(beat);
            }
        }
    }

    private void tell(Set<Change> changes) {
        if (!changes.isEmpty()) {
            subscribers.forEach(subscriber -> subscriber.changed(changes));
        }
    }

    private void trust(long since) {
        subscribers.forEach(subscriber -> subscriber.trust(since + TRUST.toNanos()));
    }

    private boolean isStopped(Duration wait) {
        try {
            return stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
