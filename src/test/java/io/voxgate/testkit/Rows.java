package io.voxgate.testkit;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The stored rows, seen by the database's owner: whether anything of a tenant has changed, in any table. */
public final class Rows {
    private static final String FINGERPRINT =
            "SELECT '%1$s', count(*) || ' ' || coalesce(sum(hashtextextended(%2$s, 0)), 0) FROM %1$s t WHERE %3$s = ?";

    /** Differences are added to the sums whenever there is time; only what both come to together is what is stored. */
    private static final String USAGE = """
                SELECT 'usage', coalesce(md5(string_agg(figure::text, '' ORDER BY figure::text)), '') FROM (
                    SELECT part.period_start, part.vendor, part.template, part.connection, f.key, sum(f.value::bigint) FROM (
                        SELECT period_start, vendor, template, connection, figures FROM usage_rollup WHERE \
                granularity = 'hour' AND tenant_id = ?
                        UNION ALL SELECT hour, vendor, template, connection, figures FROM usage_delta WHERE tenant_id \
                = ?) AS part, jsonb_each_text(part.figures) AS f
                    GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.value::bigint) <> 0) AS figure""";

    private final Connection owner;
    private final List<String> tables;

    public Rows(Connection owner) {
        this.owner = owner;
        this.tables = tables(owner);
    }

    private static List<String> tables(Connection owner) {
        try (PreparedStatement statement = owner.prepareStatement("""
                SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1""");
                ResultSet rows = statement.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Number and hash of a tenant's rows by table, the tenant's own row among them; equal when nothing has changed. */
    public Map<String, String> of(String tenant) {
        StringBuilder sql = new StringBuilder(FINGERPRINT.formatted("tenant", "t::text", "id"));
        tables.stream()
                .filter(table -> !table.startsWith("usage_"))
                .forEach(table ->
                        sql.append(" UNION ALL ").append(FINGERPRINT.formatted(table, row(table), "tenant_id")));
        sql.append(" UNION ALL ").append(USAGE);
        return pairs(sql.toString(), tenant);
    }

    /** When a key was used last is no change of what is stored. */
    private static String row(String table) {
        return table.equals("api_key") ? "(to_jsonb(t) - 'last_used_at')::text" : "t::text";
    }

    /** How many tenants there are. */
    public Map<String, String> tenants() {
        return pairs("SELECT 'tenants', count(*)::text FROM tenant", "");
    }

    private Map<String, String> pairs(String sql, String tenant) {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            int parameters = (int) sql.chars().filter(c -> c == '?').count();
            for (int i = 1; i <= parameters; i++) {
                statement.setString(i, tenant);
            }
            Map<String, String> found = new TreeMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getString(2));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Takes away what the poller, the sender of webhooks and the count of missed callbacks would do later, and waits
     * for what is done now, so that nothing changes behind the back of a test.
     */
    public void quiet(String tenant) {
        change("DELETE FROM expected_callback WHERE tenant_id = ?", tenant);
        change("DELETE FROM stall_watch WHERE tenant_id = ?", tenant);
        change("UPDATE session SET next_lookup_at = NULL WHERE tenant_id = ? AND next_lookup_at IS NOT NULL", tenant);
        await().atMost(Duration.ofSeconds(40))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    change(
                            "UPDATE webhook_delivery SET due_at = NULL WHERE tenant_id = ? AND due_at IS NOT NULL AND lease IS NULL",
                            tenant);
                    return pairs(
                                    "SELECT 'busy', count(*)::text FROM webhook_delivery WHERE tenant_id = ? AND due_at IS NOT NULL",
                                    tenant)
                            .get("busy")
                            .equals("0");
                });
    }

    /** One statement of the owner. */
    public void change(String sql, String parameter) {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setString(1, parameter);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
