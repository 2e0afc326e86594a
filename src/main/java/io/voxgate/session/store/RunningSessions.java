package io.voxgate.session.store;

import static io.voxgate.database.SqlParameters.with;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.voxgate.database.Transaction;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.model.SessionStatus;
import io.voxgate.tenant.TenantQuotas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many sessions of a tenant run at once. Starts must not wait for a count: a tenant with less than half of what it
 * may have is counted every two seconds only, and the starts since then by themselves; beyond half, each start counts
 * exactly and after the one before it.
 */
@ApplicationScoped
public class RunningSessions {
    private static final Duration COUNT_GOOD_FOR = Duration.ofSeconds(2);
    private static final int MOST_TENANTS = 10_000;

    /** How many starts of this replica one count is good for: eight replicas together stay below the other half. */
    private static final int STARTS_ON_ONE_COUNT = Limit.RUNNING_SESSIONS_PER_TENANT.count() / 20;

    private static final String COUNT =
            "SELECT count(*) FROM (SELECT FROM session WHERE tenant_id = :tenantId AND status IN ("
                    + SessionStatus.RUNNING_IN_SQL + ") LIMIT :limit) AS running";

    private final Cache<String, AtomicInteger> startsLeft;

    @Inject
    public RunningSessions() {
        this(Ticker.systemTicker());
    }

    public RunningSessions(Ticker ticker) {
        startsLeft = Caffeine.newBuilder()
                .maximumSize(MOST_TENANTS)
                .expireAfterWrite(COUNT_GOOD_FOR)
                .ticker(ticker)
                .build();
    }

    /** @throws Problem 409 when as many run as may */
    public void room(Transaction tx) {
        AtomicInteger left = startsLeft.getIfPresent(tx.tenantId());
        if (left != null && left.decrementAndGet() >= 0) {
            return;
        }
        if (count(tx) < Limit.RUNNING_SESSIONS_PER_TENANT.max() / 2) {
            startsLeft.put(tx.tenantId(), new AtomicInteger(STARTS_ON_ONE_COUNT));
            return;
        }
        tx.serialise("quota", "session", tx.tenantId());
        TenantQuotas.check(
                count(tx),
                Limit.RUNNING_SESSIONS_PER_TENANT,
                "The tenant has " + Limit.RUNNING_SESSIONS_PER_TENANT.max()
                        + " sessions running, and may have no more at once. Stop some, or wait until they have ended.");
    }

    private static long count(Transaction tx) {
        return TenantQuotas.count(
                tx, COUNT, with("tenantId", tx.tenantId()).and("limit", Limit.RUNNING_SESSIONS_PER_TENANT.max()));
    }
}
