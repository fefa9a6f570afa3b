package io.siltstone.duckdb.importer;

import io.siltstone.core.Durability;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import io.siltstone.parquet.ParquetFooter;
import io.siltstone.parquet.TimeBounds;
import io.siltstone.parquet.TimeColumn;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads back, with another reader than wrote them, what the files say of themselves. Pruning is only sound if it holds. */
final class WrittenCheck {

    private WrittenCheck() {}

    /**
     * The footer of each file, in the order of the files; several are read at a time.
     *
     * @param directory that holds all of them
     * @throws IntegrityException if a file has another number of rows than were written, or a time outside its partition
     */
    static Map<WrittenPartition, ParquetFooter> footers(
            List<WrittenPartition> partitions, Path directory, TimeColumn time) throws StorageException {
        LocalConfig config = LocalConfig.of(directory).withDurability(Durability.NONE);
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try (Storage files = Storage.of(LocalBackend.open(config, StoreRuntime.system()))) {
            Map<WrittenPartition, Future<ParquetFooter>> reading = new LinkedHashMap<>();
            for (WrittenPartition written : partitions) {
                reading.put(written, threads.submit(() -> footer(files, directory, written, time)));
            }
            Map<WrittenPartition, ParquetFooter> footers = new LinkedHashMap<>();
            for (Map.Entry<WrittenPartition, Future<ParquetFooter>> one : reading.entrySet()) {
                footers.put(one.getKey(), one.getValue().get());
            }
            return footers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    ImportEngine.context(directory), "the import was interrupted; nothing was stored", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StorageException known
                    ? known
                    : new BackendFailureException(
                            ImportEngine.context(directory),
                            "what was written cannot be read back: " + e.getCause(),
                            e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static ParquetFooter footer(Storage files, Path directory, WrittenPartition written, TimeColumn time)
            throws StorageException {
        String key = directory.relativize(written.file()).toString();
        ParquetFooter footer = ParquetFooter.read(files.reader(key));
        check(written, footer, time);
        return footer;
    }

    private static void check(WrittenPartition written, ParquetFooter footer, TimeColumn time)
            throws IntegrityException {
        if (footer.rowCount() != written.rows()) {
            throw new IntegrityException(
                    ImportEngine.context(written.file()),
                    written.rows() + " rows were written to " + written.partition() + " and " + footer.rowCount()
                            + " are there; nothing was stored");
        }
        boolean inside = TimeBounds.of(footer, time)
                .filter(bounds -> written.partition().window().contains(bounds.min())
                        && written.partition().window().contains(bounds.max()))
                .isPresent();
        if (!inside) {
            throw new IntegrityException(
                    ImportEngine.context(written.file()),
                    "the times of " + written.partition() + " are " + TimeBounds.of(footer, time)
                            + ", which its path does not say; nothing was stored");
        }
    }
}
