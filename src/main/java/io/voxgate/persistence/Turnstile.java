package io.voxgate.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets as many to the pool as it has connections for, and lets the others wait, but not long. The pool itself is set to wait for nothing: left
 * to it, whoever finds the database gone is told so only after seconds, because it hopes for another's connection first.
 */
@ApplicationScoped
public class Turnstile {
    /** Connections that others hold: the one that hears announcements, and the health check's. */
    private static final int OTHERS = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String TOO_MANY = "53300";

    private final DataSource source;
    private final Semaphore free;

    @Inject
    public Turnstile(DataSource source, @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int size) {
        this.source = source;
        this.free = new Semaphore(Math.max(1, size - OTHERS), true);
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Use<T> {
        T of(Connection connection) throws SQLException;
    }

    /** @throws SQLException when there is no connection, or when it breaks */
    <T> T pass(Use<T> use) throws SQLException {
        enter();
        try (Connection connection = source.getConnection()) {
            return use.of(connection);
        } finally {
            free.release();
        }
    }

    private void enter() throws SQLException {
        try {
            if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SQLException("All connections are in use.", TOO_MANY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Voxgate is stopping.", TOO_MANY, e);
        }
    }
}
