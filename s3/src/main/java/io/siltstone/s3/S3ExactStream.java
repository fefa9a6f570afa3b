package io.siltstone.s3;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A source as the body of a request. It holds its last bytes back until the source has shown that it ends there, and has
 * been closed: a client asks for no byte more than it promised, and would publish the beginning of a source that is too
 * long, or one that then fails. It can be sent once, and remembers what the source threw.
 */
final class S3ExactStream extends InputStream {

    private final InputStream source;
    private final long size;
    private long given;
    private boolean begun;
    private volatile @Nullable Throwable failure;

    S3ExactStream(InputStream source, long size) {
        this.source = source;
        this.size = size;
    }

    /** Throws what the source threw, as it was; returns where it threw nothing. */
    void rethrow() throws IOException {
        rethrow(failure);
    }

    /** Throws what came from a source; returns where that is nothing. */
    static void rethrow(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException checked) {
            throw checked;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    /** What a source threw, as the client may see it: at an Error it would end all of its connections. */
    static IOException told(Throwable failure) {
        return failure instanceof IOException checked ? checked : new IOException("the source failed", failure);
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
            if (given == size) {
                requireEnd();
            }
            return n;
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            throw told(e);
        }
    }

    private void requireEnd() throws IOException {
        if (source.read() >= 0) {
            throw new IntegrityException(
                    ErrorContext.of(Operation.WRITE, "source"), "gave more than the declared " + size + " bytes");
        }
        source.close();
    }

    /** Only before the first byte: the SDK does so, and nothing is lost. */
    @Override
    public void reset() throws IOException {
        if (begun) {
            throw new IOException("the source is sent once");
        }
    }

    /** Where the source has not come to its end, it is closed by whoever opened it. */
    @Override
    public void close() {
        // The source outlives the request.
    }
}
