package io.siltstone.azure;

import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobItemProperties;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import java.util.Optional;

/**
 * One line of a listing.
 *
 * @param name the blob's name, or, with a slash at its end, what the names of several begin with
 * @param item as the SDK gives it
 */
record AzureBlobEntry(String name, BlobItem item) {

    boolean isDirectory() {
        return Boolean.TRUE.equals(item.isPrefix());
    }

    /** Whether this stands for a directory, though it is a blob. */
    boolean isMarker() {
        BlobItemProperties properties = item.getProperties();
        return properties != null
                && Long.valueOf(0).equals(properties.getContentLength())
                && AzureBlobMetadata.isDirectory(item.getMetadata());
    }

    /** What is told of the object. */
    ObjectInfo info(ObjectKey key, ErrorContext context) throws IntegrityException {
        BlobItemProperties properties = item.getProperties();
        boolean whole = properties != null
                && properties.getContentLength() != null
                && properties.getContentLength() >= 0
                && properties.getLastModified() != null
                && properties.getETag() != null;
        if (!whole) {
            throw new IntegrityException(
                    context, "the service lists `" + key + "` without a size of zero or more, a time and a version");
        }
        return new ObjectInfo(
                key,
                properties.getContentLength(),
                properties.getLastModified().toInstant(),
                Optional.of(AzureBlobVersion.of(properties.getETag())));
    }
}
