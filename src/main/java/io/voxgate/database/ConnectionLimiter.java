package io.voxgate.database;

import io.agroal.api.AgroalDataSource;
import io.voxgate.limits.ConcurrencyLimiter;
import io.voxgate.limits.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Lets as many to the pool as it has connections for, and lets the others wait, but not long. The pool itself is set to
 * wait for nothing: left to it, a caller that finds the database gone gets that answer only after seconds, because it
 * hopes for another's connection first.
 *
 * <p>A tenant has a share, and all tenants together leave some connections to Voxgate's own work: sign-in, callbacks
 * and pollers go on while a tenant's statements are slow.
 */
@ApplicationScoped
public class ConnectionLimiter implements ChangeSubscriber {
    /** Connections of the pool that others hold: the health check's, and the one that asks for the database's time. */
    private static final int OTHERS = 2;

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final String TOO_MANY = "53300";

    /** Many are lost at once, and what has been opened since is good. */
    private static final Duration FLUSH_PAUSE = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(ConnectionLimiter.class);

    private final DataSource source;
    private final AtomicLong flushed = new AtomicLong(System.nanoTime() - FLUSH_PAUSE.toNanos());
    private volatile boolean listening;
    private final Semaphore free;
    private final int share;
    private final ConcurrencyLimiter tenants;

    /** @param size Quarkus' own setting, not one of {@code io.voxgate.config}: as large as the pool really is */
    @Inject
    public ConnectionLimiter(DataSource source, @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int size) {
        this.source = source;
        int all = Math.max(1, size - OTHERS);
        this.free = new Semaphore(all, true);
        this.share = Math.max(1, Math.min(Limit.DATABASE_CONNECTIONS_PER_TENANT.count(), all / 3));
        this.tenants = new ConcurrencyLimiter(
                Math.max(1, all - Limit.DATABASE_CONNECTIONS_RESERVED.count()), share, Integer.MAX_VALUE);
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface ConnectionUse<T> {
        T of(Connection connection) throws SQLException;
    }

    /**
     * The same for a tenant's own work, within its share.
     *
     * @throws DatabaseShareUsedUp when the tenant's other work has its whole share, or tenants have all that tenants
     *     may have
     */
    <T> T pass(String tenantId, ConnectionUse<T> use) throws SQLException {
        try (ConcurrencyLimiter.Permit _ = tenants.acquire(tenantId, TIMEOUT).orElseThrow(this::usedUp)) {
            return pass(use);
        }
    }

    private DatabaseShareUsedUp usedUp() {
        return new DatabaseShareUsedUp(
                share, new SQLException("The tenant's share of " + share + " connections is in use.", TOO_MANY));
    }

    /** @throws SQLException when there is no connection, or when it breaks */
    <T> T pass(ConnectionUse<T> use) throws SQLException {
        enter();
        try (Connection connection = source.getConnection()) {
            return use.of(connection);
        } catch (SQLException e) {
            lost(e);
            throw e;
        } catch (DatabaseUnavailable e) {
            lost(e.broken());
            throw e;
        } finally {
            free.release();
        }
    }

    private void lost(SQLException cause) {
        if (SqlFailures.isConnectionLost(cause)) {
            replaceAll();
        }
    }

    /**
     * One connection was lost, so the others that were open meanwhile may lead nowhere too: a firewall that forgot
     * them, a database that moved. Without this each of them would have to be found out by a request, which waits for
     * it until its time is over. The listening connection, which is asked every second, mostly finds it out first.
     */
    private void replaceAll() {
        long now = System.nanoTime();
        long last = flushed.get();
        if (source instanceof AgroalDataSource pool
                && now - last > FLUSH_PAUSE.toNanos()
                && flushed.compareAndSet(last, now)) {
            LOG.debug("The connections to the database are replaced");
            pool.flush(AgroalDataSource.FlushMode.GRACEFUL);
        }
    }

    /** Where it never worked, as with some poolers, nothing was lost. */
    @Override
    public void lost() {
        if (listening) {
            listening = false;
            replaceAll();
        }
    }

    @Override
    public void validUntil(long untilNanos) {
        listening = true;
    }

    @Override
    public void changed(Set<RowChange> changes) {}

    private void enter() throws SQLException {
        try {
            if (!free.tryAcquire(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SQLException("All connections are in use.", TOO_MANY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Voxgate is stopping.", TOO_MANY, e);
        }
    }
}
