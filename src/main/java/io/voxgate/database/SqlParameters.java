package io.voxgate.database;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of one statement by name: {@code tx.update("UPDATE tenant SET name = :name WHERE id = :id", with("name",
 * name).and("id", id))}. A name may stand in the statement several times. {@link BoundStatement} says which types a
 * value can have.
 */
public final class SqlParameters {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private SqlParameters() {}

    public static SqlParameters none() {
        return new SqlParameters();
    }

    public static SqlParameters with(String name, @Nullable Object value) {
        return none().and(name, value);
    }

    /**
     * Adds a value.
     *
     * @throws IllegalArgumentException when there is one of this name
     */
    public SqlParameters and(String name, @Nullable Object value) {
        if (values.containsKey(name)) {
            throw new IllegalArgumentException("There are two values for :" + name);
        }
        values.put(name, value);
        return this;
    }

    /** @throws IllegalArgumentException when a parameter of the statement has no value, or a value has no parameter */
    BoundStatement bind(String sql) {
        NamedStatement statement = NamedStatement.of(sql);
        statement.names().stream()
                .filter(name -> !values.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("There is no value for :" + name + " of the statement " + sql);
                });
        values.keySet().stream()
                .filter(name -> !statement.names().contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "There is a value for :" + name + ", which is not in the statement " + sql);
                });
        return new BoundStatement(
                statement.jdbc(),
                statement.names().stream().<@Nullable Object>map(values::get).toList());
    }
}
