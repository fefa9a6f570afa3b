package io.siltstone.cli;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.Storage;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.error.Printable;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "sweep",
        description = "Remove what writers that died have left staged. Never touches a published object.")
final class SweepCommand implements Subcommand {

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
                print(session.console(), item);
            }
            session.console()
                    .note((dryRun ? "would remove " : "removed ")
                            + Sizes.count(report.removedCount(), "leftover") + ", " + Sizes.human(report.removedBytes())
                            + "; kept " + (report.items().size() - report.removedCount()));
            return ExitCode.OK;
        }
    }

    private void print(Console console, SweepReport.Item item) throws IOException {
        String verdict = item.verdict().name().toLowerCase(Locale.ROOT);
        if (console.json()) {
            console.line(new JsonLine("leftover")
                    .put("name", item.name())
                    .put("key", item.key().map(ObjectKey::value))
                    .put("sizeBytes", item.sizeBytes())
                    .put("ageSeconds", item.age().toSeconds())
                    .put("verdict", verdict)
                    .put("dryRun", dryRun));
            return;
        }
        String what = switch (item.verdict()) {
            case REMOVED -> dryRun ? "would remove" : "removed";
            case OWNED -> "kept, its writer lives";
            case YOUNG -> "kept, too young";
        };
        console.line(Printable.of(item.name())
                + item.key()
                        .map(key -> " (for " + Printable.of(key.value()) + ")")
                        .orElse("") + ": " + what + ", "
                + Sizes.human(item.sizeBytes()) + ", untouched for " + Durations.human(item.age()));
    }
}
