package io.siltstone.testkit;

import io.siltstone.core.Backend;
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
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.Transfer;
import io.siltstone.core.TransferInfo;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.ForwardingBackend;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A layer in which things go wrong by rule, and which counts the calls that reach it. Without rules it changes nothing.
 * Commits of writers and transfers are calls of {@link Operation#COMMIT}. A source that is cut can be opened as often as
 * the one below.
 *
 * <pre>{@code
 * FaultBackend faults = new FaultBackend(backend);
 * faults.add(FaultRule.on(Operation.WRITE, Fault.failAfter(OutcomeUnknownException::new)).nth(2));
 * }</pre>
 */
public final class FaultBackend extends ForwardingBackend {

    private final Faults faults;

    /** Slow calls take no time, and the random ones always strike the same way. */
    public FaultBackend(Backend inner) {
        this(inner, duration -> {}, new SeededRandom(0));
    }

    /**
     * Over a backend.
     *
     * @param sleeper what a slow call does, for example {@link MutableClock#advance}
     * @param random decides rules with a probability
     */
    public FaultBackend(Backend inner, Consumer<Duration> sleeper, RandomGenerator random) {
        super(inner);
        this.faults = new Faults(inner.location().root(), sleeper, random);
    }

    /** Makes calls go wrong from now on. */
    public void add(FaultRule rule) {
        faults.add(rule);
    }

    /** Forgets all rules; counts stay. */
    public void clear() {
        faults.clear();
    }

    /** How many calls of the operation came in, failed ones included. */
    public long calls(Operation operation) {
        return faults.calls(operation);
    }

    /** How many calls came in. */
    public long calls() {
        return faults.calls();
    }

    @Override
    public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
        return faults.run(Operation.WRITE, key.value(), struck -> inner().write(key, struck.source(source), options));
    }

    @Override
    public ObjectWriter openWriter(ObjectKey key, OptionalLong sizeBytes, WriteOptions options)
            throws StorageException {
        ObjectWriter writer =
                faults.run(Operation.WRITE, key.value(), struck -> inner().openWriter(key, sizeBytes, options));
        return faults.isEmpty() ? writer : new FaultWriter(faults, key.value(), sizeBytes, writer);
    }

    @Override
    public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
        return faults.run(Operation.READ, key.value(), struck -> struck.content(inner().read(key, options)));
    }

    @Override
    public Optional<ObjectStat> stat(ObjectKey key) throws StorageException {
        return faults.run(Operation.STAT, key.value(), struck -> inner().stat(key));
    }

    @Override
    public void delete(ObjectKey key, Optional<String> version) throws StorageException {
        faults.run(Operation.DELETE, key.value(), struck -> {
            inner().delete(key, version);
            return key;
        });
    }

    @Override
    public List<DeleteResult> deleteBatch(List<ObjectKey> keys) throws StorageException {
        return faults.run(Operation.DELETE_BATCH, "", struck -> inner().deleteBatch(keys));
    }

    @Override
    public ObjectInfo copy(ObjectKey from, ObjectKey to, CopyOptions options) throws StorageException {
        return faults.run(Operation.COPY, to.value(), struck -> inner().copy(from, to, options));
    }

    @Override
    public Listing<ObjectKey> list(ListRequest request) throws StorageException {
        return faults.run(Operation.LIST, request.prefix().value(), struck -> inner().list(request));
    }

    @Override
    public Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
        return faults.run(Operation.LIST, request.prefix().value(), struck -> inner().listObjects(request));
    }

    @Override
    public Listing<DirectoryEntry> listEntries(KeyPrefix prefix) throws StorageException {
        return faults.run(Operation.LIST_DIRECTORIES, prefix.value(), struck -> inner().listEntries(prefix));
    }

    @Override
    public Listing<String> listDirectories(KeyPrefix prefix) throws StorageException {
        return faults.run(Operation.LIST_DIRECTORIES, prefix.value(), struck -> inner().listDirectories(prefix));
    }

    @Override
    public boolean removeDirectory(KeyPrefix prefix) throws StorageException {
        return faults.run(Operation.REMOVE_DIRECTORY, prefix.value(), struck -> inner().removeDirectory(prefix));
    }

    @Override
    public Transfer openTransfer(ObjectKey key, SourceFingerprint source, WriteOptions options)
            throws StorageException {
        Transfer transfer =
                faults.run(Operation.APPEND, key.value(), struck -> inner().openTransfer(key, source, options));
        return faults.isEmpty() ? transfer : new FaultTransfer(faults, key.value(), transfer);
    }

    @Override
    public Listing<TransferInfo> listTransfers() throws StorageException {
        return faults.run(Operation.LIST, "", struck -> inner().listTransfers());
    }

    @Override
    public SweepReport sweep(SweepRequest request) throws StorageException {
        return faults.run(Operation.SWEEP, request.below().value(), struck -> inner().sweep(request));
    }

    @Override
    public void close() throws StorageException {
        faults.run(Operation.CLOSE, "", struck -> {
            inner().close();
            return struck;
        });
    }
}
