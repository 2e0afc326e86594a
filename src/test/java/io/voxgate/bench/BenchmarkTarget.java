package io.voxgate.bench;

import io.voxgate.attack.ProcessMeter;
import io.voxgate.attack.ProductionSettings;
import io.voxgate.replicas.Fleet;
import io.voxgate.replicas.Postgres;
import io.voxgate.replicas.Replica;
import io.voxgate.replicas.Web;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The service as production runs it, one replica, with its PostgreSQL, whose commits reach the disk; and what both use.
 */
final class BenchmarkTarget implements AutoCloseable {
    /** The database beside the service's in the same cluster, for pgbench. */
    static final String YARDSTICK_DATABASE = "yardstick";

    private static final int TRIES = 5;

    private static final String USED = """
            SELECT coalesce(sum(s.calls) FILTER (WHERE s.query !~* '^(begin|commit|rollback)'), 0) || ' '
                || pg_snapshot_xmax(pg_current_snapshot()) || ' '
                || (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)
            FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
            WHERE d.datname = current_database() AND s.userid <> 'postgres'::regrole""";

    private static final String UPDATES = """
            SELECT relname || ' ' || n_tup_upd || ' ' || n_tup_hot_upd FROM pg_stat_user_tables
            WHERE n_tup_upd > 100 ORDER BY n_tup_upd DESC LIMIT 8""";

    /** What a run of the service's path writes; the tenants, their connections and templates stay. */
    private static final String FORGET = """
            SET session_replication_role = replica;
            TRUNCATE session, idempotency_key, audit_entry CASCADE""";

    private final Fleet fleet;
    private final ProductionSettings production;

    private BenchmarkTarget(Fleet fleet, ProductionSettings production) {
        this.fleet = fleet;
        this.production = production;
    }

    static BenchmarkTarget start() {
        ProductionSettings production = ProductionSettings.read();
        Fleet fleet = Fleet.start(
                "bench",
                1,
                postgres -> {
                    prepare(postgres);
                    return production.environment();
                },
                production.jvmOptions());
        return new BenchmarkTarget(fleet, production);
    }

    private static void prepare(Postgres postgres) {
        postgres.run("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
        postgres.restart();
        postgres.run("CREATE EXTENSION pg_stat_statements");
        postgres.run("CREATE DATABASE " + YARDSTICK_DATABASE);
    }

    int port() {
        return service().port();
    }

    Replica service() {
        return fleet.a();
    }

    Postgres postgres() {
        return fleet.postgres();
    }

    long residentBytes() {
        return new ProcessMeter(service().pid()).residentBytes();
    }

    ResourceReading reading() {
        String[] used = postgres().column(USED).getFirst().split(" ");
        return new ResourceReading(
                new ProcessMeter(service().pid()).cpuSeconds(),
                new ProcessMeter(postgres().pid()).cpuSeconds(),
                allocated(Web.metrics(service())),
                Double.parseDouble(used[0]),
                Double.parseDouble(used[1]),
                Double.parseDouble(used[2]));
    }

    /**
     * How often rows of a table were updated so far.
     *
     * @param inPlace of these without new entries in any index (HOT), which costs a fraction
     */
    record TableUpdates(String table, double all, double inPlace) {}

    List<TableUpdates> updates() {
        return postgres().column(UPDATES).stream()
                .map(row -> row.split(" "))
                .map(parts -> new TableUpdates(parts[0], Double.parseDouble(parts[1]), Double.parseDouble(parts[2])))
                .toList();
    }

    /** The meter counts at each collection; what came since then is in Eden. */
    private static double allocated(Map<String, Double> metrics) {
        double collected = metrics.getOrDefault("jvm_gc_memory_allocated_bytes_total", Double.NaN);
        double eden = metrics.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("jvm_memory_used_bytes")
                        && entry.getKey().contains("Eden"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        return collected + eden;
    }

    /** Lets each round begin with tables as empty as the one before. */
    void forgetSessions() {
        for (int again = 0; !forgotten(); again++) {
            if (again == TRIES) {
                throw new IllegalStateException("The sessions cannot be deleted");
            }
        }
        postgres().run("VACUUM ANALYZE session, session_event, webhook_delivery, idempotency_key, usage_delta");
    }

    /** The service goes on with its own work meanwhile, and PostgreSQL may end either when both wait for each other. */
    private boolean forgotten() {
        try {
            postgres().run(FORGET);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /**
     * A further process of the service on the same database, which is not waited for.
     *
     * @param flags in addition to those of production
     */
    Replica begin(String name, String... flags) {
        List<String> all = new ArrayList<>(production.jvmOptions());
        all.addAll(List.of(flags));
        return fleet.begin(name, all);
    }

    @Override
    public void close() {
        fleet.close();
    }
}
