package io.siltstone.s3;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;

/** The body of an answer, without the SDK's exceptions, and without its habit of reading what nobody wants. */
final class S3Body extends InputStream {

    private final ResponseInputStream<?> in;
    private final ErrorContext context;
    private long left;

    S3Body(ResponseInputStream<?> in, long length, ErrorContext context) {
        this.in = in;
        this.left = length;
        this.context = context;
    }

    @Override
    public int read() throws StorageException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws StorageException {
        try {
            int n = in.read(buffer, offset, length);
            left -= Math.max(n, 0);
            return n;
        } catch (IOException | RuntimeException e) {
            left = Long.MAX_VALUE;
            throw S3Failures.inBody(e, context);
        }
    }

    @Override
    public int available() throws StorageException {
        try {
            return in.available();
        } catch (IOException | RuntimeException e) {
            throw S3Failures.inBody(e, context);
        }
    }

    /** Keeps the connection where little is left, and cuts it where much would have to be read. */
    @Override
    public void close() {
        if (left > S3Limits.DRAIN_BYTES) {
            in.abort();
            return;
        }
        try {
            in.close();
        } catch (IOException | RuntimeException e) {
            // The bytes that were wanted are there; the connection is of no use to anybody.
            in.abort();
        }
    }
}
