package io.siltstone.core.memory;

import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Utf8Order;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The published objects by key, in the order of listings. The text of the key is the map's key: a prefix has its place too. */
final class MemoryCatalog {

    /** The character after the slash: no key below a directory sorts at or behind the directory's name with it. */
    private static final char AFTER_SLASH = '/' + 1;

    private final ConcurrentNavigableMap<String, MemoryObject> objects =
            new ConcurrentSkipListMap<>(Utf8Order.COMPARATOR);

    /** What is Siltstone's own, where no listing comes. */
    private final Map<String, MemoryObject> system = new ConcurrentHashMap<>();

    Optional<MemoryObject> get(ObjectKey key) {
        return Optional.ofNullable(mapOf(key).get(key.value()));
    }

    void put(MemoryObject object) {
        ObjectKey key = object.info().key();
        mapOf(key).put(key.value(), object);
    }

    void remove(ObjectKey key) {
        mapOf(key).remove(key.value());
    }

    private Map<String, MemoryObject> mapOf(ObjectKey key) {
        return key.isSystem() ? system : objects;
    }

    void clear() {
        objects.clear();
        system.clear();
    }

    boolean isEmpty(KeyPrefix prefix) {
        String next = objects.ceilingKey(prefix.directory());
        return next == null || !next.startsWith(prefix.directory());
    }

    Stream<MemoryObject> list(ListRequest request) {
        String directory = request.prefix().directory();
        String after = request.startAfter().map(ObjectKey::value).orElse("");
        boolean begins = Utf8Order.compare(after, directory) < 0;
        return (begins ? objects.tailMap(directory, true) : objects.tailMap(after, false))
                .values().stream()
                        .takeWhile(object -> object.info().key().value().startsWith(directory));
    }

    Stream<DirectoryEntry> entries(KeyPrefix prefix) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Entries(prefix.directory()), Spliterator.ORDERED), false);
    }

    /** Walks one level: from a child directory it jumps behind all that lies in it. */
    private final class Entries implements Iterator<DirectoryEntry> {
        private final String directory;
        private String from;
        private @Nullable DirectoryEntry next;

        Entries(String directory) {
            this.directory = directory;
            this.from = directory;
        }

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = advance();
            }
            return next != null;
        }

        @Override
        public DirectoryEntry next() {
            DirectoryEntry entry = next == null ? advance() : next;
            if (entry == null) {
                throw new NoSuchElementException();
            }
            next = null;
            return entry;
        }

        private @Nullable DirectoryEntry advance() {
            Map.Entry<String, MemoryObject> found = objects.ceilingEntry(from);
            if (found == null || !found.getKey().startsWith(directory)) {
                return null;
            }
            String key = found.getKey();
            int slash = key.indexOf('/', directory.length());
            if (slash < 0) {
                // No text sorts between a key and the key with a NUL behind it.
                from = key + '\0';
                return new DirectoryEntry.Leaf(found.getValue().info());
            }
            from = key.substring(0, slash) + AFTER_SLASH;
            return new DirectoryEntry.Directory(key.substring(directory.length(), slash));
        }
    }
}
