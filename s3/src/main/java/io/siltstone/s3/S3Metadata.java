package io.siltstone.s3;

import io.siltstone.core.ContentTypes;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectStat;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.UnsupportedException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The caller's metadata and the id of the write, as {@code x-amz-meta-} headers without that beginning. */
record S3Metadata(String contentType, Map<String, String> headers) {

    private static final String WRITE_ID = "siltstone-write-id";

    /** @throws UnsupportedException if the store would not keep them as they are */
    static S3Metadata of(ObjectKey key, WriteOptions options, ErrorContext context) throws UnsupportedException {
        int bytes = 0;
        for (Map.Entry<String, String> each : options.metadata().entrySet()) {
            String value = each.getValue();
            if (!value.equals(value.strip()) || value.isEmpty()) {
                throw new UnsupportedException(
                        context, "the metadata value of `" + each.getKey() + "` is empty, or has spaces around it");
            }
            bytes += (each.getKey() + value).getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > S3Limits.MAX_METADATA_BYTES) {
            throw new UnsupportedException(
                    context,
                    bytes + " bytes of metadata are more than the " + S3Limits.MAX_METADATA_BYTES + " allowed");
        }
        Map<String, String> headers = new HashMap<>(options.metadata());
        options.writeId().ifPresent(id -> headers.put(WRITE_ID, id));
        return new S3Metadata(options.contentType().orElseGet(() -> ContentTypes.of(key)), headers);
    }

    /** What an answer told. */
    static ObjectStat stat(ObjectInfo info, @Nullable String contentType, Map<String, String> answered) {
        Map<String, String> metadata = new HashMap<>();
        answered.forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), value));
        Optional<String> writeId = Optional.ofNullable(metadata.remove(WRITE_ID));
        metadata.keySet().removeIf(name -> name.startsWith("siltstone-"));
        return new ObjectStat(info, contentType == null ? ContentTypes.of(info.key()) : contentType, metadata, writeId);
    }
}
