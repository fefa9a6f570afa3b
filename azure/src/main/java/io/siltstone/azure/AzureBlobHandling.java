package io.siltstone.azure;

import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobProperties;
import org.jspecify.annotations.Nullable;

/** What others have told the service to say of an object's bytes to whoever gets them; absent headers are null. */
record AzureBlobHandling(
        @Nullable String encoding,
        @Nullable String language,
        @Nullable String disposition,
        @Nullable String cacheControl) {

    /** Nothing, as with all that is written here. */
    static final AzureBlobHandling NONE = new AzureBlobHandling(null, null, null, null);

    static AzureBlobHandling of(BlobProperties source) {
        return new AzureBlobHandling(
                source.getContentEncoding(),
                source.getContentLanguage(),
                source.getContentDisposition(),
                source.getCacheControl());
    }

    /** The headers of an object that has it. */
    BlobHttpHeaders headers() {
        return new BlobHttpHeaders()
                .setContentEncoding(encoding)
                .setContentLanguage(language)
                .setContentDisposition(disposition)
                .setCacheControl(cacheControl);
    }
}
