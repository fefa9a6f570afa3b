package io.siltstone.core.local;

import io.siltstone.core.Listing;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Sha256;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Transfer;
import io.siltstone.core.TransferInfo;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ResumeNotSupportedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TransferBusyException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The resumable writes of a store: each has a file of bytes and a journal in {@code .siltstone/partial}, named by a hash
 * of its key and source, so that a source that changed begins another one.
 */
final class LocalTransfers {

    static final String PART = ".part";
    static final String META = ".meta";

    private static final int ID_DIGITS = 32;
    private static final Pattern META_NAME = Pattern.compile("[0-9a-f]{32}\\.meta");

    private final LocalRoot root;
    private final LocalPaths paths;
    private final LocalPublisher publisher;
    private final LocalFeatures features;
    private final long checkpointBytes;
    private final Map<String, LocalTransfer> open = new ConcurrentHashMap<>();

    LocalTransfers(
            LocalRoot root, LocalPaths paths, LocalPublisher publisher, LocalFeatures features, long checkpointBytes) {
        this.root = root;
        this.paths = paths;
        this.publisher = publisher;
        this.features = features;
        this.checkpointBytes = checkpointBytes;
    }

    Transfer open(ObjectKey key, SourceFingerprint source, WriteOptions options, LocalCall call)
            throws StorageException {
        if (!features.locks()) {
            throw new ResumeNotSupportedException(call.context(), "the file system has no locks");
        }
        publisher.requireServed(key, options, call);
        paths.file(key, call);
        String id = id(key, source);
        LocalLocks locks = root.forChange(call.context());
        try {
            Closeable owner = locks.transfer(id)
                    .orElseThrow(() -> new TransferBusyException(call.context(), "another owner holds the transfer"));
            return opened(key, source, options, id, owner, call);
        } catch (IOException e) {
            throw call.failed(e);
        }
    }

    private Transfer opened(
            ObjectKey key, SourceFingerprint source, WriteOptions options, String id, Closeable owner, LocalCall call)
            throws IOException {
        TransferStage stage = new TransferStage(
                root.ops(),
                root.partial().resolve(id + PART),
                root.partial().resolve(id + META),
                () -> root.partial().resolve(root.names().next()),
                checkpointBytes);
        try {
            root.makeReserved(call.context());
            stage.takeUp(key, source, call);
            LocalTransfer transfer =
                    new LocalTransfer(key, source, options, stage, publisher, () -> letGo(id, owner), call);
            open.put(id, transfer);
            return transfer;
        } catch (IOException | RuntimeException e) {
            stage.closeQuietly();
            owner.close();
            throw e;
        }
    }

    private void letGo(String id, Closeable owner) throws IOException {
        open.remove(id);
        owner.close();
    }

    /** Closes the transfers that are open; what they staged stays. */
    void close() throws StorageException {
        for (LocalTransfer transfer : List.copyOf(open.values())) {
            transfer.close();
        }
    }

    /** Names the transfer of a source to a key. */
    private static String id(ObjectKey key, SourceFingerprint source) {
        String named = key.value() + '\n' + source.sizeBytes() + '\n' + source.version();
        return Sha256.of(named.getBytes(StandardCharsets.UTF_8)).hex().substring(0, ID_DIGITS);
    }

    Listing<TransferInfo> list(LocalCall call) throws StorageException {
        Iterator<String> names = names(call).iterator();
        return new LocalListing<>(
                () -> {
                    Optional<TransferInfo> next = Optional.empty();
                    while (next.isEmpty() && names.hasNext()) {
                        next = info(names.next());
                    }
                    return next;
                },
                call);
    }

    private List<String> names(LocalCall call) throws StorageException {
        try {
            return root.ops().list(root.partial());
        } catch (NoSuchFileException e) {
            call.requireRoot();
            return List.of();
        } catch (IOException e) {
            throw call.failed(e);
        }
    }

    /** The transfer of a journal. */
    private Optional<TransferInfo> info(String name) throws IOException {
        if (!META_NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        String part = name.substring(0, ID_DIGITS) + PART;
        Optional<TransferJournal> journal =
                TransferJournal.read(root.ops(), root.partial().resolve(name));
        Optional<FileFacts> held = root.ops().facts(root.partial().resolve(part));
        if (journal.isEmpty() || held.isEmpty()) {
            return Optional.empty();
        }
        FileFacts facts = held.get();
        return Optional.of(
                new TransferInfo(journal.get().key(), journal.get().source(), facts.sizeBytes(), facts.modified()));
    }
}
