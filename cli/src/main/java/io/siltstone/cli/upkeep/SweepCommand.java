package io.siltstone.cli.upkeep;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Durations;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Sizes;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.core.Storage;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "sweep",
        description = "Remove what writers that died have left staged. Never touches a published object.")
public final class SweepCommand implements Subcommand {

    @Option(
            names = "--older-than",
            paramLabel = "DURATION",
            description = "Only what nobody has touched for so long, for example 36h; default 1d.")
    private String olderThan = "1d";

    @Option(
            names = {"-n", "--dry-run"},
            description = "Tell what would be removed; remove nothing.")
    private boolean dryRun;

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        Duration age = Durations.parse("--older-than", olderThan);
        try (Storage storage = session.open()) {
            SweepReport report = storage.sweep(new SweepRequest(age, dryRun));
            for (SweepReport.Item item : report.items()) {
                Leftovers.print(session.console(), item, dryRun);
            }
            session.console()
                    .note((dryRun ? "would remove " : "removed ")
                            + Sizes.count(report.removedCount(), "leftover") + ", " + Sizes.human(report.removedBytes())
                            + "; kept " + (report.items().size() - report.removedCount()));
            return ExitCode.OK;
        }
    }
}
