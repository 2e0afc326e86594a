package io.voxgate.database;

import java.util.function.Function;

/**
 * How something is to be written.
 *
 * @param precondition what must hold of what is stored
 * @param validateOnly true: every check and the same answer, but nothing is stored
 */
public record WriteOptions(Precondition precondition, boolean validateOnly) {
    /** No conditions, and for good. */
    public static final WriteOptions NONE = new WriteOptions(Precondition.NONE, false);

    /** Runs the statements as one for a tenant, and keeps what they did unless it only validates. */
    public <T> T in(Database database, String tenantId, Function<Transaction, T> work) {
        return validateOnly ? database.rehearse(tenantId, work) : database.tenant(tenantId, work);
    }
}
