package io.voxgate.caching;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.voxgate.database.ChangeSubscriber;
import io.voxgate.database.RowChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * All caches of this process, and what they know about changes: what each change costs them, and whether changes are
 * received at all.
 */
@ApplicationScoped
public class CacheRegistry implements ChangeSubscriber {
    private final MeterRegistry meters;
    private final Ticker clock;
    private final Counter lost;
    private final Map<String, OpenedCache<?, ?>> opened = new ConcurrentHashMap<>();
    private volatile boolean hearing;
    private volatile long trustedUntil;

    private record OpenedCache<K, V>(InvalidatingCache<K, V> cache, Counter dropped) {
        void changed(Set<RowChange> changes) {
            dropped.increment((double) cache.changed(changes));
        }
    }

    @Inject
    public CacheRegistry(MeterRegistry meters) {
        this(meters, Ticker.systemTicker());
    }

    CacheRegistry(MeterRegistry meters, Ticker clock) {
        this.meters = meters;
        this.clock = clock;
        this.lost = Counter.builder("voxgate.changes.lost")
                .description("How often everything cached was dropped, because changes could not be received")
                .register(meters);
        Gauge.builder("voxgate.changes.received", this, caches -> caches.trusted() ? 1 : 0)
                .description("1 while changes by any replica are received; 0: nothing is cached")
                .register(meters);
    }

    /**
     * A new cache.
     *
     * @param name in the metrics
     * @param bytes how much memory a value may take
     * @param touch which changes may make an entry wrong
     */
    public <K, V> InvalidatingCache<K, V> open(
            String name, CacheLimits bounds, ToLongFunction<V> bytes, InvalidationRule<K, V> touch) {
        InvalidatingCache<K, V> cache = new InvalidatingCache<>(bounds, bytes, touch, this::trusted, clock);
        Counter dropped = Counter.builder("voxgate.cache.invalidations")
                .tag("cache", name)
                .description("Entries dropped because of a change")
                .register(meters);
        if (opened.putIfAbsent(name, new OpenedCache<>(cache, dropped)) != null) {
            throw new IllegalStateException("There are two caches " + name);
        }
        CaffeineCacheMetrics.monitor(meters, cache.entries(), name);
        return cache;
    }

    @Override
    public void changed(Set<RowChange> changes) {
        opened.values().forEach(cache -> cache.changed(changes));
    }

    @Override
    public void validUntil(long untilNanos) {
        trustedUntil = untilNanos;
        hearing = true;
    }

    @Override
    public void lost() {
        if (hearing) {
            lost.increment();
        }
        hearing = false;
        opened.values().forEach(cache -> cache.cache().clear());
    }

    private boolean trusted() {
        return hearing && trustedUntil - clock.read() > 0;
    }
}
