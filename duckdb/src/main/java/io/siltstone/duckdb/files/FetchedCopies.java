package io.siltstone.duckdb.files;

import io.siltstone.core.ByteRange;
import io.siltstone.core.Capability;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Storage;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Copies that are fetched for one query, several at a time, or taken from a cache, and given up after it. Their names are
 * numbers, whatever the keys are. For one thread.
 */
public final class FetchedCopies implements LocalCopies {

    /** Enough to fill a line to a store that answers slowly, at a few buffers of memory each. */
    private static final int THREADS = 8;

    private final Storage storage;
    private final Path directory;
    private final Optional<QueryCache> cache;
    private final Map<ObjectKey, Path> held = new HashMap<>();
    private int named;
    private final AtomicLong fetchedFiles = new AtomicLong();
    private final AtomicLong fetchedBytes = new AtomicLong();
    private boolean closed;

    /** @param directory made by this; with a cache, one of its runs */
    public FetchedCopies(Storage storage, Path directory, Optional<QueryCache> cache) {
        this.storage = storage;
        this.directory = directory;
        this.cache = cache;
    }

    @Override
    public List<Path> copies(List<ObjectInfo> objects) throws IOException {
        List<ObjectInfo> missing = new ArrayList<>();
        for (ObjectInfo object : objects) {
            if (!held.containsKey(object.key())) {
                held.put(object.key(), directory.resolve(named++ + ".parquet"));
                missing.add(object);
            }
        }
        if (!missing.isEmpty()) {
            Files.createDirectories(directory);
            boolean all = false;
            try {
                fetchAll(missing);
                all = true;
            } finally {
                if (!all) {
                    giveUp(missing);
                }
            }
        }
        return objects.stream().map(object -> file(object.key())).toList();
    }

    /** Some of them are there and some in part: all are asked for again by whoever goes on. */
    private void giveUp(List<ObjectInfo> objects) throws IOException {
        for (ObjectInfo object : objects) {
            Files.deleteIfExists(file(object.key()));
            held.remove(object.key());
        }
    }

    private Path file(ObjectKey key) {
        return Optional.ofNullable(held.get(key)).orElseThrow();
    }

    private void fetchAll(List<ObjectInfo> objects) throws IOException {
        if (objects.size() == 1) {
            provide(objects.get(0));
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, objects.size()));
        try {
            ExecutorCompletionService<ObjectInfo> running = new ExecutorCompletionService<>(threads);
            for (ObjectInfo object : objects) {
                running.submit(() -> provide(object));
            }
            for (int i = 0; i < objects.size(); i++) {
                running.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    ErrorContext.of(Operation.READ, storage.location().root()), "the query was interrupted", e);
        } finally {
            end(threads);
        }
    }

    /** Nothing may still write into the directory when it is removed. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private ObjectInfo provide(ObjectInfo object) throws IOException {
        Path file = file(object.key());
        String store = storage.location().root();
        if (cache.isPresent() && cache.get().take(store, object, file)) {
            return object;
        }
        fetch(object, file);
        fetchedFiles.incrementAndGet();
        fetchedBytes.addAndGet(object.sizeBytes());
        if (cache.isPresent()) {
            cache.get().put(store, object, file);
        }
        return object;
    }

    private void fetch(ObjectInfo object, Path file) throws IOException {
        boolean pinned = storage.capabilities().supports(Capability.READ_VERSION);
        ReadOptions options = new ReadOptions(ByteRange.ALL, pinned ? object.version() : Optional.empty());
        try (ObjectContent content = storage.open(object.key().value(), options);
                OutputStream sink = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            content.transferTo(sink);
        } catch (NotFoundException e) {
            throw new ChangedDuringReadException(
                    e.context(), "the file was removed while the query was planned; run it again", e);
        }
        if (Files.size(file) != object.sizeBytes()) {
            throw new ChangedDuringReadException(
                    ErrorContext.of(
                            Operation.READ,
                            storage.location().root(),
                            object.key().value()),
                    "the file was replaced while the query was planned; run it again");
        }
    }

    @Override
    public Fetched fetched() {
        return new Fetched(fetchedFiles.get(), fetchedBytes.get());
    }

    @Override
    public void close() throws IOException {
        for (Path file : held.values()) {
            Files.deleteIfExists(file);
        }
        held.clear();
        Files.deleteIfExists(directory);
        if (cache.isPresent() && !closed && fetchedFiles.get() > 0) {
            cache.get().trim();
        }
        closed = true;
    }
}
