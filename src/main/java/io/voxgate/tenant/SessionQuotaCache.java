package io.voxgate.tenant;

import io.voxgate.caching.CacheLimits;
import io.voxgate.caching.CacheRegistry;
import io.voxgate.caching.InvalidatingCache;
import io.voxgate.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** What is allowed to each tenant, for every start; kept until the tenant's row changes. */
@ApplicationScoped
public class SessionQuotaCache {
    private static final CacheLimits BOUNDS = new CacheLimits(10_000, 4 << 20, Duration.ofSeconds(30));
    private static final int BYTES = 200;

    private final SessionQuotaTable table;
    private final InvalidatingCache<String, SessionQuotas> known;

    public SessionQuotaCache(SessionQuotaTable table, CacheRegistry caches) {
        this.table = table;
        this.known = caches.open(
                "quotas",
                BOUNDS,
                _ -> BYTES,
                (change, id, _) ->
                        change.table().equals("tenant") && change.tenantId().equals(id));
    }

    public SessionQuotas of(Transaction tx) {
        return known.find(tx.tenantId(), () -> Optional.of(table.of(tx))).orElse(SessionQuotas.NONE);
    }
}
