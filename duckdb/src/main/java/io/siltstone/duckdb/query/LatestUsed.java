package io.siltstone.duckdb.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps values by key, so many and no more: the one that was not asked for longest goes first. Safe for concurrent use. */
final class LatestUsed<K, V> {

    private final int most;
    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);

    LatestUsed(int most) {
        this.most = most;
    }

    /** The value; empty where there is none, or no longer. */
    synchronized Optional<V> get(K key) {
        return Optional.ofNullable(values.get(key));
    }

    synchronized void put(K key, V value) {
        values.put(key, value);
        if (values.size() > most) {
            values.remove(values.keySet().iterator().next());
        }
    }
}
