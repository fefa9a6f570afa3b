package io.siltstone.testkit;

import java.io.IOException;
import java.io.InputStream;

/** A stream that fails at its first byte. */
final class BrokenStream extends InputStream {

    private final IOException error;

    BrokenStream(IOException error) {
        this.error = error;
    }

    @Override
    public int read() throws IOException {
        throw error;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        throw error;
    }
}
