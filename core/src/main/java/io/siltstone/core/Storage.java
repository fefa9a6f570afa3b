package io.siltstone.core;

import io.siltstone.core.config.ConfigCodec;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * A store in the hands of its user. Takes keys as text and checks them before anything else happens, holds listings to
 * their order, settles what became of a conditional write whose answer was lost, and tells a listener of each operation.
 * Everything else is the {@link Backend}'s contract. Safe for concurrent use.
 *
 * <pre>{@code
 * try (Storage storage = Storage.open("/data")) {
 *     storage.write("db/cpu/2025/11/25/16/a.parquet", bytes);
 *     byte[] back = storage.read("db/cpu/2025/11/25/16/a.parquet");
 * }
 * }</pre>
 */
public final class Storage implements AutoCloseable {

    private final Backend backend;
    private final StorageSettings settings;
    private final Observer observer;
    private final RandomGenerator random;

    private Storage(Backend backend, StorageSettings settings, StoreRuntime runtime) {
        this.backend = backend;
        this.settings = settings;
        this.observer = new Observer(backend.location().root(), runtime);
        this.random = runtime.random();
    }

    /** The store at an address, with whatever backends are on the class path; see {@link Backends#open(String)}. */
    public static Storage open(String address) throws StorageException {
        Backends backends = Backends.system();
        return of(backends.open(address), StorageSettings.DEFAULT, backends.runtime());
    }

    /** The store of a backend, which is closed with it. */
    public static Storage of(Backend backend) {
        return of(backend, StorageSettings.DEFAULT, StoreRuntime.system());
    }

    /** The store of a backend, which is closed with it, under the settings and on the runtime given. */
    public static Storage of(Backend backend, StorageSettings settings, StoreRuntime runtime) {
        return new Storage(backend, settings, runtime);
    }

    /** Publishes the bytes, replacing what is there. */
    public ObjectInfo write(String key, byte[] content) throws StorageException {
        try {
            return write(key, Source.bytes(content), WriteOptions.DEFAULT);
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new AssertionError("an array is read without error", e);
        }
    }

    /** Publishes the source's bytes, whole and at once; see {@link Backend#write}. */
    public ObjectInfo write(String key, Source source, WriteOptions options) throws IOException {
        ObjectKey checked = key(Operation.WRITE, key, settings.writeProfile());
        WriteOptions named = named(options);
        WriteOutcome outcome = new WriteOutcome(backend, checked, named);
        return observer.observe(
                Operation.WRITE,
                key,
                ObjectInfo::sizeBytes,
                () -> outcome.settle(() -> backend.write(checked, source, named)));
    }

    /** Begins an object whose bytes come piece by piece; see {@link Backend#openWriter}. */
    public ObjectWriter openWriter(String key, OptionalLong sizeBytes, WriteOptions options) throws StorageException {
        ObjectKey checked = key(Operation.WRITE, key, settings.writeProfile());
        WriteOptions named = named(options);
        ObjectWriter writer =
                observer.observe(Operation.WRITE, key, () -> backend.openWriter(checked, sizeBytes, named));
        return new SettledWriter(
                writer, new WriteOutcome(backend, checked, named), sizeBytes, context(Operation.WRITE, key));
    }

    /**
     * The whole content.
     *
     * @throws UnsupportedException if it is larger than {@link StorageSettings#maxReadBytes}; nothing was read
     */
    public byte[] read(String key) throws StorageException {
        return read(key, ByteRange.ALL);
    }

    /**
     * The bytes of a range.
     *
     * @throws UnsupportedException if they are more than {@link StorageSettings#maxReadBytes}; nothing was read
     */
    public byte[] read(String key, ByteRange range) throws StorageException {
        try (ObjectContent content = open(key, ReadOptions.range(range))) {
            long length = content.extent().lengthBytes();
            if (length > settings.maxReadBytes()) {
                throw new UnsupportedException(
                        context(Operation.READ, key),
                        length + " bytes are more than the " + settings.maxReadBytes()
                                + " that are read into memory; read to a stream instead");
            }
            return ObjectReader.drain(content);
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new BackendFailureException(context(Operation.READ, key), "reading failed: " + e.getMessage(), e);
        }
    }

    /** Writes the content to the sink, which stays open and has received a beginning when this fails. */
    public void readTo(String key, OutputStream sink) throws IOException {
        readTo(key, sink, 0);
    }

    /** Writes the content from an offset to the sink; see {@link ByteRange#from}. */
    public void readTo(String key, OutputStream sink, long offset) throws IOException {
        try (ObjectContent content = open(key, ReadOptions.range(ByteRange.from(offset)))) {
            content.transferTo(sink);
        }
    }

    /** Begins to read; see {@link Backend#read}. */
    public ObjectContent open(String key, ReadOptions options) throws StorageException {
        ObjectKey checked = key(Operation.READ, key, KeyProfile.RAW);
        return observer.observe(
                Operation.READ, key, content -> content.extent().lengthBytes(), () -> backend.read(checked, options));
    }

    /**
     * Random access to the version that is there now.
     *
     * @throws io.siltstone.core.error.NotFoundException if none is
     */
    public ObjectReader reader(String key) throws StorageException {
        ObjectStat stat = stat(key)
                .orElseThrow(() -> new NotFoundException(context(Operation.READ, key), "there is no such object"));
        return new ObjectReader(backend, stat.info());
    }

    /**
     * Random access to the version that a listing has told of, without asking the store first. The first read fails with
     * {@code ChangedDuringReadException} or {@code NotFoundException} if it is no longer there.
     */
    public ObjectReader reader(ObjectInfo info) {
        return new ObjectReader(backend, info);
    }

    /** What is known of an object; empty when it is absent. */
    public Optional<ObjectStat> stat(String key) throws StorageException {
        ObjectKey checked = key(Operation.STAT, key, KeyProfile.RAW);
        return observer.observe(Operation.STAT, key, () -> backend.stat(checked));
    }

    /** Whether an object is published under the key; false for directories and staging. */
    public boolean exists(String key) throws StorageException {
        return stat(key).isPresent();
    }

    /** The keys below a prefix, in order; see {@link ObjectLister}. */
    public Listing<ObjectKey> list(String prefix) throws StorageException {
        return list(ListRequest.of(prefix(Operation.LIST, prefix)));
    }

    /** The keys of a request, in order. */
    public Listing<ObjectKey> list(ListRequest request) throws StorageException {
        String text = request.prefix().value();
        return new CheckedListing<>(
                observer.observe(Operation.LIST, text, () -> backend.list(request)),
                request,
                key -> key,
                context(Operation.LIST, text));
    }

    /** The objects below a prefix, in order of their keys. */
    public Listing<ObjectInfo> listObjects(String prefix) throws StorageException {
        return listObjects(ListRequest.of(prefix(Operation.LIST, prefix)));
    }

    /** The objects of a request, in order of their keys. */
    public Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
        String text = request.prefix().value();
        return new CheckedListing<>(
                observer.observe(Operation.LIST, text, () -> backend.listObjects(request)),
                request,
                ObjectInfo::key,
                context(Operation.LIST, text));
    }

    /** The immediate children of a prefix; see {@link DirectoryLister#listEntries}. */
    public Listing<DirectoryEntry> listEntries(String prefix) throws StorageException {
        KeyPrefix checked = prefix(Operation.LIST_DIRECTORIES, prefix);
        return observer.observe(Operation.LIST_DIRECTORIES, prefix, () -> backend.listEntries(checked));
    }

    /** The immediate child directories of a prefix; see {@link DirectoryLister#listDirectories}. */
    public Listing<String> listDirectories(String prefix) throws StorageException {
        KeyPrefix checked = prefix(Operation.LIST_DIRECTORIES, prefix);
        return observer.observe(Operation.LIST_DIRECTORIES, prefix, () -> backend.listDirectories(checked));
    }

    /** Makes an object absent; success when it is already. */
    public void delete(String key) throws StorageException {
        delete(key, Optional.empty());
    }

    /** Makes one version of an object absent; see {@link Backend#delete}. */
    public void delete(String key, Optional<String> version) throws StorageException {
        ObjectKey checked = key(Operation.DELETE, key, KeyProfile.RAW);
        observer.observe(Operation.DELETE, key, () -> {
            backend.delete(checked, version);
            return checked;
        });
    }

    /** Deletes each key and tells of each; a key that is not valid fails alone. See {@link BatchDeleter}. */
    public List<DeleteResult> deleteBatch(List<String> keys) throws StorageException {
        List<ObjectKey> valid = new ArrayList<>(keys.size());
        List<Optional<DeleteResult>> refused = new ArrayList<>(keys.size());
        for (String key : keys) {
            try {
                valid.add(key(Operation.DELETE_BATCH, key, KeyProfile.RAW));
                refused.add(Optional.empty());
            } catch (InvalidKeyException e) {
                refused.add(Optional.of(DeleteResult.failed(key, e)));
            }
        }
        List<DeleteResult> answered = observer.observe(Operation.DELETE_BATCH, "", () -> backend.deleteBatch(valid));
        List<DeleteResult> results = new ArrayList<>(keys.size());
        int next = 0;
        for (Optional<DeleteResult> refusal : refused) {
            results.add(refusal.isPresent() ? refusal.get() : answered.get(next++));
        }
        return results;
    }

    /** Publishes an object's content under another key, inside the store; see {@link Backend#copy}. */
    public ObjectInfo copy(String from, String to, CopyOptions options) throws StorageException {
        ObjectKey source = key(Operation.COPY, from, KeyProfile.RAW);
        ObjectKey target = key(Operation.COPY, to, settings.writeProfile());
        CopyOptions named =
                options.asWrite().isConditional() ? options.identified(backend.capabilities(), random) : options;
        WriteOutcome outcome = new WriteOutcome(backend, target, named.asWrite());
        return observer.observe(
                Operation.COPY,
                to,
                ObjectInfo::sizeBytes,
                () -> outcome.<StorageException>settle(() -> backend.copy(source, target, named)));
    }

    /** Removes an empty directory; see {@link DirectoryRemover#removeDirectory}. */
    public boolean removeDirectory(String prefix) throws StorageException {
        KeyPrefix checked = prefix(Operation.REMOVE_DIRECTORY, prefix);
        return observer.observe(Operation.REMOVE_DIRECTORY, prefix, () -> backend.removeDirectory(checked));
    }

    /** Takes up or begins a resumable write; see {@link ResumableWriter#openTransfer}. */
    public Transfer openTransfer(String key, SourceFingerprint source, WriteOptions options) throws StorageException {
        ObjectKey checked = key(Operation.APPEND, key, settings.writeProfile());
        WriteOptions named = named(options);
        Transfer transfer = observer.observe(Operation.APPEND, key, () -> backend.openTransfer(checked, source, named));
        return new SettledTransfer(transfer, backend, checked, named.mode());
    }

    /** The resumable writes that were begun and not ended. */
    public Listing<TransferInfo> listTransfers() throws StorageException {
        return observer.observe(Operation.LIST, "", backend::listTransfers);
    }

    /** Removes what dead writers have left staged; see {@link StagingSweeper#sweep}. */
    public SweepReport sweep(SweepRequest request) throws StorageException {
        return observer.observe(Operation.SWEEP, "", SweepReport::removedBytes, () -> backend.sweep(request));
    }

    /** What the store can do. */
    public Capabilities capabilities() {
        return backend.capabilities();
    }

    /** Where the store is, without any secret. */
    public StoreLocation location() {
        return backend.location();
    }

    /** What {@link Backends#fromJson} recreates an equal store from; holds no secret. */
    public String configJson() {
        return ConfigCodec.toJson(backend.config());
    }

    /** The backend below, for jobs that ask for one of its roles. */
    public Backend backend() {
        return backend;
    }

    /** Closes the backend. May be repeated. */
    @Override
    public void close() throws StorageException {
        backend.close();
    }

    /** With an id where it matters whose object is there. */
    private WriteOptions named(WriteOptions options) {
        return options.isConditional() ? options.identified(backend.capabilities(), random) : options;
    }

    private ObjectKey key(Operation operation, String key, KeyProfile profile) throws InvalidKeyException {
        Optional<String> violation = ObjectKey.violation(key, profile);
        if (violation.isPresent()) {
            throw new InvalidKeyException(context(operation, key), violation.get());
        }
        return ObjectKey.ofValid(key);
    }

    private KeyPrefix prefix(Operation operation, String prefix) throws InvalidKeyException {
        try {
            return KeyPrefix.of(prefix);
        } catch (InvalidKeyException e) {
            throw new InvalidKeyException(context(operation, prefix), e.reason());
        }
    }

    private ErrorContext context(Operation operation, String key) {
        return observer.context(operation, key);
    }
}
