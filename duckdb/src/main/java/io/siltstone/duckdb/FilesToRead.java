package io.siltstone.duckdb;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of a store as patterns that DuckDB reads each one object with, and back from a path to its key. */
final class FilesToRead {

    private final String store;
    private final Optional<Path> root;
    private final LocalCopies copies;
    private final Map<String, ObjectKey> keys = new HashMap<>();

    /**
     * @param store names the store in errors
     * @param root the directory of the store, absolute and without symbolic links; empty where it has none
     * @param copies for every object without a path that DuckDB can be told exactly
     */
    FilesToRead(String store, Optional<Path> root, LocalCopies copies) {
        this.store = store;
        this.root = root;
        this.copies = copies;
    }

    /** A scan of exactly these objects. */
    ParquetScan scan(List<ObjectInfo> objects) throws StorageException {
        List<String> globs = new ArrayList<>(objects.size());
        for (ObjectInfo object : objects) {
            globs.add(glob(object));
        }
        return new ParquetScan(globs);
    }

    private String glob(ObjectInfo object) throws StorageException {
        if (root.isPresent()) {
            String path = root.get() + "/" + object.key().value();
            Optional<String> exact = SqlText.exactGlob(path);
            if (exact.isPresent()) {
                keys.put(path, object.key());
                return exact.get();
            }
        }
        Path copy = copied(object);
        keys.put(copy.toString(), object.key());
        return SqlText.exactGlob(copy.toString())
                .orElseThrow(() -> new BackendFailureException(
                        context(object.key()),
                        "DuckDB cannot be told the path of the temporary directory; name another one"));
    }

    private Path copied(ObjectInfo object) throws StorageException {
        try {
            return copies.copy(object);
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            String reason = "a local copy cannot be written: " + e.getMessage();
            throw String.valueOf(e.getMessage()).contains("No space left")
                    ? new NoSpaceException(context(object.key()), reason, e)
                    : new BackendFailureException(context(object.key()), reason, e);
        }
    }

    /** Every object that a scan was made of. */
    Collection<ObjectKey> keys() {
        return keys.values();
    }

    /** The object whose file a message of DuckDB names; empty where it names none. */
    Optional<ObjectKey> named(String message) {
        return keys.entrySet().stream()
                .filter(entry -> message.contains(entry.getKey()) || message.contains(escaped(entry.getKey())))
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                .map(Map.Entry::getValue);
    }

    private static String escaped(String path) {
        return SqlText.exactGlob(path).orElse(path);
    }

    private ErrorContext context(ObjectKey key) {
        return ErrorContext.of(Operation.READ, store, key.value());
    }
}
