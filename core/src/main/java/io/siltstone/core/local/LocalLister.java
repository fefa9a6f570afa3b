package io.siltstone.core.local;

import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Utf8Order;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.local.DirectoryCursor.Child;
import io.siltstone.core.local.LocalListing.Walk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Walks directories, lazily, one directory of names in memory for each level. */
final class LocalLister {

    private final FileOps ops;
    private final LocalPaths paths;

    LocalLister(FileOps ops, LocalPaths paths) {
        this.ops = ops;
        this.paths = paths;
    }

    Listing<ObjectKey> list(ListRequest request, LocalCall call) throws StorageException {
        Walk<Found> walk = walk(request, false, call);
        return new LocalListing<>(() -> key(walk.next()), call);
    }

    Listing<ObjectInfo> listObjects(ListRequest request, LocalCall call) throws StorageException {
        Walk<Found> walk = walk(request, true, call);
        return new LocalListing<>(() -> info(walk.next()), call);
    }

    Listing<DirectoryEntry> listEntries(KeyPrefix prefix, LocalCall call) throws StorageException {
        Optional<DirectoryCursor> cursor = cursor(prefix, Optional.empty(), true, call);
        return new LocalListing<>(() -> cursor.isEmpty() ? Optional.empty() : entry(cursor.get()), call);
    }

    Listing<String> listDirectories(KeyPrefix prefix, LocalCall call) throws StorageException {
        Optional<DirectoryCursor> cursor = cursor(prefix, Optional.empty(), false, call);
        return new LocalListing<>(
                () -> cursor.isEmpty() ? Optional.empty() : directory(cursor.get(), prefix.isRoot()), call);
    }

    /** An object that the walk met. */
    private record Found(String key, Optional<FileFacts> facts) {}

    private static Optional<ObjectKey> key(Optional<Found> found) throws IOException {
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(ObjectKey.of(found.get().key()));
    }

    private static Optional<ObjectInfo> info(Optional<Found> found) throws IOException {
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(OpenObject.info(
                        ObjectKey.of(found.get().key()), found.get().facts().orElseThrow()));
    }

    private static Optional<DirectoryEntry> entry(DirectoryCursor cursor) throws IOException {
        Optional<Child> child = cursor.next();
        if (child.isEmpty()) {
            return Optional.empty();
        }
        if (child.get().isDirectory()) {
            return Optional.of(new DirectoryEntry.Directory(child.get().name()));
        }
        Found found =
                new Found(cursor.keyPrefix() + child.get().name(), child.get().facts());
        return info(Optional.of(found)).map(DirectoryEntry.Leaf::new);
    }

    private static Optional<String> directory(DirectoryCursor cursor, boolean atRoot) throws IOException {
        Optional<Child> child = cursor.next();
        while (child.isPresent() && !isShown(child.get(), atRoot)) {
            child = cursor.next();
        }
        return child.map(Child::name);
    }

    private static boolean isShown(Child child, boolean atRoot) {
        boolean reserved = child.name().startsWith(".") || child.name().startsWith("_");
        return child.isDirectory() && !(atRoot && reserved);
    }

    private Walk<Found> walk(ListRequest request, boolean withFacts, LocalCall call) throws StorageException {
        Deque<DirectoryCursor> levels = new ArrayDeque<>();
        cursor(request.prefix(), request.startAfter(), withFacts, call).ifPresent(levels::push);
        return () -> next(levels, withFacts, call);
    }

    private Optional<Found> next(Deque<DirectoryCursor> levels, boolean withFacts, LocalCall call) throws IOException {
        while (!levels.isEmpty()) {
            call.requireRunning();
            DirectoryCursor level = levels.element();
            Optional<Child> next = level.next();
            if (next.isEmpty()) {
                levels.pop();
            } else if (next.get().isDirectory()) {
                Child child = next.get();
                levels.push(new DirectoryCursor(
                        ops,
                        level.directory().resolve(child.name()),
                        level.keyPrefix() + child.name() + '/',
                        level.afterWithin(child),
                        withFacts));
            } else {
                return Optional.of(new Found(
                        level.keyPrefix() + next.get().name(), next.get().facts()));
            }
        }
        return Optional.empty();
    }

    /** The children of a prefix; empty where it is no directory, or where everything in it comes before the start. */
    private Optional<DirectoryCursor> cursor(
            KeyPrefix prefix, Optional<ObjectKey> startAfter, boolean withFacts, LocalCall call)
            throws StorageException {
        String within = prefix.directory();
        Optional<String> after = startAfter.map(ObjectKey::value).filter(key -> key.startsWith(within));
        boolean past = startAfter.isPresent()
                && after.isEmpty()
                && Utf8Order.compare(startAfter.get().value(), within) > 0;
        Path directory = paths.directory(prefix, call);
        try {
            if (past || !paths.isReal(directory)) {
                call.requireRoot();
                return Optional.empty();
            }
            return Optional.of(new DirectoryCursor(
                    ops, directory, within, after.map(key -> key.substring(within.length())), withFacts));
        } catch (IOException e) {
            throw call.failed(e);
        }
    }
}
