package io.siltstone.core.local;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepReport.Verdict;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.StorageException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes what writers left behind: files of our own names in our own directories, when their owner is dead, or when
 * nobody can tell and they are old. Age is the difference of two times of the same file system, so that no clock of this
 * machine decides.
 */
final class LocalSweeper {

    private static final Pattern TRANSFER = Pattern.compile("(?<id>[0-9a-f]{32})\\.(?:part|meta)");

    private final LocalRoot root;
    private final StagingPlaces places;
    private final FileOps ops;

    LocalSweeper(LocalRoot root, StagingPlaces places) {
        this.root = root;
        this.places = places;
        this.ops = root.ops();
    }

    SweepReport sweep(SweepRequest request, LocalCall call) throws StorageException {
        List<SweepReport.Item> items = new ArrayList<>();
        try {
            call.requireRoot();
            for (Path directory : List.of(root.staging(), root.partial())) {
                List<String> names = names(directory);
                if (!names.isEmpty()) {
                    Sweep sweep = new Sweep(
                            request,
                            directory,
                            now(directory.resolve(root.names().next()), call),
                            call);
                    sweep.stagingFiles(names, items);
                    sweep.transfers(names, items);
                }
            }
            for (Path directory : places.beside(call)) {
                List<String> names =
                        names(directory).stream().filter(StagingNames::isBeside).toList();
                if (!names.isEmpty()) {
                    Path probe = directory.resolve(root.names().nextBeside());
                    new Sweep(request, directory, now(probe, call), call).stagingFiles(names, items);
                }
            }
        } catch (IOException e) {
            throw call.failed(e);
        }
        return new SweepReport(items);
    }

    private List<String> names(Path directory) throws IOException {
        try {
            return ops.list(directory);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Nothing was ever staged here, or its directory is gone.
            return List.of();
        }
    }

    /** The file system's time; empty when it is too full to be asked, and nothing counts as old. */
    private Optional<Instant> now(Path probe, LocalCall call) throws IOException {
        try {
            ops.create(probe).close();
            return ops.facts(probe).map(FileFacts::modified);
        } catch (IOException e) {
            StorageException typed = call.failed(e);
            if (typed instanceof NoSpaceException) {
                return Optional.empty();
            }
            throw typed;
        } finally {
            unlink(probe);
        }
    }

    private void unlink(Path path) throws IOException {
        try {
            ops.unlink(path);
        } catch (NoSuchFileException e) {
            // Never there, or another sweep, or the end of its own writer, came first.
            return;
        }
    }

    /** One directory's part of a sweep. */
    private final class Sweep {

        private final SweepRequest request;
        private final Path directory;
        private final Optional<Instant> now;
        private final LocalCall call;

        Sweep(SweepRequest request, Path directory, Optional<Instant> now, LocalCall call) {
            this.request = request;
            this.directory = directory;
            this.now = now;
            this.call = call;
        }

        void stagingFiles(List<String> names, List<SweepReport.Item> items) throws IOException {
            for (String name : names) {
                call.requireRunning();
                Optional<OwnerToken> owner = StagingNames.owner(name);
                Optional<FileFacts> facts = owner.isPresent() ? ops.facts(directory.resolve(name)) : Optional.empty();
                if (facts.isPresent() && request.covers(Optional.empty())) {
                    Duration age = age(facts.get());
                    Verdict verdict = verdict(owner.get(), age);
                    remove(verdict, name);
                    items.add(new SweepReport.Item(
                            name, Optional.empty(), facts.get().sizeBytes(), age, verdict));
                }
            }
        }

        private Verdict verdict(OwnerToken owner, Duration age) {
            return switch (owner.liveness(root.names().self(), ops, directory)) {
                case ALIVE -> Verdict.OWNED;
                case DEAD -> Verdict.REMOVED;
                case UNKNOWN -> byAge(age);
            };
        }

        private Verdict byAge(Duration age) {
            return now.isPresent() && age.compareTo(request.olderThan()) >= 0 ? Verdict.REMOVED : Verdict.YOUNG;
        }

        void transfers(List<String> names, List<SweepReport.Item> items) throws IOException {
            TreeSet<String> ids = new TreeSet<>();
            for (String name : names) {
                Matcher matcher = TRANSFER.matcher(name);
                if (matcher.matches()) {
                    ids.add(matcher.group("id"));
                }
            }
            for (String id : ids) {
                call.requireRunning();
                Optional<ObjectKey> key = TransferJournal.read(ops, directory.resolve(id + LocalTransfers.META))
                        .map(TransferJournal::key);
                if (request.covers(key)) {
                    transfer(id, key).ifPresent(items::add);
                }
            }
        }

        private Optional<SweepReport.Item> transfer(String id, Optional<ObjectKey> key) throws IOException {
            Optional<Closeable> hold = root.forChange(call.context()).transfer(id);
            try {
                Optional<FileFacts> part = ops.facts(directory.resolve(id + LocalTransfers.PART));
                Optional<FileFacts> newest =
                        part.isPresent() ? part : ops.facts(directory.resolve(id + LocalTransfers.META));
                if (newest.isEmpty()) {
                    return Optional.empty();
                }
                Duration age = age(newest.get());
                Verdict verdict = hold.isEmpty() ? Verdict.OWNED : byAge(age);
                remove(verdict, id + LocalTransfers.PART);
                remove(verdict, id + LocalTransfers.META);
                long size = part.map(FileFacts::sizeBytes).orElse(0L);
                return Optional.of(new SweepReport.Item(id + LocalTransfers.PART, key, size, age, verdict));
            } finally {
                if (hold.isPresent()) {
                    hold.get().close();
                }
            }
        }

        private Duration age(FileFacts facts) {
            Duration age = Duration.between(facts.modified(), now.orElse(facts.modified()));
            return age.isNegative() ? Duration.ZERO : age;
        }

        private void remove(Verdict verdict, String name) throws IOException {
            if (verdict == Verdict.REMOVED && !request.dryRun()) {
                unlink(directory.resolve(name));
            }
        }
    }
}
