package io.voxgate.persistence;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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

    /** How long it takes to notice that it is to stop. */
    private static final Duration EAR = Duration.ofMillis(200);
    private static final Duration GOOD_BYE = Duration.ofSeconds(3);

    private final ListenConnection.Opener opener;
    private final List<ChangeSubscriber> subscribers;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().name("changes").unstarted(this::run);

    public ChangeListener(ListenConnection.Opener opener, @All List<ChangeSubscriber> subscribers) {
        this.opener = opener;
        this.subscribers = subscribers;
    }

    public void start(@Observes StartupEvent event) {
        thread.start();
    }

    /** Those who are told may be gone right after this: nothing is told any more. */
    public void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
        try {
            thread.join(GOOD_BYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!isStopped(Duration.ZERO)) {
            try (ListenConnection channel = opener.open()) {
                subscribers.forEach(ChangeSubscriber::lost);
                if (pause.compareTo(FIRST_PAUSE) > 0) {
                    LOG.info("Changes are heard again");
                    pause = FIRST_PAUSE;
                }
                listen(channel);
            } catch (SQLException e) {
                if (isStopped(Duration.ZERO)) {
                    return;
                }
                subscribers.forEach(ChangeSubscriber::lost);
                if (isStopped(pause)) {
                    return;
                }
                LOG.warnf("Changes cannot be heard, nothing is cached until they can: cause=%s", e.getMessage());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private void listen(ListenConnection channel) throws SQLException {
        long beat = System.nanoTime();
        tell(channel.beat());
        trust(beat);
        while (!isStopped(Duration.ZERO)) {
            long left = beat + BEAT.toNanos() - System.nanoTime();
            if (left > 0) {
                tell(channel.await(left < EAR.toNanos() ? Duration.ofNanos(left) : EAR));
            } else {
                beat = System.nanoTime();
                tell(channel.beat());
                trust(beat);
            }
        }
    }

    private void tell(ListenConnection.HeardChanges heard) {
        if (!heard.changes().isEmpty()) {
            subscribers.forEach(subscriber -> subscriber.changed(heard.changes()));
        }
        heard.others().forEach(channel -> subscribers.forEach(subscriber -> subscriber.announced(channel)));
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
