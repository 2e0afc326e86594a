package io.voxgate.persistence;

import io.voxgate.limits.ConcurrencyLimiter;
import io.voxgate.limits.Limit;
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
 *
 * <p>A tenant has a share, and all tenants together leave some connections to Voxgate's own work: sign-in, callbacks and pollers go on while a tenant's
 * statements are slow.
 */
@ApplicationScoped
public class Turnstile {
    /** Connections that others hold: the one that hears announcements, and the health check's. */
    private static final int OTHERS = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String TOO_MANY = "53300";

    private final DataSource source;
    private final Semaphore free;
    private final int share;
    private final ConcurrencyLimiter tenants;

    @Inject
    public Turnstile(DataSource source, @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int size) {
        this.source = source;
        int all = Math.max(1, size - OTHERS);
        this.free = new Semaphore(all, true);
        this.share = Math.max(1, Math.min(Limit.DATABASE_CONNECTIONS_PER_TENANT.count(), all / 3));
        this.tenants = new ConcurrencyLimiter(Math.max(1, all - Limit.DATABASE_CONNECTIONS_RESERVED.count()), share, Integer.MAX_VALUE);
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Use<T> {
        T of(Connection connection) throws SQLException;
    }

    /**
     * The same for a tenant's own work, within its share.
     *
     * @throws DatabaseShareUsedUp when the tenant's other work has its whole share, or tenants have all that tenants may have
     */
    <T> T pass(String tenantId, Use<T> use) throws SQLException {
        try (ConcurrencyLimiter.Permit _ = tenants.acquire(tenantId, PATIENCE).orElseThrow(this::usedUp)) {
            return pass(use);
        }
    }

    private DatabaseShareUsedUp usedUp() {
        return new DatabaseShareUsedUp(share, new SQLException("The tenant's share of " + share + " connections is in use.", TOO_MANY));
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
