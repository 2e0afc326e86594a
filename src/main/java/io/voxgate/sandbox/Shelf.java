package io.voxgate.sandbox;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Tasks or calls by id, oldest first, bounded: when full, the oldest that is over makes room, and failing that the oldest of all. */
public final class Shelf<T> {
    private final int most;
    private final Predicate<T> over;
    private final Map<String, T> items = new LinkedHashMap<>();

    /** @param over whether an item is only kept for those who ask later */
    public Shelf(int most, Predicate<T> over) {
        this.most = most;
        this.over = over;
    }

    public synchronized void put(String id, T item) {
        items.put(id, item);
        if (items.size() > most) {
            makeRoom();
        }
    }

    public synchronized Optional<T> get(String id) {
        return Optional.ofNullable(items.get(id));
    }

    public synchronized void remove(String id) {
        items.remove(id);
    }

    /** Those that fit, oldest first. */
    public synchronized List<T> find(Predicate<T> fits) {
        return items.values().stream().filter(fits).toList();
    }

    private void makeRoom() {
        Iterator<T> candidates = items.values().iterator();
        while (candidates.hasNext()) {
            if (over.test(candidates.next())) {
                candidates.remove();
                return;
            }
        }
        Iterator<T> oldest = items.values().iterator();
        oldest.next();
        oldest.remove();
    }
}
