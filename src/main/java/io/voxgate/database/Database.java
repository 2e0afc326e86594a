package io.voxgate.database;

import static io.voxgate.database.SqlParameters.with;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Where statements run: each in a transaction, which is committed before the caller goes on. A transaction is for one
 * tenant, whose rows alone the database then shows and changes, or for Voxgate's own work on all of them. The database
 * notes on whose behalf it changes what.
 */
@ApplicationScoped
public class Database {
    private static final String TENANT = "voxgate_tenant";
    private static final String ENTER =
            "SELECT set_config('role', :role, true), set_config('voxgate.tenant', :tenantId, true), "
                    + "set_config('voxgate.actor', :actor, true)";

    private static final Logger LOG = Logger.getLogger(Database.class);

    private final ConnectionLimiter connections;
    private final List<ChangeSubscriber> subscribers;
    private final ActorProvider actor;
    private final Runnable timeIsKnown;

    @Inject
    Database(
            ConnectionLimiter connections,
            @All List<ChangeSubscriber> subscribers,
            ActorProvider actor,
            ClockMeasurement clock) {
        this(connections, subscribers, actor, clock::require);
    }

    /** On a source of at least twenty connections; its users have a clock of their own. */
    public Database(DataSource source, List<ChangeSubscriber> subscribers, ActorProvider actor) {
        this(new ConnectionLimiter(source, 20), subscribers, actor, () -> {});
    }

    private Database(
            ConnectionLimiter connections,
            List<ChangeSubscriber> subscribers,
            ActorProvider actor,
            Runnable timeIsKnown) {
        this.connections = connections;
        this.subscribers = subscribers;
        this.actor = actor;
        this.timeIsKnown = timeIsKnown;
    }

    /**
     * Runs some statements as one for a tenant: all of them are committed, or none when the work throws.
     *
     * @throws DatabaseUnavailable when the database cannot be reached or refuses
     */
    public <T> T tenant(String tenantId, Function<Transaction, T> work) {
        return transaction(TENANT, tenantId, work, Connection::commit);
    }

    /** The same, but nothing stays: what would be answered, with every check, as if it had been done. */
    public <T> T rehearse(String tenantId, Function<Transaction, T> work) {
        return transaction(TENANT, tenantId, work, Connection::rollback);
    }

    /** The same for work that belongs to no one tenant: sign-in, callbacks, pollers, the operator. */
    public <T> T system(Function<Transaction, T> work) {
        return transaction("voxgate_system", "", work, Connection::commit);
    }

    @FunctionalInterface
    private interface TransactionEnding {
        void end(Connection connection) throws SQLException;
    }

    private <T> T transaction(String role, String tenantId, Function<Transaction, T> work, TransactionEnding ending) {
        timeIsKnown.run();
        try {
            ConnectionLimiter.ConnectionUse<T> use = connection -> {
                connection.setAutoCommit(false);
                try {
                    Transaction statements = new Transaction(connection, tenantId);
                    statements.one(
                            ENTER,
                            row -> true,
                            with("role", role)
                                    .and("tenantId", tenantId)
                                    .and("actor", actor.actor().text()));
                    T result = work.apply(statements);
                    end(connection, ending);
                    allowUsual(statements);
                    notifyChanges(statements.changes());
                    statements.afterwards().forEach(Runnable::run);
                    return result;
                } catch (RuntimeException | Error e) {
                    rollback(connection, e);
                    throw e;
                }
            };
            return tenantId.isEmpty() ? connections.pass(use) : connections.pass(tenantId, use);
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    private static void end(Connection connection, TransactionEnding ending) {
        try {
            ending.end(connection);
        } catch (SQLException e) {
            RuntimeException failure = SqlFailures.of(e);
            throw failure instanceof DatabaseUnavailable unavailable ? unavailable.whileCommitting() : failure;
        }
    }

    /** What is committed stays so when the connection breaks afterwards; the pool finds that out by itself. */
    private static void allowUsual(Transaction statements) {
        try {
            statements.allowUsual();
        } catch (DatabaseUnavailable e) {
            LOG.infof("A connection broke after its transaction was committed: cause=%s", e.reason());
        }
    }

    /** The writer's own process knows of its changes before anybody can ask for them. */
    private void notifyChanges(Set<RowChange> changes) {
        if (!changes.isEmpty()) {
            subscribers.forEach(subscriber -> subscriber.changed(changes));
        }
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
