package io.voxgate.persistence;

import io.voxgate.model.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The keys of tenants. */
@ApplicationScoped
public class KeyTable {
    private static final String COLUMNS = "tenant_id, id, name, roles, prefix, hash, created_at";

    private final Database database;

    public KeyTable(Database database) {
        this.database = database;
    }

    /** @param hash SHA-256 of the whole key */
    public record KeyRow(String tenantId, String id, String name, List<String> roles, String prefix, byte[] hash, Instant createdAt) {
        static KeyRow read(ResultSet row) throws SQLException {
            return new KeyRow(row.getString("tenant_id"), row.getString("id"), row.getString("name"), Statements.texts(row, "roles").orElseThrow(),
                    row.getString("prefix"), row.getBytes("hash"), Statements.instant(row, "created_at"));
        }
    }

    /** @throws Problem 404 when there is no such tenant */
    public void insert(KeyRow key) {
        try {
            database.tenant(key.tenantId(), tx -> tx.update("""
                    INSERT INTO api_key (tenant_id, id, name, roles, prefix, hash, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)""",
                    key.tenantId(), key.id(), key.name(), key.roles(), key.prefix(), key.hash(), key.createdAt()));
        } catch (Statements.Conflict e) {
            throw Problem.notFound("There is no tenant " + key.tenantId() + ".");
        }
    }

    public Optional<KeyRow> byPrefix(String prefix) {
        return database.system(tx -> tx.one("SELECT %s FROM api_key WHERE prefix = ?".formatted(COLUMNS), KeyRow::read, prefix));
    }

    public Page<KeyRow> list(String tenantId, Page.Request page) {
        return Page.of(database.tenant(tenantId, tx -> tx.list("""
                SELECT %s FROM api_key WHERE tenant_id = ? AND id > ? ORDER BY id LIMIT ?""".formatted(COLUMNS),
                KeyRow::read, tenantId, page.after(), page.oneMore())), page.size(), KeyRow::id);
    }

    /** @return whether there was one */
    public boolean delete(String tenantId, String id) {
        return database.tenant(tenantId, tx -> tx.update("DELETE FROM api_key WHERE tenant_id = ? AND id = ?", tenantId, id)) == 1;
    }
}
