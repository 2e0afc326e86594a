package io.voxgate.security;

import io.voxgate.limits.Limit;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What there is of something by which callers sign in, kept in memory, so that what there is not costs no look-up. It
 * never says that something is right: it says what is worth looking up. What was announced since the last read is read
 * before anything is called unknown.
 */
public final class KnownEntries {
    private static final Duration ANEW = Duration.ofMinutes(5);

    private final Supplier<Map<String, Long>> all;
    private final Function<Set<String>, Map<String, Long>> some;
    private final LongSupplier nanos;
    private final Map<String, Long> entries = new ConcurrentHashMap<>();
    private final Set<String> announced = ConcurrentHashMap.newKeySet();
    private volatile boolean stale = true;
    private volatile long readAt;

    /**
     * @param all reads every entry, up to the limit
     * @param some reads the entries of what was announced
     */
    public KnownEntries(
            Supplier<Map<String, Long>> all, Function<Set<String>, Map<String, Long>> some, LongSupplier nanos) {
        this.all = all;
        this.some = some;
        this.nanos = nanos;
    }

    /** The value of an entry; empty when none is known. */
    public Optional<Long> find(String key) {
        Long value = entries.get(key);
        if (value == null && !announced.isEmpty()) {
            readAnnounced();
            value = entries.get(key);
        }
        return Optional.ofNullable(value);
    }

    private synchronized void readAnnounced() {
        Set<String> fresh = Set.copyOf(announced);
        if (!fresh.isEmpty()) {
            some.apply(fresh).forEach(this::put);
            announced.removeAll(fresh);
        }
    }

    /** Something of this was made, changed or deleted. */
    public void announced(String what) {
        if (announced.size() < Limit.KNOWN_KEYS.count()) {
            announced.add(what);
        } else {
            stale = true;
        }
    }

    /** Changes may have been missed. */
    public void mayHaveMissed() {
        stale = true;
    }

    public void put(String key, long value) {
        if (entries.size() < Limit.KNOWN_KEYS.count()) {
            entries.put(key, value);
        }
    }

    public void forget(String key) {
        entries.remove(key);
    }

    /** Reads everything anew when changes may have been missed, and now and then to forget what is gone. */
    public synchronized void refresh() {
        if (stale || nanos.getAsLong() - readAt > ANEW.toNanos()) {
            stale = false;
            try {
                Set<String> before = new HashSet<>(entries.keySet());
                Map<String, Long> read = all.get();
                before.removeAll(read.keySet());
                before.forEach(entries::remove);
                read.forEach(this::put);
                readAt = nanos.getAsLong();
            } catch (RuntimeException e) {
                stale = true;
                throw e;
            }
        }
    }
}
