package io.siltstone.duckdb.importer;

import io.siltstone.core.ObjectKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an import did. Every row that was read is accounted for: {@code rowsIn = rowsStored + rowsAlreadyThere +
 * rowsRejected}, counted apart, at the reader and in the files written.
 *
 * @param rowsIn how many rows the inputs hold
 * @param rowsStored rows in files that this import published, or would in a dry run
 * @param rowsAlreadyThere rows in files that the store held before
 * @param rowsRejected rows that could not be read or placed
 * @param files each file, in order of key
 * @param rejects where rejected rows were written; empty when there are none
 */
public record ImportReport(
        long rowsIn,
        long rowsStored,
        long rowsAlreadyThere,
        long rowsRejected,
        List<ImportedFile> files,
        Optional<Path> rejects) {

    public ImportReport {
        files = List.copyOf(files);
        Objects.requireNonNull(rejects, "rejects");
        if (rowsIn != rowsStored + rowsAlreadyThere + rowsRejected) {
            throw new IllegalArgumentException("rows in " + rowsIn + " are not stored " + rowsStored
                    + " + already there " + rowsAlreadyThere + " + rejected " + rowsRejected);
        }
    }

    static ImportReport of(long rowsIn, long rowsRejected, List<ImportedFile> files, Optional<Path> rejects) {
        return new ImportReport(
                rowsIn,
                rows(files, ImportedFile.Status.STORED) + rows(files, ImportedFile.Status.WOULD_STORE),
                rows(files, ImportedFile.Status.ALREADY_THERE),
                rowsRejected,
                files,
                rejects);
    }

    /** How many bytes were published, or would be. */
    public long bytesStored() {
        return files.stream()
                .filter(file -> file.status() != ImportedFile.Status.ALREADY_THERE)
                .mapToLong(ImportedFile::sizeBytes)
                .sum();
    }

    /** How many files have the status. */
    public long count(ImportedFile.Status status) {
        return files.stream().filter(file -> file.status() == status).count();
    }

    private static long rows(List<ImportedFile> files, ImportedFile.Status status) {
        return files.stream()
                .filter(file -> file.status() == status)
                .mapToLong(ImportedFile::rows)
                .sum();
    }

    /**
     * One file of one partition.
     *
     * @param key where it is
     * @param sizeBytes its length
     * @param rows how many rows it holds
     * @param status whether it was new
     */
    public record ImportedFile(ObjectKey key, long sizeBytes, long rows, Status status) {

        /** Whether a file was new. */
        public enum Status {
            STORED,
            /** The same rows were in the store. */
            ALREADY_THERE,
            /** New, but this was a dry run. */
            WOULD_STORE
        }
    }
}
