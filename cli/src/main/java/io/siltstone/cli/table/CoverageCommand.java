package io.siltstone.cli.table;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.Durations;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.Lookup;
import io.siltstone.cli.session.Progress;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.cli.session.Timestamps;
import io.siltstone.cli.session.Workers;
import io.siltstone.core.Listing;
import io.siltstone.core.Storage;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.UnsupportedException;
import io.siltstone.core.layout.TableName;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.jobs.coverage.Coverage;
import io.siltstone.jobs.coverage.CoverageJob;
import io.siltstone.jobs.coverage.CoverageMetric;
import io.siltstone.jobs.coverage.CoverageOptions;
import io.siltstone.jobs.coverage.CoverageRequest;
import io.siltstone.jobs.coverage.CoverageStrips;
import io.siltstone.jobs.coverage.CoverageStyle;
import io.siltstone.jobs.coverage.CoverageText;
import io.siltstone.jobs.coverage.CoverageUnit;
import io.siltstone.jobs.work.OrderedWork;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "coverage",
        description =
                "Draw which time a measurement has files for, and list the gaps; of a database, a line for each of"
                        + " its measurements. Lists keys; reads footers only with --by rows.")
public final class CoverageCommand implements Subcommand {

    @Parameters(paramLabel = "DB[.MEASUREMENT]", description = "The measurement, or all of a database.")
    private String table = "";

    @Option(names = "--by", paramLabel = "METRIC", description = "What the cells are weighed by: files, bytes or rows.")
    private CoverageMetric metric = CoverageMetric.FILES;

    @Option(names = "--cell", paramLabel = "UNIT", description = "hour or day; by default what suits the length.")
    private Optional<CoverageUnit> unit = Optional.empty();

    @Option(names = "--from", paramLabel = "TIME", description = "From this time on, UTC; default the first file's.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "To before this time; default the last file's.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--ascii", description = "Draw with ASCII alone.")
    private boolean ascii;

    @Option(
            names = "--fail-on-gap",
            paramLabel = "DURATION",
            description = "Exit with 12 if a gap is at least so long, for example 2h.")
    private Optional<String> failOnGap = Optional.empty();

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        boolean whole = table.indexOf('.') < 0 && table.indexOf('/') < 0;
        return whole ? ofDatabase(session) : ofMeasurement(session, TableName.parse(table));
    }

    private ExitCode ofDatabase(Session session) throws IOException, CliException {
        if (unit.isPresent()) {
            throw CliException.usage("--cell is for one measurement; those of a database are drawn by days");
        }
        // Any valid measurement proves the name of the database.
        String database = TableName.of(table, "m").database();
        Optional<Duration> least = failOnGap.isPresent() ? Optional.of(gap(failOnGap.get())) : Optional.empty();
        CoverageOptions options = CoverageOptions.DEFAULT
                .withRange(Timestamps.range(from, to))
                .withMetric(metric)
                .withUnit(CoverageUnit.DAY);
        Console console = session.console();
        try (Storage storage = session.open();
                Workers workers = Workers.start(OrderedWork.DEFAULT_PARALLELISM);
                Progress progress = console.progress("coverage " + database, Progress.UNKNOWN)) {
            Map<String, Coverage> tables = new TreeMap<>();
            for (TableName name : measurements(storage, database)) {
                CoverageRequest request = CoverageRequest.of(name, options);
                Coverage coverage = coverage(storage, request, workers, progress);
                tables.put(name.measurement(), coverage);
                if (console.json()) {
                    console.line(CoverageLines.total(name, coverage));
                }
            }
            progress.end();
            if (!console.json()) {
                console.out().text(CoverageStrips.draw(tables, style(console)));
            }
            boolean found =
                    least.isPresent() && tables.values().stream().anyMatch(coverage -> coverage.hasGapOf(least.get()));
            return found ? gapFound(console, least.get()) : ExitCode.OK;
        }
    }

    private static List<TableName> measurements(Storage storage, String database) throws IOException, CliException {
        List<TableName> names = new ArrayList<>();
        try (Listing<String> listing = storage.listDirectories(database)) {
            while (listing.hasNext()) {
                tableOf(database, listing.next()).ifPresent(names::add);
            }
        }
        if (names.isEmpty()) {
            throw new CliException(
                            ExitCode.NO_SUCH_PREFIX,
                            "there is no database `" + database + "` with measurements",
                            "`siltstone databases` lists what there is")
                    .about(database);
        }
        return names;
    }

    /** Empty for a directory of others, whose name no measurement can have. */
    private static Optional<TableName> tableOf(String database, String directory) {
        try {
            return Optional.of(TableName.of(database, directory));
        } catch (InvalidKeyException e) {
            return Optional.empty();
        }
    }

    private ExitCode ofMeasurement(Session session, TableName name) throws IOException, CliException {
        TimeRange range = Timestamps.range(from, to);
        Optional<Duration> least = failOnGap.isPresent() ? Optional.of(gap(failOnGap.get())) : Optional.empty();
        CoverageOptions base = CoverageOptions.DEFAULT.withRange(range).withMetric(metric);
        CoverageRequest request =
                CoverageRequest.of(name, unit.map(base::withUnit).orElse(base));
        Console console = session.console();
        try (Storage storage = session.open();
                Workers workers = Workers.start(request.parallelism());
                Progress progress = console.progress("coverage " + name, Progress.UNKNOWN)) {
            Coverage coverage = coverage(storage, request, workers, progress);
            progress.end();
            if (coverage.totals().files() + coverage.totals().undatedFiles() == 0
                    && !Lookup.holdsObjects(storage, name.prefix().value())) {
                throw new CliException(
                                ExitCode.NO_SUCH_PREFIX,
                                "there is no measurement `" + name + "`",
                                "`siltstone measurements " + name.database() + "` lists what there is")
                        .about(name.toString());
            }
            if (console.json()) {
                CoverageLines.print(console, name, coverage);
            } else {
                console.out().text(CoverageText.draw(name.toString(), coverage, style(console)));
            }
            return least.isPresent() && coverage.hasGapOf(least.get()) ? gapFound(console, least.get()) : ExitCode.OK;
        }
    }

    private static Coverage coverage(Storage storage, CoverageRequest request, Workers workers, Progress progress)
            throws IOException, CliException {
        try {
            return CoverageJob.run(storage, request, workers.executor(), file -> progress.add(file.sizeBytes()));
        } catch (UnsupportedException e) {
            // Nothing of the store: the picture has a limit.
            throw new CliException(ExitCode.REFUSED, e.reason(), "--from and --to choose a range").causedBy(e);
        }
    }

    private static Duration gap(String text) throws CliException {
        Duration least = Durations.parse("--fail-on-gap", text);
        if (least.isZero()) {
            throw CliException.usage("--fail-on-gap: a gap is longer than nothing; write for example 1h");
        }
        return least;
    }

    private static ExitCode gapFound(Console console, Duration least) throws IOException {
        console.note("a gap is at least " + Durations.human(least) + " long");
        return ExitCode.GAP;
    }

    private CoverageStyle style(Console console) {
        return CoverageStyle.PLAIN
                .withWidth(Math.max(console.columns(), CoverageStyle.MIN_WIDTH))
                .withAscii(ascii)
                .withColour(console.colored() ? CoverageStyle.Colour.ANSI_256 : CoverageStyle.Colour.NONE);
    }
}
