package io.siltstone.core;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** A stream that must end exactly at its declared size: an early end and a surplus byte are errors. */
final class MeasuredStream extends InputStream {

    private final InputStream in;
    private final long expected;
    private final ErrorContext context;
    private long count;

    private MeasuredStream(InputStream in, long expected, ErrorContext context) {
        this.in = in;
        this.expected = expected;
        this.context = context;
    }

    static InputStream source(InputStream in, OptionalLong sizeBytes) {
        return sizeBytes.isPresent()
                ? new MeasuredStream(in, sizeBytes.getAsLong(), ErrorContext.of(Operation.WRITE, "source"))
                : in;
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
        int b = in.read();
        counted(b < 0 ? -1 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            // Some streams tell their end here, where nothing was asked for.
            return 0;
        }
        int n = in.read(buffer, offset, length);
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
        if (count > expected) {
            throw new IntegrityException(context, "gave more than the declared " + expected + " bytes");
        }
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = in.skip(Math.min(n, expected - count));
        count += skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
