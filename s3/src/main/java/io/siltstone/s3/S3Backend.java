package io.siltstone.s3;

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
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.PrefixBackend;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A bucket. Each call is one request wherever the protocol allows it, and none is made twice. A version is the store's
 * ETag: two objects of the same bytes may share one.
 */
public final class S3Backend implements Backend {

    private final S3Config config;
    private final S3Calls calls;
    private final S3Access access;
    private final S3Threads threads;
    /** Of their own: who reads and writes at once holds room of the one while he waits for room of the other. */
    private final S3Threads reads;

    private final S3Threads requests;
    private final S3Reader reader;
    private final S3Upload upload;
    private final S3Lister lister;
    private final S3Deleter deleter;
    private final S3Copier copier;
    private final S3Transfers transfers;
    private final StoreLocation location;
    private final Capabilities capabilities;

    private S3Backend(S3Config config, S3Calls calls, S3Access access) {
        this.config = config;
        this.calls = calls;
        this.access = access;
        this.threads = new S3Threads("part", config.partsInFlight(), config.partBytes());
        this.reads = new S3Threads("read", config.partsInFlight(), config.partBytes());
        this.requests = new S3Threads("request", Math.min(S3Limits.REQUESTS_IN_FLIGHT, config.maxConnections()), 1);
        this.reader = new S3Reader(calls, reads);
        this.upload = new S3Upload(calls, threads);
        this.lister = new S3Lister(calls, requests);
        this.deleter = new S3Deleter(calls, reader, requests);
        this.copier = new S3Copier(calls, reader, upload, requests, S3CopyPlan.OF_AWS);
        this.transfers = new S3Transfers(calls, threads, upload);
        this.location = new StoreLocation(calls.root(), Optional.empty());
        this.capabilities = new Capabilities(
                supported(config),
                new Capabilities.Limits(
                        S3Limits.MAX_KEY_BYTES,
                        S3Limits.MAX_OBJECT_BYTES,
                        S3Limits.MAX_METADATA_BYTES,
                        S3Limits.DELETE_BATCH));
    }

    /**
     * Opens the bucket, below its prefix where it has one.
     *
     * @throws io.siltstone.core.error.ConfigurationException if there is no such bucket, or a setting does not fit another
     * @throws io.siltstone.core.error.UnauthenticatedException if there are no credentials, or the store refuses them
     */
    public static Backend open(S3Config config, S3Secrets secrets, StoreRuntime runtime) throws StorageException {
        S3Sealing sealing = new S3Sealing(config, secrets.customerKey());
        S3Clients clients = new S3Clients(config);
        S3Access access = S3Access.of(config, secrets, runtime.environment(), clients);
        S3Calls calls = new S3Calls(clients.store(access), config, sealing, runtime);
        S3Backend backend = new S3Backend(config, calls, access);
        try {
            S3Probe.open(calls);
        } catch (StorageException | RuntimeException e) {
            backend.close();
            throw e;
        }
        return config.keyPrefix().isRoot()
                ? backend
                : new S3PrefixedBackend(new PrefixBackend(backend, config.prefix()), config);
    }

    private static Set<Capability> supported(S3Config config) {
        EnumSet<Capability> supported = EnumSet.allOf(Capability.class);
        if (!config.conditionalCreate()) {
            supported.remove(Capability.CREATE_ONLY);
        }
        if (!config.conditionalReplace()) {
            supported.remove(Capability.REPLACE_VERSION);
        }
        if (!config.conditionalDelete()) {
            supported.remove(Capability.DELETE_VERSION);
        }
        return supported;
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
        return upload.write(key, source, options);
    }

    @Override
    public ObjectWriter openWriter(ObjectKey key, OptionalLong sizeBytes, WriteOptions options)
            throws StorageException {
        return upload.openWriter(key, sizeBytes, options);
    }

    @Override
    public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
        return reader.read(key, options);
    }

    @Override
    public Optional<ObjectStat> stat(ObjectKey key) throws StorageException {
        return reader.stat(key);
    }

    @Override
    public void delete(ObjectKey key, Optional<String> version) throws StorageException {
        deleter.delete(key, version);
    }

    @Override
    public List<DeleteResult> deleteBatch(List<ObjectKey> keys) throws StorageException {
        return deleter.deleteBatch(keys);
    }

    @Override
    public ObjectInfo copy(ObjectKey from, ObjectKey to, CopyOptions options) throws StorageException {
        return copier.copy(from, to, options);
    }

    @Override
    public Listing<ObjectKey> list(ListRequest request) throws StorageException {
        return lister.list(request);
    }

    @Override
    public Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
        return lister.listObjects(request);
    }

    @Override
    public Listing<DirectoryEntry> listEntries(KeyPrefix prefix) throws StorageException {
        return lister.listEntries(prefix);
    }

    @Override
    public Listing<String> listDirectories(KeyPrefix prefix) throws StorageException {
        return lister.listDirectories(prefix);
    }

    @Override
    public boolean removeDirectory(KeyPrefix prefix) throws StorageException {
        return lister.holdsNothing(prefix);
    }

    @Override
    public Transfer openTransfer(ObjectKey key, SourceFingerprint source, WriteOptions options)
            throws StorageException {
        return transfers.open(key, source, options);
    }

    @Override
    public Listing<TransferInfo> listTransfers() throws StorageException {
        return transfers.list();
    }

    @Override
    public SweepReport sweep(SweepRequest request) throws StorageException {
        return transfers.sweep(request);
    }

    @Override
    public void close() {
        threads.close();
        reads.close();
        requests.close();
        calls.close();
        access.close();
    }
}
