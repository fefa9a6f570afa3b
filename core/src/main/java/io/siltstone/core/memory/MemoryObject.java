package io.siltstone.core.memory;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectStat;
import java.util.Map;
import java.util.Optional;

/** A published object; its bytes are never changed. */
record MemoryObject(
        ObjectInfo info, byte[] content, String contentType, Map<String, String> metadata, Optional<String> writeId) {

    String version() {
        return info.version().orElseThrow();
    }

    ObjectStat stat() {
        return new ObjectStat(info, contentType, metadata, writeId);
    }
}
