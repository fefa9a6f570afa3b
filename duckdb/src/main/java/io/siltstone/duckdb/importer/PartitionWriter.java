package io.siltstone.duckdb.importer;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.Sha256;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.Partition;
import io.siltstone.duckdb.QueryColumn;
import io.siltstone.duckdb.engine.SqlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/**
 * Writes rows to one Parquet file for each partition, sorted by time. The same rows make the same bytes, in whatever
 * order they come and whatever the number of threads: equal times have an order too, and nothing is in the file that
 * another run has not.
 */
final class PartitionWriter {

    /** As a name, enough of a hash that two contents never meet: 128 bits. */
    private static final int NAME_DIGITS = 32;

    /** Rows that had no partition yet, as their types are not those of the columns; no partition has this number. */
    static final long MISFITS = ImportTime.NOWHERE - 1;

    /**
     * How many rows DuckDB puts into a row group. Rows that are copied as they stand fill one group in one way only; where
     * several of them end depends on where the rows stand.
     */
    private static final int ROW_GROUP_ROWS = 122_880;

    private final ImportEngine engine;
    private final ImportRequest request;
    private final ImportTime time;
    private final List<QueryColumn> columns;
    private final Set<String> leftOut;
    private final Path directory;

    /**
     * @param columns those of the inputs
     * @param leftOut those of them that are not written
     * @param directory made by this
     */
    PartitionWriter(
            ImportEngine engine,
            ImportRequest request,
            ImportTime time,
            List<QueryColumn> columns,
            Set<String> leftOut,
            Path directory) {
        this.engine = engine;
        this.request = request;
        this.time = time;
        this.columns = columns;
        this.leftOut = leftOut;
        this.directory = directory;
    }

    /**
     * What was written.
     *
     * @param partitions the files, in the order of time
     * @param unplaced how many rows belong to no partition
     * @param misfits how many rows have a value that the type of its column would change; with any, none of this is of use
     * @param scanned how many rows the reader of the inputs has given, as it counted them
     */
    record Written(List<WrittenPartition> partitions, long unplaced, long misfits, long scanned) {}

    /**
     * Writes everything. The rows are put into a table first: where they come in the order of their partitions, as
     * measurements mostly do, a partition is a piece of it, and nothing needs to be moved or sorted but rows of one time.
     */
    Written write(ImportSource source, DoubleConsumer progress) throws StorageException {
        StagedRows staged = new StagedRows(engine, time, leftOut);
        staged.fill(source.placed(time, request.partition()), fraction -> progress.accept(fraction / 2));
        long scanned = engine.rowsScanned();
        StagedRows.Contents contents = staged.contents();
        List<WrittenPartition> partitions = new ArrayList<>();
        if (contents.misfits() == 0) {
            DoubleConsumer rest = fraction -> progress.accept((1 + fraction) / 2);
            partitions.addAll(contents.inOrder() ? pieces(staged, contents, rest) : mixed(staged, rest));
        }
        staged.drop();
        return new Written(partitions, contents.unplaced(), contents.misfits(), scanned);
    }

    private List<WrittenPartition> pieces(StagedRows staged, StagedRows.Contents contents, DoubleConsumer progress)
            throws StorageException {
        makeDirectory();
        List<ParallelCopies.Copy<WrittenPartition>> copies = new ArrayList<>();
        for (StagedRows.Piece piece : contents.pieces()) {
            Path file = directory.resolve(piece.number() + ".parquet");
            boolean asItStands = piece.sorted() && piece.rows() <= ROW_GROUP_ROWS;
            String copy = "COPY (" + staged.rows(piece.number()) + (asItStands ? "" : " ORDER BY " + order()) + ") TO "
                    + SqlText.literal(file.toString()) + " (" + format() + ")";
            copies.add(new ParallelCopies.Copy<>(copy, () -> written(piece.number(), piece.rows(), file)));
        }
        return engine.write(copies, progress);
    }

    private void makeDirectory() throws StorageException {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new BackendFailureException(
                    ImportEngine.context(directory), "the temporary directory cannot be made: " + e, e);
        }
    }

    /** Rows of any order, in one statement, which sorts by partition and time. */
    private List<WrittenPartition> mixed(StagedRows staged, DoubleConsumer progress) throws StorageException {
        String copy = "COPY (" + staged.placedRows() + ") TO " + SqlText.literal(directory.toString()) + " (" + format()
                + ", PARTITION_BY (" + SqlText.identifier(time.spare()) + "), ORDER_BY (" + order()
                + "), RETURN_STATS)";
        Map<Long, List<Path>> files = new TreeMap<>();
        Map<Long, Long> rows = new TreeMap<>();
        for (List<String> file : engine.watched(copy, progress)) {
            Path path = Path.of(file.get(0));
            long number = number(path);
            files.computeIfAbsent(number, key -> new ArrayList<>()).add(path);
            rows.merge(number, Long.parseLong(file.get(1)), Long::sum);
        }
        List<WrittenPartition> partitions = new ArrayList<>();
        for (Map.Entry<Long, List<Path>> entry : files.entrySet()) {
            partitions.add(written(entry.getKey(), rows.getOrDefault(entry.getKey(), 0L), one(entry.getValue())));
        }
        return partitions;
    }

    private String format() {
        String metadata = time.metadata(request.partition()).toMetadata().entrySet().stream()
                .map(entry -> SqlText.identifier(entry.getKey()) + ": " + SqlText.literal(entry.getValue()))
                .collect(Collectors.joining(", "));
        // The second version's encodings are smaller, and refused by Iceberg's vectorized reader in Spark.
        return "FORMAT parquet, PARQUET_VERSION v1, COMPRESSION zstd, KV_METADATA {" + metadata + "}";
    }

    /**
     * By time, and among equal times by a hash of all other columns, so that there is one order. A hash of 64 bits is a
     * shorter key than the columns. Two rows of one time and one hash would make two files of one content at times, which
     * {@link ImportTarget#alreadyThere} would see.
     */
    private String order() {
        String others = columns.stream()
                .map(QueryColumn::name)
                .filter(name -> !name.equals(time.column()) && !leftOut.contains(name))
                .map(SqlText::identifier)
                .collect(Collectors.joining(", "));
        String by = SqlText.identifier(time.column());
        return others.isEmpty() ? by : by + ", hash(" + others + ")";
    }

    /** The directory of a partition is named {@code column=number}. */
    private static long number(Path file) {
        String name = String.valueOf(file.getName(file.getNameCount() - 2));
        return Long.parseLong(name.substring(name.indexOf('=') + 1));
    }

    /** DuckDB may begin another file of a partition; then they are merged, in order again. */
    private Path one(List<Path> files) throws StorageException {
        if (files.size() == 1) {
            return files.get(0);
        }
        Path merged = files.get(0).resolveSibling("merged.parquet");
        engine.execute("COPY (SELECT * FROM read_parquet(" + ImportGlobs.of(files)
                + ", hive_partitioning=false) ORDER BY " + order() + ") TO " + SqlText.literal(merged.toString())
                + " (" + format() + ")");
        return merged;
    }

    private WrittenPartition written(long number, long rows, Path file) throws StorageException {
        Partition partition =
                new Partition(request.table(), request.partition(), ImportTime.start(request.partition(), number));
        try {
            return new WrittenPartition(partition, file, rows, Files.size(file), key(partition, hash(file)));
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new BackendFailureException(
                    ImportEngine.context(file), "what was written cannot be read back: " + e, e);
        }
    }

    /** Where a file of this content belongs. */
    static ObjectKey key(Partition partition, Sha256 content) throws StorageException {
        return partition.key(content.hex().substring(0, NAME_DIGITS) + ".parquet");
    }

    private static Sha256 hash(Path file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.finish(digest);
    }
}
