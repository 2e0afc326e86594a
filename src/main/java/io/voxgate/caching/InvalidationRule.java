package io.voxgate.caching;

import io.voxgate.database.RowChange;

/** Whether a change may make an entry wrong. */
@FunctionalInterface
public interface InvalidationRule<K, V> {
    boolean by(RowChange change, K key, V value);
}
