package io.voxgate.tenant;

import static io.voxgate.database.SqlParameters.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Database;
import io.voxgate.database.Page;
import io.voxgate.database.Precondition;
import io.voxgate.database.Transaction;
import io.voxgate.json.Json;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Tenants. */
@ApplicationScoped
public class TenantTable {
    private static final String COLUMNS = "id, name, retention, version, created_at, updated_at";
    private static final String NOT_OVER = "status NOT IN ('ended', 'failed')";
    private static final int NAMED = 20;

    private final Database database;

    public TenantTable(Database database) {
        this.database = database;
    }

    /** @param retention {@code {eventDays, …}}, what the tenant chose of it; empty: nothing */
    public record TenantRow(
            String id,
            String name,
            Optional<ObjectNode> retention,
            long version,
            Instant createdAt,
            Instant updatedAt) {
        static TenantRow read(ResultSet row) throws SQLException {
            Optional<ObjectNode> retention = Optional.ofNullable(row.getString("retention"))
                    .flatMap(Json::parse)
                    .map(ObjectNode.class::cast);
            return new TenantRow(
                    row.getString("id"),
                    row.getString("name"),
                    retention,
                    row.getLong("version"),
                    Transaction.instant(row, "created_at"),
                    Transaction.instant(row, "updated_at"));
        }
    }

    /** @throws Problem 409 when the id is taken */
    public TenantRow insert(String id, String name) {
        return database.system(tx -> tx.one(
                        """
                INSERT INTO tenant (id, name) VALUES (:id, :name) ON CONFLICT DO NOTHING
                    RETURNING %s""".formatted(COLUMNS), TenantRow::read, with("id", id).and("name", name)))
                .orElseThrow(() -> Problem.of(ProblemCode.CONFLICT, "There is a tenant " + id + " already."));
    }

    public Optional<TenantRow> find(String id) {
        return database.system(tx -> find(tx, id, ""));
    }

    public Page<TenantRow> list(Page.PageRequest page) {
        return database.system(tx -> tx.page(
                page.bounds("tenants"),
                TenantRow::id,
                "SELECT %s FROM tenant WHERE id > :after ORDER BY id LIMIT :limit".formatted(COLUMNS),
                TenantRow::read,
                with("after", page.after()).and("limit", page.oneMore())));
    }

    /** What can be changed of a tenant. */
    public record Chosen(String name, Optional<ObjectNode> retention) {}

    /** @param change the new, from the old */
    public TenantRow change(String id, Precondition precondition, UnaryOperator<Chosen> change) {
        return database.system(tx -> {
            TenantRow before = locked(tx, id, precondition);
            Chosen chosen = change.apply(new Chosen(before.name(), before.retention()));
            return tx.one(
                            """
                    UPDATE tenant SET name = :name, retention = :retention::jsonb, version = nextval('row_version'), updated_at = now()
                        WHERE id = :id RETURNING %s""".formatted(COLUMNS),
                            TenantRow::read,
                            with("name", chosen.name())
                                    .and("retention", chosen.retention())
                                    .and("id", id))
                    .orElseThrow();
        });
    }

    /**
     * Everything of the tenant goes with it. A session that is begun meanwhile waits for the tenant's row, and then
     * finds it gone.
     *
     * @throws Problem 409 while sessions are not over
     */
    public void delete(String id, Precondition precondition) {
        database.system(tx -> {
            locked(tx, id, precondition);
            over(tx, id);
            tx.allowLonger();
            tx.update("DELETE FROM connection WHERE tenant_id = :tenantId", with("tenantId", id));
            return tx.update("DELETE FROM tenant WHERE id = :id", with("id", id));
        });
    }

    private static void over(Transaction tx, String id) {
        long open = tx.one(
                        "SELECT count(*) FROM session WHERE tenant_id = :tenantId AND " + NOT_OVER,
                        row -> row.getLong(1),
                        with("tenantId", id))
                .orElse(0L);
        if (open > 0) {
            List<String> some = tx.list(
                    "SELECT id FROM session WHERE tenant_id = :tenantId AND " + NOT_OVER + " ORDER BY id LIMIT :limit",
                    row -> row.getString(1),
                    with("tenantId", id).and("limit", NAMED));
            throw Problem.of(
                            ProblemCode.IN_USE,
                            "The tenant has " + (open == 1 ? "one session that is" : open + " sessions that are")
                                    + " not over. Stop them with a key of the tenant (POST /v1/sessions/{id}/stop), "
                                    + "wait until they have ended, and delete it then.")
                    .with("openSessions", open)
                    .with("sessionIds", some);
        }
    }

    private static TenantRow locked(Transaction tx, String id, Precondition precondition) {
        TenantRow row =
                find(tx, id, " FOR UPDATE").orElseThrow(() -> Problem.notFound("There is no tenant " + id + "."));
        precondition.check(Optional.of(row.version()));
        return row;
    }

    private static Optional<TenantRow> find(Transaction tx, String id, String lock) {
        return tx.one(
                "SELECT %s FROM tenant WHERE id = :id%s".formatted(COLUMNS, lock), TenantRow::read, with("id", id));
    }
}
