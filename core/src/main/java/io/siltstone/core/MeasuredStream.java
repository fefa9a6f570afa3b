package io.siltstone.core;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A stream that must end exactly at its declared size, where it has one: an early end and a surplus byte are errors. What a caller does wrong
 * is told before the stream below hears of it, so that it is the same whatever that is and never a failure of the store.
 */
final class MeasuredStream extends InputStream {

    private static final long UNKNOWN = -1;

    private final InputStream in;
    private final long expected;
    private final ErrorContext context;
    private long count;
    private boolean closed;

    private MeasuredStream(InputStream in, long expected, ErrorContext context) {
        this.in = in;
        this.expected = expected;
        this.context = context;
    }

    static InputStream source(InputStream in, OptionalLong sizeBytes) {
        return new MeasuredStream(in, sizeBytes.orElse(UNKNOWN), ErrorContext.of(Operation.WRITE, "source"));
    }

    static InputStream content(InputStream in, long lengthBytes, ErrorContext context) {
        return new MeasuredStream(in, lengthBytes, context);
    }

    static OptionalLong requireSize(OptionalLong sizeBytes) {
        if (sizeBytes.isPresent() && sizeBytes.getAsLong() < 0) {
            throw new IllegalArgumentException("the declared size is negative: " + sizeBytes.getAsLong());
        }
        return sizeBytes;
    }

    @Override
    public int read() throws IOException {
        requireOpen();
        int b = in.read();
        counted(b < 0 ? -1 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        requireOpen();
        if (length == 0) {
            // Some streams tell their end here, where nothing was asked for.
            return 0;
        }
        int n = in.read(buffer, offset, length);
        if (n == 0) {
            // Against the contract of streams, but there are such; one byte is waited for.
            int b = in.read();
            buffer[offset] = (byte) b;
            n = b < 0 ? -1 : 1;
        }
        counted(n);
        return n;
    }

    private void counted(int n) throws IntegrityException {
        if (n < 0) {
            if (count < expected) {
                throw new IntegrityException(context, "ended after " + count + " of " + expected + " bytes");
            }
            return;
        }
        count += n;
        if (expected != UNKNOWN && count > expected) {
            throw new IntegrityException(context, "gave more than the declared " + expected + " bytes");
        }
    }

    @Override
    public long skip(long n) throws IOException {
        requireOpen();
        long skipped = in.skip(expected == UNKNOWN ? n : Math.min(n, expected - count));
        count += skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        requireOpen();
        return in.available();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            in.close();
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the stream is closed");
        }
    }
}
