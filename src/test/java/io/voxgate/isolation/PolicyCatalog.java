package io.voxgate.isolation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the database's own catalogue says about the wall between tenants; read as its owner. */
final class PolicyCatalog {
    /** Tables without a {@code tenant_id}, and why that is right. */
    static final Map<String, String> NOT_BY_TENANT = Map.of(
            "tenant", "a tenant is its own row, told apart by its id",
            "tenant_deletion", "the tenant is gone; its id tells whose end it was",
            "flyway_schema_history", "what was migrated; neither role may even read it");

    private static final String TENANT_POLICY =
            "tenant_rows to {voxgate_tenant} for * permissive when (%s = current_setting('voxgate.tenant'::text, true)) check -";
    private static final String SYSTEM_POLICY = "all_rows to {voxgate_system} for * permissive when true check -";
    private static final Set<String> PRIVILEGES = Set.of("SELECT", "INSERT", "UPDATE", "DELETE");
    private static final String ROLES = "('voxgate_tenant', 'voxgate_system')";

    private final Connection owner;

    PolicyCatalog(Connection owner) {
        this.owner = owner;
    }

    /** The tables with rows of tenants, in alphabetical order. */
    List<String> tenantTables() throws SQLException {
        return tables().stream()
                .filter(table -> !NOT_BY_TENANT.containsKey(table))
                .toList();
    }

    /** Everything that is wrong, each in a sentence. */
    List<String> faults() throws SQLException {
        List<String> faults = new ArrayList<>();
        for (String table : tables()) {
            if (!table.equals("flyway_schema_history")) {
                faults.addAll(faults(table));
            }
        }
        faults.addAll(grants());
        faults.addAll(texts("""
                SELECT format('The role %s may log in, bypass the policies, or make roles or databases.', rolname) FROM pg_roles
                WHERE rolname IN %s AND (rolcanlogin OR rolbypassrls OR rolsuper OR rolcreaterole OR rolcreatedb OR \
                rolreplication)""".formatted("%s", ROLES)));
        faults.addAll(texts("""
                SELECT format('The role %s is a member of %s and gets its rights.', m.rolname, g.rolname)
                FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid WHERE \
                m.rolname IN %s""".formatted("%s", "%s", ROLES)));
        faults.addAll(texts("""
                SELECT format('The role %s owns something: policies do not hold for an owner.', r.rolname)
                FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid WHERE \
                d.deptype = 'o' AND r.rolname IN %s""".formatted("%s", ROLES)));
        // One function looks past the policies by intent, and says yes or no: whether another tenant has proven an app.
        faults.addAll(texts("""
                SELECT format('The function %s runs with its owner''s rights, whom the policies do not hold.', proname) FROM pg_proc
                WHERE pronamespace = current_schema()::regnamespace AND prosecdef
                  AND NOT (proname = 'voxgate_app_taken' AND prorettype = 'boolean'::regtype AND NOT proretset)"""));
        faults.addAll(texts("""
                SELECT format('The view %s shows what its owner sees.', relname) FROM pg_class
                WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('v', 'm') AND NOT \
                coalesce('security_invoker=true' = ANY (reloptions), false)"""));
        faults.addAll(texts("""
                SELECT format('The role %s may make things in the schema.', rolname) FROM pg_roles
                WHERE rolname IN %s AND has_schema_privilege(oid, current_schema(), 'CREATE')""".formatted("%s", ROLES)));
        return faults;
    }

    private List<String> faults(String table) throws SQLException {
        List<String> faults = new ArrayList<>();
        boolean byTenant = !NOT_BY_TENANT.containsKey(table);
        String column = byTenant ? "tenant_id" : "id";
        if (byTenant
                && texts(
                                "SELECT 1 FROM pg_attribute WHERE attrelid = ?::regclass AND attname = 'tenant_id' AND attnotnull",
                                table)
                        .isEmpty()) {
            faults.add(table + " has no tenant_id that is always there. Give each row its tenant, or name the table "
                    + "in Catalog.NOT_BY_TENANT with the reason.");
        }
        if (texts("SELECT 1 FROM pg_class WHERE oid = ?::regclass AND relrowsecurity", table)
                .isEmpty()) {
            faults.add(table + " has no row-level security. Call voxgate_isolate('" + table + "') in its migration.");
        }
        List<String> policies = texts("""
                SELECT format('%s to %s for %s %s when %s check %s', polname, (SELECT array_agg(rolname::text) FROM \
                pg_roles WHERE oid = ANY (polroles)), polcmd,
                    CASE WHEN polpermissive THEN 'permissive' ELSE 'restrictive' END, pg_get_expr(polqual, polrelid), \
                coalesce(pg_get_expr(polwithcheck, polrelid), '-'))
                FROM pg_policy WHERE polrelid = ?::regclass ORDER BY polname""", table);
        if (!policies.equals(List.of(SYSTEM_POLICY, TENANT_POLICY.formatted(column)))) {
            faults.add(table + " has other policies than the two of voxgate_isolate: " + policies);
        }
        texts("""
                SELECT conname FROM pg_constraint c
                WHERE contype = 'f' AND conrelid = ?::regclass AND confrelid <> 'tenant'::regclass AND NOT EXISTS (
                    SELECT FROM unnest(c.conkey, c.confkey) AS pair (own, other)
                    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = pair.own AND a.attname = 'tenant_id'
                    JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = pair.other AND b.attname = 'tenant_id')""", table)
                .forEach(key -> faults.add(table + ": the foreign key " + key
                        + " does not carry the tenant, so that a row could hang on another tenant's."));
        return faults;
    }

    /** Who may do what beyond the owner. */
    private List<String> grants() throws SQLException {
        List<String> faults = new ArrayList<>();
        texts("""
                SELECT format('%s %s %s', c.relname, CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE \
                g.grantee::regrole::text END, g.privilege_type)
                FROM pg_class c, aclexplode(c.relacl) g
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND \
                g.grantee <> c.relowner""").forEach(grant -> {
            String[] parts = grant.split(" ");
            if (!ROLES.contains("'" + parts[1] + "'")
                    || !PRIVILEGES.contains(parts[2])
                    || parts[0].equals("flyway_schema_history")) {
                faults.add("A right that nobody needs: " + grant + ".");
            }
        });
        faults.addAll(texts("""
                SELECT format('The sequence %s gives %s to %s; USAGE is enough.', c.relname, g.privilege_type, g.grantee::regrole)
                FROM pg_class c, aclexplode(c.relacl) g
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'S' AND g.grantee <> c.relowner \
                AND g.privilege_type <> 'USAGE'"""));
        faults.addAll(texts("""
                SELECT format('A right on the column %s of %s.', attname, attrelid::regclass) FROM pg_attribute a \
                JOIN pg_class c ON c.oid = a.attrelid
                WHERE c.relnamespace = current_schema()::regnamespace AND attacl IS NOT NULL"""));
        return faults;
    }

    private List<String> tables() throws SQLException {
        return texts("SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND "
                + "relkind IN ('r', 'p', 'f') ORDER BY relname");
    }

    /** The first column of all rows. */
    List<String> texts(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }
}
