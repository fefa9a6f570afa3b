package io.siltstone.cli.upkeep;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.DurabilityOption;
import io.siltstone.cli.session.ErrorReport;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.cli.session.Progress;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Sizes;
import io.siltstone.cli.session.StoreOption;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.cli.session.Workers;
import io.siltstone.core.Backends;
import io.siltstone.core.KeyProfile;
import io.siltstone.core.Storage;
import io.siltstone.core.StorageSettings;
import io.siltstone.core.StoreLocation;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.local.LocalConfig;
import io.siltstone.jobs.sync.SyncAction;
import io.siltstone.jobs.sync.SyncJob;
import io.siltstone.jobs.sync.SyncReport;
import io.siltstone.jobs.sync.SyncRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "sync",
        description = "Copy what differs from one store to another, proven by hash; a large object that was interrupted"
                + " goes on where it was. Deletes nothing unless told to.")
public final class SyncCommand implements Subcommand {

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The store to copy from: a path or another address.")
    private String sourceAddress = "";

    @Parameters(index = "1", paramLabel = "DEST", description = "The store to copy to; a missing folder is made.")
    private String targetAddress = "";

    @Mixin
    private SyncOptions options = new SyncOptions();

    @Mixin
    private DurabilityOption durability = new DurabilityOption();

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        SyncRequest request = options.request();
        StoreOption source = session.store(sourceAddress);
        StoreOption target = session.store(targetAddress);
        requireApart(session.backends(), source, target);
        Console console = session.console();
        try (Storage from = open(session, source.open(session.backends(), StoreOption.Access.READ));
                Storage to = open(session, target(session, target, request));
                Workers workers = Workers.start(request.transfers());
                Progress progress = console.progress("sync", Progress.UNKNOWN)) {
            SyncEvents events = new SyncEvents(console, progress, request.dryRun());
            SyncReport report = SyncJob.run(from, to, request, workers.executor(), session.runtime(), events);
            progress.end();
            events.rethrow();
            summarize(console, report, request.dryRun(), progress);
            return result(console, report);
        }
    }

    /** Before anything is opened: to open a folder that is missing makes it. */
    private static void requireApart(Backends backends, StoreOption source, StoreOption target)
            throws StorageException {
        BackendConfig a = source.config(backends, StoreOption.Access.READ);
        BackendConfig b = target.config(backends, StoreOption.Access.READ);
        if (a instanceof LocalConfig from && b instanceof LocalConfig to) {
            SyncJob.requireApart(location(from), location(to));
        }
    }

    private static StoreLocation location(LocalConfig config) {
        return new StoreLocation(config.root().toString(), Optional.of(config.root()));
    }

    private Storage target(Session session, StoreOption target, SyncRequest request) throws StorageException {
        return request.dryRun()
                ? target.openToTry(session.backends())
                : target.openToFill(session.backends(), durability.level());
    }

    /** The store with whatever keys others have written. */
    private static Storage open(Session session, Storage opened) {
        return Storage.of(
                opened.backend(), StorageSettings.DEFAULT.withWriteProfile(KeyProfile.RAW), session.runtime());
    }

    private static ExitCode result(Console console, SyncReport report) {
        if (report.stoppedBy().isPresent()) {
            return new ErrorReport(console, console.json())
                    .report(report.stoppedBy().get());
        }
        if (report.failed() > 0) {
            return ExitCode.SOME_FAILED;
        }
        if (report.deleteRefusal().isPresent()) {
            CliException refusal = new CliException(
                    ExitCode.REFUSED,
                    (report.of(SyncAction.DELETE).objects() == 0 ? "nothing was deleted: " : "no more was deleted: ")
                            + report.deleteRefusal().get(),
                    "look at both stores; --max-delete allows more");
            return new ErrorReport(console, console.json()).report(refusal);
        }
        return ExitCode.OK;
    }

    private static void summarize(Console console, SyncReport report, boolean dryRun, Progress progress)
            throws IOException {
        if (console.json()) {
            console.line(new JsonLine("summary")
                    .put("copied", report.of(SyncAction.COPY).objects())
                    .put("updated", report.of(SyncAction.UPDATE).objects())
                    .put("confirmed", report.of(SyncAction.CONFIRM).objects())
                    .put("deleted", report.of(SyncAction.DELETE).objects())
                    .put("upToDate", report.upToDate())
                    .put("extra", report.extra())
                    .put("failed", report.failed())
                    .put("bytesSent", report.sentBytes())
                    .put("restarts", report.restarts())
                    .put("stripped", report.stripped())
                    .put("dryRun", dryRun));
        }
        long equal = report.upToDate() + report.of(SyncAction.CONFIRM).objects();
        List<String> parts = new ArrayList<>();
        parts.add(report.transferred() + (dryRun ? " would be transferred" : " transferred"));
        parts.add(equal + " up to date");
        if (report.of(SyncAction.DELETE).objects() > 0) {
            parts.add(report.of(SyncAction.DELETE).objects() + (dryRun ? " would be deleted" : " deleted"));
        }
        if (report.stripped() > 0) {
            parts.add(report.stripped() + " without metadata that the target refuses");
        }
        parts.add(report.failed() + " failed");
        console.note(String.join(", ", parts) + "; " + Sizes.human(report.sentBytes()) + " sent in " + progress.time());
    }
}
