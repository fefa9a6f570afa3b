package io.siltstone.cli.table;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.DurabilityOption;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.FileTarget;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.cli.session.LocalFiles;
import io.siltstone.cli.session.Progress;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.StoreOption;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.core.Storage;
import io.siltstone.core.error.Printable;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.core.layout.TableName;
import io.siltstone.duckdb.importer.BadRows;
import io.siltstone.duckdb.importer.CsvDialect;
import io.siltstone.duckdb.importer.ImportReport;
import io.siltstone.duckdb.importer.ImportRequest;
import io.siltstone.duckdb.importer.InputFormat;
import io.siltstone.parquet.TimeEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Import CSV, JSON or Parquet files into one Parquet file per hour, day or month. Importing the same"
                        + " input again adds nothing.")
public final class ImportCommand implements Subcommand {

    /** What a number counts from 1970. */
    public enum TimeUnit {
        S(TimeEncoding.EPOCH_S),
        MS(TimeEncoding.EPOCH_MS),
        US(TimeEncoding.EPOCH_US),
        NS(TimeEncoding.EPOCH_NS);

        private final TimeEncoding encoding;

        TimeUnit(TimeEncoding encoding) {
            this.encoding = encoding;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What to do with rows that cannot be read or placed in time. */
    enum BadRowMode {
        STOP,
        KEEP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The inputs, of one format; quoted globs work too.")
    private List<String> files = List.of();

    @Option(names = "--to", paramLabel = "DB.MEASUREMENT", required = true, description = "Where the rows go.")
    private String table = "";

    @Option(
            names = "--time",
            paramLabel = "COLUMN",
            required = true,
            description = "The column that places a row in time.")
    private String timeColumn = "";

    @Option(names = "--time-unit", paramLabel = "UNIT", description = "s, ms, us or ns, for a time that is a number.")
    private Optional<TimeUnit> timeUnit = Optional.empty();

    @Option(
            names = "--partition",
            paramLabel = "UNIT",
            description = "hour (default), day or month: the time of a file.")
    private PartitionUnit partition = PartitionUnit.HOUR;

    @Option(names = "--bad-rows", paramLabel = "MODE", description = "stop (default), or keep them apart in --rejects.")
    private BadRowMode badRows = BadRowMode.STOP;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Where bad rows go; default DB.MEASUREMENT.rejects.csv.")
    private Optional<String> rejects = Optional.empty();

    @Option(names = "--format", paramLabel = "FORM", description = "csv, json or parquet; default by the files' names.")
    private Optional<InputFormat> format = Optional.empty();

    @Option(names = "--delimiter", paramLabel = "CHAR", description = "Of CSV; default a comma, a tab for .tsv.")
    private Optional<Character> delimiter = Optional.empty();

    @Option(names = "--encoding", paramLabel = "NAME", description = "Of CSV, for example latin-1; default utf-8.")
    private Optional<String> encoding = Optional.empty();

    @Option(
            names = {"-n", "--dry-run"},
            description = "Print what would be stored; store nothing.")
    private boolean dryRun;

    @Mixin
    private DurabilityOption durability = new DurabilityOption();

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        ImportRequest request = request();
        Console console = session.console();
        StoreOption store = session.store();
        try (Storage storage = dryRun
                        ? store.openToTry(session.backends())
                        : store.openToFill(session.backends(), durability.level());
                Progress progress = console.progress("import", Progress.UNKNOWN)) {
            if (request.badRows() instanceof BadRows.Keep keep) {
                // Refused where an object could be replaced by it.
                FileTarget.of(
                        keep.rejects().toString(),
                        storage.location(),
                        session.runtime().random());
            }
            ImportReport report = Imports.run(storage, request, progress);
            progress.end();
            print(console, report);
            console.note((dryRun ? "would import " : "imported ") + Imports.summary(report) + "; " + progress.time());
            return ExitCode.OK;
        }
    }

    private ImportRequest request() throws CliException, IOException {
        TableName name = TableName.parse(table);
        if (rejects.isPresent() && badRows == BadRowMode.STOP) {
            throw CliException.usage("--rejects has a meaning with --bad-rows keep alone");
        }
        Path rejected = LocalFiles.path(rejects.orElse(name.database() + "." + name.measurement() + ".rejects.csv"));
        try {
            CsvDialect dialect = CsvDialect.DEFAULT;
            dialect = delimiter.map(dialect::withDelimiter).orElse(dialect);
            return new ImportRequest(
                    files,
                    name,
                    timeColumn,
                    timeUnit.map(unit -> unit.encoding),
                    partition,
                    badRows == BadRowMode.KEEP ? BadRows.keep(rejected) : BadRows.STOP,
                    format,
                    encoding.map(dialect::withEncoding).orElse(dialect),
                    dryRun);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(String.valueOf(e.getMessage())).causedBy(e);
        }
    }

    private static void print(Console console, ImportReport report) throws IOException {
        if (!console.json()) {
            console.line(Imports.account(report));
            if (report.rejects().isPresent()) {
                console.line(
                        "rejected rows: " + Printable.of(report.rejects().get().toString()));
            }
            return;
        }
        for (ImportReport.ImportedFile file : report.files()) {
            console.line(new JsonLine("file")
                    .put("key", file.key().value())
                    .put("sizeBytes", file.sizeBytes())
                    .put("rows", file.rows())
                    .put("status", Imports.label(file.status())));
        }
        console.line(new JsonLine("summary")
                .put("rowsIn", report.rowsIn())
                .put("rowsStored", report.rowsStored())
                .put("rowsAlreadyThere", report.rowsAlreadyThere())
                .put("rowsRejected", report.rowsRejected())
                .put("files", report.files().size())
                .put("bytesStored", report.bytesStored())
                .put("rejects", report.rejects().map(Path::toString)));
    }
}
