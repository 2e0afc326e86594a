package io.voxgate.service;

import io.voxgate.database.Database;
import java.util.ArrayList;
import java.util.List;

/** The whole database as text: every column of every row of every table of the service. */
final class StoredText {
    private StoredText() {}

    /** Where a text stands: table, and the row. */
    static List<String> where(Database database, String text) {
        List<String> tables = database.system(tx -> tx.list("""
                SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace \
                AND relname <> 'flyway_schema_history' ORDER BY 1""", row -> row.getString(1)));
        List<String> found = new ArrayList<>();
        tables.forEach(table -> found.addAll(database.system(tx -> tx.list(
                "SELECT '%1$s: ' || t::text FROM %1$s t WHERE strpos(t::text, ?) > 0 OR strpos(to_jsonb(t)::text, ?) > 0"
                        .formatted(table),
                row -> row.getString(1),
                text,
                text))));
        return found;
    }
}
