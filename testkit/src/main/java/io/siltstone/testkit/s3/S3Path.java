package io.siltstone.testkit.s3;

import io.siltstone.testkit.wire.WireRequest;

/**
 * What a request's path names, in path style.
 *
 * @param bucket the first segment
 * @param key the rest; empty for the bucket itself
 */
record S3Path(String bucket, String key) {

    static S3Path of(WireRequest request) {
        return parse(request.path());
    }

    /** The path with or without its first slash. */
    static S3Path parse(String path) {
        String text = path.startsWith("/") ? path.substring(1) : path;
        int slash = text.indexOf('/');
        return slash < 0 ? new S3Path(text, "") : new S3Path(text.substring(0, slash), text.substring(slash + 1));
    }
}
