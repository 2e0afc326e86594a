package io.voxgate.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.testkit.MigratedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Row-level security on the migrated schema: of each table, also of one that comes later. */
class PolicyCatalogTest {
    private static final String MINE = "mine";
    private static final String OTHER = "other";
    private static final String REFUSED = "42501";

    private static MigratedDatabase postgres;

    @BeforeAll
    static void migrate() throws SQLException {
        postgres = MigratedDatabase.create();
        try (Connection owner = owner()) {
            EmptyRows rows = new EmptyRows(owner);
            rows.fill(MINE);
            rows.fill(OTHER);
        }
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static Connection owner() throws SQLException {
        return postgres.source().getConnection();
    }

    /** A connection as the pool gives it out, then inside a transaction of that tenant. */
    private static Connection as(String tenant) throws SQLException {
        Connection connection = owner();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE voxgate_tenant");
            connection.setAutoCommit(false);
            if (!tenant.isEmpty()) {
                statement.execute("SELECT set_config('voxgate.tenant', '" + tenant.replace("'", "''") + "', true)");
            }
        }
        return connection;
    }

    private static String tenantColumn(String table) {
        return table.equals("tenant") ? "id" : "tenant_id";
    }

    @Test
    void everyTableIsBehindTheWall() throws SQLException {
        try (Connection owner = owner()) {
            assertThat(new PolicyCatalog(owner).tenantTables())
                    .hasSizeGreaterThanOrEqualTo(10)
                    .contains("session", "template", "api_key");
            assertThat(new PolicyCatalog(owner).faults()).isEmpty();
        }
    }

    @Test
    void aPooledConnectionWithoutATenantSeesAndChangesNothing() throws SQLException {
        Map<String, String> inserts = inserts(MINE);
        for (String nobody : List.of("", "nobody", "mine' OR 'a'='a", "%", "null")) {
            try (Connection connection = as(nobody)) {
                for (String table : inserts.keySet()) {
                    assertThat(number(connection, "SELECT count(*) FROM " + table))
                            .as(table + " as <" + nobody + ">")
                            .isZero();
                    assertThat(changed(connection, "DELETE FROM " + table))
                            .as(table)
                            .isLessThanOrEqualTo(0);
                    assertThat(changed(connection, "UPDATE " + table + " SET " + tenantColumn(table) + " = 'x'"))
                            .as(table)
                            .isLessThanOrEqualTo(0);
                    assertThat(changed(connection, inserts.get(table)))
                            .as("insert into " + table)
                            .isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void aTenantSeesAndChangesItsOwnRowsOnly() throws SQLException {
        Map<String, String> inserts = inserts(OTHER);
        try (Connection connection = as(MINE)) {
            for (String table : inserts.keySet()) {
                String column = tenantColumn(table);
                assertThat(number(connection, "SELECT count(*) FROM " + table))
                        .as(table)
                        .isEqualTo(1);
                assertThat(number(connection, "SELECT count(*) FROM " + table + " WHERE " + column + " = 'mine'"))
                        .as(table)
                        .isEqualTo(1);
                assertThat(changed(connection, "DELETE FROM " + table + " WHERE " + column + " = 'other'"))
                        .as(table)
                        .isLessThanOrEqualTo(0);
                assertThat(changed(
                                connection,
                                "UPDATE " + table + " SET " + column + " = 'mine' WHERE " + column + " = 'other'"))
                        .as(table)
                        .isLessThanOrEqualTo(0);
                assertThat(changed(connection, "UPDATE " + table + " SET " + column + " = 'other'"))
                        .as("give away a row of " + table)
                        .isEqualTo(-1);
                assertThat(changed(connection, inserts.get(table)))
                        .as("insert into " + table + " for another")
                        .isEqualTo(-1);
                assertThat(changed(connection, "TRUNCATE " + table)).as(table).isEqualTo(-1);
            }
        }
    }

    @Test
    void sequencesAndFunctionsTellNothingOfOthers() throws SQLException {
        try (Connection connection = as(MINE)) {
            try (Connection owner = owner()) {
                for (String sequence : new PolicyCatalog(owner)
                        .texts(
                                "SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace")) {
                    assertThat(state(connection, "SELECT last_value FROM " + sequence))
                            .as(sequence)
                            .isEqualTo(REFUSED);
                    assertThat(state(connection, "SELECT setval('" + sequence + "', 1)"))
                            .as(sequence)
                            .isEqualTo(REFUSED);
                }
            }
            assertThat(state(connection, "SELECT voxgate_isolate('session')")).isEqualTo(REFUSED);
            assertThat(state(connection, "SELECT * FROM flyway_schema_history")).isEqualTo(REFUSED);
            assertThat(state(connection, "ALTER TABLE session DISABLE ROW LEVEL SECURITY"))
                    .isEqualTo(REFUSED);
            assertThat(state(connection, "COPY session TO PROGRAM 'cat'")).isEqualTo(REFUSED);
        }
    }

    @Test
    void theTenantOfATransactionEndsWithIt() throws SQLException {
        try (Connection connection = as(MINE)) {
            assertThat(number(connection, "SELECT count(*) FROM session")).isEqualTo(1);
            connection.commit();
            assertThat(number(connection, "SELECT count(*) FROM session")).isZero();
        }
    }

    /** Each way in which a wall may be missing is seen. */
    @Test
    void aGapIsFound() throws SQLException {
        Map<String, String> gaps = Map.ofEntries(
                Map.entry("CREATE TABLE bare (tenant_id text NOT NULL)", "bare has no row-level security"),
                Map.entry(
                        "CREATE TABLE stray (id text); SELECT voxgate_isolate('stray', 'id')",
                        "stray has no tenant_id"),
                Map.entry(
                        "CREATE POLICY more ON session FOR SELECT TO voxgate_tenant USING (true)",
                        "session has other policies"),
                Map.entry("DROP POLICY tenant_rows ON template", "template has other policies"),
                Map.entry("ALTER TABLE api_key DISABLE ROW LEVEL SECURITY", "api_key has no row-level security"),
                Map.entry("GRANT TRUNCATE ON session TO voxgate_tenant", "session voxgate_tenant TRUNCATE"),
                Map.entry("GRANT SELECT ON credential TO PUBLIC", "credential PUBLIC SELECT"),
                Map.entry(
                        "GRANT SELECT ON SEQUENCE row_version TO voxgate_tenant",
                        "The sequence row_version gives SELECT"),
                Map.entry("GRANT SELECT (version) ON flyway_schema_history TO voxgate_tenant", "A right on the column"),
                Map.entry("ALTER ROLE voxgate_tenant BYPASSRLS", "bypass the policies"),
                Map.entry("GRANT voxgate_system TO voxgate_tenant", "voxgate_tenant is a member of voxgate_system"),
                Map.entry("ALTER TABLE session OWNER TO voxgate_system", "voxgate_system owns something"),
                Map.entry(
                        "CREATE FUNCTION all_keys() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM api_key'",
                        "The function all_keys"),
                Map.entry("CREATE VIEW keys AS SELECT * FROM api_key", "The view keys"),
                Map.entry("GRANT CREATE ON SCHEMA public TO voxgate_tenant", "may make things"),
                Map.entry(
                        "ALTER TABLE session_event ADD CONSTRAINT loose FOREIGN KEY (session_id) REFERENCES session",
                        "the foreign key loose"));
        for (Map.Entry<String, String> gap : gaps.entrySet()) {
            try (Connection owner = owner();
                    Statement statement = owner.createStatement()) {
                owner.setAutoCommit(false);
                statement.execute("SET LOCAL session_replication_role = replica; DELETE FROM session_event");
                statement.execute(gap.getKey());
                assertThat(new PolicyCatalog(owner).faults())
                        .as(gap.getKey())
                        .anyMatch(fault -> fault.contains(gap.getValue()));
                owner.rollback();
            }
        }
    }

    /** For each table behind the wall an insert of one row of the tenant. */
    private static Map<String, String> inserts(String tenant) throws SQLException {
        Map<String, String> inserts = new LinkedHashMap<>();
        try (Connection owner = owner()) {
            EmptyRows rows = new EmptyRows(owner);
            for (String table : new PolicyCatalog(owner).tenantTables()) {
                inserts.put(table, rows.insert(table, tenant));
            }
        }
        inserts.put("tenant", "INSERT INTO tenant (id, name) VALUES ('third', 'Third')");
        return inserts;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** How many rows; -1 when the database refused for want of a right, or because a policy forbids the row. */
    private static int changed(Connection connection, String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            connection.rollback(before);
            assertThat(e.getSQLState()).as(sql + ": " + e.getMessage()).isEqualTo(REFUSED);
            return -1;
        }
    }

    private static String state(Connection connection, String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return "done";
        } catch (SQLException e) {
            connection.rollback(before);
            return e.getSQLState();
        }
    }
}
