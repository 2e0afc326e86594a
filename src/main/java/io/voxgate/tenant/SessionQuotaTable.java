package io.voxgate.tenant;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.Database;
import io.voxgate.database.Precondition;
import io.voxgate.database.Transaction;
import io.voxgate.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** What is allowed to each tenant; kept in the tenant's own row. */
@ApplicationScoped
public class SessionQuotaTable {
    private static final String READ = "SELECT quotas, version FROM tenant WHERE id = :id";

    private final Database database;

    public SessionQuotaTable(Database database) {
        this.database = database;
    }

    /** @param version the tenant's */
    public record QuotaRow(SessionQuotas quotas, long version) {
        static QuotaRow read(ResultSet row) throws SQLException {
            return new QuotaRow(
                    Optional.ofNullable(row.getString("quotas"))
                            .flatMap(Json::parse)
                            .map(tree -> Json.MAPPER.convertValue(tree, SessionQuotas.class))
                            .orElse(SessionQuotas.NONE),
                    row.getLong("version"));
        }
    }

    /** Of the transaction's tenant; one that is deleted meanwhile has none. */
    public SessionQuotas of(Transaction tx) {
        return tx.one(READ, QuotaRow::read, with("id", tx.tenantId()))
                .map(QuotaRow::quotas)
                .orElse(SessionQuotas.NONE);
    }

    /** Empty: there is no such tenant. */
    public Optional<QuotaRow> find(String tenantId) {
        return database.system(tx -> tx.one(READ, QuotaRow::read, with("id", tenantId)));
    }

    /** Empty: there is no such tenant. */
    public Optional<QuotaRow> put(String tenantId, SessionQuotas quotas, Precondition precondition) {
        return database.system(tx -> {
            Optional<QuotaRow> before = tx.one(READ + " FOR UPDATE", QuotaRow::read, with("id", tenantId));
            if (before.isEmpty()) {
                return before;
            }
            precondition.check(before.map(QuotaRow::version));
            if (before.get().quotas().equals(quotas)) {
                return before;
            }
            return tx.one(
                    """
                    UPDATE tenant SET quotas = nullif(:quotas::jsonb, '{}'), version = nextval('row_version'), updated_at = now()
                        WHERE id = :id RETURNING quotas, version""",
                    QuotaRow::read,
                    with("quotas", Json.tree(quotas)).and("id", tenantId));
        });
    }
}
