package io.siltstone.core.layout;

import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.DirectoryLister;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectLister;
import io.siltstone.core.Utf8Order;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The listings of a fixed set of keys: notes what is asked, and fails at the step that it is told. */
final class ListedKeys implements ObjectLister, DirectoryLister {

    /** Of each directory its children in order, by name, directories with a slash at the end. */
    private final Map<String, NavigableMap<String, String>> children = new HashMap<>();

    private final List<String> asked = new ArrayList<>();
    private int steps;
    private int failAtStep = Integer.MAX_VALUE;
    private int open;

    ListedKeys(Collection<String> keys) {
        for (String key : keys) {
            int from = 0;
            for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', from)) {
                put(key.substring(0, from), key.substring(from, slash + 1), key);
                from = slash + 1;
            }
            put(key.substring(0, from), key.substring(from), key);
        }
    }

    static ListedKeys of(String... keys) {
        return new ListedKeys(List.of(keys));
    }

    static ObjectInfo info(String key) {
        try {
            return new ObjectInfo(ObjectKey.of(key), key.length(), Instant.EPOCH, Optional.empty());
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Fails at the step of that number, counted from 1 now: opening, asking for more and taking one are steps. */
    void failAtStep(int step) {
        steps = 0;
        failAtStep = step;
    }

    int steps() {
        return steps;
    }

    /** The listings asked for, in order: {@code entries}, {@code directories} or {@code objects}, and the prefix. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** How many listings were not closed. */
    int open() {
        return open;
    }

    @Override
    public Listing<ObjectKey> list(ListRequest request) throws StorageException {
        return listing(
                "keys",
                request.prefix(),
                below(request.prefix().directory()).map(ListedKeys::info).map(ObjectInfo::key));
    }

    @Override
    public Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
        return listing(
                "objects", request.prefix(), below(request.prefix().directory()).map(ListedKeys::info));
    }

    @Override
    public Listing<DirectoryEntry> listEntries(KeyPrefix prefix) throws StorageException {
        return listing(
                "entries",
                prefix,
                names(prefix.directory())
                        .map(name -> isDirectory(name)
                                ? new DirectoryEntry.Directory(name.substring(0, name.length() - 1))
                                : new DirectoryEntry.Leaf(info(prefix.directory() + name))));
    }

    @Override
    public Listing<String> listDirectories(KeyPrefix prefix) throws StorageException {
        return listing(
                "directories",
                prefix,
                names(prefix.directory())
                        .filter(ListedKeys::isDirectory)
                        .map(name -> name.substring(0, name.length() - 1)));
    }

    private void put(String directory, String name, String key) {
        children.computeIfAbsent(directory, d -> new TreeMap<>(Utf8Order.COMPARATOR))
                .put(name, key);
    }

    private Stream<String> names(String directory) {
        return children.getOrDefault(directory, new TreeMap<>()).keySet().stream();
    }

    private Stream<String> below(String directory) {
        return names(directory)
                .flatMap(name -> isDirectory(name) ? below(directory + name) : Stream.of(directory + name));
    }

    private static boolean isDirectory(String name) {
        return name.endsWith("/");
    }

    private void step(KeyPrefix prefix) throws StorageException {
        steps++;
        if (steps >= failAtStep) {
            throw new UnavailableException(ErrorContext.of(Operation.LIST, "test", prefix.value()), "told to fail");
        }
    }

    private <T> Listing<T> listing(String what, KeyPrefix prefix, Stream<T> elements) throws StorageException {
        step(prefix);
        asked.add(what + " " + prefix);
        open++;
        Iterator<T> iterator = elements.iterator();
        return new Listing<>() {
            @Override
            public boolean hasNext() throws StorageException {
                step(prefix);
                return iterator.hasNext();
            }

            @Override
            public T next() throws StorageException {
                step(prefix);
                return iterator.next();
            }

            @Override
            public void close() {
                open--;
            }
        };
    }
}
