package io.siltstone.duckdb.importer;

import com.sun.management.OperatingSystemMXBean;
import io.siltstone.core.KeyProfile;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Sha256;
import io.siltstone.core.Storage;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.Partition;
import io.siltstone.duckdb.DuckDbSettings;
import io.siltstone.duckdb.engine.TemporaryDirectory;
import io.siltstone.duckdb.importer.ImportReport.ImportedFile;
import io.siltstone.duckdb.importer.ImportReport.ImportedFile.Status;
import io.siltstone.duckdb.importer.PartitionWriter.Written;
import io.siltstone.parquet.ParquetFooter;
import io.siltstone.parquet.TimeColumn;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;

/**
 * Imports files into a table: one Parquet file for each partition, sorted by time, published through the store only. Files
 * are named after their content, so that the same rows imported again add nothing. Safe for concurrent use, also of
 * several importers into one table.
 *
 * <pre>{@code
 * ImportRequest request = ImportRequest.of(List.of("weather/*.csv"), TableName.parse("weather.hourly"), "date");
 * ImportReport report = new Importer(storage, DuckDbSettings.DEFAULT).run(request, ImportListener.NONE);
 * }</pre>
 */
public final class Importer {

    private static final long MAX_DEFAULT_MEMORY_BYTES = 1L << 30;

    private final Storage storage;
    private final DuckDbSettings settings;
    private final ErrorContext context;

    /**
     * An importer into the store.
     *
     * @param settings where they give no limit of memory, it is 1 GiB or a quarter of the machine's, whichever is less
     */
    public Importer(Storage storage, DuckDbSettings settings) {
        this.storage = Objects.requireNonNull(storage, "storage");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.context = ErrorContext.of(Operation.WRITE, storage.location().root());
    }

    /**
     * Imports. Until every row has been read, placed and counted, nothing is published; after that, each file appears
     * whole. The inputs must not change meanwhile. May be repeated.
     *
     * @throws BadRowsException if there are bad rows and the request says to stop
     * @throws IncompleteImportException if publishing failed after it began
     * @throws io.siltstone.core.error.InvalidKeyException if the table's name makes keys that are not portable
     * @throws io.siltstone.core.error.NotFoundException if an input is not there or a glob matches nothing
     * @throws io.siltstone.core.error.ConfigurationException if inputs, columns or types do not fit the request or the
     *     table,
     *     or a column's type that of the table
     * @throws IntegrityException if an input is damaged, or if the rows do not add up; nothing was published
     * @throws io.siltstone.core.error.NoSpaceException if neither memory nor the temporary directory can hold the rows
     * @throws io.siltstone.core.error.CancelledException if the thread is interrupted before anything was published
     */
    public ImportReport run(ImportRequest request, ImportListener listener) throws StorageException, ImportException {
        requireKeys(request);
        ImportInputs inputs = ImportInputs.find(request);
        if (request.badRows() instanceof BadRows.Keep keep) {
            ImportRejects.requirePlace(keep.rejects(), inputs.files());
        }
        try (TemporaryDirectory directory = TemporaryDirectory.create(settings, context);
                ImportEngine engine = ImportEngine.open(limited(), inputs, directory, context)) {
            try {
                return run(request, listener, inputs, engine, directory.path());
            } catch (BackendFailureException e) {
                throw ParquetSource.damage(engine, inputs).orElse(e);
            }
        }
    }

    /** What would be refused when it is published is refused before anything is read. */
    private static void requireKeys(ImportRequest request) throws StorageException {
        Partition any = Partition.of(request.table(), request.partition(), Instant.EPOCH);
        ObjectKey.of(PartitionWriter.key(any, Sha256.of(new byte[0])).value(), KeyProfile.PORTABLE);
    }

    private ImportReport run(
            ImportRequest request, ImportListener listener, ImportInputs inputs, ImportEngine engine, Path directory)
            throws StorageException, ImportException {
        RisingFraction progress = new RisingFraction(listener::onPartitioned);
        Path partitions = directory.resolve("partitions");
        ImportSource guessed = source(request, inputs, engine);
        Placed placed = place(request, inputs, guessed, Set.of(), engine, partitions, progress);
        if (placed.written().misfits() > 0) {
            // A later row tells other types than the first.
            ImportSource verified = placed.source().verified();
            placed = place(request, inputs, verified, Set.of(), engine, partitions, progress);
        }
        ImportSource source = placed.source();
        ImportTime time = placed.time();
        long unreadable = source.unreadable();
        long rowsIn = source.readable(placed.written().scanned()) + unreadable;
        long rejected = placed.written().unplaced() + unreadable;
        requireSum(rowsIn, placed.written(), rejected);
        if (rejected > 0 && request.badRows() instanceof BadRows.Stop) {
            throw ImportRejects.stop(source, time, rowsIn, rejected);
        }
        TimeColumn column = time.metadata(request.partition());
        Map<WrittenPartition, ParquetFooter> footers =
                WrittenCheck.footers(placed.written().partitions(), directory, column);
        ImportTarget target = new ImportTarget(storage, request.table(), column);
        Set<WrittenPartition> there = target.alreadyThere(footers, engine, directory.resolve("copies"));
        List<WrittenPartition> written = placed.written().partitions();
        Set<String> leftOut = target.requireUnion(without(footers, there).values());
        if (!leftOut.isEmpty()) {
            Path again = directory.resolve("partitions-again");
            Written other = place(request, inputs, source, leftOut, engine, again, progress)
                    .written();
            requireSum(rowsIn, other, rejected);
            Map<WrittenPartition, ParquetFooter> others = WrittenCheck.footers(other.partitions(), directory, column);
            there.addAll(target.alreadyThere(others, engine, directory.resolve("copies-again")));
            written = replaced(written, other.partitions(), there);
        }
        Optional<Path> rejects = rejects(request, source, time, rowsIn, rejected);
        List<ImportedFile> files = request.dryRun()
                ? planned(written, there)
                : new ImportPublisher(storage, listener).publish(written, there);
        return ImportReport.of(rowsIn, rejected, files, rejects);
    }

    private static Map<WrittenPartition, ParquetFooter> without(
            Map<WrittenPartition, ParquetFooter> footers, Set<WrittenPartition> there) {
        Map<WrittenPartition, ParquetFooter> others = new LinkedHashMap<>(footers);
        others.keySet().removeAll(there);
        return others;
    }

    /** The files that are there as they are, and the others as they were written again. */
    private static List<WrittenPartition> replaced(
            List<WrittenPartition> written, List<WrittenPartition> again, Set<WrittenPartition> there) {
        Map<Partition, WrittenPartition> files = new LinkedHashMap<>();
        written.forEach(file -> files.put(file.partition(), file));
        for (WrittenPartition file : again) {
            files.computeIfPresent(file.partition(), (partition, first) -> there.contains(first) ? first : file);
        }
        return List.copyOf(files.values());
    }

    /** Rows that are written to partitions, with what they were taken for. */
    private record Placed(ImportSource source, ImportTime time, Written written) {}

    private Placed place(
            ImportRequest request,
            ImportInputs inputs,
            ImportSource source,
            Set<String> leftOut,
            ImportEngine engine,
            Path directory,
            DoubleConsumer progress)
            throws StorageException {
        ImportTime time = ImportTime.of(request, source, inputs);
        new ImportTarget(storage, request.table(), time.metadata(request.partition())).requireSameTime();
        PartitionWriter writer = new PartitionWriter(engine, request, time, source.columns(), leftOut, directory);
        return new Placed(source, time, writer.write(source, progress));
    }

    private static ImportSource source(ImportRequest request, ImportInputs inputs, ImportEngine engine)
            throws StorageException {
        return switch (inputs.format()) {
            case CSV -> new CsvSource(engine, inputs, request);
            case JSON -> new JsonSource(engine, inputs, request);
            case PARQUET -> new ParquetSource(engine, inputs, request);
        };
    }

    private void requireSum(long rowsIn, Written written, long rejected) throws IntegrityException {
        long placed =
                written.partitions().stream().mapToLong(WrittenPartition::rows).sum();
        if (rowsIn != placed + rejected) {
            throw new IntegrityException(
                    context,
                    "the inputs have " + rowsIn + " rows, of which " + placed + " were placed and " + rejected
                            + " rejected; did an input change meanwhile? Nothing was stored");
        }
    }

    /** Writes the rejected rows, once nothing but the publication is left that can fail. */
    private static Optional<Path> rejects(
            ImportRequest request, ImportSource source, ImportTime time, long rowsIn, long rejected)
            throws StorageException {
        if (rejected == 0 || request.dryRun() || !(request.badRows() instanceof BadRows.Keep keep)) {
            return Optional.empty();
        }
        ImportRejects.keep(source, time, rowsIn, rejected, keep.rejects());
        return Optional.of(keep.rejects());
    }

    private static List<ImportedFile> planned(List<WrittenPartition> files, Set<WrittenPartition> there) {
        List<ImportedFile> planned = new ArrayList<>();
        for (WrittenPartition file : files) {
            planned.add(
                    ImportPublisher.imported(file, there.contains(file) ? Status.ALREADY_THERE : Status.WOULD_STORE));
        }
        return planned;
    }

    private DuckDbSettings limited() {
        if (settings.memoryLimitBytes().isPresent()) {
            return settings;
        }
        long quarter =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() / 4;
        return settings.withMemoryLimitBytes(
                Math.max(DuckDbSettings.MIN_MEMORY_BYTES, Math.min(MAX_DEFAULT_MEMORY_BYTES, quarter)));
    }
}
