package io.siltstone.core;

import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a store implements, and what a layer over a store forwards: nothing has a default, so that a layer that forgets a
 * method does not compile. People hold a {@link Storage}.
 *
 * <p><b>Contract.</b> Safe for concurrent use. A key shows nothing, the old object or the whole new object, at every
 * moment and after any crash; nothing else is ever visible. What {@link #capabilities} does not name is refused with
 * {@code UnsupportedException}, and nothing weaker is done in its place. Absent means that the store said so: a store
 * that is missing, unreachable or forbidden is an error, never an absent object or an empty listing. Every failure of
 * the store is a {@link StorageException}; what a caller's own source or sink throws comes out unchanged. No call is
 * repeated after a failure: that is a layer's work. A thread that is interrupted ends its call with {@code
 * CancelledException} where it can, publishing nothing.
 *
 * <p>The rules are proven by the contract kit in {@code io.siltstone.testkit}.
 */
public interface Backend
        extends ObjectLister,
                DirectoryLister,
                BatchDeleter,
                DirectoryRemover,
                ResumableWriter,
                StagingSweeper,
                AutoCloseable {

    /** What the store can do; the same for the life of the backend. */
    Capabilities capabilities();

    /** Where the store is. */
    StoreLocation location();

    /** What recreates an equal backend, in this process or another; holds no secret. */
    BackendConfig config();

    /**
     * Publishes the source's bytes under the key, whole and at once. REPLACE may be repeated with a {@link
     * Source.Replayable}.
     *
     * @throws io.siltstone.core.error.AlreadyExistsException in {@link WriteMode#CREATE_ONLY}, if an object is there
     * @throws io.siltstone.core.error.PreconditionFailedException in {@link WriteMode#replaceVersion}, if another
     *     version or none is there
     * @throws io.siltstone.core.error.IntegrityException if the source's length is not the declared one
     * @throws io.siltstone.core.error.OutcomeUnknownException if the object may or may not have been published
     * @throws IOException what the source throws, unchanged
     */
    ObjectInfo write(ObjectKey key, Source source, WriteOptions options) throws IOException;

    /**
     * Begins an object whose bytes come piece by piece.
     *
     * @param sizeBytes how many there will be; empty when that is unknown
     */
    ObjectWriter openWriter(ObjectKey key, OptionalLong sizeBytes, WriteOptions options) throws StorageException;

    /**
     * Begins to read an object; the content is of one version throughout.
     *
     * @throws io.siltstone.core.error.NotFoundException if it is absent
     * @throws io.siltstone.core.error.InvalidRangeException if the range begins at or past the end, but for offset 0
     * @throws io.siltstone.core.error.ChangedDuringReadException if the version asked for is no longer there, absence
     *     included
     */
    ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException;

    /** What is known of an object; empty when the store says that it is absent, also for a directory. */
    Optional<ObjectStat> stat(ObjectKey key) throws StorageException;

    /**
     * Makes the object absent. Succeeds when it is already; may be repeated.
     *
     * @param version the only version to delete; empty for whichever is there
     * @throws io.siltstone.core.error.PreconditionFailedException if a version is named and another one is there;
     *     absence is success
     */
    void delete(ObjectKey key, Optional<String> version) throws StorageException;

    /**
     * Publishes an object's content, content type and metadata under another key, or the same, as a {@link #write} does.
     *
     * @throws io.siltstone.core.error.NotFoundException if the source is absent
     * @throws io.siltstone.core.error.ChangedDuringReadException if the source is not of the version named
     */
    ObjectInfo copy(ObjectKey from, ObjectKey to, CopyOptions options) throws StorageException;

    /** Lets go of connections and threads. May be repeated; other calls fail afterwards with IllegalStateException. */
    @Override
    void close() throws StorageException;
}
