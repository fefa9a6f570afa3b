package io.siltstone.core.layer;

import io.siltstone.core.Backend;
import io.siltstone.core.Capabilities;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.KeyProfile;
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
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The part of a store that lies below a prefix, as a store of its own: keys are seen without the prefix everywhere, and
 * nothing outside it is ever read, listed, swept or changed. {@code tenant1} does not meet {@code tenant10}. An error of
 * the store below names the key as it stands there.
 */
public final class PrefixBackend extends ForwardingBackend {

    private final PrefixMapping mapping;
    private final Capabilities capabilities;

    /**
     * @param prefix as in {@link PrefixConfig#prefix}
     * @throws IllegalArgumentException if the prefix breaks a rule, or leaves no room for a key
     */
    public PrefixBackend(Backend inner, String prefix) {
        super(inner);
        PrefixConfig config = new PrefixConfig(inner.config(), prefix);
        KeyPrefix segments = config.keyPrefix();
        this.mapping =
                new PrefixMapping(segments, inner.location().resolve(segments).root());
        Capabilities.Limits limits = inner.capabilities().limits();
        int maxKeyBytes = mapping.shorten(limits.maxKeyBytes());
        if (maxKeyBytes < 1) {
            throw new IllegalArgumentException("prefix leaves no room for a key");
        }
        this.capabilities = inner.capabilities().withLimits(limits.withMaxKeyBytes(maxKeyBytes));
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public StoreLocation location() {
        return inner().location().resolve(mapping.prefix());
    }

    @Override
    public BackendConfig config() {
        return new PrefixConfig(inner().config(), mapping.prefix().value());
    }

    @Override
    public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
        return inner().write(mapping.below(Operation.WRITE, key), source, options)
                .withKey(key);
    }

    @Override
    public ObjectWriter openWriter(ObjectKey key, OptionalLong sizeBytes, WriteOptions options)
            throws StorageException {
        ObjectWriter writer = inner().openWriter(mapping.below(Operation.WRITE, key), sizeBytes, options);
        return new PrefixWriter(
                ErrorContext.of(Operation.WRITE, location().root(), key.value()), sizeBytes, writer, key);
    }

    @Override
    public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
        ObjectContent content = inner().read(mapping.below(Operation.READ, key), options);
        return content.withInfo(content.info().withKey(key));
    }

    @Override
    public Optional<ObjectStat> stat(ObjectKey key) throws StorageException {
        return inner().stat(mapping.below(Operation.STAT, key))
                .map(stat -> stat.withInfo(stat.info().withKey(key)));
    }

    @Override
    public void delete(ObjectKey key, Optional<String> version) throws StorageException {
        inner().delete(mapping.below(Operation.DELETE, key), version);
    }

    @Override
    public List<DeleteResult> deleteBatch(List<ObjectKey> keys) throws StorageException {
        List<ObjectKey> below = new ArrayList<>(keys.size());
        List<Optional<DeleteResult>> refused = new ArrayList<>(keys.size());
        for (ObjectKey key : keys) {
            try {
                below.add(mapping.below(Operation.DELETE_BATCH, key));
                refused.add(Optional.empty());
            } catch (InvalidKeyException e) {
                refused.add(Optional.of(DeleteResult.failed(key.value(), e)));
            }
        }
        List<DeleteResult> answered = inner().deleteBatch(below);
        List<DeleteResult> results = new ArrayList<>(keys.size());
        int next = 0;
        for (int i = 0; i < keys.size(); i++) {
            results.add(
                    refused.get(i).isPresent()
                            ? refused.get(i).get()
                            : new DeleteResult(
                                    keys.get(i).value(), answered.get(next++).error()));
        }
        return results;
    }

    @Override
    public ObjectInfo copy(ObjectKey from, ObjectKey to, CopyOptions options) throws StorageException {
        return inner().copy(mapping.below(Operation.COPY, from), mapping.below(Operation.COPY, to), options)
                .withKey(to);
    }

    @Override
    public Listing<ObjectKey> list(ListRequest request) throws StorageException {
        return new MappedListing<>(inner().list(below(request)), mapping::above);
    }

    @Override
    public Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
        return new MappedListing<>(inner().listObjects(below(request)), this::above);
    }

    @Override
    public Listing<DirectoryEntry> listEntries(KeyPrefix prefix) throws StorageException {
        return new MappedListing<>(
                inner().listEntries(mapping.below(Operation.LIST_DIRECTORIES, prefix)), entry -> above(prefix, entry));
    }

    @Override
    public Listing<String> listDirectories(KeyPrefix prefix) throws StorageException {
        return new MappedListing<>(
                inner().listDirectories(mapping.below(Operation.LIST_DIRECTORIES, prefix)),
                name -> prefix.isRoot() && (name.startsWith(".") || name.startsWith("_"))
                        ? Optional.empty()
                        : Optional.of(name));
    }

    /** The prefix itself is the root here, and is not removed. */
    @Override
    public boolean removeDirectory(KeyPrefix prefix) throws StorageException {
        if (prefix.isRoot()) {
            try (Listing<ObjectKey> listing = list(ListRequest.of(KeyPrefix.ROOT))) {
                return !listing.hasNext();
            }
        }
        return inner().removeDirectory(mapping.below(Operation.REMOVE_DIRECTORY, prefix));
    }

    @Override
    public Transfer openTransfer(ObjectKey key, SourceFingerprint source, WriteOptions options)
            throws StorageException {
        return new PrefixTransfer(inner().openTransfer(mapping.below(Operation.APPEND, key), source, options), key);
    }

    @Override
    public Listing<TransferInfo> listTransfers() throws StorageException {
        return new MappedListing<>(
                inner().listTransfers(),
                transfer -> mapping.above(transfer.key()).map(transfer::withKey));
    }

    @Override
    public SweepReport sweep(SweepRequest request) throws StorageException {
        SweepReport report = inner().sweep(request.withBelow(mapping.below(Operation.SWEEP, request.below())));
        return new SweepReport(
                report.items().stream().flatMap(item -> above(item).stream()).toList());
    }

    private ListRequest below(ListRequest request) throws InvalidKeyException {
        ListRequest below = ListRequest.of(mapping.below(Operation.LIST, request.prefix()));
        return request.startAfter().isEmpty()
                ? below
                : below.after(mapping.below(Operation.LIST, request.startAfter().get()));
    }

    private Optional<ObjectInfo> above(ObjectInfo info) {
        return mapping.above(info.key()).map(info::withKey);
    }

    private Optional<DirectoryEntry> above(KeyPrefix prefix, DirectoryEntry entry) {
        if (entry instanceof DirectoryEntry.Leaf leaf) {
            return above(leaf.info()).map(DirectoryEntry.Leaf::new);
        }
        boolean reserved = prefix.isRoot()
                && ObjectKey.violation(entry.name(), KeyProfile.RAW).isPresent();
        return reserved ? Optional.empty() : Optional.of(entry);
    }

    private Optional<SweepReport.Item> above(SweepReport.Item item) {
        return item.key()
                .flatMap(mapping::above)
                .map(key -> new SweepReport.Item(
                        item.name(), Optional.of(key), item.sizeBytes(), item.age(), item.verdict()));
    }
}
