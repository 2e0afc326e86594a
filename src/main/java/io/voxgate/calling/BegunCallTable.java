package io.voxgate.calling;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The calls to a number that were begun, counted from the sessions themselves: no counter can drift from them. Not counted:
 * a start that was not sent, and one that the vendor refused because it was asked too often.
 */
@ApplicationScoped
class BegunCallTable {
    /** No day of any calendar is longer: 24 hours and the clock set back, by at most two. */
    private static final Duration LONGEST_DAY = Duration.ofHours(26);

    /** As many as a policy may allow in a day, and all that may have been begun before it was made. */
    private static final int MOST = 10_000;

    List<Instant> since(Transaction tx, String number, Instant now) {
        return tx.list(
                """
                SELECT created_at FROM session
                WHERE tenant_id = :tenantId AND person_hash = voxgate_pair_hash('phoneNumber', :number) AND created_at > :after
                    AND NOT (status = 'failed' AND facts ->> 'start' = 'REFUSED' AND (vendor_error IS NULL OR end_reason = 'quota'))
                LIMIT :limit""",
                row -> Transaction.instant(row, "created_at"),
                with("tenantId", tx.tenantId())
                        .and("number", number)
                        .and("after", now.minus(LONGEST_DAY))
                        .and("limit", MOST));
    }

    /** No other start to this number is decided on until this transaction has ended. */
    void alone(Transaction tx, String number) {
        tx.serialise("call", tx.tenantId(), number);
    }
}
