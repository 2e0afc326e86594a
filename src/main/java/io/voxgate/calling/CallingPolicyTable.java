package io.voxgate.calling;

import static io.voxgate.database.SqlParameters.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.callingpolicy.CallingPolicy;
import io.voxgate.database.Database;
import io.voxgate.database.Page;
import io.voxgate.database.Precondition;
import io.voxgate.database.Transaction;
import io.voxgate.database.UpsertResult;
import io.voxgate.database.WriteOptions;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.tenant.TenantQuotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Calling policies. */
@ApplicationScoped
public class CallingPolicyTable {
    private static final String COLUMNS = "name, body, version, created_at, updated_at";

    private final Database database;

    public CallingPolicyTable(Database database) {
        this.database = database;
    }

    public record PolicyRow(String name, CallingPolicy policy, long version, Instant createdAt, Instant updatedAt) {
        static PolicyRow read(ResultSet row) throws SQLException {
            return new PolicyRow(
                    row.getString("name"),
                    Json.MAPPER.convertValue(Transaction.json(row, "body", ObjectNode.class), CallingPolicy.class),
                    row.getLong("version"),
                    Transaction.instant(row, "created_at"),
                    Transaction.instant(row, "updated_at"));
        }
    }

    /** A policy as it is stored, which may be one that this version cannot read. */
    record StoredPolicy(String name, ObjectNode body) {}

    /** All of the tenant, for a decision: none is left out. */
    List<StoredPolicy> all(Transaction tx) {
        return tx.list(
                "SELECT name, body FROM calling_policy WHERE tenant_id = :tenantId ORDER BY name",
                row -> new StoredPolicy(row.getString("name"), Transaction.json(row, "body", ObjectNode.class)),
                with("tenantId", tx.tenantId()));
    }

    /** Creates or replaces; what is stored already stays as it is. */
    public UpsertResult<PolicyRow> put(String tenantId, String name, CallingPolicy policy, WriteOptions options) {
        return options.in(database, tenantId, tx -> {
            tx.serialise("calling_policy", tenantId, name);
            Optional<StoredVersion> before = stored(tx, name);
            options.precondition().check(before.map(StoredVersion::version));
            if (before.isEmpty()) {
                TenantQuotas.room(tx, "calling_policy", Limit.CALLING_POLICIES_PER_TENANT);
                tx.update(
                        "INSERT INTO calling_policy (tenant_id, name, body) VALUES (:tenantId, :name, :body::jsonb)",
                        with("tenantId", tenantId).and("name", name).and("body", Json.tree(policy)));
            } else if (!Json.same(before.get().body(), Json.tree(policy))) {
                tx.update(
                        "UPDATE calling_policy SET body = :body::jsonb, version = nextval('row_version'), updated_at = now() "
                                + "WHERE tenant_id = :tenantId AND name = :name",
                        with("body", Json.tree(policy)).and("tenantId", tenantId).and("name", name));
            }
            return new UpsertResult<>(find(tx, name).orElseThrow(), before.isEmpty());
        });
    }

    public Optional<PolicyRow> find(String tenantId, String name) {
        return database.tenant(tenantId, tx -> find(tx, name));
    }

    private static Optional<PolicyRow> find(Transaction tx, String name) {
        return tx.one(
                "SELECT " + COLUMNS + " FROM calling_policy WHERE tenant_id = :tenantId AND name = :name",
                PolicyRow::read,
                with("tenantId", tx.tenantId()).and("name", name));
    }

    /** As it is stored: also one that this version cannot read can be replaced and deleted. */
    private record StoredVersion(ObjectNode body, long version) {}

    private static Optional<StoredVersion> stored(Transaction tx, String name) {
        return tx.one(
                "SELECT body, version FROM calling_policy WHERE tenant_id = :tenantId AND name = :name",
                row -> new StoredVersion(Transaction.json(row, "body", ObjectNode.class), row.getLong("version")),
                with("tenantId", tx.tenantId()).and("name", name));
    }

    public Page<PolicyRow> list(String tenantId, Page.PageRequest page) {
        return database.tenant(
                tenantId,
                tx -> tx.page(
                        page.bounds("calling policies"),
                        PolicyRow::name,
                        "SELECT " + COLUMNS + " FROM calling_policy WHERE tenant_id = :tenantId AND name > :after "
                                + "ORDER BY name LIMIT :limit",
                        PolicyRow::read,
                        with("tenantId", tenantId).and("after", page.after()).and("limit", page.oneMore())));
    }

    /** @throws Problem 404, 412 */
    public void delete(String tenantId, String name, Precondition precondition) {
        database.tenant(tenantId, tx -> {
            tx.serialise("calling_policy", tenantId, name);
            StoredVersion stored = stored(tx, name).orElseThrow(() -> missing(name));
            precondition.check(Optional.of(stored.version()));
            return tx.update(
                    "DELETE FROM calling_policy WHERE tenant_id = :tenantId AND name = :name",
                    with("tenantId", tenantId).and("name", name));
        });
    }

    public static Problem missing(String name) {
        return Problem.notFound("There is no calling policy " + name + ".");
    }
}
