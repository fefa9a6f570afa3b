package io.siltstone.cli.object;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.ErrorReport;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.Lookup;
import io.siltstone.cli.session.OutputException;
import io.siltstone.cli.session.Sizes;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.Storage;
import io.siltstone.core.error.Printable;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes objects and tells of each; one that fails does not keep the others. */
final class Removal {

    /** How many keys are held at a time; the store splits by its own limit. */
    private static final int BATCH = 1000;

    private final Console console;
    private final Storage storage;
    private final boolean dryRun;
    private final List<ObjectInfo> batch = new ArrayList<>();
    private long removed;
    private long removedBytes;
    private long failed;

    Removal(Console console, Storage storage, boolean dryRun) {
        this.console = console;
        this.storage = storage;
        this.dryRun = dryRun;
    }

    /** How much there is. */
    record Total(long objects, long bytes) {
        @Override
        public String toString() {
            return Sizes.count(objects, "object") + " (" + Sizes.human(bytes) + ")";
        }
    }

    /** How much lies below the prefixes now. */
    Total count(Collection<KeyPrefix> prefixes) throws IOException {
        long objects = 0;
        long bytes = 0;
        for (KeyPrefix prefix : prefixes) {
            try (Listing<ObjectInfo> listing = storage.listObjects(prefix.value())) {
                while (listing.hasNext()) {
                    bytes += listing.next().sizeBytes();
                    objects++;
                }
            }
        }
        return new Total(objects, bytes);
    }

    /** Removes the objects of the keys; one that is absent fails unless it may be. */
    ExitCode objects(Collection<String> keys, boolean absentIsFine) throws IOException, CliException {
        for (String key : keys) {
            if (keys.size() == 1) {
                object(key, absentIsFine);
            } else {
                objectAmongOthers(key, absentIsFine);
            }
        }
        return finish();
    }

    /** Removes the objects of a list of any length in the same way. */
    ExitCode objects(KeyList keys, boolean absentIsFine) throws IOException, CliException {
        for (Optional<String> key = keys.next(); key.isPresent(); key = keys.next()) {
            objectAmongOthers(key.get(), absentIsFine);
        }
        return finish();
    }

    private void objectAmongOthers(String key, boolean absentIsFine) throws IOException {
        try {
            object(key, absentIsFine);
        } catch (OutputException e) {
            throw e;
        } catch (StorageException | CliException e) {
            report(e);
        }
    }

    private void object(String key, boolean absentIsFine) throws IOException, CliException {
        Optional<ObjectStat> stat = Lookup.isPrefixOnly(key) ? Optional.empty() : storage.stat(key);
        if (stat.isPresent()) {
            add(stat.get().info());
        } else if (!absentIsFine || Lookup.holdsObjects(storage, key)) {
            throw absent(key);
        }
    }

    /** Removes everything below the prefixes; one with nothing below it fails unless it may be so. */
    ExitCode below(Collection<KeyPrefix> prefixes, boolean absentIsFine) throws IOException, CliException {
        boolean nothing = false;
        for (KeyPrefix prefix : prefixes) {
            try (Listing<ObjectInfo> listing = storage.listObjects(prefix.value())) {
                if (!listing.hasNext() && !prefix.isRoot() && !absentIsFine) {
                    nothing = prefixes.size() == 1;
                    report(new CliException(ExitCode.NO_SUCH_PREFIX, "nothing below `" + prefix + "`", "")
                            .about(prefix.value()));
                }
                while (listing.hasNext()) {
                    add(listing.next());
                }
            }
            flush();
        }
        ExitCode code = finish();
        return nothing ? ExitCode.NO_SUCH_PREFIX : code;
    }

    private CliException absent(String key) throws StorageException {
        CliException absent = Lookup.absent(storage, key);
        return Lookup.holdsObjects(storage, key)
                ? new CliException(
                                absent.exitCode(),
                                String.valueOf(absent.getMessage()),
                                "rm -r removes all that lies below")
                        .about(key)
                : absent;
    }

    private void add(ObjectInfo info) throws IOException {
        batch.add(info);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void flush() throws IOException {
        List<String> keys = batch.stream().map(info -> info.key().value()).toList();
        List<DeleteResult> results =
                dryRun ? keys.stream().map(DeleteResult::deleted).toList() : storage.deleteBatch(keys);
        for (int i = 0; i < results.size(); i++) {
            Optional<StorageException> error = results.get(i).error();
            if (error.isPresent()) {
                report(error.get());
            } else {
                tell(batch.get(i));
            }
        }
        Set<KeyPrefix> parents = new LinkedHashSet<>();
        batch.forEach(info -> parents.add(info.key().parent()));
        batch.clear();
        if (!dryRun) {
            for (KeyPrefix parent : parents) {
                removeEmpty(parent);
            }
        }
    }

    /** Clears away the directories that hold nothing any more, on stores that have such. */
    private void removeEmpty(KeyPrefix directory) throws StorageException {
        Optional<KeyPrefix> next = Optional.of(directory);
        while (next.isPresent()
                && !next.get().isRoot()
                && storage.removeDirectory(next.get().value())) {
            next = next.get().parent();
        }
    }

    private void tell(ObjectInfo info) throws IOException {
        removed++;
        removedBytes += info.sizeBytes();
        if (console.json()) {
            console.line(ObjectLines.json(info).put("action", "remove").put("dryRun", dryRun));
        } else if (dryRun) {
            console.line("would remove " + Printable.of(info.key().value()));
        }
    }

    private void report(Exception error) {
        failed++;
        new ErrorReport(console, console.json()).report(error);
    }

    private ExitCode finish() throws IOException {
        flush();
        console.note((dryRun ? "would remove " : "removed ")
                + new Total(removed, removedBytes)
                + (failed == 0 ? "" : ", " + failed + " failed"));
        return failed == 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
    }
}
