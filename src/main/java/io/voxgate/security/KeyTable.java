package io.voxgate.security;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.Database;
import io.voxgate.database.Page;
import io.voxgate.database.Transaction;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.tenant.TenantQuotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The keys of tenants. */
@ApplicationScoped
public class KeyTable {
    private static final String COLUMNS =
            "tenant_id, id, name, roles, prefix, hash, created_at, expires_at, last_used_at";

    private final Database database;

    public KeyTable(Database database) {
        this.database = database;
    }

    /**
     * A stored key.
     *
     * @param hash SHA-256 of the whole key
     * @param expiresAt from when it is refused; the caller of this method compares with the clock
     */
    public record KeyRow(
            String tenantId,
            String id,
            String name,
            List<String> roles,
            String prefix,
            byte[] hash,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt) {
        static KeyRow read(ResultSet row) throws SQLException {
            return new KeyRow(
                    row.getString("tenant_id"),
                    row.getString("id"),
                    row.getString("name"),
                    Transaction.texts(row, "roles").orElseThrow(),
                    row.getString("prefix"),
                    row.getBytes("hash"),
                    Transaction.instant(row, "created_at"),
                    Transaction.maybeInstant(row, "expires_at"),
                    Transaction.maybeInstant(row, "last_used_at"));
        }
    }

    /** What recognises a wrong key: the prefix of a key that there is, and the beginning of its hash. */
    public record Fingerprint(String prefix, byte[] hash) {
        static Fingerprint read(ResultSet row) throws SQLException {
            return new Fingerprint(row.getString("prefix"), row.getBytes("hash"));
        }
    }

    /** That a key was used. */
    public record KeyUse(String tenantId, String id, Instant at) {}

    /** @throws Problem 404 when there is no such tenant, 409 when it has as many keys as it may */
    public void insert(KeyRow key) {
        try {
            database.tenant(key.tenantId(), tx -> {
                TenantQuotas.room(tx, "api_key", Limit.KEYS_PER_TENANT);
                return tx.update(
                        """
                        INSERT INTO api_key (tenant_id, id, name, roles, prefix, hash, created_at, expires_at)
                            VALUES (:tenantId, :id, :name, :roles, :prefix, :hash, :createdAt, :expiresAt)""",
                        with("tenantId", key.tenantId())
                                .and("id", key.id())
                                .and("name", key.name())
                                .and("roles", key.roles())
                                .and("prefix", key.prefix())
                                .and("hash", key.hash())
                                .and("createdAt", key.createdAt())
                                .and("expiresAt", key.expiresAt()));
            });
        } catch (Transaction.Conflict e) {
            throw Problem.notFound("There is no tenant " + key.tenantId() + ".");
        }
    }

    public Optional<KeyRow> byPrefix(String prefix) {
        return database.system(tx -> tx.one(
                "SELECT %s FROM api_key WHERE prefix = :prefix".formatted(COLUMNS),
                KeyRow::read,
                with("prefix", prefix)));
    }

    /** Of all keys, up to so many. */
    public List<Fingerprint> fingerprints(int most) {
        return database.system(tx -> tx.list(
                "SELECT prefix, substring(hash FOR 8) AS hash FROM api_key LIMIT :limit",
                Fingerprint::read,
                with("limit", most)));
    }

    /** Of those with these prefixes. */
    public List<Fingerprint> fingerprints(Set<String> prefixes) {
        return database.system(tx -> tx.list(
                "SELECT prefix, substring(hash FOR 8) AS hash FROM api_key WHERE prefix = ANY (:prefixes)",
                Fingerprint::read,
                with("prefixes", List.copyOf(prefixes))));
    }

    public Page<KeyRow> list(String tenantId, Page.PageRequest page) {
        return database.tenant(
                tenantId,
                tx -> tx.page(
                        page.bounds("keys"),
                        KeyRow::id,
                        """
                SELECT %s FROM api_key WHERE tenant_id = :tenantId AND id > :after ORDER BY id LIMIT :limit""".formatted(COLUMNS),
                        KeyRow::read,
                        with("tenantId", tenantId).and("after", page.after()).and("limit", page.oneMore())));
    }

    public Optional<KeyRow> find(String tenantId, String id) {
        return database.tenant(tenantId, tx -> find(tx, tenantId, id));
    }

    /**
     * Deletes a key when the check lets it. No other key of the tenant is deleted between the check and the end.
     *
     * @param check gets the key and the tenant's other keys with one of its roles; whatever it throws keeps the key
     * @return whether there was one
     */
    public boolean delete(String tenantId, String id, BiConsumer<KeyRow, List<KeyRow>> check) {
        return database.tenant(tenantId, tx -> {
            tx.serialise("keys", tenantId);
            Optional<KeyRow> key = find(tx, tenantId, id);
            key.ifPresent(row -> check.accept(
                    row,
                    tx.list(
                            "SELECT %s FROM api_key WHERE tenant_id = :tenantId AND id <> :id AND roles && :roles"
                                    .formatted(COLUMNS),
                            KeyRow::read,
                            with("tenantId", tenantId).and("id", id).and("roles", row.roles()))));
            return tx.update(
                            "DELETE FROM api_key WHERE tenant_id = :tenantId AND id = :id",
                            with("tenantId", tenantId).and("id", id))
                    == 1;
        });
    }

    /**
     * Stores when keys were used, each at most once a minute; one that another replica writes at this moment is left to
     * it.
     */
    public void used(List<KeyUse> uses) {
        database.system(tx -> tx.update(
                """
                WITH due AS (
                    SELECT key.tenant_id, key.id, used.at
                    FROM api_key key JOIN unnest(:tenantIds, :ids, :times::timestamptz[])
                        AS used (tenant_id, id, at) ON key.tenant_id = used.tenant_id AND key.id = used.id
                    WHERE key.last_used_at IS NULL OR key.last_used_at <= used.at - interval '1 minute'
                    FOR UPDATE OF key SKIP LOCKED)
                UPDATE api_key key SET last_used_at = due.at FROM due WHERE key.tenant_id = due.tenant_id AND key.id = due.id""",
                with("tenantIds", uses.stream().map(KeyUse::tenantId).toList())
                        .and("ids", uses.stream().map(KeyUse::id).toList())
                        .and(
                                "times",
                                uses.stream().map(use -> use.at().toString()).toList())));
    }

    private static Optional<KeyRow> find(Transaction tx, String tenantId, String id) {
        return tx.one(
                "SELECT %s FROM api_key WHERE tenant_id = :tenantId AND id = :id".formatted(COLUMNS),
                KeyRow::read,
                with("tenantId", tenantId).and("id", id));
    }
}
