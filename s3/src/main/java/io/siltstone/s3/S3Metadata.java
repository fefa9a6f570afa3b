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
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * What is kept with an object.
 *
 * @param headers the caller's metadata and the id of the write, as {@code x-amz-meta-} headers without that beginning,
 *     which a name that has it itself begins with twice
 * @param handling what else of it a copy takes over
 */
record S3Metadata(String contentType, Map<String, String> headers, S3Handling handling) {

    private static final String OWN = "siltstone-";
    private static final String WRITE_ID = OWN + "write-id";

    /** The SDK puts it in front of every name that does not have it, and takes it from every name that is answered. */
    private static final String HEADER = "x-amz-meta-";

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
        Map<String, String> headers = headers(options.metadata(), options.writeId());
        return new S3Metadata(options.contentType().orElseGet(() -> ContentTypes.of(key)), headers, S3Handling.NONE);
    }

    /** That of the source of a copy, which others may have written: just as it is, but for what is our own. */
    static S3Metadata ofCopy(ObjectKey from, HeadObjectResponse source, Optional<String> writeId) {
        Map<String, String> headers = headers(callers(source.metadata()), writeId);
        return new S3Metadata(contentType(from, source.contentType()), headers, S3Handling.of(source));
    }

    private static Map<String, String> headers(Map<String, String> metadata, Optional<String> writeId) {
        Map<String, String> headers = new HashMap<>();
        metadata.forEach((name, value) -> headers.put(name.startsWith(HEADER) ? HEADER + name : name, value));
        writeId.ifPresent(id -> headers.put(WRITE_ID, id));
        return headers;
    }

    /** What an answer told. */
    static ObjectStat stat(ObjectInfo info, @Nullable String contentType, Map<String, String> answered) {
        return new ObjectStat(info, contentType(info.key(), contentType), callers(answered), writeId(answered));
    }

    /** The id of the write whose object has these headers. */
    static Optional<String> writeId(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(WRITE_ID))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The caller's own of these headers. */
    static Map<String, String> callers(Map<String, String> answered) {
        Map<String, String> metadata = new HashMap<>();
        answered.forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), value));
        metadata.keySet().removeIf(name -> name.startsWith(OWN));
        return metadata;
    }

    private static String contentType(ObjectKey key, @Nullable String answered) {
        return answered == null || answered.isBlank() ? ContentTypes.of(key) : answered;
    }
}
