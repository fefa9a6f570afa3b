package io.siltstone.jobs.sync;

import io.siltstone.core.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * The hash of an object that is read from its beginning, in pieces of which each may be read again after a failure: every
 * byte counts once. For one thread at a time.
 */
final class ContentHash {

    private static final int SKIP_BYTES = 64 << 10;

    private final MessageDigest digest;
    private long hashed;

    /**
     * Goes on with a hash.
     *
     * @param digest of the bytes before
     * @param offset where those end
     */
    ContentHash(MessageDigest digest, long offset) {
        this.digest = digest;
        this.hashed = offset;
    }

    /** The stream, which begins at an offset that was reached before. */
    InputStream of(InputStream in, long offset) {
        return new Hashed(in, offset);
    }

    /** The hash of all that was read. */
    Sha256 value() {
        return Sha256.soFar(digest);
    }

    private final class Hashed extends FilterInputStream {
        private long position;

        Hashed(InputStream in, long position) {
            super(in);
            this.position = position;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            if (n > 0) {
                int known = (int) Math.min(n, Math.max(0, hashed - position));
                digest.update(buffer, offset + known, n - known);
                position += n;
                hashed = Math.max(hashed, position);
            }
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            if (position + n <= hashed) {
                long skipped = in.skip(n);
                position += skipped;
                return skipped;
            }
            return Math.max(0, read(new byte[(int) Math.min(n, SKIP_BYTES)]));
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
