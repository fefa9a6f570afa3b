package io.siltstone.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** A stream whose bytes are all there, and which fails as it is closed: each time, as a socket or a process may. */
final class UnclosableStream extends ByteArrayInputStream {

    private final IOException error;

    UnclosableStream(byte[] content, IOException error) {
        super(content);
        this.error = error;
    }

    @Override
    public void close() throws IOException {
        throw error;
    }
}
