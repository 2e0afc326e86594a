package io.voxgate.database;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.voxgate.worker.FailureBackoff;
import io.voxgate.worker.Wakeup;
import io.voxgate.worker.WorkerLoop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Receives what any replica commits, on a connection of its own, and passes it on. Its word is good for a few seconds
 * only, from one heartbeat to the next: a connection that is dead without saying so, or a process that stood still,
 * ends the validity by itself.
 */
@ApplicationScoped
public class ChangeListener {
    static final Duration HEARTBEAT = Duration.ofSeconds(1);

    /**
     * Longer than a heartbeat with its timeout may take is never relied upon. Revoked keys must be refused within 5 s.
     */
    static final Duration VALID_FOR = Duration.ofSeconds(3);

    private static final Logger LOG = Logger.getLogger(ChangeListener.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** How long it takes to notice that it is to stop. */
    private static final Duration LISTEN_TIME = Duration.ofMillis(200);

    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(3);

    private final ListenConnection.Opener opener;
    private final List<ChangeSubscriber> subscribers;
    private final WorkerLoop loop = new WorkerLoop(
            Thread.ofPlatform().daemon().name("changes"),
            new Listening(),
            new Wakeup(),
            new FailureBackoff(FIRST_PAUSE, LONGEST_PAUSE));

    public ChangeListener(ListenConnection.Opener opener, @All List<ChangeSubscriber> subscribers) {
        this.opener = opener;
        this.subscribers = subscribers;
    }

    public void start(@Observes StartupEvent event) {
        loop.start();
    }

    /** The subscribers may be gone right after this: nothing is announced any more. */
    public void stop(@Observes ShutdownEvent event) {
        loop.stop();
        try {
            loop.join(DRAIN_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A round opens the connection, or waits on it for a moment: what wakes this loop is the connection itself. */
    private final class Listening implements WorkerLoop.Rounds {
        private Optional<ListenConnection> channel = Optional.empty();
        private Optional<Throwable> failure = Optional.empty();
        private boolean silent;
        private long heartbeatAt;

        @Override
        public Duration round() throws SQLException {
            failure.ifPresent(ChangeListener::complain);
            failure = Optional.empty();
            if (channel.isPresent()) {
                listen(channel.get());
            } else {
                open();
            }
            return Duration.ZERO;
        }

        private void open() throws SQLException {
            channel = Optional.of(opener.open());
            publish(ChangeSubscriber::lost);
            if (silent) {
                LOG.info("Changes are received again");
                silent = false;
            }
            heartbeatAt = System.nanoTime() - HEARTBEAT.toNanos();
        }

        private void listen(ListenConnection open) throws SQLException {
            long left = heartbeatAt + HEARTBEAT.toNanos() - System.nanoTime();
            if (left > 0) {
                publish(open.await(left < LISTEN_TIME.toNanos() ? Duration.ofNanos(left) : LISTEN_TIME));
            } else {
                heartbeatAt = System.nanoTime();
                publish(open.heartbeat());
                publish(subscriber -> subscriber.validUntil(heartbeatAt + VALID_FOR.toNanos()));
            }
        }

        /** Reported after the pause, unless the service has been stopped by then: its database may be gone as well. */
        @Override
        public void failed(Throwable cause) {
            close().ifPresent(cause::addSuppressed);
            if (!loop.isStopped()) {
                silent = true;
                failure = Optional.of(cause);
                publish(ChangeSubscriber::lost);
            }
        }

        @Override
        public void ended() {
            close().ifPresent(e ->
                    LOG.debugf("The connection for changes could not be closed: cause=%s", e.getMessage()));
        }

        private Optional<SQLException> close() {
            Optional<ListenConnection> open = channel;
            channel = Optional.empty();
            try {
                if (open.isPresent()) {
                    open.get().close();
                }
                return Optional.empty();
            } catch (SQLException e) {
                return Optional.of(e);
            }
        }
    }

    private void publish(ListenConnection.ReceivedChanges received) {
        if (!received.changes().isEmpty()) {
            publish(subscriber -> subscriber.changed(received.changes()));
        }
        received.others().forEach(channel -> publish(subscriber -> subscriber.announced(channel)));
    }

    /** All of them, also when some throw; what they threw comes afterwards. */
    private void publish(Consumer<ChangeSubscriber> word) {
        List<RuntimeException> failures = new ArrayList<>();
        for (ChangeSubscriber subscriber : subscribers) {
            try {
                word.accept(subscriber);
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.removeFirst();
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }

    private static void complain(Throwable cause) {
        if (cause instanceof SQLException) {
            LOG.warnf("Changes cannot be received, nothing is cached until they can: cause=%s", cause.getMessage());
        } else {
            LOG.error("A change could not be handled, nothing is cached until changes are received again", cause);
        }
    }
}
