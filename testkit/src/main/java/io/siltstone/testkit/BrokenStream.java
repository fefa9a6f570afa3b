package io.siltstone.testkit;

import java.io.IOException;
import java.io.InputStream;

/** A stream that fails at its first byte. */
final class BrokenStream extends InputStream {

    private final Throwable error;

    BrokenStream(IOException error) {
        this.error = error;
    }

    BrokenStream(RuntimeException error) {
        this.error = error;
    }

    BrokenStream(Error error) {
        this.error = error;
    }

    @Override
    public int read() throws IOException {
        if (error instanceof IOException checked) {
            throw checked;
        }
        if (error instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw (Error) error;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return read();
    }
}
