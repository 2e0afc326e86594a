package io.voxgate.cache;

import io.voxgate.persistence.Change;

/** Whether a change may make an entry wrong. */
@FunctionalInterface
public interface Touch<K, V> {
    boolean by(Change change, K key, V value);
}
