package io.siltstone.core.layer;

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
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.Transfer;
import io.siltstone.core.TransferInfo;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The base of every layer: hands each call to the backend below, unchanged. A layer overrides what it is about. It owns
 * the backend below, and closes it with itself.
 */
public abstract class ForwardingBackend implements Backend {

    private final Backend inner;

    /** @param inner the backend below */
    protected ForwardingBackend(Backend inner) {
        this.inner = Objects.requireNonNull(inner, "inner");
    }

    /** The backend below. */
    protected final Backend inner() {
        return inner;
    }

    @Override
    public Capabilities capabilities() {
        return inner.capabilities();
    }

    @Override
    public StoreLocation location() {
        return inner.location();
    }

    @Override
    public BackendConfig config() {
        return inner.config();
    }

    @Override
    public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
        return inner.write(key, source, options);
    }

    @Override
    public ObjectWriter openWriter(ObjectKey key, OptionalLong sizeBytes, WriteOptions options)
            throws StorageException {
        return inner.openWriter(key, sizeBytes, options);
    }

    @Override
    public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
        return inner.read(key, options);
    }

    @Override
    public Optional<ObjectStat> stat(ObjectKey key) throws StorageException {
        return inner.stat(key);
    }

    @Override
    public void delete(ObjectKey key, Optional<String> version) throws StorageException {
        inner.delete(key, version);
    }

    @Override
    public List<DeleteResult> deleteBatch(List<ObjectKey> keys) throws StorageException {
        return inner.deleteBatch(keys);
    }

    @Override
    public ObjectInfo copy(ObjectKey from, ObjectKey to, CopyOptions options) throws StorageException {
        return inner.copy(from, to, options);
    }

    @Override
    public Listing<ObjectKey> list(ListRequest request) throws StorageException {
        return inner.list(request);
    }

    @Override
    public Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
        return inner.listObjects(request);
    }

    @Override
    public Listing<DirectoryEntry> listEntries(KeyPrefix prefix) throws StorageException {
        return inner.listEntries(prefix);
    }

    @Override
    public Listing<String> listDirectories(KeyPrefix prefix) throws StorageException {
        return inner.listDirectories(prefix);
    }

    @Override
    public boolean removeDirectory(KeyPrefix prefix) throws StorageException {
        return inner.removeDirectory(prefix);
    }

    @Override
    public Transfer openTransfer(ObjectKey key, SourceFingerprint source, WriteOptions options)
            throws StorageException {
        return inner.openTransfer(key, source, options);
    }

    @Override
    public Listing<TransferInfo> listTransfers() throws StorageException {
        return inner.listTransfers();
    }

    @Override
    public SweepReport sweep(SweepRequest request) throws StorageException {
        return inner.sweep(request);
    }

    @Override
    public void close() throws StorageException {
        inner.close();
    }
}
