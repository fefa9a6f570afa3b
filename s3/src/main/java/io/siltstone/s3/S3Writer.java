package io.siltstone.s3;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.util.Arrays;
import java.util.OptionalLong;

/** Gathers pieces into parts. */
final class S3Writer extends ObjectWriter {

    private static final int FIRST_BYTES = 64 << 10;

    private final ErrorContext context;
    private final S3Object object;
    private final S3Put put;
    private final S3Parts parts;
    private byte[] buffer = new byte[0];
    private int held;

    S3Writer(ErrorContext context, OptionalLong size, S3Object object, S3Put put, S3Parts parts) {
        super(context, size);
        this.context = context;
        this.object = object;
        this.put = put;
        this.parts = parts;
    }

    @Override
    protected void stage(byte[] bytes, int offset, int length) throws StorageException {
        int from = offset;
        int left = length;
        while (left > 0) {
            int full = parts.nextPartBytes();
            // A part is sent when a byte comes that it has no room for: the last may be the only one.
            if (held == full) {
                parts.add(buffer, held);
                buffer = new byte[0];
                held = 0;
                full = parts.nextPartBytes();
            }
            int n = Math.min(left, full - held);
            room(held + n, full);
            System.arraycopy(bytes, from, buffer, held, n);
            held += n;
            from += n;
            left -= n;
        }
    }

    private void room(int wanted, int full) {
        if (wanted > buffer.length) {
            long grown = Math.max(Math.max(FIRST_BYTES, wanted), 2L * buffer.length);
            buffer = Arrays.copyOf(buffer, (int) Math.min(full, grown));
        }
    }

    @Override
    protected ObjectInfo publish() throws StorageException {
        if (parts.isEmpty()) {
            return put.bytes(object, buffer, held, context);
        }
        try (parts) {
            if (held > 0) {
                parts.add(buffer, held);
            }
            return parts.complete(object.options().mode());
        }
    }

    @Override
    protected void discard() {
        buffer = new byte[0];
        parts.close();
    }
}
