package io.siltstone.s3;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** What others have told the store to say of an object's bytes to whoever gets them; absent headers are null. */
record S3Handling(
        @Nullable String encoding,
        @Nullable String language,
        @Nullable String disposition,
        @Nullable String cacheControl) {

    /** Nothing, as with all that is written here. */
    static final S3Handling NONE = new S3Handling(null, null, null, null);

    static S3Handling of(HeadObjectResponse answer) {
        return new S3Handling(
                answer.contentEncoding(), answer.contentLanguage(), answer.contentDisposition(), answer.cacheControl());
    }

    /** Sets the headers that there are. */
    void apply(
            Consumer<String> encodings,
            Consumer<String> languages,
            Consumer<String> dispositions,
            Consumer<String> cacheControls) {
        set(encoding, encodings);
        set(language, languages);
        set(disposition, dispositions);
        set(cacheControl, cacheControls);
    }

    private static void set(@Nullable String value, Consumer<String> header) {
        if (value != null) {
            header.accept(value);
        }
    }
}
