package io.voxgate.database;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The statements of one transaction. Parameters have names, and values as {@link BoundStatement} says; only tests give
 * them by position.
 */
public final class Transaction {
    /** How many rows of a list come at once: what is read beyond the end of a page is less than these. */
    private static final int ROWS_AT_ONCE = 16;

    private final Connection connection;
    private final String tenantId;
    private final Set<RowChange> changes = new LinkedHashSet<>();
    private final Set<Runnable> afterwards = new LinkedHashSet<>();
    private boolean longer;

    /** @param tenantId empty: the work of no one tenant */
    Transaction(Connection connection, String tenantId) {
        this.connection = connection;
        this.tenantId = tenantId;
    }

    /** Whose transaction this is: for the {@code WHERE} of every statement on a tenant's rows. */
    public String tenantId() {
        if (tenantId.isEmpty()) {
            throw new IllegalStateException("This work belongs to no one tenant");
        }
        return tenantId;
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface ResultRow<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** A unique key or a foreign key forbids the change; the transaction is over. */
    public static final class Conflict extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Conflict(SQLException cause) {
            super(cause);
        }

        /** Whether the row was to belong to a tenant that does not exist any more. */
        public boolean tenantGone() {
            return getCause() instanceof PSQLException refused
                    && Optional.ofNullable(refused.getServerErrorMessage())
                            .map(ServerErrorMessage::getConstraint)
                            .filter(constraint -> constraint.endsWith("_tenant_id_fkey"))
                            .isPresent();
        }
    }

    public <T> List<T> list(String sql, ResultRow<T> row) {
        return list(sql, row, SqlParameters.none());
    }

    public <T> List<T> list(String sql, ResultRow<T> row, SqlParameters parameters) {
        return list(parameters.bind(sql), row);
    }

    public <T> List<T> list(String sql, ResultRow<T> row, @Nullable Object... values) {
        return list(BoundStatement.positional(sql, values), row);
    }

    private <T> List<T> list(BoundStatement bound, ResultRow<T> row) {
        try (PreparedStatement statement = bound.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row.read(rows));
            }
            logWarnings(statement.getWarnings());
            return found;
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    /** The same, without the rows that are not what they should be; they are counted. */
    public <T> List<T> readable(String name, String sql, ResultRow<T> row, SqlParameters parameters) {
        return list(sql, rows -> readable(name, rows, row), parameters).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * A part of a list: as many rows as are wanted, or fewer when they are too heavy together, but at least one. Rows
     * come some at a time, so that those which have no place any more are not read.
     *
     * @param key where the list goes on after a row
     * @param sql asks for one row more than is wanted
     */
    public <T> Page<T> page(
            StatementBounds bounds, Function<T, String> key, String sql, ResultRow<T> row, SqlParameters parameters) {
        try (PreparedStatement statement = parameters.bind(sql).prepare(connection)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery()) {
                return page(bounds, key, rows, row);
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    private static <T> Page<T> page(StatementBounds bounds, Function<T, String> key, ResultSet rows, ResultRow<T> row)
            throws SQLException {
        List<T> found = new ArrayList<>();
        int columns = rows.getMetaData().getColumnCount();
        long bytes = 0;
        int seen = 0;
        while (rows.next()) {
            seen++;
            bytes += bytes(rows, columns);
            if (!found.isEmpty() && bytes > bounds.bytes().max()) {
                return new Page<>(List.copyOf(found), Optional.of(key.apply(found.getLast())));
            }
            if (seen <= bounds.rows()) {
                readable(bounds.list(), rows, row).ifPresent(found::add);
            }
        }
        // Also where rows were left out there may be more behind the page.
        Optional<String> next =
                seen > bounds.rows() && !found.isEmpty() ? Optional.of(key.apply(found.getLast())) : Optional.empty();
        return new Page<>(List.copyOf(found), next);
    }

    /** A row that is not what it should be is left out and counted: it does not decide about the others. */
    private static <T> Optional<T> readable(String list, ResultSet rows, ResultRow<T> row) throws SQLException {
        try {
            return Optional.of(row.read(rows));
        } catch (RuntimeException e) {
            SkippedRows.count(list, e.getClass().getSimpleName(), "it is not what it should be");
            return Optional.empty();
        }
    }

    /** The bytes of a row as they came. */
    private static long bytes(ResultSet row, int columns) throws SQLException {
        long bytes = 0;
        for (int column = 1; column <= columns; column++) {
            byte[] value = row.getBytes(column);
            bytes += value == null ? 0 : value.length;
        }
        return bytes;
    }

    /** How much of a list is read at once; {@code list} is its name. */
    public record StatementBounds(String list, int rows, Limit bytes) {}

    public <T> Optional<T> one(String sql, ResultRow<T> row) {
        return list(sql, row).stream().findFirst();
    }

    public <T> Optional<T> one(String sql, ResultRow<T> row, SqlParameters parameters) {
        return list(sql, row, parameters).stream().findFirst();
    }

    public <T> Optional<T> one(String sql, ResultRow<T> row, @Nullable Object... values) {
        return list(sql, row, values).stream().findFirst();
    }

    /** @return how many rows changed */
    public int update(String sql, SqlParameters parameters) {
        return update(parameters.bind(sql));
    }

    public int update(String sql, @Nullable Object... values) {
        return update(BoundStatement.positional(sql, values));
    }

    private int update(BoundStatement bound) {
        try (PreparedStatement statement = bound.prepare(connection)) {
            int changed = statement.executeUpdate();
            logWarnings(statement.getWarnings());
            return changed;
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    /**
     * From here on to the end of the transaction: statements that delete or sum up much, which no request waits for in
     * vain. It writes no events, so that no stream waits for its end.
     */
    public void allowLonger() {
        one(
                "SELECT voxgate_write_no_events(), set_config('statement_timeout', :time, true), set_config('lock_timeout', :time, true)",
                row -> true,
                SqlParameters.with("time", Long.toString(Limit.LONG_STATEMENT_TIME.max())));
        readTimeout(Limit.LONG_STATEMENT_TIME.max() / 1000 + Limit.DATABASE_SILENCE.max());
        longer = true;
    }

    /** Streams do not wait for a transaction that may last longer: an event of it would come after later ones. */
    public void requireOrderedEvents() {
        if (longer) {
            throw new IllegalStateException("A transaction that was allowed to last longer writes no events");
        }
    }

    /** The connection is as it was, for its next user. */
    void allowUsual() {
        if (longer) {
            readTimeout(Limit.DATABASE_SILENCE.max());
        }
    }

    private void readTimeout(long seconds) {
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(seconds * 1000));
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    /** What the database announced of these statements; true once they are committed. */
    Set<RowChange> changes() {
        return changes;
    }

    /** Does this when the transaction is committed; at once, once, and never when it is not. */
    public void afterwards(Runnable work) {
        afterwards.add(work);
    }

    Set<Runnable> afterwards() {
        return afterwards;
    }

    private void logWarnings(@Nullable SQLWarning first) {
        for (SQLWarning notice = first; notice != null; notice = notice.getNextWarning()) {
            if (RowChange.NOTICE.equals(notice.getSQLState())) {
                RowChange.parse(Objects.requireNonNullElse(notice.getMessage(), ""))
                        .ifPresent(changes::add);
            }
        }
    }

    /** Lets no other transaction work on the same thing until this one ends, also when it does not exist yet. */
    public void serialise(String... thing) {
        one(
                "SELECT pg_advisory_xact_lock(hashtextextended(:thing, 0))",
                row -> true,
                SqlParameters.with("thing", String.join("\n", thing)));
    }

    /** A JSON column as a tree. */
    public static <N extends JsonNode> N json(ResultSet row, String column, Class<N> type) throws SQLException {
        return type.cast(
                Json.parse(row.getString(column)).orElseThrow(() -> new IllegalStateException("No JSON in " + column)));
    }

    /** A {@code timestamptz} column. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** The same, where NULL is empty. */
    public static Optional<Instant> maybeInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** A {@code text[]} column; NULL is empty. */
    public static Optional<List<String>> texts(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getArray(column)).map(array -> {
            try {
                return List.of((String[]) array.getArray());
            } catch (SQLException e) {
                throw SqlFailures.of(e);
            }
        });
    }
}
