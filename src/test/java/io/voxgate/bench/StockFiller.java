package io.voxgate.bench;

import io.voxgate.replicas.Postgres;

/**
 * Fills tables with copies of rows that the service itself wrote, whatever columns they have. Triggers are left out:
 * what is measured is the work beside many rows, not how they came.
 */
final class StockFiller {
    /** How the ids of copied sessions begin. */
    static final String SESSION = "ses_stock";

    private final Postgres postgres;

    StockFiller(Postgres postgres) {
        this.postgres = postgres;
    }

    /** Sessions that are over, with all their events, in addition: as many for each tenant that has one now. */
    void sessions(int from, int to) {
        String base = "(SELECT DISTINCT ON (tenant_id) * FROM session WHERE id NOT LIKE '" + SESSION
                + "%' ORDER BY tenant_id, id) b CROSS JOIN generate_series(" + from + " + 1, " + to + ") n";
        String id = "'" + SESSION + "' || md5(b.tenant_id || '/' || n)";
        fill("session", "b", base, new String[][] {
            {"id", id},
            {"vendor_session_id", "'stock-' || md5(b.tenant_id || '/' || n)"},
            {"nonce", "md5(b.tenant_id || '/' || n)"},
            {"status", "'ended'"},
            {"created_at", "b.created_at - n * interval '1 second'"},
            {"ended_at", "b.created_at"},
            {"next_lookup_at", "NULL"}
        });
        fill("session_event", "e", base + " JOIN session_event e ON e.session_id = b.id", new String[][] {
            {"id", "'evt_stock' || md5(e.id || '/' || n)"}, {"session_id", id}
        });
        postgres.run("VACUUM ANALYZE session, session_event");
    }

    /** Tenants that do nothing, each with a template. */
    void tenants(int from, int to) {
        String numbers = "generate_series(" + from + " + 1, " + to + ") n";
        fill("tenant", "b", "tenant b CROSS JOIN " + numbers + " WHERE b.id = 'bench-0'", new String[][] {
            {"id", "'stock-' || n"}
        });
        for (String table : new String[] {"template", "template_revision"}) {
            fill(
                    table,
                    "b",
                    table + " b CROSS JOIN " + numbers + " WHERE b.tenant_id = 'bench-0' AND b.name = 'support'",
                    new String[][] {{"tenant_id", "'stock-' || n"}});
        }
        postgres.run("VACUUM ANALYZE tenant, template, template_revision");
    }

    /** Templates {@code stock-N} of each of the benchmark's tenants. */
    void templates(int from, int to) {
        for (String table : new String[] {"template", "template_revision"}) {
            fill(
                    table,
                    "b",
                    table + " b CROSS JOIN generate_series(" + from + ", " + to + " - 1) n"
                            + " WHERE b.tenant_id LIKE 'bench-%' AND b.name = 'support'",
                    new String[][] {{"name", "'stock-' || n"}});
        }
        postgres.run("VACUUM ANALYZE template, template_revision");
    }

    /** Deliveries that are due: so many in all, over the webhooks of this name in turn. */
    void deliveries(String webhook, int many) {
        postgres.run("""
                INSERT INTO webhook_delivery (webhook_id, event_id, tenant_id, type, payload, created_at, due_at)
                SELECT w.id, 'evt_stock' || lpad(n::text, 12, '0'), w.tenant_id, 'webhook.disabled', '{"webhook":"x"}', now(),
                    now() - interval '1 hour' + n * interval '1 microsecond'
                FROM (SELECT id, tenant_id, row_number() OVER (ORDER BY tenant_id, name) - 1 AS place, count(*) OVER () AS many
                    FROM webhook WHERE name LIKE '%s') w
                JOIN generate_series(1, %d) n ON n %% w.many = w.place""".formatted(webhook, many));
        postgres.run("VACUUM ANALYZE webhook_delivery");
    }

    /** @param given column and expression; the other columns are the copied row's */
    private void fill(String table, String row, String from, String[][] given) {
        StringBuilder names = new StringBuilder();
        StringBuilder values = new StringBuilder();
        StringBuilder known = new StringBuilder("''");
        for (String[] column : given) {
            names.append(column[0]).append(", ");
            values.append(column[1]).append(", ");
            known.append(", '").append(column[0]).append('\'');
        }
        for (String column :
                postgres.column("SELECT column_name FROM information_schema.columns WHERE table_name = '" + table
                        + "' AND table_schema = 'public' AND is_generated = 'NEVER' AND is_identity = 'NO' AND column_name NOT IN ("
                        + known + ")")) {
            names.append(column).append(", ");
            values.append(row).append('.').append(column).append(", ");
        }
        postgres.run("SET session_replication_role = replica; INSERT INTO " + table + " ("
                + names.substring(0, names.length() - 2) + ") SELECT " + values.substring(0, values.length() - 2)
                + " FROM "
                + from);
    }
}
