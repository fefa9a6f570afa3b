package io.siltstone.core.local;

import io.siltstone.core.Backend;
import io.siltstone.core.Capabilities;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.StoreLocation;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.Transfer;
import io.siltstone.core.TransferInfo;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A store in a directory: each key is the path of a file below the root. An object is published by rename, so that every
 * reader sees the old one or the new one, and whoever reads one keeps it. What an acknowledged write outlives is the
 * {@link io.siltstone.core.Durability}.
 *
 * <p>Only regular files are objects. Symbolic links below the root are not followed; they, FIFOs, sockets and devices are
 * neither listed nor opened, replaced or removed. A key cannot be a directory of other keys ({@code a} and {@code a/b}).
 * A root that goes away while the store is open is a {@code ConfigurationException} at the next call, and is not made
 * again.
 */
public final class LocalBackend implements Backend {

    private final LocalConfig config;
    private final LocalRoot root;
    private final LocalParts parts;
    private volatile boolean closed;

    private LocalBackend(LocalConfig config, LocalRoot root, LocalParts parts) {
        this.config = config;
        this.root = root;
        this.parts = parts;
    }

    /**
     * Opens the store.
     *
     * @throws io.siltstone.core.error.ConfigurationException if the root is missing, is no directory, is empty where it
     *     should not be, or lies in a file system that folds names or cannot be as durable as configured
     */
    public static LocalBackend open(LocalConfig config, StoreRuntime runtime) throws StorageException {
        return open(config, runtime, new NioFileOps(config.root()), LocalLimits.CHECKPOINT_BYTES);
    }

    static LocalBackend open(LocalConfig config, StoreRuntime runtime, FileOps ops, long checkpointBytes)
            throws StorageException {
        LocalOpening opening = LocalOpening.of(config, runtime, ops, ErrorContext.of(Operation.OPEN, label(config)));
        return new LocalBackend(config, opening.root(), LocalParts.of(config, runtime, opening, checkpointBytes));
    }

    @Override
    public Capabilities capabilities() {
        return parts.features().capabilities();
    }

    @Override
    public StoreLocation location() {
        return new StoreLocation(config.root().toString(), Optional.of(config.root()));
    }

    @Override
    public BackendConfig config() {
        return config;
    }

    @Override
    public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
        return parts.writes().write(key, source, options, call(Operation.WRITE, key.value()));
    }

    @Override
    public ObjectWriter openWriter(ObjectKey key, OptionalLong sizeBytes, WriteOptions options)
            throws StorageException {
        return parts.writes().openWriter(key, sizeBytes, options, call(Operation.WRITE, key.value()));
    }

    @Override
    public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
        return parts.reader().read(key, options, call(Operation.READ, key.value()));
    }

    @Override
    public Optional<ObjectStat> stat(ObjectKey key) throws StorageException {
        return parts.reader().stat(key, call(Operation.STAT, key.value()));
    }

    @Override
    public void delete(ObjectKey key, Optional<String> version) throws StorageException {
        parts.deleter().delete(key, version, call(Operation.DELETE, key.value()));
    }

    @Override
    public List<DeleteResult> deleteBatch(List<ObjectKey> keys) throws StorageException {
        return parts.deleter().deleteBatch(keys, call(Operation.DELETE_BATCH, ""));
    }

    @Override
    public ObjectInfo copy(ObjectKey from, ObjectKey to, CopyOptions options) throws StorageException {
        LocalCall source = call(Operation.COPY, from.value());
        return parts.copier().copy(from, to, options, source, call(Operation.COPY, to.value()));
    }

    @Override
    public Listing<ObjectKey> list(ListRequest request) throws StorageException {
        return parts.lister()
                .list(request, call(Operation.LIST, request.prefix().value()));
    }

    @Override
    public Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
        return parts.lister()
                .listObjects(request, call(Operation.LIST, request.prefix().value()));
    }

    @Override
    public Listing<DirectoryEntry> listEntries(KeyPrefix prefix) throws StorageException {
        return parts.lister().listEntries(prefix, call(Operation.LIST_DIRECTORIES, prefix.value()));
    }

    @Override
    public Listing<String> listDirectories(KeyPrefix prefix) throws StorageException {
        return parts.lister().listDirectories(prefix, call(Operation.LIST_DIRECTORIES, prefix.value()));
    }

    @Override
    public boolean removeDirectory(KeyPrefix prefix) throws StorageException {
        return parts.remover().remove(prefix, call(Operation.REMOVE_DIRECTORY, prefix.value()));
    }

    @Override
    public Transfer openTransfer(ObjectKey key, SourceFingerprint source, WriteOptions options)
            throws StorageException {
        return parts.transfers().open(key, source, options, call(Operation.APPEND, key.value()));
    }

    @Override
    public Listing<TransferInfo> listTransfers() throws StorageException {
        return parts.transfers().list(call(Operation.LIST, ""));
    }

    @Override
    public SweepReport sweep(SweepRequest request) throws StorageException {
        return parts.sweeper()
                .sweep(request, call(Operation.SWEEP, request.below().value()));
    }

    @Override
    public void close() throws StorageException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            parts.transfers().close();
        } finally {
            root.close(ErrorContext.of(Operation.CLOSE, label(config)));
        }
    }

    private LocalCall call(Operation operation, String key) throws StorageException {
        if (closed) {
            throw new IllegalStateException("the store " + label(config) + " is closed");
        }
        LocalCall call = new LocalCall(root, ErrorContext.of(operation, label(config), key));
        call.requireRunning();
        call.requireRoot();
        return call;
    }

    private static String label(LocalConfig config) {
        return LocalConfig.TYPE + ':' + config.root();
    }
}
