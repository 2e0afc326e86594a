package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself holds to: the audit only grows, and no change goes without its entry. */
@ServiceTest
class AuditWallTest {
    private static final String PERMISSION_DENIED = "42501";

    @Inject
    DataSource source;

    private TestTenant tenant;

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
    }

    /** Runs statements as one of the two roles; nothing of it stays. */
    private List<String> as(String role, String actor, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            List<String> found = new ArrayList<>();
            try {
                statement.execute(("SELECT set_config('role', '%s', true), set_config('voxgate.tenant', '%s', true), "
                                + "set_config('voxgate.actor', '%s', true)")
                        .formatted(role, tenant.id(), actor));
                for (String sql : statements) {
                    if (statement.execute(sql)) {
                        try (ResultSet rows = statement.getResultSet()) {
                            while (rows.next()) {
                                found.add(rows.getString(1));
                            }
                        }
                    }
                }
            } finally {
                connection.rollback();
            }
            return found;
        }
    }

    private String insertion(String name) {
        return ("INSERT INTO credential (tenant_id, name, fields) VALUES ('%s', '%s', "
                        + "'{\"apiKey\":{\"cipher\":\"c1\",\"lastFour\":\"1234\"}}')")
                .formatted(tenant.id(), name);
    }

    private String entries(String name) {
        return ("SELECT actor_type || ' ' || action || ' ' || coalesce(before::text, '') || coalesce(after::text, "
                        + "'') FROM audit_entry WHERE tenant_id = '%s' AND resource_name = '%s' ORDER BY occurred_at")
                .formatted(tenant.id(), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"voxgate_tenant", "voxgate_system"})
    void nobodyChangesOrRemovesAnEntry(String role) {
        for (String sql : List.of(
                "UPDATE audit_entry SET actor = 'x'",
                "DELETE FROM audit_entry",
                "TRUNCATE audit_entry",
                "ALTER TABLE audit_entry DISABLE ROW LEVEL SECURITY",
                "ALTER TABLE credential DISABLE TRIGGER audit",
                "SET session_replication_role = replica")) {
            assertThatThrownBy(() -> as(role, "", sql))
                    .as(sql)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo(PERMISSION_DENIED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"voxgate_tenant", "voxgate_system"})
    void statementThatKnowsNothingOfTheAuditIsNotedToo(String role) throws SQLException {
        assertThat(as(
                        role,
                        "",
                        insertion("c"),
                        "UPDATE credential SET hosts = '{a.example}' WHERE tenant_id = '%s' AND name = 'c'"
                                .formatted(tenant.id()),
                        entries("c")))
                .containsExactly(
                        "voxgate credential.created {\"fields\": {\"apiKey\": {\"lastFour\": \"1234\"}}}",
                        "voxgate credential.updated {}{\"hosts\": [\"a.example\"]}");
    }

    @Test
    void changeFailsWhenItsEntryCannotBeWritten() throws SQLException {
        assertThatThrownBy(() -> as("voxgate_tenant", "{\"type\":\"key\"}", insertion("c")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("audit_entry");
        assertThat(as(
                        "voxgate_system",
                        "",
                        "SELECT name FROM credential WHERE tenant_id = '%s'".formatted(tenant.id())))
                .isEmpty();
    }

    @Test
    void tenantsRoleForgesNothingForOthers() {
        assertThatThrownBy(() -> as(
                        "voxgate_tenant",
                        "",
                        "SELECT voxgate_audit_record('another', 'created', 'key', 'k', NULL, NULL)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() -> as(
                        "voxgate_tenant",
                        "",
                        "SELECT voxgate_audit_record(NULL, 'deleted', 'tenant', 't', NULL, NULL)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("row-level security");
    }

    @Test
    void sealingAnewIsNoChangeButWritingASecretIs() throws SQLException {
        String anew = ("UPDATE credential SET fields = '{\"apiKey\":{\"cipher\":\"c2\",\"lastFour\":\"1234\"}}', "
                        + "version = version + 1 WHERE name = 'c' AND tenant_id = '%s'")
                .formatted(tenant.id());
        assertThat(as("voxgate_system", "", insertion("c"), anew, entries("c"))).hasSize(1);
        assertThat(as("voxgate_tenant", "{\"type\":\"key\",\"id\":\"k\"}", insertion("c"), anew, entries("c")))
                .hasSize(2)
                .last()
                .isEqualTo("key credential.updated {}{\"secretsWritten\": [\"apiKey\"]}");
    }

    /** A new table of things that callers change has to be put under audit, or listed here with a reason. */
    @Test
    void everyTableIsAuditedOrHasAReason() throws SQLException {
        List<String> bare = as("voxgate_system", "", """
                SELECT relname FROM pg_class c WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND NOT relispartition
                AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname LIKE 'audit%') ORDER BY 1""");
        assertThat(bare)
                .containsExactlyInAnyOrder(
                        "audit_entry",
                        "tenant_deletion",
                        "flyway_schema_history",
                        "callback_endpoint",
                        "proven_app", // follow their connections
                        "idempotency_key",
                        "session_metadata", // follow their session
                        "template_credential",
                        "deleted_template", // follow their template
                        "session_event",
                        "unmatched_event",
                        "expected_callback", // what vendors say, or should
                        "orphan", // what Voxgate itself is about to stop, and nobody changes
                        "stall_watch", // what Voxgate itself looks at again
                        "last_deleted_event",
                        "usage_delta",
                        "usage_rollup", // follow the sessions and their events
                        "stream_token", // opens what its maker may read, for minutes
                        "rate_limit_slot", // how often vendors were called
                        "webhook_delivery"); // what receivers say
    }
}
