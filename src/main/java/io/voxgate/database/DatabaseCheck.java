package io.voxgate.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Whether the database takes what a tenant's request does to it: as that role, on a real table, and where something
 * could be written.
 */
@ApplicationScoped
public class DatabaseCheck {
    private static final String ENTER = """
            SELECT set_config('role', 'voxgate_tenant', true), set_config('voxgate.tenant', '', true),
                set_config('statement_timeout', '2000', true)""";
    private static final String ASK = """
            SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean, EXISTS (SELECT 1 FROM template)""";

    private final DataSource source;

    public DatabaseCheck(DataSource source) {
        this.source = source;
    }

    /**
     * What is wrong; empty: nothing. It takes a connection of the pool past {@link ConnectionLimiter}, so that a busy
     * service is no broken one.
     */
    public Optional<String> fault() {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(ENTER);
                return readOnly(statement)
                        ? Optional.of("The database takes no changes: it is a standby, or set to read only.")
                        : Optional.empty();
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            return Optional.of("The database cannot be used: " + e.getMessage());
        }
    }

    private static boolean readOnly(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(ASK)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
