package io.voxgate.security;

import io.voxgate.caching.CacheLimits;
import io.voxgate.caching.CacheRegistry;
import io.voxgate.caching.InvalidatingCache;
import io.voxgate.security.KeyTable.KeyRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Stored keys for signing in, kept until they are changed or deleted. A prefix that no key has is looked up each time
 * and takes no room.
 */
@ApplicationScoped
public class KeyCache {
    /** Even if everything else failed, a deleted key is refused everywhere within 5 s. */
    private static final CacheLimits BOUNDS = new CacheLimits(10_000, 8 << 20, Duration.ofSeconds(4));

    private static final int BYTES = 800;

    private final KeyTable table;
    private final InvalidatingCache<String, KeyRow> rows;

    public KeyCache(KeyTable table, CacheRegistry caches) {
        this.table = table;
        this.rows = caches.open("keys", BOUNDS, _ -> BYTES, (change, prefix, row) -> switch (change.table()) {
            case "api_key" -> change.name().equals(prefix);
            case "tenant" -> change.tenantId().equals(row.tenantId());
            default -> false;
        });
    }

    Optional<KeyRow> byPrefix(String prefix) {
        return rows.find(prefix, () -> table.byPrefix(prefix));
    }
}
