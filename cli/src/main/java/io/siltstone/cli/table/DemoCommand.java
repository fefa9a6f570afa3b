package io.siltstone.cli.table;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.cli.session.Progress;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.StoreOption;
import io.siltstone.cli.session.Style;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.core.Storage;
import io.siltstone.core.error.Printable;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.core.layout.TableName;
import io.siltstone.duckdb.importer.ImportReport;
import io.siltstone.duckdb.importer.ImportRequest;
import io.siltstone.jobs.coverage.Coverage;
import io.siltstone.jobs.coverage.CoverageJob;
import io.siltstone.jobs.coverage.CoverageOptions;
import io.siltstone.jobs.coverage.CoverageRequest;
import io.siltstone.jobs.coverage.CoverageStyle;
import io.siltstone.jobs.coverage.CoverageText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(
        name = "demo",
        description =
                "Import a year of real weather into ./siltstone-demo-data, or --store, and show what the store can"
                        + " do with it. Running it again is fine.")
public final class DemoCommand implements Subcommand {

    public static final String DEFAULT_ADDRESS = "./siltstone-demo-data";

    /** Hourly climate normals of Seattle by NOAA, public domain; see NOTICE. */
    private static final String DATA = "seattle-weather-hourly.csv";

    private static final TableName TABLE = new TableName("weather", "seattle");

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        StoreOption store = StoreOption.option(
                        session.options(), session.runtime().environment())
                .orElseGet(() -> new StoreOption(DEFAULT_ADDRESS, StoreOption.Source.DEFAULT, Optional.empty()));
        Console console = session.console();
        try (Storage storage = store.openToFill(session.backends(), Optional.empty())) {
            heading(console, "A year of real weather: the hours of Seattle, climate normals by NOAA.");
            importData(session, storage);
            showHoldings(console, storage);
            new DemoQueries(session, storage, TABLE).run();
            next(console, store.address());
            return ExitCode.OK;
        }
    }

    private static void heading(Console console, String text) throws IOException {
        if (!console.json()) {
            console.line(console.styled(Style.HEADING, text));
        }
    }

    private static void importData(Session session, Storage storage) throws IOException, CliException {
        Console console = session.console();
        Path directory = Files.createTempDirectory("siltstone-demo");
        Path file = directory.resolve(DATA);
        try (InputStream data = Objects.requireNonNull(DemoCommand.class.getResourceAsStream(DATA), DATA);
                Progress progress = console.progress("import", Progress.UNKNOWN)) {
            Files.copy(data, file, StandardCopyOption.REPLACE_EXISTING);
            ImportRequest request =
                    ImportRequest.of(List.of(file.toString()), TABLE, "date").withPartition(PartitionUnit.DAY);
            ImportReport report = Imports.run(storage, request, progress);
            progress.end();
            if (!console.json()) {
                command(console, "import " + DATA + " --to " + TABLE + " --time date --partition day");
                console.line(Imports.account(report));
                console.line(Imports.summary(report) + "; " + progress.time());
            }
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        }
    }

    private static void showHoldings(Console console, Storage storage) throws IOException, CliException {
        if (console.json()) {
            return;
        }
        NameLines names = new NameLines(console, false);
        command(console, "databases");
        names.print(storage.listDirectories(""), name -> new JsonLine("database"));
        command(console, "measurements " + TABLE.database());
        names.print(storage.listDirectories(TABLE.database()), name -> new JsonLine("measurement"));
        command(console, "coverage " + TABLE);
        CoverageRequest request = CoverageRequest.of(TABLE, CoverageOptions.DEFAULT);
        Coverage coverage = CoverageJob.run(storage, request, Runnable::run, file -> {});
        console.out()
                .text(CoverageText.draw(
                        TABLE.toString(),
                        coverage,
                        CoverageStyle.PLAIN
                                .withWidth(Math.max(console.columns(), CoverageStyle.MIN_WIDTH))
                                .withColour(
                                        console.colored()
                                                ? CoverageStyle.Colour.ANSI_256
                                                : CoverageStyle.Colour.NONE)));
    }

    /** What somebody would type to get what follows. */
    public static void command(Console console, String arguments) throws IOException {
        console.line("");
        console.line(console.styled(Style.FAINT, "$ siltstone " + arguments));
    }

    private static void next(Console console, String address) throws IOException {
        String store = Printable.of(address);
        console.note("");
        console.note("Try next:");
        console.note("  export SILTSTONE_STORE=" + store);
        console.note("  siltstone ls -l weather/seattle/2010/07/04");
        console.note("  siltstone query \"SELECT max(temperature) FROM weather.seattle WHERE date >= '2010-12-24'\"");
        console.note("  siltstone import YOUR.csv --to mydb.mytable --time COLUMN");
    }
}
