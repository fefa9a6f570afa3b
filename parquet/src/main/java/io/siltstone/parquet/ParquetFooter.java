package io.siltstone.parquet;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectReader;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the footer of a Parquet file says of the file.
 *
 * @param key the file
 * @param sizeBytes its length
 * @param rowCount how many rows it has, zero or more
 * @param rowGroupCount how many row groups hold them
 * @param columns its leaf columns in the order of the schema
 * @param metadata the writer's key-value pairs in their order
 */
public record ParquetFooter(
        ObjectKey key,
        long sizeBytes,
        long rowCount,
        int rowGroupCount,
        List<ParquetColumn> columns,
        Map<String, String> metadata) {

    public ParquetFooter {
        Objects.requireNonNull(key, "key");
        columns = List.copyOf(columns);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Reads the footer at the end of an object: one request for its last 64 KiB, and a second one where the footer is
     * longer. What it says is checked against itself and against the file's length, pages are not read. May be repeated.
     *
     * @throws io.siltstone.core.error.IntegrityException if the object is not a whole Parquet file; the reason says why
     * @throws io.siltstone.core.error.UnsupportedException if the footer is encrypted or longer than 32 MiB
     * @throws io.siltstone.core.error.ChangedDuringReadException if the object is no longer the one that was opened
     */
    public static ParquetFooter read(ObjectReader reader) throws StorageException {
        try {
            return parse(reader, false);
        } catch (DamagedException e) {
            throw e.toStorageException(reader.context());
        }
    }

    static ParquetFooter parse(ObjectReader reader, boolean bothEnds) throws StorageException, DamagedException {
        FooterParser.ParsedFooter parsed = FooterParser.parse(bytes(reader, bothEnds));
        return new ParquetFooter(
                reader.info().key(),
                reader.info().sizeBytes(),
                parsed.rowCount(),
                parsed.rowGroupCount(),
                parsed.columns(),
                parsed.metadata());
    }

    private static FooterBytes bytes(ObjectReader reader, boolean bothEnds) throws StorageException, DamagedException {
        try {
            return FooterBytes.read(reader, bothEnds);
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new BackendFailureException(reader.context(), "reading failed: " + e.getMessage(), e);
        }
    }

    /** The column that lies in no group and has exactly this name; empty where there is none, or more than one. */
    public Optional<ParquetColumn> column(String name) {
        List<ParquetColumn> found = columns.stream()
                .filter(column -> column.isTopLevel() && column.path().get(0).equals(name))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
