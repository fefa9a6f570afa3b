package io.siltstone.duckdb.importer;

import io.siltstone.core.Capability;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.Storage;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.importer.ImportReport.ImportedFile;
import io.siltstone.duckdb.importer.ImportReport.ImportedFile.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Publishes files, several at a time, each whole and only where none is. */
final class ImportPublisher {

    /** More than there are processors: what publishing waits for is the disk, which forces several files at once. */
    private static final int THREADS = 16;

    private final Storage storage;
    private final ImportListener listener;

    ImportPublisher(Storage storage, ImportListener listener) {
        this.storage = storage;
        this.listener = listener;
    }

    /**
     * Publishes the files that the store has not.
     *
     * @param there those that it has
     * @return all files, in order of key
     * @throws IncompleteImportException if one could not be published; those that are begun are ended, no others begin
     */
    List<ImportedFile> publish(List<WrittenPartition> files, Set<WrittenPartition> there)
            throws IncompleteImportException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<ImportedFile> done = new ArrayList<>();
        Optional<StorageException> failure = Optional.empty();
        try {
            ExecutorCompletionService<ImportedFile> running = new ExecutorCompletionService<>(threads);
            int next = 0;
            int open = 0;
            while (open > 0 || (next < files.size() && failure.isEmpty())) {
                while (open < THREADS && next < files.size() && failure.isEmpty()) {
                    WrittenPartition file = files.get(next++);
                    running.submit(() -> publish(file, there.contains(file)));
                    open++;
                }
                Future<ImportedFile> ended = running.take();
                open--;
                try {
                    done.add(ended.get());
                    listener.onPublished(
                            done.size(), files.size(), done.get(done.size() - 1).sizeBytes());
                } catch (ExecutionException e) {
                    failure = failure.or(() -> Optional.of(failure(e)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = Optional.of(new CancelledException(context(), "the import was interrupted", e));
        } finally {
            threads.shutdownNow();
        }
        done.sort(Comparator.comparing(file -> file.key().value()));
        if (failure.isPresent()) {
            throw new IncompleteImportException(failure.get(), done, files.size());
        }
        return done;
    }

    private ImportedFile publish(WrittenPartition file, boolean there) throws IOException {
        if (there) {
            return imported(file, Status.ALREADY_THERE);
        }
        try {
            storage.write(file.key().value(), Source.file(file.file()), options(file));
            // Not at the end: the disk need not hold everything twice, nor write what is not yet written.
            Files.deleteIfExists(file.file());
            return imported(file, Status.STORED);
        } catch (AlreadyExistsException e) {
            Optional<ObjectStat> other = storage.stat(file.key().value());
            if (other.isEmpty()) {
                throw e;
            }
            ImportTarget.requireSize(other.get().info(), file);
            return imported(file, Status.ALREADY_THERE);
        }
    }

    /** With the hash of its bytes, which tells later whether they are still the same. */
    private WriteOptions options(WrittenPartition file) throws IOException {
        if (!storage.capabilities().supports(Capability.USER_METADATA)) {
            return WriteOptions.CREATE_ONLY;
        }
        Sha256 hash = Sha256.finish(Sha256.fed(Source.file(file.file())));
        return WriteOptions.CREATE_ONLY.withMetadata(Map.of(Sha256.METADATA_NAME, hash.hex()));
    }

    /** The file in a report. */
    static ImportedFile imported(WrittenPartition file, Status status) {
        return new ImportedFile(file.key(), file.sizeBytes(), file.rows(), status);
    }

    private StorageException failure(ExecutionException e) {
        return e.getCause() instanceof StorageException known
                ? known
                : new BackendFailureException(context(), "a file cannot be published: " + e.getCause(), e.getCause());
    }

    private ErrorContext context() {
        return ErrorContext.of(Operation.WRITE, storage.location().root());
    }
}
