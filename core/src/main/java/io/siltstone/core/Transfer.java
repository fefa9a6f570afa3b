package io.siltstone.core;

import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;

/** One resumable write in the hands of its one owner. For one thread. */
public interface Transfer extends AutoCloseable {

    /** How many bytes from the beginning are staged and proven to be what was appended. */
    long position();

    /**
     * The id that the object will have, by which it is known as this transfer's; see {@link WriteOptions#writeId}. Of a
     * transfer that was taken up it may be the id of the owner who began it. Empty where none was given.
     */
    Optional<String> writeId();

    /**
     * Holds what is staged against its source, whose bytes before {@link #position} are read once more. To be called as soon
     * as the transfer is open, also at position 0: it promises that every later owner calls it too, so that the store need
     * not keep, at the price of time for each byte, what would prove the bytes to one who cannot read them again. From a
     * later owner who does not keep the promise, {@link #append} and {@link #commit} may be refused as a programming error.
     *
     * @param beginning exactly the bytes before the position
     * @return the SHA-256 of the beginning, to be gone on with; the caller's own
     * @throws io.siltstone.core.error.IntegrityException if other bytes are staged; they are discarded, and the transfer has
     *     ended
     */
    MessageDigest prove(Source.Replayable beginning) throws IOException;

    /**
     * Stages the source's bytes at an offset. When the source ends early or throws, what came before is kept and {@link
     * #position} tells where to go on; what the source throws comes out unchanged.
     *
     * @throws io.siltstone.core.error.PreconditionFailedException if the offset is not {@link #position}; nothing was
     *     taken
     * @throws io.siltstone.core.error.IntegrityException if the bytes would pass the fingerprint's size
     */
    void append(long expectedOffset, Source bytes) throws IOException;

    /**
     * Publishes the staged bytes if they are exactly what is named, and ends the transfer. An object that is there stays
     * untouched otherwise.
     *
     * @throws io.siltstone.core.error.IntegrityException if length or hash differ; the staged bytes are discarded
     */
    ObjectInfo commit(long totalBytes, Sha256 sha256) throws StorageException;

    /**
     * Discards the staged bytes and ends the transfer; the object is not touched, also where a commit has published it and
     * its answer was lost. May be repeated; does nothing after a commit.
     */
    void abort() throws StorageException;

    /** Lets go of the transfer and keeps what is staged, for a later {@link ResumableWriter#openTransfer}. */
    @Override
    void close() throws StorageException;
}
