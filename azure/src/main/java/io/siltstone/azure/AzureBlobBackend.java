package io.siltstone.azure;

import com.azure.storage.blob.models.BlobProperties;
import io.siltstone.core.Backend;
import io.siltstone.core.Capabilities;
import io.siltstone.core.Capability;
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
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A container of Azure Blob Storage, or the part of one below a prefix. */
public final class AzureBlobBackend implements Backend {

    private final AzureBlobConfig config;
    private final StoreLocation location;
    private final Capabilities capabilities;
    private final AzureBlobNames names;
    private final AzureBlobClient client;
    private final AzureBlobLanes lanes;
    private final AzureBlobUploads uploads;
    private final AzureBlobReader reader;
    private final AzureBlobCopier copier;
    private final AzureBlobLister lister;
    private final AzureBlobDeleter deleter;
    private final AzureBlobTransfers transfers;
    private volatile boolean closed;

    private AzureBlobBackend(
            AzureBlobConfig config, AzureBlobAccess access, AzureBlobClient client, StoreRuntime runtime) {
        this.config = config;
        this.client = client;
        this.location = AzureBlobLocation.of(config, access);
        this.names = new AzureBlobNames(config.keyPrefix(), location.root());
        this.capabilities = new Capabilities(
                EnumSet.allOf(Capability.class), AzureBlobLimits.LIMITS.withMaxKeyBytes(names.maxKeyBytes()));
        this.lanes = new AzureBlobLanes(config.concurrency());
        this.uploads = new AzureBlobUploads(client, lanes, runtime.random(), config.blockSizeBytes());
        this.reader = new AzureBlobReader(client);
        this.copier = new AzureBlobCopier(
                client,
                uploads,
                new AzureBlobLinks(client, access, names, runtime.clock()),
                reader,
                AzureBlobLimits.MAX_COPY_BYTES);
        this.lister = new AzureBlobLister(client, names, location.root());
        this.deleter = new AzureBlobDeleter(client, lanes, names, location.root());
        this.transfers = new AzureBlobTransfers(
                client, uploads, reader, copier, names, config.leaseTime(), runtime, location.root());
    }

    /**
     * Opens a container and makes sure that it is there and that the credentials open it.
     *
     * @throws ConfigurationException if it is missing, or a setting or credential is
     */
    public static AzureBlobBackend open(AzureBlobConfig config, AzureBlobCredentials credentials, StoreRuntime runtime)
            throws StorageException {
        AzureBlobAccess access = AzureBlobAccess.of(config, credentials);
        AzureBlobConfig settled =
                config.withAccount(access.account(), access.endpoint().url());
        AzureBlobClient client =
                new AzureBlobClient(settled, access, AzureBlobCustomerKey.of(settled, credentials), runtime.clock());
        AzureBlobBackend backend = new AzureBlobBackend(settled, access, client, runtime);
        try {
            backend.probe();
            return backend;
        } catch (StorageException e) {
            backend.close();
            throw e;
        }
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
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
        AzureBlobUpload upload =
                uploads.begin(key, names.of(Operation.WRITE, key), source.sizeBytes(), options, context);
        try (InputStream in = source.open()) {
            upload.add(in);
        }
        return upload.publish();
    }

    @Override
    public ObjectWriter openWriter(ObjectKey key, OptionalLong sizeBytes, WriteOptions options)
            throws StorageException {
        ErrorContext context = begin(Operation.WRITE, key.value());
        return new AzureBlobWriter(
                context, sizeBytes, uploads.begin(key, names.of(Operation.WRITE, key), sizeBytes, options, context));
    }

    @Override
    public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
        ErrorContext context = begin(Operation.READ, key.value());
        return reader.read(key, names.of(Operation.READ, key), options, context);
    }

    @Override
    public Optional<ObjectStat> stat(ObjectKey key) throws StorageException {
        ErrorContext context = begin(Operation.STAT, key.value());
        return reader.stat(key, names.of(Operation.STAT, key), context);
    }

    @Override
    public void delete(ObjectKey key, Optional<String> version) throws StorageException {
        begin(Operation.DELETE, key.value());
        deleter.delete(key, version, Operation.DELETE);
    }

    @Override
    public List<DeleteResult> deleteBatch(List<ObjectKey> keys) throws StorageException {
        begin(Operation.DELETE_BATCH, "");
        return deleter.deleteBatch(keys);
    }

    @Override
    public ObjectInfo copy(ObjectKey from, ObjectKey to, CopyOptions options) throws StorageException {
        ErrorContext context = begin(Operation.COPY, to.value());
        ErrorContext reading = ErrorContext.of(Operation.COPY, location.root(), from.value());
        String source = names.of(Operation.COPY, from);
        BlobProperties properties = copier.source(source, options.sourceVersion(), reading);
        WriteOptions as = options.asWrite().withMetadata(AzureBlobMetadata.callers(properties.getMetadata()));
        AzureBlobCopier.Copy copy = new AzureBlobCopier.Copy(source, properties, to, names.of(Operation.COPY, to), as);
        try {
            return copier.copy(copy, context);
        } catch (ChangedDuringReadException e) {
            throw options.sourceVersion().isPresent()
                    ? e
                    : new ConflictException(reading, "the source was replaced while it was copied", e);
        }
    }

    @Override
    public Listing<ObjectKey> list(ListRequest request) throws StorageException {
        begin(Operation.LIST, request.prefix().value());
        return lister.keys(request);
    }

    @Override
    public Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
        begin(Operation.LIST, request.prefix().value());
        return lister.objects(request);
    }

    @Override
    public Listing<DirectoryEntry> listEntries(KeyPrefix prefix) throws StorageException {
        begin(Operation.LIST_DIRECTORIES, prefix.value());
        return lister.entries(prefix);
    }

    @Override
    public Listing<String> listDirectories(KeyPrefix prefix) throws StorageException {
        begin(Operation.LIST_DIRECTORIES, prefix.value());
        return lister.directories(prefix);
    }

    /** Directories are nothing of their own here: there is none to remove, only to look whether something lies below. */
    @Override
    public boolean removeDirectory(KeyPrefix prefix) throws StorageException {
        begin(Operation.REMOVE_DIRECTORY, prefix.value());
        return lister.isEmpty(prefix);
    }

    @Override
    public Transfer openTransfer(ObjectKey key, SourceFingerprint source, WriteOptions options)
            throws StorageException {
        begin(Operation.APPEND, key.value());
        return transfers.open(key, source, options);
    }

    @Override
    public Listing<TransferInfo> listTransfers() throws StorageException {
        begin(Operation.LIST, "");
        return transfers.list();
    }

    @Override
    public SweepReport sweep(SweepRequest request) throws StorageException {
        begin(Operation.SWEEP, request.below().value());
        return transfers.sweep(request);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            transfers.close();
            lanes.close();
            client.close();
        }
    }

    /** Asks for a page: what every signature that is good for anything here may do, a container's own included. */
    private void probe() throws StorageException {
        lister.isEmpty(KeyPrefix.ROOT);
    }

    private ErrorContext begin(Operation operation, String key) throws CancelledException {
        if (closed) {
            throw new IllegalStateException("the store " + location.root() + " is closed");
        }
        ErrorContext context = ErrorContext.of(operation, location.root(), key);
        if (Thread.currentThread().isInterrupted()) {
            throw AzureBlobErrors.cancelled(context);
        }
        return context;
    }
}
