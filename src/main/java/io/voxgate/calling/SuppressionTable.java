package io.voxgate.calling;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.Database;
import io.voxgate.database.Page;
import io.voxgate.database.Precondition;
import io.voxgate.database.SqlParameters;
import io.voxgate.database.Transaction;
import io.voxgate.database.UpsertResult;
import io.voxgate.database.WriteOptions;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.tenant.TenantQuotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Numbers that a tenant must not call. They are found by their hash: one whose person was erased stays suppressed, unnamed. */
@ApplicationScoped
public class SuppressionTable {
    private static final String COLUMNS = "number, reason, note, session_id, position, version, created_at, updated_at";
    private static final String OF_NUMBER =
            " FROM suppression WHERE tenant_id = :tenantId AND number_hash = voxgate_pair_hash('phoneNumber', :number)";

    private final Database database;

    public SuppressionTable(Database database) {
        this.database = database;
    }

    /** Why, by the contract's word, and for people. */
    public record Grounds(String reason, Optional<String> note) {}

    /**
     * A number that is not called.
     *
     * @param number empty: its person was erased
     * @param sessionId the session in which the person asked for it; empty: a caller of the API put it
     * @param position its place in the list
     */
    public record SuppressionRow(
            Optional<String> number,
            Grounds grounds,
            Optional<String> sessionId,
            long position,
            long version,
            Instant createdAt,
            Instant updatedAt) {
        static SuppressionRow read(ResultSet row) throws SQLException {
            return new SuppressionRow(
                    Optional.ofNullable(row.getString("number")),
                    new Grounds(row.getString("reason"), Optional.ofNullable(row.getString("note"))),
                    Optional.ofNullable(row.getString("session_id")),
                    row.getLong("position"),
                    row.getLong("version"),
                    Transaction.instant(row, "created_at"),
                    Transaction.instant(row, "updated_at"));
        }
    }

    /** Whether the transaction's tenant must not call the number. */
    boolean has(Transaction tx, String number) {
        return tx.one("SELECT true" + OF_NUMBER, row -> true, of(tx.tenantId(), number))
                .isPresent();
    }

    /** Creates or replaces; what is stored already stays as it is. */
    public UpsertResult<SuppressionRow> put(String tenantId, String number, Grounds grounds, WriteOptions options) {
        return options.in(database, tenantId, tx -> {
            tx.serialise("suppression", tenantId, number);
            Optional<SuppressionRow> before = find(tx, number);
            options.precondition().check(before.map(SuppressionRow::version));
            if (before.isEmpty()) {
                TenantQuotas.room(tx, "suppression", Limit.SUPPRESSIONS_PER_TENANT);
                tx.update(
                        """
                        INSERT INTO suppression (tenant_id, number_hash, number, reason, note)
                        VALUES (:tenantId, voxgate_pair_hash('phoneNumber', :number), :number, :reason, :note)
                        ON CONFLICT (tenant_id, number_hash) DO NOTHING""",
                        of(tenantId, number).and("reason", grounds.reason()).and("note", grounds.note()));
            } else if (!before.get().grounds().equals(grounds)
                    || before.get().number().isEmpty()) {
                tx.update(
                        """
                        UPDATE suppression SET number = :number, reason = :reason, note = :note,
                            version = nextval('row_version'), updated_at = now()
                        WHERE tenant_id = :tenantId AND number_hash = voxgate_pair_hash('phoneNumber', :number)""",
                        of(tenantId, number).and("reason", grounds.reason()).and("note", grounds.note()));
            }
            return new UpsertResult<>(find(tx, number).orElseThrow(), before.isEmpty());
        });
    }

    public Optional<SuppressionRow> find(String tenantId, String number) {
        return database.tenant(tenantId, tx -> find(tx, number));
    }

    private static Optional<SuppressionRow> find(Transaction tx, String number) {
        return tx.one("SELECT " + COLUMNS + OF_NUMBER, SuppressionRow::read, of(tx.tenantId(), number));
    }

    /** In the order in which they were put. */
    public Page<SuppressionRow> list(String tenantId, Page.PageRequest page) {
        return database.tenant(
                tenantId,
                tx -> tx.page(
                        page.bounds("suppressions"),
                        row -> Long.toString(row.position()),
                        "SELECT " + COLUMNS + " FROM suppression WHERE tenant_id = :tenantId AND position > :after "
                                + "ORDER BY position LIMIT :limit",
                        SuppressionRow::read,
                        with("tenantId", tenantId).and("after", page.number(0)).and("limit", page.oneMore())));
    }

    /** @throws Problem 404, 412 */
    public void delete(String tenantId, String number, Precondition precondition) {
        database.tenant(tenantId, tx -> {
            tx.serialise("suppression", tenantId, number);
            SuppressionRow row = find(tx, number).orElseThrow(SuppressionTable::missing);
            precondition.check(Optional.of(row.version()));
            return tx.update("DELETE" + OF_NUMBER, of(tenantId, number));
        });
    }

    public static Problem missing() {
        return Problem.notFound("This number is not on the suppression list.");
    }

    private static SqlParameters of(String tenantId, String number) {
        return with("tenantId", tenantId).and("number", number);
    }
}
