package io.siltstone.duckdb;

import io.siltstone.core.ByteRange;
import io.siltstone.core.Capability;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Storage;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.NotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Copies that are fetched for one query and removed after it. Their names are numbers, whatever the keys are. */
final class FetchedCopies implements LocalCopies {

    private final Storage storage;
    private final Path directory;
    private final Map<ObjectKey, Path> fetched = new HashMap<>();

    FetchedCopies(Storage storage, Path directory) {
        this.storage = storage;
        this.directory = directory;
    }

    @Override
    public Path copy(ObjectInfo object) throws IOException {
        Path known = fetched.get(object.key());
        if (known != null) {
            return known;
        }
        Files.createDirectories(directory);
        Path file = directory.resolve(fetched.size() + ".parquet");
        boolean pinned = storage.capabilities().supports(Capability.READ_VERSION);
        ReadOptions options = new ReadOptions(ByteRange.ALL, pinned ? object.version() : Optional.empty());
        try (ObjectContent content = storage.open(object.key().value(), options);
                OutputStream sink = Files.newOutputStream(file)) {
            content.transferTo(sink);
        } catch (NotFoundException e) {
            throw new ChangedDuringReadException(
                    e.context(), "the file was removed while the query was planned; run it again", e);
        }
        fetched.put(object.key(), file);
        return file;
    }

    @Override
    public void close() throws IOException {
        for (Path file : fetched.values()) {
            Files.deleteIfExists(file);
        }
        fetched.clear();
        Files.deleteIfExists(directory);
    }
}
