package io.voxgate.persistence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Credentials, with the templates that refer to them. */
@ApplicationScoped
public class CredentialTable {
    private static final String SELECT = """
            SELECT tenant_id, name, fields, hosts, version, created_at, updated_at,
                   ARRAY(SELECT DISTINCT r.name || '@' || r.revision
                         FROM template t JOIN template_revision r USING (tenant_id, name)
                         WHERE t.tenant_id = c.tenant_id AND r.revision IN (t.latest, t.published)
                           AND c.name IN (r.body #>> '{agent,llm,credentialRef}', r.body #>> '{agent,tts,credentialRef}')
                         ORDER BY 1) AS used_by
            FROM credential c WHERE tenant_id = ?\s""";

    private final Database database;

    public CredentialTable(Database database) {
        this.database = database;
    }

    /**
     * @param fields sealed
     * @param hosts empty: any public one
     * @param usedBy templates whose published or latest revision names it, as {@code template@revision}
     */
    public record CredentialRow(
            String tenantId, String name, ObjectNode fields, Optional<List<String>> hosts, long version, Instant createdAt, Instant updatedAt, List<String> usedBy) {
        static CredentialRow read(ResultSet row) throws SQLException {
            return new CredentialRow(row.getString("tenant_id"), row.getString("name"), Statements.json(row, "fields", ObjectNode.class),
                    Statements.texts(row, "hosts"), row.getLong("version"), Statements.instant(row, "created_at"),
                    Statements.instant(row, "updated_at"), Statements.texts(row, "used_by").orElseThrow());
        }
    }

    public Stored<CredentialRow> put(String tenantId, String name, ObjectNode fields, Optional<List<String>> hosts, Precondition precondition) {
        return database.tenant(tenantId, tx -> {
            tx.serialise("credential", tenantId, name);
            Optional<Long> before = version(tx, tenantId, name);
            precondition.check(before);
            tx.update("""
                    INSERT INTO credential (tenant_id, name, fields, hosts) VALUES (?, ?, ?::jsonb, ?)
                    ON CONFLICT (tenant_id, name) DO UPDATE
                    SET fields = excluded.fields, hosts = excluded.hosts, version = nextval('row_version'), updated_at = now()""",
                    tenantId, name, fields, hosts);
            return new Stored<>(find(tx, tenantId, name).orElseThrow(), before.isEmpty());
        });
    }

    public Optional<CredentialRow> find(String tenantId, String name) {
        return database.tenant(tenantId, tx -> find(tx, tenantId, name));
    }

    /** Those of the names that exist. */
    public List<CredentialRow> find(String tenantId, Set<String> names) {
        return names.isEmpty() ? List.of()
                : database.tenant(tenantId, tx -> tx.list(SELECT + "AND name = ANY (?)", CredentialRow::read, tenantId, List.copyOf(names)));
    }

    public Page<CredentialRow> list(String tenantId, Page.Request page) {
        return Page.of(database.tenant(tenantId, tx ->
                tx.list(SELECT + "AND name > ? ORDER BY name LIMIT ?", CredentialRow::read, tenantId, page.after(), page.oneMore())),
                page.size(), CredentialRow::name);
    }

    /** @throws Problem 404, 409 while a template uses it, 412 */
    public void delete(String tenantId, String name, Precondition precondition) {
        database.tenant(tenantId, tx -> {
            tx.serialise("credential", tenantId, name);
            CredentialRow row = find(tx, tenantId, name).orElseThrow(() -> Problem.notFound("There is no credential " + name + "."));
            precondition.check(Optional.of(row.version()));
            if (!row.usedBy().isEmpty()) {
                throw Problem.of(ProblemCode.IN_USE, "It is used by " + String.join(", ", row.usedBy()) + ". Change or delete these first.")
                        .with("usedBy", row.usedBy());
            }
            return tx.update("DELETE FROM credential WHERE tenant_id = ? AND name = ?", tenantId, name);
        });
    }

    private static Optional<CredentialRow> find(Statements tx, String tenantId, String name) {
        return tx.one(SELECT + "AND name = ?", CredentialRow::read, tenantId, name);
    }

    private static Optional<Long> version(Statements tx, String tenantId, String name) {
        return tx.one("SELECT version FROM credential WHERE tenant_id = ? AND name = ?", row -> row.getLong(1), tenantId, name);
    }
}
