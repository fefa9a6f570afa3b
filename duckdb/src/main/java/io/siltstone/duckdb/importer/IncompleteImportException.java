package io.siltstone.duckdb.importer;

import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.importer.ImportReport.ImportedFile;
import java.util.List;
import java.util.Objects;

/**
 * Some files of an import were published and others could not be. Those that were stay, each of them whole; running the
 * same import again publishes the others.
 */
public final class IncompleteImportException extends ImportException {

    private static final long serialVersionUID = 1L;

    private final StorageException failure;
    private final transient List<ImportedFile> done;
    private final int total;

    IncompleteImportException(StorageException failure, List<ImportedFile> done, int total) {
        super(
                done.size() + " of " + total
                        + " files are in the store, the others are not; import again to complete it: "
                        + failure.getMessage(),
                failure);
        this.failure = Objects.requireNonNull(failure, "failure");
        this.done = List.copyOf(done);
        this.total = total;
    }

    /** Why the first of the others could not be published. */
    public StorageException failure() {
        return failure;
    }

    /** The files that are in the store, in order of key. */
    public List<ImportedFile> done() {
        return done;
    }

    /** How many files the import has. */
    public int total() {
        return total;
    }
}
