package io.voxgate.tenant;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.SqlParameters;
import io.voxgate.database.Transaction;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;

/**
 * What a tenant may have, counted in the transaction that makes one more: of any number at once, on any replica, none
 * comes in above it.
 */
public final class TenantQuotas {
    private TenantQuotas() {}

    /**
     * Another transaction that wants one more of these waits until this transaction has ended.
     *
     * @param table ours, never a caller's text
     * @throws Problem 409 when the tenant has as many as it may
     */
    public static void room(Transaction tx, String table, Limit limit) {
        tx.serialise("quota", table, tx.tenantId());
        check(
                count(
                        tx,
                        "SELECT count(*) FROM " + table + " WHERE tenant_id = :tenantId",
                        with("tenantId", tx.tenantId())),
                limit,
                "The tenant has " + limit.max() + " " + limit.unit()
                        + ", and may have no more. Delete some that are not used any more.");
    }

    public static void check(long there, Limit limit, String detail) {
        if (there >= limit.max()) {
            throw Problem.overLimit(ProblemCode.QUOTA_EXCEEDED, limit, detail + " Nothing was stored.");
        }
    }

    public static long count(Transaction tx, String sql, SqlParameters parameters) {
        return tx.one(sql, row -> row.getLong(1), parameters).orElseThrow();
    }
}
