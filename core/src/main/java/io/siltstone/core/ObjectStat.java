package io.siltstone.core;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that a store says of one published object without its content.
 *
 * @param info key, size, time and version
 * @param contentType the media type given when it was written, or the one that its key implies
 * @param metadata the caller's own metadata, as written; names are lower case
 * @param writeId which write published it, where the store keeps metadata and Siltstone wrote it
 */
public record ObjectStat(ObjectInfo info, String contentType, Map<String, String> metadata, Optional<String> writeId) {

    public ObjectStat {
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(writeId, "writeId");
        metadata = Map.copyOf(metadata);
    }

    public ObjectStat withInfo(ObjectInfo other) {
        return new ObjectStat(other, contentType, metadata, writeId);
    }
}
