package io.voxgate.caching;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.voxgate.database.RowChange;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * One bounded cache. Only what exists is kept: a question for what does not exist is asked each time, and takes no
 * room. While changes cannot be received, everything is read from the database.
 */
public final class InvalidatingCache<K, V> {
    private final Cache<K, V> entries;
    private final InvalidationRule<K, V> touch;
    private final BooleanSupplier trusted;

    /** Counts what was received of changes: what was read before the last of them is not kept. */
    private volatile long epoch;

    InvalidatingCache(
            CacheLimits bounds,
            ToLongFunction<V> bytes,
            InvalidationRule<K, V> touch,
            BooleanSupplier trusted,
            Ticker ticker) {
        this.entries = Caffeine.newBuilder()
                .maximumWeight(bounds.bytes())
                .<K, V>weigher((_, value) -> bounds.weight(bytes.applyAsLong(value)))
                .expireAfterWrite(bounds.longest())
                .ticker(ticker)
                .executor(Runnable::run)
                .recordStats()
                .build();
        this.touch = touch;
        this.trusted = trusted;
    }

    /** The value of a key: what is kept, or what is read now. */
    public Optional<V> find(K key, Supplier<Optional<V>> load) {
        return Optional.ofNullable(findAll(
                        Set.of(key),
                        _ -> load.get().map(value -> Map.of(key, value)).orElse(Map.of()))
                .get(key));
    }

    /** The values of those keys that have one; {@code load} reads all that are not kept at once. */
    public Map<K, V> findAll(Set<K> keys, Function<Set<K>, Map<K, V>> load) {
        long seen = epoch;
        boolean keeping = trusted.getAsBoolean();
        Map<K, V> found = new HashMap<>(keeping ? entries.getAllPresent(keys) : Map.of());
        Set<K> missing = new LinkedHashSet<>(keys);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            Map<K, V> loaded = load.apply(missing);
            if (keeping) {
                keep(loaded, seen);
            }
            found.putAll(loaded);
        }
        return found;
    }

    /** Under the same lock as changes are: none can come between the question whether one came and the answer. */
    private synchronized void keep(Map<K, V> loaded, long seen) {
        if (epoch == seen) {
            entries.putAll(loaded);
        }
    }

    /** @return how many entries it has cost */
    synchronized long changed(Set<RowChange> changes) {
        epoch++;
        long before = entries.asMap().size();
        entries.asMap()
                .entrySet()
                .removeIf(entry ->
                        changes.stream().anyMatch(change -> touch.by(change, entry.getKey(), entry.getValue())));
        return before - entries.asMap().size();
    }

    synchronized void clear() {
        epoch++;
        entries.invalidateAll();
    }

    /** For its figures. */
    Cache<K, V> entries() {
        return entries;
    }
}
