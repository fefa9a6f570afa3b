package io.siltstone.duckdb.importer;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Storage;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.Partition;
import io.siltstone.core.layout.Pruner;
import io.siltstone.core.layout.TableName;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.duckdb.files.FetchedCopies;
import io.siltstone.duckdb.files.SeenDirectories;
import io.siltstone.duckdb.files.TableEnds;
import io.siltstone.parquet.ParquetFooter;
import io.siltstone.parquet.TimeBounds;
import io.siltstone.parquet.TimeColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the store holds of the table already. */
final class ImportTarget {

    private final Storage storage;
    private final TableName table;
    private final TimeColumn time;
    private final TableSchemas schemas = new TableSchemas();

    ImportTarget(Storage storage, TableName table, TimeColumn time) {
        this.storage = storage;
        this.table = table;
        this.time = time;
    }

    /**
     * Refuses rows that go by another time than those of the newest file: a query prunes a table by one.
     *
     * @throws ConfigurationException if the column or its unit differs; names both
     */
    void requireSameTime() throws StorageException {
        List<ObjectInfo> ends = ends();
        if (ends.isEmpty()) {
            return;
        }
        ObjectInfo newest = ends.get(ends.size() - 1);
        Optional<TimeColumn> there =
                TimeColumn.fromMetadata(footer(newest).metadata()).filter(other -> !sameTime(other));
        if (there.isPresent()) {
            throw new ConfigurationException(
                    context(newest),
                    "the table goes by the time column `" + there.get().name() + "` ("
                            + there.get().unit().label() + "), and these rows by `" + time.name() + "` ("
                            + time.unit().label() + "); import them into another measurement");
        }
    }

    private List<ObjectInfo> ends() throws StorageException {
        return new TableEnds(new SeenDirectories(storage.backend())).of(table.prefix());
    }

    private boolean sameTime(TimeColumn other) {
        boolean numbers = other.unit().isEpoch() || time.unit().isEpoch();
        return other.name().equals(time.name()) && (!numbers || other.unit() == time.unit());
    }

    /**
     * Those of the files whose rows the store has already: under the same key, or under another one beside it, as another
     * version of DuckDB writes the same rows in other bytes.
     *
     * @param footers the files with their footers
     * @param copies where files of stores that are not local are copied to
     */
    Set<WrittenPartition> alreadyThere(Map<WrittenPartition, ParquetFooter> footers, ImportEngine engine, Path copies)
            throws StorageException {
        Map<String, List<ObjectInfo>> existing = existing(footers.keySet());
        Set<WrittenPartition> there = new HashSet<>();
        try (FetchedCopies fetched = new FetchedCopies(storage, copies, Optional.empty())) {
            for (Map.Entry<WrittenPartition, ParquetFooter> entry : footers.entrySet()) {
                WrittenPartition written = entry.getKey();
                for (ObjectInfo file : existing.getOrDefault(directory(written.partition()), List.of())) {
                    if (!there.contains(written) && holds(file, written, entry.getValue(), engine, fetched)) {
                        there.add(written);
                    }
                }
            }
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new BackendFailureException(
                    ErrorContext.of(
                            Operation.READ,
                            storage.location().root(),
                            table.prefix().value()),
                    "what is there cannot be compared: " + e,
                    e);
        }
        return there;
    }

    /**
     * Refuses files that queries could not read together with the first and the last file of the table and with those whose
     * partitions they share, as {@link #alreadyThere} has read them. The other files of the table are not looked at, nor
     * what another import adds meanwhile.
     *
     * @param added the footers of the files that would be published
     * @return columns without a value, which must be left out of the files
     * @throws ConfigurationException if types do not go together; names the column and both
     */
    Set<String> requireUnion(Collection<ParquetFooter> added) throws StorageException {
        if (added.isEmpty()) {
            return Set.of();
        }
        for (ObjectInfo end : ends()) {
            schemas.add(end, footer(end));
        }
        return schemas.requireUnion(added);
    }

    private Map<String, List<ObjectInfo>> existing(Set<WrittenPartition> written) throws StorageException {
        TimeRange range = TimeRange.EMPTY;
        for (WrittenPartition one : written) {
            range = range.hull(one.partition().window());
        }
        Map<String, List<ObjectInfo>> byDirectory = new HashMap<>();
        for (ObjectInfo file :
                Pruner.over(storage.backend()).prune(table, range).files()) {
            String key = file.key().value();
            byDirectory
                    .computeIfAbsent(key.substring(0, key.lastIndexOf('/') + 1), directory -> new ArrayList<>())
                    .add(file);
        }
        return byDirectory;
    }

    private static String directory(Partition partition) {
        return partition.prefix().directory();
    }

    private boolean holds(
            ObjectInfo file, WrittenPartition written, ParquetFooter footer, ImportEngine engine, FetchedCopies copies)
            throws IOException {
        if (file.key().equals(written.key())) {
            requireSize(file, written);
            return true;
        }
        ParquetFooter other = footer(file);
        schemas.add(file, other);
        boolean candidate = other.rowCount() == footer.rowCount()
                && TimeBounds.of(other, time).equals(TimeBounds.of(footer, time));
        return candidate && sameRows(engine, copies.copies(List.of(file)).get(0), written.file());
    }

    /** A name made of the content stands for it, unless what is there was changed by others. */
    static void requireSize(ObjectInfo there, WrittenPartition written) throws IntegrityException {
        if (there.sizeBytes() != written.sizeBytes()) {
            throw new IntegrityException(
                    context(there),
                    "the file is named after a content of " + written.sizeBytes() + " bytes and has "
                            + there.sizeBytes() + "; it was damaged or changed");
        }
    }

    private static boolean sameRows(ImportEngine engine, Path one, Path other) throws StorageException {
        String left = "SELECT * FROM read_parquet(" + ImportGlobs.of(List.of(one)) + ", hive_partitioning=false)";
        String right = "SELECT * FROM read_parquet(" + ImportGlobs.of(List.of(other)) + ", hive_partitioning=false)";
        return engine.columns(left).equals(engine.columns(right))
                && engine.rows("(" + left + " EXCEPT ALL " + right + ") UNION ALL (" + right + " EXCEPT ALL " + left
                                + ") LIMIT 1")
                        .isEmpty();
    }

    private ParquetFooter footer(ObjectInfo file) throws StorageException {
        return ParquetFooter.read(storage.reader(file));
    }

    private static ErrorContext context(ObjectInfo file) {
        return ErrorContext.of(Operation.READ, "table", file.key().value());
    }
}
