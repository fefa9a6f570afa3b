package io.siltstone.torture;

import io.siltstone.testkit.SeededRandom;

/**
 * Bytes that a short text names, so that two processes mean the same.
 *
 * @param sizeBytes how many
 * @param seed which
 */
record Content(int sizeBytes, long seed) {

    private static final char SEPARATOR = ':';

    /** From {@link #toString}. */
    static Content parse(String text) {
        int at = text.indexOf(SEPARATOR);
        return new Content(Integer.parseInt(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
    }

    byte[] bytes() {
        return new SeededRandom(seed).bytes(sizeBytes);
    }

    @Override
    public String toString() {
        return sizeBytes + String.valueOf(SEPARATOR) + seed;
    }
}
