package io.siltstone.core.local;

import io.siltstone.core.DeleteResult;
import io.siltstone.core.Durability;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.DurabilityUnknownException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Removes objects, and nothing that is none. */
final class LocalDeleter {

    private final LocalRoot root;
    private final LocalPaths paths;
    private final LocalFeatures features;
    private final Durability durability;
    private final DurableDirectories durable;

    LocalDeleter(
            LocalRoot root,
            LocalPaths paths,
            LocalFeatures features,
            Durability durability,
            DurableDirectories durable) {
        this.root = root;
        this.paths = paths;
        this.features = features;
        this.durability = durability;
        this.durable = durable;
    }

    void delete(ObjectKey key, Optional<String> version, LocalCall call) throws StorageException {
        if (version.isPresent() && !features.locks()) {
            throw new UnsupportedException(
                    call.context(), "the file system has no locks, which a conditional delete needs");
        }
        Change change = unlink(key, version, call);
        try {
            force(change, call);
        } catch (IOException e) {
            throw unknown(call, e);
        }
    }

    /** Unlinks all, those of one directory after each other, then forces each directory once. */
    List<DeleteResult> deleteBatch(List<ObjectKey> keys, LocalCall batch) throws StorageException {
        batch.requireRunning();
        batch.requireRoot();
        List<DeleteResult> results = new ArrayList<>(
                keys.stream().map(key -> DeleteResult.deleted(key.value())).toList());
        Map<Path, List<Integer>> changed = new LinkedHashMap<>();
        Map<Path, Optional<LocalPaths.Directory>> before = new HashMap<>();
        List<Integer> byKey = IntStream.range(0, keys.size())
                .boxed()
                .sorted(Comparator.comparing(i -> keys.get(i).value()))
                .toList();
        for (int i : byKey) {
            ObjectKey key = keys.get(i);
            try {
                Change change = unlink(key, Optional.empty(), batch.of(key));
                changed.computeIfAbsent(change.directory(), d -> new ArrayList<>())
                        .add(i);
                before.merge(change.directory(), change.before(), (a, b) -> a.equals(b) ? a : Optional.empty());
            } catch (StorageException e) {
                results.set(i, DeleteResult.failed(key.value(), e));
            }
        }
        changed.forEach((directory, indexes) -> {
            try {
                force(new Change(directory, before.getOrDefault(directory, Optional.empty())), batch);
            } catch (IOException e) {
                for (int i : indexes) {
                    ObjectKey key = keys.get(i);
                    results.set(i, DeleteResult.failed(key.value(), unknown(batch.of(key), e)));
                }
            }
        });
        return results;
    }

    /**
     * What has to be forced.
     *
     * @param directory the object's, or the closest one above it that is there
     * @param before the same as it was before a name was removed from it; empty where there was none to remove, or it could
     *     not be told
     */
    private record Change(Path directory, Optional<LocalPaths.Directory> before) {}

    /**
     * Removes the object's name. Something has to be forced also where the name was absent: whoever removed it may not have
     * forced it, and may have failed to. Where its directory is gone too, they went from the closest one above.
     */
    private Change unlink(ObjectKey key, Optional<String> version, LocalCall call) throws StorageException {
        Path file = paths.file(key, call);
        try {
            call.requireRunning();
            Path parent = LocalPaths.parent(file);
            Optional<LocalPaths.Directory> before = paths.seenAlone(parent);
            // A store that nothing was changed in yet has no locks, and gets none for what is absent.
            boolean there = (root.isReadyForChange() || paths.object(file).isPresent())
                    && root.forChange(call.context()).change(key, () -> unlinkNow(file, version, call));
            if (there) {
                return new Change(parent, before);
            }
            call.requireRoot();
            return new Change(paths.closest(parent), Optional.empty());
        } catch (InterruptedException e) {
            throw call.cancelled(e);
        } catch (IOException e) {
            throw call.failed(e);
        }
    }

    /** Whether it was there. */
    private boolean unlinkNow(Path file, Optional<String> version, LocalCall call) throws IOException {
        Optional<FileFacts> there = paths.object(file);
        if (there.isEmpty()) {
            return false;
        }
        if (version.isPresent() && !version.get().equals(there.get().version())) {
            throw new PreconditionFailedException(call.context(), "the object has another version");
        }
        try {
            root.ops().unlink(file);
        } catch (NoSuchFileException e) {
            // Removed by another, or by an answer that was lost; that is to be made durable as well.
            return true;
        }
        return true;
    }

    private void force(Change change, LocalCall call) throws IOException {
        if (durability != Durability.FULL) {
            return;
        }
        if (change.before().isPresent()) {
            durable.forceRemoval(change.before().get(), call);
        } else {
            durable.forceWay(change.directory(), call);
        }
    }

    private static DurabilityUnknownException unknown(LocalCall call, IOException e) {
        return new DurabilityUnknownException(
                call.context(), "the object is gone, but its directory could not be forced to disk", e);
    }
}
