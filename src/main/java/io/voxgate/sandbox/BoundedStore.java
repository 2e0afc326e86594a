package io.voxgate.sandbox;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tasks or calls by id, oldest first, bounded: when full, the oldest that is over makes room, and failing that the
 * oldest of all.
 */
public final class BoundedStore<T> {
    private record StoredValue<T>(T item, List<String> names) {}

    private final int most;
    private final Predicate<T> over;
    private final Map<String, StoredValue<T>> items = new LinkedHashMap<>();
    private final Map<String, T> named = new HashMap<>();

    /** @param over whether an item is only kept for those who ask later */
    public BoundedStore(int most, Predicate<T> over) {
        this.most = most;
        this.over = over;
    }

    /** @param names further names to find it by; the latest item with a name is found by it */
    public synchronized void put(String id, T item, String... names) {
        items.put(id, new StoredValue<>(item, List.of(names)));
        for (String name : names) {
            named.put(name, item);
        }
        if (items.size() > most) {
            makeRoom();
        }
    }

    public synchronized Optional<T> get(String id) {
        return Optional.ofNullable(items.get(id)).map(StoredValue::item);
    }

    public synchronized Optional<T> named(String name) {
        return Optional.ofNullable(named.get(name));
    }

    public synchronized void remove(String id) {
        StoredValue<T> kept = items.remove(id);
        if (kept != null) {
            kept.names().forEach(name -> named.remove(name, kept.item()));
        }
    }

    /** Those that fit, oldest first. */
    public synchronized List<T> find(Predicate<T> fits) {
        return items.values().stream().map(StoredValue::item).filter(fits).toList();
    }

    public synchronized int size() {
        return items.size();
    }

    private void makeRoom() {
        String leaving = items.keySet().iterator().next();
        for (Map.Entry<String, StoredValue<T>> entry : items.entrySet()) {
            if (over.test(entry.getValue().item())) {
                leaving = entry.getKey();
                break;
            }
        }
        remove(leaving);
    }
}
