package io.voxgate.isolation;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which lines of defence are gone: each tenant's condition made true, and, if that is wanted as well, row-level
 * security passed by.
 */
final class WhereClauseRemover {
    /** What a test takes away. */
    enum Mode {
        NOTHING,
        WHERE,
        WHERE_AND_POLICIES
    }

    private static final Pattern CONDITION =
            Pattern.compile("(?:\\b\\w+\\.)?\\btenant_id\\s*=\\s*(?:\\?|ANY\\s*\\(\\s*\\?\\s*\\))");
    private static final Pattern TABLE = Pattern.compile("\\b(?:FROM|JOIN|INTO|UPDATE)\\s+([a-z_]+)");
    private static final Pattern INSERT = Pattern.compile("^\\s*INSERT INTO [a-z_]+ \\([^)]*\\btenant_id\\b");
    private static final Set<String> LOOSENED = new ConcurrentSkipListSet<>();
    private static final Set<String> BARE = new ConcurrentSkipListSet<>();

    private static volatile Mode mode = Mode.NOTHING;
    private static volatile Set<String> tables = Set.of();

    private WhereClauseRemover() {}

    /** @param tenantTables the tables whose statements need a tenant */
    static void to(Mode wanted, Set<String> tenantTables) {
        tables = tenantTables;
        mode = wanted;
    }

    /** A statement of a tenant's transaction, without its condition. */
    static String of(String sql) {
        Matcher condition = CONDITION.matcher(sql);
        if (!condition.find()) {
            if (!INSERT.matcher(sql).find()
                    && TABLE.matcher(sql).results().anyMatch(match -> tables.contains(match.group(1)))) {
                BARE.add(sql);
            }
            return sql;
        }
        if (mode == Mode.NOTHING) {
            return sql;
        }
        LOOSENED.add(sql);
        return condition.replaceAll("($0 OR true)");
    }

    static String roleFor(String role) {
        return mode == Mode.WHERE_AND_POLICIES ? "voxgate_system" : role;
    }

    /** The statements whose condition was taken away. */
    static Set<String> loosened() {
        return LOOSENED;
    }

    /** The statements of a tenant on tenants' tables that had no condition to begin with. */
    static Set<String> bare() {
        return BARE;
    }
}
