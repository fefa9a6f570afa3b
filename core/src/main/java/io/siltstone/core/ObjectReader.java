package io.siltstone.core;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.InvalidRangeException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.util.Optional;

/**
 * Random access to one version of an object: each request is pinned to the version that the first one saw, and fails with
 * {@code ChangedDuringReadException} rather than mix two. For one thread.
 */
public final class ObjectReader {

    private final Backend backend;
    private final ObjectInfo info;

    ObjectReader(Backend backend, ObjectInfo info) {
        this.backend = backend;
        this.info = info;
    }

    /** The version that is read. */
    public ObjectInfo info() {
        return info;
    }

    /** Names this read in errors of whoever interprets the bytes. */
    public ErrorContext context() {
        return ErrorContext.of(
                Operation.READ, backend.location().root(), info.key().value());
    }

    /**
     * Exactly the bytes from the offset. Of no bytes, the store is asked for none.
     *
     * @throws io.siltstone.core.error.InvalidRangeException if the object does not hold them all
     */
    public byte[] read(long offset, int length) throws IOException {
        if (length == 0 && offset >= 0) {
            requireHeld(offset <= info.sizeBytes(), offset, length);
            return new byte[0];
        }
        try (ObjectContent content = open(ByteRange.of(offset, length))) {
            requireHeld(content.extent().lengthBytes() == length, offset, length);
            return drain(content);
        }
    }

    private void requireHeld(boolean held, long offset, int length) throws InvalidRangeException {
        if (!held) {
            throw new InvalidRangeException(
                    context(), "bytes " + offset + " to " + (offset + length) + " reach past the end");
        }
    }

    /** The last bytes, fewer where the object is shorter. */
    public byte[] tail(int length) throws IOException {
        try (ObjectContent content = open(ByteRange.tail(length))) {
            return drain(content);
        }
    }

    private ObjectContent open(ByteRange range) throws StorageException {
        return backend.read(info.key(), new ReadOptions(range, pinned()));
    }

    private Optional<String> pinned() {
        return backend.capabilities().supports(Capability.READ_VERSION) ? info.version() : Optional.empty();
    }

    static byte[] drain(ObjectContent content) throws IOException {
        byte[] bytes =
                content.stream().readNBytes(Math.toIntExact(content.extent().lengthBytes()));
        // The end of the stream is where a short or long body is noticed.
        content.stream().read();
        return bytes;
    }
}
