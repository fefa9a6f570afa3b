package io.siltstone.core;

import java.util.Objects;

/**
 * What a resumable transfer moves. Staged bytes are bound to it: a source that changed has another fingerprint and starts
 * over.
 *
 * @param sizeBytes the whole length
 * @param version the source's version token, or its hash
 */
public record SourceFingerprint(long sizeBytes, String version) {

    public SourceFingerprint {
        Objects.requireNonNull(version, "version");
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("sizeBytes is negative: " + sizeBytes);
        }
    }
}
