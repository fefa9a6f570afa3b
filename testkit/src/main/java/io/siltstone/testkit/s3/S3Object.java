package io.siltstone.testkit.s3;

import java.time.Instant;
import java.util.Map;

/**
 * A stored object.
 *
 * @param bytes never changed
 * @param etag without quotes
 * @param modified when it was stored
 * @param headers content type, the user's metadata and checksums, as they are given back, by names in small letters
 */
record S3Object(byte[] bytes, String etag, Instant modified, Map<String, String> headers) {

    S3Object {
        headers = Map.copyOf(headers);
    }
}
