package io.siltstone.cli.upkeep;

import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.ErrorTable;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.cli.session.Progress;
import io.siltstone.cli.session.Sizes;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.error.Printable;
import io.siltstone.core.error.StorageException;
import io.siltstone.jobs.sync.SyncAction;
import io.siltstone.jobs.sync.SyncFailure;
import io.siltstone.jobs.sync.SyncListener;
import java.io.IOException;
import java.util.Optional;

/** Prints what a replication does as it does it: each object with {@code --json} or in a dry run, each failure always. */
final class SyncEvents implements SyncListener {

    private final Console console;
    private final Progress progress;
    private final boolean dryRun;
    private Optional<IOException> broken = Optional.empty();

    SyncEvents(Console console, Progress progress, boolean dryRun) {
        this.console = console;
        this.progress = progress;
        this.dryRun = dryRun;
    }

    @Override
    public void onFound(ObjectInfo object) {
        progress.found(object.sizeBytes());
    }

    @Override
    public void onSent(long bytes) {
        progress.add(bytes);
    }

    @Override
    public void onDone(SyncAction action, ObjectInfo object) {
        progress.objectDone();
        if (action == SyncAction.CONFIRM || action == SyncAction.DELETE) {
            progress.add(object.sizeBytes());
        }
        if (broken.isPresent() || !(console.json() || dryRun)) {
            return;
        }
        try {
            progress.pause();
            print(action, object);
        } catch (IOException e) {
            // Nobody reads any more, which does not end the copying.
            broken = Optional.of(e);
        }
    }

    private void print(SyncAction action, ObjectInfo object) throws IOException {
        if (console.json()) {
            console.line(new JsonLine("change")
                    .put("action", action.label())
                    .put("key", object.key().value())
                    .put("sizeBytes", object.sizeBytes())
                    .put("dryRun", dryRun));
        } else if (action != SyncAction.CONFIRM) {
            console.line("would " + action.label() + " "
                    + Printable.of(object.key().value()) + ", " + Sizes.human(object.sizeBytes()));
        }
    }

    @Override
    public void onFailed(SyncFailure failure) {
        StorageException error = failure.error();
        ErrorTable.Row row = ErrorTable.of(error);
        progress.pause();
        if (console.json()) {
            console.error(new JsonLine("error")
                    .put("error", ErrorTable.name(error))
                    .put("operation", error.context().operation().label())
                    .put("store", error.context().backend())
                    .put("key", failure.key().value())
                    .put("action", failure.action().label())
                    .put("message", error.reason())
                    .put("hint", row.hint())
                    .put("exitCode", row.exitCode().number()));
        } else {
            console.error(failure.action().label() + " "
                    + Printable.of(failure.key().value()) + ": " + error.getMessage() + "; " + row.hint());
        }
        console.trace(error);
    }

    /** Fails where output failed meanwhile. */
    void rethrow() throws IOException {
        if (broken.isPresent()) {
            throw broken.get();
        }
    }
}
