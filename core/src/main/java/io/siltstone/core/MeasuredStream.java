package io.siltstone.core;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A stream that must end exactly at its declared size, where it has one: an early end and a surplus byte are errors. What a caller does wrong
 * is told before the stream below hears of it, so that it is the same whatever that is and never a failure of the store. What failed once
 * fails again: some streams would go on behind the bytes that they could not give.
 */
final class MeasuredStream extends InputStream {

    private static final long UNKNOWN = -1;
    private static final int UNSEEN_BYTES = 1 << 20;
    private static final int PIECE_BYTES = 64 << 10;

    private final InputStream in;
    private final long expected;
    private final ErrorContext context;
    private long count;
    private boolean closed;
    private @Nullable Throwable failure;

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
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        requireOpen();
        if (length == 0) {
            // Some streams tell their end here, where nothing was asked for.
            return 0;
        }
        try {
            int n = in.read(buffer, offset, length);
            if (n == 0) {
                // Against the contract of streams, but there are such; one byte is waited for.
                int b = in.read();
                buffer[offset] = (byte) b;
                n = b < 0 ? -1 : 1;
            }
            counted(n);
            return n;
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            throw e;
        }
    }

    /** As the class above, but in one array where the size is known; that is believed only as far as bytes come. */
    @Override
    public byte[] readNBytes(int length) throws IOException {
        if (expected == UNKNOWN || length <= 0) {
            return super.readNBytes(length);
        }
        requireOpen();
        int wanted = (int) Math.min(length, expected - count);
        byte[] bytes = new byte[Math.min(wanted, UNSEEN_BYTES)];
        int read = readNBytes(bytes, 0, bytes.length);
        while (read < wanted) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, 2L * read));
            read += readNBytes(bytes, read, bytes.length - read);
        }
        if (length > wanted) {
            // The end of the stream is where a surplus is noticed.
            read();
        }
        return bytes;
    }

    /** As the class above, in larger pieces. */
    @Override
    public long transferTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[expected == UNKNOWN ? PIECE_BYTES : (int) Math.min(PIECE_BYTES, expected - count + 1)];
        long moved = 0;
        for (int n = read(buffer, 0, buffer.length); n >= 0; n = read(buffer, 0, buffer.length)) {
            out.write(buffer, 0, n);
            moved += n;
        }
        return moved;
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
        try {
            long skipped = in.skip(expected == UNKNOWN ? n : Math.min(n, expected - count));
            count += skipped;
            return skipped;
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            throw e;
        }
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
        if (failure instanceof IOException checked) {
            throw checked;
        }
        if (failure != null) {
            throw new IOException("the stream has failed before", failure);
        }
    }
}
