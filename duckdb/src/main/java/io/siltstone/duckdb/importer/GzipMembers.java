package io.siltstone.duckdb.importer;

import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Locale;

/** The checksums of a file packed with gzip (RFC 1952), at which DuckDB does not look: it takes damaged values for true. */
final class GzipMembers {

    private GzipMembers() {}

    /**
     * Unpacks the file once. Does nothing for a file of another ending. What stands behind the last member is left to DuckDB,
     * which refuses it.
     *
     * @throws IntegrityException if a file that is named {@code .gz} is cut off, or holds other bytes than were packed
     */
    static void requireWhole(Path path) throws StorageException {
        if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
            return;
        }
        try (InputStream unpacked = CsvText.bytes(path)) {
            unpacked.transferTo(OutputStream.nullOutputStream());
        } catch (ClosedByInterruptException e) {
            throw new CancelledException(
                    ImportEngine.context(path), "the import was interrupted; nothing was stored", e);
        } catch (IOException e) {
            throw CsvText.failure(path, e);
        }
    }
}
