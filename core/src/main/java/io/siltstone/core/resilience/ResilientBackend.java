package io.siltstone.core.resilience;

import io.siltstone.core.Backend;
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
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.Transfer;
import io.siltstone.core.TransferInfo;
import io.siltstone.core.Utf8Order;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.ForwardingBackend;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A store that gets over failures which pass. Each call is tried again as far as it may be without harm: reads go on at
 * the byte where they broke off, of the same version; listings after the last element; a batch with the keys that failed;
 * a write while its source gives the bytes again; a conditional write finds out by its id whether it was the one that
 * took effect. All within a deadline, a number of retries, a budget that all calls share, and a circuit breaker, which
 * counts attempts and rejects calls with {@code CircuitOpenException} while the store is down.
 *
 * <p>The thread that calls waits, and no other is used but for {@linkplain ResilientConfig#hedgedReads hedged reads}: one attempt is ended by the time-outs of the store below. Retries
 * and the breaker's changes are told to the runtime's listener.
 */
public final class ResilientBackend extends ForwardingBackend {

    private final ResilientConfig config;
    private final StoreRuntime runtime;
    private final boolean onThisMachine;
    private final RetryLoop loop;
    private final Optional<Hedging> hedging;

    /** With the defaults of {@link ResilientConfig}. */
    public ResilientBackend(Backend inner, StoreRuntime runtime) {
        this(inner, ResilientConfig.of(inner.config()), runtime);
    }

    /** @param config the settings; whatever store they name, the layer is over the backend given */
    public ResilientBackend(Backend inner, ResilientConfig config, StoreRuntime runtime) {
        super(inner);
        this.config = config;
        this.runtime = runtime;
        this.onThisMachine = inner.location().localPath().isPresent();
        this.loop = new RetryLoop(inner.location().root(), config, new Classification(onThisMachine), runtime);
        this.hedging = config.hedgedReads() && !onThisMachine
                ? Optional.of(new Hedging(runtime, loop.budget(), loop.breaker()::isClosed))
                : Optional.empty();
    }

    /** How the breaker stands. */
    public CircuitBreakerStats circuitBreakerStats() {
        return loop.stats();
    }

    /** Whether a call would be rejected now. */
    public boolean isCircuitOpen() {
        return loop.breaker().isOpen();
    }

    /** How many reads were asked for twice; none unless {@link ResilientConfig#hedgedReads}. */
    public long hedgedReads() {
        return hedging.map(Hedging::copies).orElse(0L);
    }

    /** Closes the breaker, whatever it was; calls that are out change it no more. */
    public void resetCircuitBreaker() {
        loop.breaker().reset();
    }

    @Override
    public BackendConfig config() {
        return config.over(inner().config());
    }

    /**
     * {@inheritDoc}
     *
     * <p>What can be read once and has at most 8 MiB is held in memory, unless the store is on this machine, so that it can
     * be sent again.
     *
     * @throws io.siltstone.core.error.NotReplayableException if an attempt failed that would be repeated, but had read
     *     from a longer source that can be read once; the cause says why
     */
    @Override
    public ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException {
        Effort effort = loop.begin(Operation.WRITE, key.value());
        WatchedSource watched = new WatchedSource(source, !onThisMachine, () -> loop.moved(effort));
        try {
            return loop.run(
                    effort,
                    new WriteTask(inner(), watched, settlement(key, options, source instanceof Source.OneShot)));
        } finally {
            watched.end();
        }
    }

    @Override
    public ObjectWriter openWriter(ObjectKey key, OptionalLong sizeBytes, WriteOptions options)
            throws StorageException {
        WriteSettlement settlement = settlement(key, options, true);
        Effort effort = loop.begin(Operation.WRITE, key.value());
        ObjectWriter writer = loop.run(effort, () -> inner().openWriter(key, sizeBytes, settlement.options()));
        return new ResilientWriter(writer, sizeBytes, loop, effort, settlement);
    }

    @Override
    public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
        Effort effort = loop.begin(Operation.READ, key.value());
        ObjectContent content = loop.run(
                effort, () -> hedged(effort, () -> inner().read(key, options), ResilientBackend::closeQuietly));
        Optional<String> version = capabilities().supports(Capability.READ_VERSION)
                ? content.info().version()
                : Optional.empty();
        return new ObjectContent(
                content.info(),
                content.extent(),
                new ResumingStream(inner(), loop, content, version, effort),
                loop.context(Operation.READ, key.value()));
    }

    @Override
    public Optional<ObjectStat> stat(ObjectKey key) throws StorageException {
        Effort effort = loop.begin(Operation.STAT, key.value());
        return loop.run(effort, () -> hedged(effort, () -> inner().stat(key), late -> {}));
    }

    private <T> T hedged(Effort effort, Task<T, StorageException> read, Hedging.Discard<T> discard)
            throws StorageException {
        return hedging.isPresent()
                ? hedging.get()
                        .first(read, discard, effort.context(inner().location().root()))
                : read.attempt();
    }

    private static void closeQuietly(ObjectContent late) {
        try {
            late.close();
        } catch (IOException e) {
            // Nobody reads it.
            return;
        }
    }

    @Override
    public void delete(ObjectKey key, Optional<String> version) throws StorageException {
        loop.run(Operation.DELETE, key.value(), () -> {
            inner().delete(key, version);
            return key;
        });
    }

    @Override
    public List<DeleteResult> deleteBatch(List<ObjectKey> keys) throws StorageException {
        return new BatchDelete(inner(), loop, keys).run();
    }

    @Override
    public ObjectInfo copy(ObjectKey from, ObjectKey to, CopyOptions options) throws StorageException {
        CopyOptions named =
                options.asWrite().isConditional() ? options.identified(capabilities(), runtime.random()) : options;
        WriteSettlement settlement = new WriteSettlement(inner(), loop, to, named.asWrite());
        return loop.run(Operation.COPY, to.value(), new Task<ObjectInfo, StorageException>() {
            @Override
            public ObjectInfo attempt() throws StorageException {
                return inner().copy(from, to, named);
            }

            @Override
            public Optional<ObjectInfo> settle(Effort effort, StorageException error) throws StorageException {
                return settlement.settle(effort, error);
            }
        });
    }

    @Override
    public Listing<ObjectKey> list(ListRequest request) throws StorageException {
        return listing(Operation.LIST, request.prefix(), last -> inner().list(after(request, last)));
    }

    @Override
    public Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
        return listing(
                Operation.LIST,
                request.prefix(),
                last -> inner().listObjects(after(request, last.map(ObjectInfo::key))));
    }

    @Override
    public Listing<DirectoryEntry> listEntries(KeyPrefix prefix) throws StorageException {
        return listing(
                Operation.LIST_DIRECTORIES,
                prefix,
                last -> after(inner().listEntries(prefix), last, ResilientBackend::place));
    }

    @Override
    public Listing<String> listDirectories(KeyPrefix prefix) throws StorageException {
        return listing(
                Operation.LIST_DIRECTORIES,
                prefix,
                last -> after(inner().listDirectories(prefix), last, name -> name + "/"));
    }

    @Override
    public boolean removeDirectory(KeyPrefix prefix) throws StorageException {
        return loop.run(Operation.REMOVE_DIRECTORY, prefix.value(), () -> inner().removeDirectory(prefix));
    }

    @Override
    public Transfer openTransfer(ObjectKey key, SourceFingerprint source, WriteOptions options)
            throws StorageException {
        WriteSettlement settlement = settlement(key, options, true);
        Transfer transfer =
                loop.run(Operation.APPEND, key.value(), () -> inner().openTransfer(key, source, settlement.options()));
        return new ResilientTransfer(transfer, loop, settlement);
    }

    /** Tried again only as a whole: transfers have no order in which to go on. */
    @Override
    public Listing<TransferInfo> listTransfers() throws StorageException {
        return loop.run(Operation.LIST, "", () -> inner().listTransfers());
    }

    @Override
    public SweepReport sweep(SweepRequest request) throws StorageException {
        return loop.run(Operation.SWEEP, request.below().value(), () -> inner().sweep(request));
    }

    @Override
    public void close() throws StorageException {
        hedging.ifPresent(Hedging::close);
        super.close();
    }

    /** With an id where its outcome may have to be found out: a local disk does not lose its answers. */
    private WriteSettlement settlement(ObjectKey key, WriteOptions options, boolean once) {
        boolean named = options.isConditional() || (once && !onThisMachine);
        WriteOptions identified = named ? options.identified(capabilities(), runtime.random()) : options;
        return new WriteSettlement(inner(), loop, key, identified);
    }

    private <T> Listing<T> listing(Operation operation, KeyPrefix prefix, ResumingListing.Reopening<T> reopening)
            throws StorageException {
        return ResumingListing.open(loop, loop.begin(operation, prefix.value()), reopening);
    }

    private static ListRequest after(ListRequest request, Optional<ObjectKey> last) {
        return last.map(request::after).orElse(request);
    }

    private static <T> Listing<T> after(Listing<T> listing, Optional<T> last, Place<T> place) {
        return last.map(place::of)
                .<Listing<T>>map(end ->
                        new SkippingListing<>(listing, element -> Utf8Order.compare(place.of(element), end) <= 0))
                .orElse(listing);
    }

    private static String place(DirectoryEntry entry) {
        return entry instanceof DirectoryEntry.Directory ? entry.name() + "/" : entry.name();
    }

    /** Where an element stands in the order of a listing. */
    @FunctionalInterface
    private interface Place<T> {
        String of(T element);
    }
}
