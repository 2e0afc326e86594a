package io.voxgate.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.voxgate.caching.CacheRegistry;
import io.voxgate.database.Actor;
import io.voxgate.database.Database;
import io.voxgate.database.RowChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class TenantCacheTest {
    private final Set<String> stored = new HashSet<>(Set.of("acme"));
    private final List<String> asked = new ArrayList<>();
    private final CacheRegistry caches = new CacheRegistry(new SimpleMeterRegistry());
    private final TenantCache tenants = new TenantCache(
            new TenantTable(new Database(new PGSimpleDataSource(), List.of(), () -> Actor.VOXGATE)) {
                @Override
                public Optional<TenantRow> find(String id) {
                    asked.add(id);
                    return stored.contains(id)
                            ? Optional.of(new TenantRow(id, id, Optional.empty(), 1, Instant.EPOCH, Instant.EPOCH))
                            : Optional.empty();
                }
            },
            caches);

    @Test
    void aTenantIsLookedUpOnceUntilItChanges() {
        caches.validUntil(System.nanoTime() + 60_000_000_000L);
        assertThat(tenants.has("acme")).isTrue();
        assertThat(tenants.has("acme")).isTrue();
        assertThat(asked).containsExactly("acme");
        stored.remove("acme");
        caches.changed(Set.of(new RowChange("tenant", "another", "")));
        assertThat(tenants.has("acme")).isTrue();
        caches.changed(Set.of(new RowChange("tenant", "acme", "")));
        assertThat(tenants.has("acme")).isFalse();
    }

    @Test
    void nobodyIsRememberedAsMissingAndNothingIsKeptWithoutHearing() {
        caches.validUntil(System.nanoTime() + 60_000_000_000L);
        assertThat(tenants.has("new")).isFalse();
        stored.add("new");
        assertThat(tenants.has("new")).isTrue();
        caches.lost();
        stored.clear();
        assertThat(tenants.has("new")).isFalse();
    }
}
