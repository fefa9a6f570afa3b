package io.siltstone.testkit;

import io.siltstone.core.KeyPrefix;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a store must hold, as plainly as it can be said: a map sorted by encoded keys, and bytes staged by key. */
final class Model {

    private final NavigableMap<String, Held> objects = new TreeMap<>(
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
    private final Map<String, Staged> transfers = new HashMap<>();

    /** A published object. */
    record Held(byte[] content, Optional<String> version) {}

    /** A transfer that was begun: all that it moves, and how much of it came. */
    record Staged(byte[] content, int position) {}

    void put(String key, byte[] content, Optional<String> version) {
        objects.put(key, new Held(content, version));
    }

    void remove(String key) {
        objects.remove(key);
    }

    Optional<Held> get(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    void clear() {
        objects.clear();
        transfers.clear();
    }

    Map<String, Staged> transfers() {
        return transfers;
    }

    NavigableMap<String, Held> objects() {
        return objects;
    }

    List<String> list(String prefix, Optional<String> startAfter) {
        Stream<String> keys = startAfter.isPresent()
                ? objects.tailMap(startAfter.get(), false).keySet().stream()
                : objects.keySet().stream();
        return keys.filter(key -> prefix.isEmpty() || key.startsWith(prefix + "/"))
                .toList();
    }

    /** The names of one level in order, a directory with a slash after it. */
    List<String> names(KeyPrefix prefix) {
        int start = prefix.directory().length();
        return list(prefix.value(), Optional.empty()).stream()
                .map(key -> key.substring(start))
                .map(rest -> rest.contains("/") ? rest.substring(0, rest.indexOf('/') + 1) : rest)
                .distinct()
                .toList();
    }
}
