package io.siltstone.core.memory;

import io.siltstone.core.Backend;
import io.siltstone.core.ByteRange;
import io.siltstone.core.Capabilities;
import io.siltstone.core.Capability;
import io.siltstone.core.ContentTypes;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.Durability;
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
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TransferBusyException;
import io.siltstone.core.error.UnsupportedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A store in memory. Each opening is an empty store of its own, which ends with {@link #close}. It can do everything but
 * outlive a power cut. As on object stores, {@code a} and {@code a/b} may both be objects.
 */
public final class MemoryBackend implements Backend {

    /** An object is one array; the largest that every Java machine allocates. */
    private static final int MAX_OBJECT_BYTES = Integer.MAX_VALUE - 8;

    private static final Capabilities CAPABILITIES = new Capabilities(
            EnumSet.complementOf(EnumSet.of(Capability.DURABLE_WRITE)),
            new Capabilities.Limits(1024, MAX_OBJECT_BYTES, Integer.MAX_VALUE, Integer.MAX_VALUE));

    private final MemoryConfig config;
    private final StoreRuntime runtime;
    private final StoreLocation location;
    private final MemoryCatalog catalog = new MemoryCatalog();
    private final MemoryTransfers transfers = new MemoryTransfers();
    private final Object publishing = new Object();
    private long lastVersion;
    private volatile boolean closed;

    public MemoryBackend(MemoryConfig config, StoreRuntime runtime) {
        this.config = config;
        this.runtime = runtime;
        this.location = new StoreLocation(MemoryProvider.SCHEME + "://" + config.name(), Optional.empty());
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public StoreLocation location() {
        return location;
    }

    @Override
    public BackendConfig config() {
        return config;
    }

    @Override
    public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
        ErrorContext context = begin(Operation.WRITE, key.value());
        requireServed(source.sizeBytes(), options.durability(), context);
        byte[] content;
        try (InputStream in = source.open()) {
            content = in.readAllBytes();
        }
        return publish(key, content, options, context);
    }

    @Override
    public ObjectWriter openWriter(ObjectKey key, OptionalLong sizeBytes, WriteOptions options)
            throws StorageException {
        ErrorContext context = begin(Operation.WRITE, key.value());
        requireServed(sizeBytes, options.durability(), context);
        return new MemoryWriter(context, sizeBytes, content -> publish(key, content, options, context));
    }

    @Override
    public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
        ErrorContext context = begin(Operation.READ, key.value());
        MemoryObject object = source(key, options.version(), options.version().isPresent(), context);
        ByteRange.Extent extent = options.range().resolve(object.content().length, context);
        InputStream bytes = new ByteArrayInputStream(
                object.content(), Math.toIntExact(extent.offset()), Math.toIntExact(extent.lengthBytes()));
        return new ObjectContent(object.info(), extent, bytes, context);
    }

    @Override
    public Optional<ObjectStat> stat(ObjectKey key) throws StorageException {
        begin(Operation.STAT, key.value());
        return catalog.get(key).map(MemoryObject::stat);
    }

    @Override
    public void delete(ObjectKey key, Optional<String> version) throws StorageException {
        ErrorContext context = begin(Operation.DELETE, key.value());
        synchronized (publishing) {
            Optional<MemoryObject> there = catalog.get(key);
            if (there.isPresent()
                    && version.isPresent()
                    && !there.get().version().equals(version.get())) {
                throw new PreconditionFailedException(context, "the object has another version");
            }
            catalog.remove(key);
        }
    }

    @Override
    public List<DeleteResult> deleteBatch(List<ObjectKey> keys) throws StorageException {
        begin(Operation.DELETE_BATCH, "");
        synchronized (publishing) {
            keys.forEach(catalog::remove);
        }
        return keys.stream().map(key -> DeleteResult.deleted(key.value())).toList();
    }

    @Override
    public ObjectInfo copy(ObjectKey from, ObjectKey to, CopyOptions options) throws StorageException {
        ErrorContext context = begin(Operation.COPY, from.value());
        requireServed(OptionalLong.empty(), options.durability(), context);
        MemoryObject source = source(from, options.sourceVersion(), false, context);
        WriteOptions as =
                options.asWrite().withContentType(source.contentType()).withMetadata(source.metadata());
        return publish(to, source.content(), as, ErrorContext.of(Operation.COPY, location.root(), to.value()));
    }

    @Override
    public Listing<ObjectKey> list(ListRequest request) throws StorageException {
        begin(Operation.LIST, request.prefix().value());
        return new MemoryListing<>(
                catalog.list(request).map(object -> object.info().key()).iterator());
    }

    @Override
    public Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
        begin(Operation.LIST, request.prefix().value());
        return new MemoryListing<>(catalog.list(request).map(MemoryObject::info).iterator());
    }

    @Override
    public Listing<DirectoryEntry> listEntries(KeyPrefix prefix) throws StorageException {
        begin(Operation.LIST_DIRECTORIES, prefix.value());
        return new MemoryListing<>(catalog.entries(prefix).iterator());
    }

    @Override
    public Listing<String> listDirectories(KeyPrefix prefix) throws StorageException {
        begin(Operation.LIST_DIRECTORIES, prefix.value());
        return new MemoryListing<>(catalog.entries(prefix)
                .filter(DirectoryEntry.Directory.class::isInstance)
                .map(DirectoryEntry::name)
                .filter(name -> !prefix.isRoot() || !(name.startsWith(".") || name.startsWith("_")))
                .iterator());
    }

    @Override
    public boolean removeDirectory(KeyPrefix prefix) throws StorageException {
        begin(Operation.REMOVE_DIRECTORY, prefix.value());
        return catalog.isEmpty(prefix);
    }

    @Override
    public Transfer openTransfer(ObjectKey key, SourceFingerprint source, WriteOptions options)
            throws StorageException {
        ErrorContext context = begin(Operation.APPEND, key.value());
        requireServed(OptionalLong.of(source.sizeBytes()), options.durability(), context);
        MemoryTransfers.Staged staged = transfers
                .take(key, source, runtime.clock().instant())
                .orElseThrow(() -> new TransferBusyException(context, "another owner holds the transfer"));
        ErrorContext commit = ErrorContext.of(Operation.COMMIT, location.root(), key.value());
        return new MemoryTransfer(
                transfers,
                staged,
                options.writeId(),
                content -> publish(key, content, options, commit),
                runtime.clock(),
                context);
    }

    @Override
    public Listing<TransferInfo> listTransfers() throws StorageException {
        begin(Operation.LIST, "");
        return new MemoryListing<>(transfers.list().iterator());
    }

    @Override
    public SweepReport sweep(SweepRequest request) throws StorageException {
        begin(Operation.SWEEP, request.below().value());
        return transfers.sweep(request, runtime.clock().instant());
    }

    @Override
    public void close() {
        closed = true;
        transfers.close();
        catalog.clear();
    }

    private ObjectInfo publish(ObjectKey key, byte[] content, WriteOptions options, ErrorContext context)
            throws StorageException {
        begin(context.operation(), key.value());
        synchronized (publishing) {
            requireMode(options.mode(), catalog.get(key), context);
            lastVersion++;
            ObjectInfo info = new ObjectInfo(
                    key, content.length, runtime.clock().instant(), Optional.of(Long.toString(lastVersion)));
            String contentType = options.contentType().orElseGet(() -> ContentTypes.of(key));
            catalog.put(new MemoryObject(info, content, contentType, options.metadata(), options.writeId()));
            return info;
        }
    }

    private static void requireMode(WriteMode mode, Optional<MemoryObject> there, ErrorContext context)
            throws StorageException {
        if (mode instanceof WriteMode.CreateOnly && there.isPresent()) {
            throw new AlreadyExistsException(context, "an object is there already");
        }
        if (mode instanceof WriteMode.ReplaceVersion wanted
                && there.filter(object -> object.version().equals(wanted.version()))
                        .isEmpty()) {
            throw new PreconditionFailedException(context, "the version to replace is not there");
        }
    }

    /** The object to read from. To whom a version was promised, absence is a change. */
    private MemoryObject source(ObjectKey key, Optional<String> version, boolean absenceIsChange, ErrorContext context)
            throws StorageException {
        Optional<MemoryObject> there = catalog.get(key);
        if (there.isEmpty() && !absenceIsChange) {
            throw new NotFoundException(context, "there is no such object");
        }
        if (there.isEmpty()
                || version.filter(v -> !v.equals(there.get().version())).isPresent()) {
            throw new ChangedDuringReadException(context, "the version asked for is no longer there");
        }
        return there.get();
    }

    private static void requireServed(OptionalLong sizeBytes, Optional<Durability> durability, ErrorContext context)
            throws UnsupportedException {
        if (durability.equals(Optional.of(Durability.FULL))) {
            throw new UnsupportedException(context, "memory does not outlive a power cut");
        }
        if (sizeBytes.orElse(0) > MAX_OBJECT_BYTES) {
            throw new UnsupportedException(context, "an object in memory has at most " + MAX_OBJECT_BYTES + " bytes");
        }
    }

    private ErrorContext begin(Operation operation, String key) throws CancelledException {
        if (closed) {
            throw new IllegalStateException("the store " + location.root() + " is closed");
        }
        ErrorContext context = ErrorContext.of(operation, location.root(), key);
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException(context, "the thread was interrupted");
        }
        return context;
    }
}
