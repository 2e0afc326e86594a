package io.voxgate.persistence;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Hears what other transactions announce (LISTEN), over one connection for the whole process. Whoever listens must also look by itself now and then. */
@ApplicationScoped
public class Notifications {
    private static final Logger LOG = Logger.getLogger(Notifications.class);
    private static final int PATIENCE_MS = 2_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DataSource source;
    private final Map<String, Runnable> listeners = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<Thread>> ear = new AtomicReference<>(Optional.empty());
    private volatile boolean stopped;

    public Notifications(DataSource source) {
        this.source = source;
    }

    /** @param heard called, on a thread that must not be held up, for each announcement, and when some may have been missed */
    public void listen(String channel, Runnable heard) {
        listeners.put(channel, heard);
        if (ear.get().isEmpty()) {
            Thread thread = Thread.ofVirtual().name("notifications").unstarted(this::run);
            if (ear.compareAndSet(Optional.empty(), Optional.of(thread))) {
                thread.start();
            }
        }
    }

    public void stop(@Observes ShutdownEvent event) {
        stopped = true;
        ear.get().ifPresent(LockSupport::unpark);
    }

    private void run() {
        while (!stopped) {
            try (Connection connection = source.getConnection()) {
                hear(connection);
            } catch (SQLException e) {
                if (!stopped) {
                    LOG.warnf("Announcements of the database cannot be heard: cause=%s", e.getMessage());
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        connection.setAutoCommit(true);
        int heard = 0;
        while (!stopped) {
            if (heard != listeners.size()) {
                heard = subscribe(connection);
            }
            for (PGNotification notification : postgres.getNotifications(PATIENCE_MS)) {
                Optional.ofNullable(listeners.get(notification.getName())).ifPresent(Runnable::run);
            }
        }
    }

    private int subscribe(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Map<String, Runnable> wanted = Map.copyOf(listeners);
            for (String channel : wanted.keySet()) {
                statement.execute("LISTEN " + channel);
            }
            wanted.values().forEach(Runnable::run);
            return wanted.size();
        }
    }
}
