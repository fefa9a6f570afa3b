package io.siltstone.core;

import java.util.Objects;

/**
 * The rules that a {@link Storage} holds its callers to.
 *
 * @param writeProfile which keys may be written and copied to; reading and deleting take every valid key
 * @param maxReadBytes the largest object that is read into memory as a whole
 */
public record StorageSettings(KeyProfile writeProfile, long maxReadBytes) {

    /** Portable keys; 256 MiB. */
    public static final StorageSettings DEFAULT = new StorageSettings(KeyProfile.PORTABLE, 256L << 20);

    public StorageSettings {
        Objects.requireNonNull(writeProfile, "writeProfile");
        if (maxReadBytes < 0 || maxReadBytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("maxReadBytes must lie between 0 and 2147483639: " + maxReadBytes);
        }
    }

    public StorageSettings withWriteProfile(KeyProfile other) {
        return new StorageSettings(other, maxReadBytes);
    }

    public StorageSettings withMaxReadBytes(long other) {
        return new StorageSettings(writeProfile, other);
    }
}
