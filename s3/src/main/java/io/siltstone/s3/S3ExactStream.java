package io.siltstone.s3;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source as the body of a request. It holds its last bytes back until the source has shown that it ends there: a client
 * asks for no byte more than it promised, and would publish the beginning of a source that is too long. It can be sent
 * once, and remembers what the source threw.
 */
final class S3ExactStream extends InputStream {

    private final InputStream source;
    private final long size;
    private long given;
    private boolean begun;
    private volatile @Nullable IOException failure;

    S3ExactStream(InputStream source, long size) {
        this.source = source;
        this.size = size;
    }

    /** What the source threw; empty as long as it threw nothing. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        begun = true;
        if (given == size) {
            return -1;
        }
        try {
            int n = source.read(buffer, offset, (int) Math.min(length, size - given));
            given += Math.max(n, 0);
            if (given == size && source.read() >= 0) {
                throw new IntegrityException(
                        ErrorContext.of(Operation.WRITE, "source"), "gave more than the declared " + size + " bytes");
            }
            return n;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Only before the first byte: the SDK does so, and nothing is lost. */
    @Override
    public void reset() throws IOException {
        if (begun) {
            throw new IOException("the source is sent once");
        }
    }

    /** Closed by whoever opened the source. */
    @Override
    public void close() {
        // The source outlives the request.
    }
}
