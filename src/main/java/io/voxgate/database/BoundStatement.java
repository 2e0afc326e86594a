package io.voxgate.database;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement with its values in the order of its question marks. Values are text, numbers, instants, bytes, lists of
 * text (as {@code text[]}), JSON trees (write {@code :name::jsonb} in the statement), and optionals (empty is NULL).
 */
record BoundStatement(String jdbc, List<@Nullable Object> values) {
    /** Of more values that only their order tells apart, no check finds two that are swapped. */
    private static final int MOST_WITHOUT_NAMES = 6;

    /** @throws IllegalArgumentException when there are more values than a reader can tell apart */
    static BoundStatement positional(String sql, @Nullable Object... values) {
        if (values.length > MOST_WITHOUT_NAMES) {
            throw new IllegalArgumentException("More than " + MOST_WITHOUT_NAMES + " parameters need names: " + sql);
        }
        return new BoundStatement(sql, Arrays.asList(values));
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(jdbc);
        for (int i = 0; i < values.size(); i++) {
            set(connection, statement, i + 1, values.get(i));
        }
        return statement;
    }

    private static void set(Connection connection, PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case Optional<?> optional -> set(connection, statement, index, optional.orElse(null));
            case JsonNode json -> statement.setString(index, Json.write(json));
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case List<?> texts -> statement.setArray(index, connection.createArrayOf("text", texts.toArray()));
            case byte[] bytes -> statement.setBytes(index, bytes);
            default -> statement.setObject(index, value);
        }
    }
}
