package io.siltstone.core;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a listing says of one published object.
 *
 * @param key the key, usable as it is for every other call
 * @param sizeBytes the length of the content, zero or more
 * @param lastModified when the object was published, by the store's clock; stores differ below whole seconds
 * @param version a token that changes with each publication under the key, for conditions and pinned reads; opaque, and
 *     comparable only with tokens of the same key in the same store; empty where a store has none
 */
public record ObjectInfo(ObjectKey key, long sizeBytes, Instant lastModified, Optional<String> version) {

    public ObjectInfo {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(lastModified, "lastModified");
        Objects.requireNonNull(version, "version");
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("sizeBytes is negative: " + sizeBytes);
        }
    }

    /** The same object under another key, for layers that move the key space. */
    public ObjectInfo withKey(ObjectKey other) {
        return new ObjectInfo(other, sizeBytes, lastModified, version);
    }
}
