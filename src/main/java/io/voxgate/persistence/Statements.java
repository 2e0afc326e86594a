package io.voxgate.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.vendor.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The statements of one transaction. Parameters are plain values: text, numbers, instants, bytes, lists of text (as {@code text[]}), JSON
 * trees (write {@code ?::jsonb} in the statement), optionals (empty is NULL).
 */
public final class Statements {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final Connection connection;
    private final String tenantId;
    private final Set<Change> changes = new LinkedHashSet<>();
    private final Set<Runnable> afterwards = new LinkedHashSet<>();

    /** @param tenantId empty: the work of no one tenant */
    Statements(Connection connection, String tenantId) {
        this.connection = connection;
        this.tenantId = tenantId;
    }

    /** Whose transaction this is: for the {@code WHERE} of every statement on a tenant's rows. */
    String tenantId() {
        if (tenantId.isEmpty()) {
            throw new IllegalStateException("This work belongs to no one tenant");
        }
        return tenantId;
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
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
            return getCause() instanceof PSQLException refused && Optional.ofNullable(refused.getServerErrorMessage()).map(ServerErrorMessage::getConstraint)
                    .filter(constraint -> constraint.endsWith("_tenant_id_fkey")).isPresent();
        }
    }

    public <T> List<T> list(String sql, Row<T> row, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters); ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row.read(rows));
            }
            hear(statement.getWarnings());
            return found;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The same, without the rows that are not what they should be; they are counted. */
    <T> List<T> readable(String where, String sql, Row<T> row, @Nullable Object... parameters) {
        return list(sql, result -> {
            try {
                return Optional.of(row.read(result));
            } catch (RuntimeException e) {
                SkippedRows.count(where, e.getClass().getSimpleName(), "it is not what it should be");
                return Optional.<T>empty();
            }
        }, parameters).stream().flatMap(Optional::stream).toList();
    }

    public <T> Optional<T> one(String sql, Row<T> row, @Nullable Object... parameters) {
        return list(sql, row, parameters).stream().findFirst();
    }

    /** @return how many rows changed */
    public int update(String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            int changed = statement.executeUpdate();
            hear(statement.getWarnings());
            return changed;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What the database announced of these statements; true once they are committed. */
    Set<Change> changes() {
        return changes;
    }

    /** Does this when the transaction is committed; at once, once, and never when it is not. */
    void afterwards(Runnable work) {
        afterwards.add(work);
    }

    Set<Runnable> afterwards() {
        return afterwards;
    }

    private void hear(@Nullable SQLWarning first) {
        for (SQLWarning notice = first; notice != null; notice = notice.getNextWarning()) {
            if (Change.NOTICE.equals(notice.getSQLState())) {
                Change.parse(notice.getMessage()).ifPresent(changes::add);
            }
        }
    }

    /** Lets no other transaction work on the same thing until this one ends, also when it does not exist yet. */
    public void serialise(String... thing) {
        one("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, String.join("\n", thing));
    }

    /** A JSON column as a tree. */
    public static <N extends JsonNode> N json(ResultSet row, String column, Class<N> type) throws SQLException {
        return type.cast(Json.parse(row.getString(column)).orElseThrow(() -> new IllegalStateException("No JSON in " + column)));
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
                throw failure(e);
            }
        });
    }

    static RuntimeException failure(SQLException e) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        if (state.equals(UNIQUE_VIOLATION) || state.equals(FOREIGN_KEY_VIOLATION)) {
            return new Conflict(e);
        }
        boolean gone = state.isEmpty() || state.startsWith("08") || state.startsWith("57") || state.startsWith("53") || state.startsWith("40");
        return gone ? new DatabaseUnavailable(e) : new IllegalStateException("A statement failed", e);
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            set(statement, i + 1, parameters[i]);
        }
        return statement;
    }

    private void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case Optional<?> optional -> set(statement, index, optional.orElse(null));
            case JsonNode json -> statement.setString(index, Json.write(json));
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case List<?> texts -> statement.setArray(index, connection.createArrayOf("text", texts.toArray()));
            case byte[] bytes -> statement.setBytes(index, bytes);
            default -> statement.setObject(index, value);
        }
    }
}
