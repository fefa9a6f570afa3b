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
import io.siltstone.core.Storage;
import io.siltstone.core.layout.TableName;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.jobs.coverage.Coverage;
import io.siltstone.jobs.coverage.CoverageJob;
import io.siltstone.jobs.coverage.CoverageMetric;
import io.siltstone.jobs.coverage.CoverageOptions;
import io.siltstone.jobs.coverage.CoverageRequest;
import io.siltstone.jobs.coverage.CoverageStyle;
import io.siltstone.jobs.coverage.CoverageText;
import io.siltstone.jobs.coverage.CoverageUnit;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "coverage",
        description = "Draw which time a measurement has files for, and list the gaps. Lists keys; reads footers only"
                + " with --by rows.")
public final class CoverageCommand implements Subcommand {

    @Parameters(paramLabel = "DB.MEASUREMENT", description = "The measurement.")
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
        TableName name = TableName.parse(table);
        TimeRange range = Timestamps.range(from, to);
        Optional<Duration> least = failOnGap.isPresent() ? Optional.of(gap(failOnGap.get())) : Optional.empty();
        CoverageOptions base = CoverageOptions.DEFAULT.withRange(range).withMetric(metric);
        CoverageRequest request =
                CoverageRequest.of(name, unit.map(base::withUnit).orElse(base));
        Console console = session.console();
        try (Storage storage = session.open();
                Workers workers = Workers.start(request.parallelism());
                Progress progress = console.progress("coverage " + name, Progress.UNKNOWN)) {
            Coverage coverage =
                    CoverageJob.run(storage, request, workers.executor(), file -> progress.add(file.sizeBytes()));
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
