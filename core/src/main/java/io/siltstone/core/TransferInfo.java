package io.siltstone.core;

import java.time.Instant;

/**
 * A transfer that was begun and not ended.
 *
 * @param key where it will publish
 * @param source what it moves
 * @param heldBytes how many bytes are staged
 * @param lastTouched when bytes last came in, by the store's clock
 */
public record TransferInfo(ObjectKey key, SourceFingerprint source, long heldBytes, Instant lastTouched) {

    /** The same transfer under another key, for layers that move the key space. */
    public TransferInfo withKey(ObjectKey other) {
        return new TransferInfo(other, source, heldBytes, lastTouched);
    }
}
