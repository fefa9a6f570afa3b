package io.siltstone.duckdb.query;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.engine.SqlText;
import io.siltstone.duckdb.files.LocalCopies;
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
        Map<ObjectKey, Path> paths = new HashMap<>();
        List<ObjectInfo> toCopy = new ArrayList<>();
        for (ObjectInfo object : objects) {
            Optional<Path> path = root.map(root -> root.resolve(object.key().value()))
                    .filter(file -> SqlText.exactGlob(file.toString()).isPresent());
            if (path.isPresent()) {
                paths.put(object.key(), path.get());
            } else {
                toCopy.add(object);
            }
        }
        List<Path> copied = copied(toCopy);
        for (int i = 0; i < toCopy.size(); i++) {
            paths.put(toCopy.get(i).key(), copied.get(i));
        }
        List<String> globs = new ArrayList<>(objects.size());
        for (ObjectInfo object : objects) {
            globs.add(glob(
                    object.key(), Optional.ofNullable(paths.get(object.key())).orElseThrow()));
        }
        return new ParquetScan(globs);
    }

    private String glob(ObjectKey key, Path file) throws StorageException {
        keys.put(file.toString(), key);
        return SqlText.exactGlob(file.toString())
                .orElseThrow(() -> new BackendFailureException(
                        context(key), "DuckDB cannot be told the path of the temporary directory; name another one"));
    }

    private List<Path> copied(List<ObjectInfo> objects) throws StorageException {
        try {
            return objects.isEmpty() ? List.of() : copies.copies(objects);
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            ErrorContext context = ErrorContext.of(Operation.READ, store);
            String reason = "a local copy cannot be written: " + e.getMessage();
            throw String.valueOf(e.getMessage()).contains("No space left")
                    ? new NoSpaceException(context, reason, e)
                    : new BackendFailureException(context, reason, e);
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
