package io.voxgate.tenant;

import io.voxgate.caching.CacheLimits;
import io.voxgate.caching.CacheRegistry;
import io.voxgate.caching.InvalidatingCache;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Which tenants there are, for people whose tokens name one; kept until it is changed or deleted. */
@ApplicationScoped
public class TenantCache {
    /**
     * Even if everything else failed, the people of a deleted tenant are refused everywhere within 5 s, as its keys
     * are.
     */
    private static final CacheLimits BOUNDS = new CacheLimits(10_000, 4 << 20, Duration.ofSeconds(4));

    private static final int BYTES = 200;

    private final TenantTable table;
    private final InvalidatingCache<String, Boolean> known;

    public TenantCache(TenantTable table, CacheRegistry caches) {
        this.table = table;
        this.known = caches.open(
                "tenants",
                BOUNDS,
                _ -> BYTES,
                (change, id, _) ->
                        change.table().equals("tenant") && change.tenantId().equals(id));
    }

    public boolean has(String id) {
        return known.find(id, () -> table.find(id).map(_ -> true)).isPresent();
    }
}
