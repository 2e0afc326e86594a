package io.voxgate.isolation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows without meaning, so that every table has one of each tenant, also a table that nobody here has heard of. */
final class EmptyRows {
    private final Connection owner;
    private final PolicyCatalog catalog;

    EmptyRows(Connection owner) {
        this.owner = owner;
        this.catalog = new PolicyCatalog(owner);
    }

    /** Puts a row of the tenant into each table; foreign keys and checks do not look. */
    void fill(String tenant) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            try (PreparedStatement insert = owner.prepareStatement("INSERT INTO tenant (id, name) VALUES (?, ?)")) {
                insert.setString(1, tenant);
                insert.setString(2, tenant);
                insert.executeUpdate();
            }
            for (String table : catalog.tenantTables()) {
                statement.execute(insert(table, tenant));
            }
            statement.execute("SET session_replication_role = DEFAULT");
        }
    }

    /** An insert of one row whose every needed column has some value. */
    String insert(String table, String tenant) throws SQLException {
        List<String> columns = catalog.texts("""
                SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped AND \
                attnotnull AND NOT atthasdef AND attidentity = ''
                ORDER BY attnum""", table);
        List<String> types = catalog.texts("""
                SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND \
                NOT attisdropped AND attnotnull AND NOT atthasdef
                AND attidentity = '' ORDER BY attnum""", table);
        String values = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).equals("tenant_id")
                        ? "'" + tenant + "'"
                        : value(types.get(i), columns.get(i), tenant))
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + values + ")";
    }

    private static String value(String type, String column, String tenant) {
        return switch (type) {
            case "text" -> "'" + column + " of " + tenant + "'";
            case "integer", "bigint", "smallint", "numeric" -> "1";
            case "boolean" -> "true";
            case "jsonb", "json" -> "'{}'";
            case "timestamp with time zone" -> "now()";
            case "bytea" -> "convert_to('" + column + " of " + tenant + "', 'UTF8')";
            case "xid8" -> "'1'";
            case "uuid" -> "gen_random_uuid()";
            case "text[]" -> "'{}'";
            default -> throw new IllegalStateException("EmptyRows knows no value of the type " + type + "; add one.");
        };
    }
}
