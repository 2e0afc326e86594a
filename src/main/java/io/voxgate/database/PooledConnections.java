package io.voxgate.database;

import io.agroal.api.AgroalPoolInterceptor;
import io.voxgate.limits.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Bounds what a statement may cost on every connection of the pool: one request must not hold the database's
 * processors, memory or locks from all the others. Migrations have a connection of their own and are not bounded.
 */
@ApplicationScoped
public class PooledConnections implements AgroalPoolInterceptor {
    private static final List<String> BOUNDS = List.of(
            "SET statement_timeout = " + Limit.STATEMENT_TIME.max(),
            "SET lock_timeout = " + Limit.LOCK_TIME.max(),
            // A process that stands still in the middle of a transaction must not keep its locks from the others.
            "SET idle_in_transaction_session_timeout = " + Limit.IDLE_TRANSACTION_TIME.max(),
            // The server lets go of a session to which its answers do not get through, with its locks.
            "SET tcp_user_timeout = " + Limit.DATABASE_SILENCE.max() * 1000,
            "SET work_mem = " + Limit.STATEMENT_MEMORY.max());

    @Override
    public void onConnectionCreate(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.join("; ", BOUNDS));
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }
}
