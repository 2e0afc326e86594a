package io.voxgate.usage;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What tenants' sessions come to: sums by hour and day, and the differences that are not added to them yet. The
 * database writes both, see the section Usage of V1__baseline.sql.
 */
@ApplicationScoped
public class UsageTable {
    private static final String FOLD = """
            WITH taken AS (
                DELETE FROM usage_delta WHERE ctid = ANY (ARRAY(SELECT ctid FROM usage_delta LIMIT :limit FOR UPDATE SKIP LOCKED))
                RETURNING tenant_id, hour, vendor, template, connection, figures),
            figure AS (
                SELECT tenant_id, granularity, period_start, vendor, template, connection, f.key, sum(f.value::bigint) AS total
                FROM taken, LATERAL (VALUES ('hour', hour), ('day', date_trunc('day', hour, 'UTC'))) AS sums \
            (granularity, period_start), jsonb_each_text(figures) AS f
                GROUP BY 1, 2, 3, 4, 5, 6, 7),
            summed AS (
                INSERT INTO usage_rollup (tenant_id, granularity, period_start, vendor, template, connection, figures)
                SELECT tenant_id, granularity, period_start, vendor, template, connection, jsonb_object_agg(key, total) FROM figure
                GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
                ON CONFLICT (tenant_id, granularity, period_start, vendor, template, connection)
                DO UPDATE SET figures = voxgate_add_figures(usage_rollup.figures, EXCLUDED.figures))
            SELECT count(*) FROM taken""";

    private static final String READ = """
            SELECT key, name, total FROM (
                SELECT key, name, total, dense_rank() OVER (ORDER BY sessions DESC, key) AS place FROM (
                    SELECT key, name, total, sum(total) FILTER (WHERE name = 'sessions') OVER (PARTITION BY key) AS sessions FROM (
                        SELECT part.key, f.key AS name, sum(f.value::bigint) AS total FROM (
                            SELECT %1$s, figures FROM usage_rollup WHERE tenant_id = :tenantId AND granularity = 'day'
                                AND period_start >= :firstDay AND period_start < :lastDay
                            UNION ALL SELECT %1$s, figures FROM usage_rollup WHERE tenant_id = :tenantId AND granularity = 'hour'
                                AND period_start >= :from AND period_start < :firstDay
                            UNION ALL SELECT %1$s, figures FROM usage_rollup WHERE tenant_id = :tenantId AND granularity = 'hour'
                                AND period_start >= :lastDay AND period_start < :to
                            UNION ALL SELECT %1$s, figures FROM usage_delta WHERE tenant_id = :tenantId AND hour >= :from AND hour < :to)
                                AS part (key, figures),
                            jsonb_each_text(figures) AS f
                        GROUP BY 1, 2 HAVING sum(f.value::bigint) <> 0) AS figure) AS weighed) AS placed
            WHERE place <= :most ORDER BY place, name""";

    private final Database database;

    public UsageTable(Database database) {
        this.database = database;
    }

    /** What the figures are grouped by. */
    public enum GroupBy {
        VENDOR("vendor"),
        TEMPLATE("template"),
        CONNECTION("connection"),
        /** By nothing. */
        TOTAL("''");

        private final String column;

        GroupBy(String column) {
            this.column = column;
        }
    }

    /**
     * From a whole hour to before another, cut into days and the hours around them.
     *
     * @param firstDay, lastDay the whole days between; equal when there are none
     */
    public record Period(Instant from, Instant firstDay, Instant lastDay, Instant to) {
        public static Period of(Instant from, Instant to) {
            long day = 86_400;
            Instant first = Instant.ofEpochSecond(-Math.floorDiv(-from.getEpochSecond(), day) * day);
            Instant last = Instant.ofEpochSecond(Math.floorDiv(to.getEpochSecond(), day) * day);
            return first.isBefore(last) ? new Period(from, first, last, to) : new Period(from, to, to, to);
        }
    }

    /**
     * @param key the vendor's id, the template's name ({@code ""}: an inline agent) or the connection's; {@code ""} for
     *     the total
     */
    public record UsageGroup(String key, Map<String, Long> figures) {}

    /** The groups with most sessions first, at most so many. */
    public List<UsageGroup> read(String tenantId, Period period, GroupBy groupBy, int most) {
        Map<String, Map<String, Long>> groups = new LinkedHashMap<>();
        database.tenant(
                tenantId,
                tx -> tx.list(
                        READ.formatted(groupBy.column),
                        row -> groups.computeIfAbsent(row.getString("key"), _ -> new LinkedHashMap<>())
                                .put(row.getString("name"), row.getLong("total")),
                        with("tenantId", tenantId)
                                .and("from", period.from())
                                .and("firstDay", period.firstDay())
                                .and("lastDay", period.lastDay())
                                .and("to", period.to())
                                .and("most", most)));
        return groups.entrySet().stream()
                .map(group -> new UsageGroup(group.getKey(), group.getValue()))
                .toList();
    }

    /**
     * Adds some differences to the sums; any number of processes may do it at once.
     *
     * @return how many
     */
    public int fold(int most) {
        return database.system(tx -> {
                    tx.allowLonger();
                    return tx.one(FOLD, row -> row.getInt(1), with("limit", most));
                })
                .orElse(0);
    }

    /** How many differences wait to be added. */
    public long waiting() {
        return database.system(tx -> tx.one("SELECT count(*) FROM usage_delta", row -> row.getLong(1)))
                .orElse(0L);
    }
}
