package io.siltstone.cli.upkeep;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.cli.session.Progress;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Sizes;
import io.siltstone.cli.session.StoreOption;
import io.siltstone.cli.session.Style;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.cli.session.Workers;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Storage;
import io.siltstone.core.SweepReport;
import io.siltstone.core.error.Printable;
import io.siltstone.jobs.verify.VerifyFinding;
import io.siltstone.jobs.verify.VerifyJob;
import io.siltstone.jobs.verify.VerifyListener;
import io.siltstone.jobs.verify.VerifyReport;
import io.siltstone.jobs.verify.VerifyRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = "Check what lies below a prefix: footers, and on request times, whole contents and another store."
                + " Changes nothing; exit code 11 where damage is found.")
public final class VerifyCommand implements Subcommand {

    @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "What to check; the whole store if left out.")
    private String prefix = "";

    @Option(
            names = "--time-bounds",
            description = "Also hold the times in each file against the window that its path claims.")
    private boolean timeBounds;

    @Option(
            names = "--time",
            paramLabel = "COLUMN",
            description = "The time column of files that do not name theirs; default time or timestamp.")
    private Optional<String> timeColumn = Optional.empty();

    @Option(
            names = "--deep",
            description = "Also read all bytes and hold them against the hashes that a sync has stored.")
    private boolean deep;

    @Option(
            names = "--against",
            paramLabel = "STORE",
            description = "Another store that is to hold the same: by size, with --deep by content.")
    private Optional<String> against = Optional.empty();

    @Option(names = "--strict", description = "What cannot be checked is an offence too.")
    private boolean strict;

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        if (timeColumn.isPresent() && !timeBounds) {
            throw CliException.usage("--time has a meaning with --time-bounds alone");
        }
        VerifyRequest request =
                VerifyRequest.of(KeyPrefix.of(prefix)).withStrict(strict).withDeep(deep);
        Console console = session.console();
        try (Storage storage = session.open()) {
            if (against.isEmpty()) {
                return run(console, storage, Optional.empty(), request);
            }
            StoreOption other = session.store(against.get());
            try (Storage opened = other.open(session.backends(), StoreOption.Access.READ)) {
                return run(console, storage, Optional.of(opened), request);
            }
        }
    }

    private ExitCode run(Console console, Storage storage, Optional<Storage> other, VerifyRequest request)
            throws IOException, CliException {
        try (Workers workers = Workers.start(request.parallelism());
                Progress progress = console.progress("verify " + prefix, Progress.UNKNOWN)) {
            Findings findings = new Findings(progress);
            VerifyReport report = VerifyJob.run(
                    storage,
                    other,
                    timeBounds ? request.withTimeBounds(timeColumn) : request,
                    workers.executor(),
                    findings);
            progress.end();
            for (VerifyFinding finding : report.findings()) {
                print(console, finding);
            }
            for (SweepReport.Item item : report.leftovers()) {
                Leftovers.print(console, item, true);
            }
            summarize(console, report, progress);
            return result(report);
        }
    }

    private ExitCode result(VerifyReport report) throws CliException {
        if (report.filesChecked() + report.otherObjects() + report.vanished() == 0
                && report.findings().isEmpty()
                && !prefix.isEmpty()) {
            throw new CliException(
                            ExitCode.NO_SUCH_PREFIX,
                            "nothing below `" + prefix + "`",
                            "`siltstone ls` lists what there is")
                    .about(prefix);
        }
        return report.isSound() ? ExitCode.OK : ExitCode.DAMAGED;
    }

    private static void print(Console console, VerifyFinding finding) throws IOException {
        if (console.json()) {
            console.line(new JsonLine("finding")
                    .put("key", finding.key().value())
                    .put("sizeBytes", finding.sizeBytes())
                    .put("finding", finding.kind().label())
                    .put("message", finding.reason())
                    .put("offence", finding.offence()));
            return;
        }
        String kind = console.styled(
                finding.offence() ? Style.ERROR : Style.WARNING, finding.kind().label());
        console.line(Printable.of(finding.key().value()) + ": " + kind + ": " + Printable.of(finding.reason()));
    }

    private static void summarize(Console console, VerifyReport report, Progress progress) throws IOException {
        if (console.json()) {
            console.line(new JsonLine("summary")
                    .put("filesChecked", report.filesChecked())
                    .put("bytesChecked", report.bytesChecked())
                    .put("bytesRead", report.bytesRead())
                    .put("hashesChecked", report.hashesChecked())
                    .put("rows", report.rows())
                    .put("otherObjects", report.otherObjects())
                    .put("vanished", report.vanished())
                    .put("offences", report.offences().size())
                    .put("notes", report.findings().size() - report.offences().size())
                    .put("leftovers", report.leftovers().size()));
        }
        List<String> parts = new ArrayList<>();
        parts.add("verified " + Sizes.count(report.filesChecked(), "file"));
        parts.add(Sizes.count(report.rows(), "row"));
        parts.add(Sizes.count(report.offences().size(), "offence"));
        parts.add(Sizes.count(report.findings().size() - report.offences().size(), "note"));
        if (report.bytesRead() > 0) {
            parts.add("all " + Sizes.human(report.bytesRead()) + " read, " + report.hashesChecked()
                    + " held against a hash");
        }
        if (!report.leftovers().isEmpty()) {
            parts.add(Sizes.count(report.leftovers().size(), "leftover") + " that `siltstone sweep` would remove");
        }
        if (report.otherObjects() > 0) {
            parts.add(Sizes.count(report.otherObjects(), "object") + " that are not .parquet");
        }
        if (report.vanished() > 0) {
            parts.add(report.vanished() + " gone meanwhile");
        }
        console.note(String.join(", ", parts) + "; " + progress.summary());
    }

    /** Counts what is done; what is found is printed when all of it is known. */
    private record Findings(Progress progress) implements VerifyListener {
        @Override
        public void onChecked(ObjectInfo file) {
            progress.add(file.sizeBytes());
        }

        @Override
        public void onFinding(VerifyFinding finding) {}
    }
}
