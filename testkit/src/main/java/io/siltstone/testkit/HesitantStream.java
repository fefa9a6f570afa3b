package io.siltstone.testkit;

import java.io.ByteArrayInputStream;

/** A stream that gives little at a time, and at every third call nothing: as some do, against their contract. */
final class HesitantStream extends ByteArrayInputStream {

    private static final int MOST = 100;

    private int calls;

    HesitantStream(byte[] content) {
        super(content);
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) {
        calls++;
        return calls % 3 == 0 ? 0 : super.read(buffer, offset, Math.min(length, MOST));
    }
}
