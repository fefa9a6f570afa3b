package io.siltstone.benchmarks;

import io.siltstone.core.Durability;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.core.layout.TableName;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import io.siltstone.duckdb.DuckDbSettings;
import io.siltstone.duckdb.importer.ImportListener;
import io.siltstone.duckdb.importer.ImportReport;
import io.siltstone.duckdb.importer.ImportRequest;
import io.siltstone.duckdb.importer.Importer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Imports a year through Siltstone, and by DuckDB's own partitioned COPY, into the same disk. */
final class ImportComparison {

    private static final String SILTSTONE = "Siltstone";
    private static final String UNFORCED = "Siltstone, nothing forced to disk";
    private static final String COPY = "DuckDB COPY";
    private static final String SORTED_COPY = "DuckDB COPY, sorted in each file";
    private static final long MEMORY_BYTES = 1L << 30;
    private static final TableName TABLE = new TableName("weather", "observations");

    private final Path scratch;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private int runs;

    private ImportComparison(Path scratch) {
        this.scratch = scratch;
    }

    /**
     * Takes where results go and their date; then, where they differ from the usual, the rows, the rounds, and the cases
     * as {@code csv-day,parquet-hour}.
     */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        long rows = Long.parseLong(arguments.other(0, "10000000"));
        int rounds = Integer.parseInt(arguments.other(1, "3"));
        Results results = new Results("import", arguments);
        results.fact("rows", Long.toString(rows));
        results.fact("memoryLimit", (MEMORY_BYTES >> 20) + " MiB for either side's DuckDB");
        ImportComparison comparison = new ImportComparison(arguments.scratch());
        for (String one :
                arguments.other(2, "parquet-day,csv-day,parquet-hour,csv-hour").split(",")) {
            String format = one.substring(0, one.indexOf('-'));
            PartitionUnit unit = one.endsWith("day") ? PartitionUnit.DAY : PartitionUnit.HOUR;
            Path input = comparison.input(format, rows);
            results.fact(format + " bytes", Long.toString(Files.size(input)));
            Map<String, Times> times = comparison.turns(input, format, unit).run(rounds, 0);
            String which = format + " into " + unit.label() + " files";
            results.series(which, times);
            Times copy = side(times, COPY);
            results.measure(
                    which + ": " + SILTSTONE + " / " + COPY,
                    side(times, SILTSTONE).over(copy),
                    1.3);
            results.note(
                    which + ": " + SILTSTONE + " / " + COPY + ", processor time",
                    side(times, SILTSTONE).cpuOver(copy));
            results.note(
                    which + ": " + UNFORCED + " / " + COPY,
                    side(times, UNFORCED).over(copy));
            results.note(
                    which + ": " + UNFORCED + " / " + SORTED_COPY,
                    side(times, UNFORCED).over(side(times, SORTED_COPY)));
            results.write();
        }
    }

    private static Times side(Map<String, Times> times, String side) {
        return times.getOrDefault(side, new Times(List.of(Double.NaN)));
    }

    private Path input(String format, long rows) throws Exception {
        Path input = scratch.resolve("input." + format);
        if (Files.notExists(input)) {
            try (Duck duck = Duck.open()) {
                duck.run("COPY (" + WeatherYear.query(rows) + ") TO " + Duck.literal(input) + " (FORMAT " + format
                        + ")");
            }
        }
        return input;
    }

    private Turns turns(Path input, String format, PartitionUnit unit) {
        return new Turns()
                .side(SILTSTONE, () -> imported(input, unit, Durability.FULL))
                .side(COPY, () -> copied(input, format, unit, ""))
                .side(UNFORCED, () -> imported(input, unit, Durability.NONE))
                .side(SORTED_COPY, () -> copied(input, format, unit, ", ORDER_BY (time)"));
    }

    /** How many rows were stored. */
    private Object imported(Path input, PartitionUnit unit, Durability durability) throws Exception {
        Path root = fresh();
        DuckDbSettings settings = DuckDbSettings.DEFAULT
                .withThreads(threads)
                .withMemoryLimitBytes(MEMORY_BYTES)
                .withTemporaryDirectory(scratch);
        LocalConfig config = LocalConfig.of(root).withDurability(durability);
        try (Storage storage = Storage.of(LocalBackend.open(config, StoreRuntime.system()))) {
            ImportReport report = new Importer(storage, settings)
                    .run(
                            ImportRequest.of(List.of(input.toString()), TABLE, "time")
                                    .withPartition(unit),
                            ImportListener.NONE);
            return report.rowsStored();
        }
    }

    private Object copied(Path input, String format, PartitionUnit unit, String order) throws Exception {
        Path root = fresh();
        String parts = "year(time) AS year, month(time) AS month, day(time) AS day"
                + (unit == PartitionUnit.HOUR ? ", hour(time) AS hour" : "");
        String names = "year, month, day" + (unit == PartitionUnit.HOUR ? ", hour" : "");
        try (Duck duck = Duck.open(
                "threads=" + threads,
                "memory_limit='" + (MEMORY_BYTES >> 10) + "KiB'",
                "temp_directory=" + Duck.literal(scratch.resolve("spill")))) {
            String from = "read_" + format + "(" + Duck.literal(input) + ")";
            return duck.copy("COPY (SELECT *, " + parts + " FROM " + from + ") TO "
                    + Duck.literal(root) + " (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (" + names + ")" + order
                    + ")");
        }
    }

    /** A directory that is not there yet; what the run before wrote stays until the end, as removing it takes time. */
    private Path fresh() {
        runs++;
        return scratch.resolve("run-" + runs);
    }
}
