package io.voxgate.canary;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Every column of every row, as the database's owner sees it, twice: as text and as JSON; and what the server says of
 * itself.
 */
public final class DatabaseDump {
    private DatabaseDump() {}

    /** @param rows gets the name of each table, and its rows line by line */
    public static void of(Connection owner, BiConsumer<String, String> rows) throws SQLException {
        List<String> tables = tables(owner);
        tables.addAll(List.of(
                "pg_stat_activity", "pg_settings", "pg_proc", "pg_db_role_setting", "pg_roles", "pg_description"));
        for (String table : tables) {
            rows.accept(table, String.join("\n", texts(owner, "SELECT t::text FROM " + table + " t")));
            rows.accept(
                    table + " as JSON",
                    String.join("\n", texts(owner, "SELECT to_jsonb(t)::text FROM " + table + " t")));
        }
    }

    static List<String> tables(Connection owner) throws SQLException {
        return texts(
                owner,
                "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN "
                        + "('pg_catalog', 'information_schema') ORDER BY 1");
    }

    private static List<String> texts(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
