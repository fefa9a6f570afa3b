package io.siltstone.core.local;

import io.siltstone.core.ContentTypes;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.WriteOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an object has besides its content, as user attributes of its file ({@code user.siltstone.…} on Linux). */
final class LocalAttributes {

    /** What all our attributes begin with; Linux adds {@code user.} before it. */
    static final String PREFIX = "siltstone.";

    private static final String METADATA = PREFIX + "m.";
    private static final String CONTENT_TYPE = PREFIX + "content-type";
    private static final String WRITE_ID = PREFIX + "write-id";

    private LocalAttributes() {}

    /** The attributes to set; the content type only where the key does not imply it. */
    static Map<String, String> of(ObjectKey key, WriteOptions options) {
        Map<String, String> attributes = new HashMap<>();
        options.metadata().forEach((name, value) -> attributes.put(METADATA + name, value));
        options.contentType()
                .filter(type -> !type.equals(ContentTypes.of(key)))
                .ifPresent(type -> attributes.put(CONTENT_TYPE, type));
        options.writeId().ifPresent(id -> attributes.put(WRITE_ID, id));
        return attributes;
    }

    /** The attributes as they were found, told as the object's. */
    static ObjectStat stat(ObjectInfo info, Map<String, String> attributes) {
        Map<String, String> metadata = new HashMap<>();
        attributes.forEach((name, value) -> {
            if (name.startsWith(METADATA)) {
                metadata.put(name.substring(METADATA.length()), value);
            }
        });
        return new ObjectStat(
                info,
                attributes.getOrDefault(CONTENT_TYPE, ContentTypes.of(info.key())),
                metadata,
                Optional.ofNullable(attributes.get(WRITE_ID)));
    }

    /** How many bytes the caller's metadata has, names and values. */
    static int metadataBytes(WriteOptions options) {
        return options.metadata().entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
    }
}
