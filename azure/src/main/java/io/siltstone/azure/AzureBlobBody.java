package io.siltstone.azure;

import com.azure.core.http.HttpResponse;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer as they arrive; at their end they are held to the MD5 that the service told, where it did. */
final class AzureBlobBody extends InputStream {

    private final HttpResponse response;
    private final InputStream in;
    private final ErrorContext context;
    private final byte @Nullable [] expected;
    private final MessageDigest digest = AzureBlobDigest.md5();
    private boolean proven;
    private volatile boolean closed;

    AzureBlobBody(HttpResponse response, Optional<byte[]> md5, ErrorContext context) {
        this.response = response;
        this.in = response.getBodyAsInputStreamSync();
        this.context = context;
        this.expected = md5.orElse(null);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n;
        try {
            n = in.read(buffer, offset, length);
        } catch (StorageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw AzureBlobFaults.of(e, context, false);
        } finally {
            if (closed) {
                close();
            }
        }
        if (expected != null && n > 0) {
            digest.update(buffer, offset, n);
        } else if (n < 0) {
            prove();
        }
        return n;
    }

    private void prove() throws IntegrityException {
        if (expected != null && !proven && !MessageDigest.isEqual(digest.digest(), expected)) {
            throw new IntegrityException(context, "the bytes are not those whose MD5 the service told");
        }
        proven = true;
    }

    @Override
    public void close() {
        closed = true;
        try {
            response.close();
        } catch (RuntimeException e) {
            // The transport refuses while another thread reads; that one closes when its read is over.
        }
    }
}
