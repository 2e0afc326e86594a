package io.voxgate.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** What a failed statement means, by its SQLSTATE (PostgreSQL documentation, appendix A). */
final class SqlFailures {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    /**
     * Lost connections, rollbacks that a second try does not need, no resources, an operator's intervention, a disk
     * that fails.
     */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57", "58");

    /**
     * A lock that was not given up; a transaction that stood still or lasted too long, or in which a statement failed
     * before; a database that has become a standby.
     */
    private static final Set<String> PASSING = Set.of("55P03", "25P02", "25P03", "25P04", "25006");

    private SqlFailures() {}

    /** What callers get: a conflict, a database that cannot be reached for now, or an error of ours. */
    static RuntimeException of(SQLException e) {
        String state = state(e);
        if (state.equals(UNIQUE_VIOLATION) || state.equals(FOREIGN_KEY_VIOLATION)) {
            return new Transaction.Conflict(e);
        }
        boolean gone = state.isEmpty() || PASSING.contains(state) || PASSING_CLASSES.contains(state.substring(0, 2));
        return gone ? new DatabaseUnavailable(e) : new IllegalStateException("A statement failed", e);
    }

    /** Whether the connection is of no more use, and others that were open at the same time perhaps neither. */
    static boolean isConnectionLost(SQLException e) {
        return state(e).startsWith("08");
    }

    private static String state(SQLException e) {
        return Optional.ofNullable(e.getSQLState()).orElse("");
    }
}
