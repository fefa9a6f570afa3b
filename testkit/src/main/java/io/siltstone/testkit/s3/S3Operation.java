package io.siltstone.testkit.s3;

import io.siltstone.testkit.wire.WireRequest;

/** The operations of S3 that the server knows. */
public enum S3Operation {
    HEAD_BUCKET,
    CREATE_BUCKET,
    DELETE_BUCKET,
    BUCKET_LOCATION,
    LIST_OBJECTS,
    LIST_UPLOADS,
    DELETE_OBJECTS,
    PUT_OBJECT,
    COPY_OBJECT,
    GET_OBJECT,
    HEAD_OBJECT,
    DELETE_OBJECT,
    CREATE_UPLOAD,
    UPLOAD_PART,
    COPY_PART,
    COMPLETE_UPLOAD,
    ABORT_UPLOAD,
    LIST_PARTS,
    UNKNOWN;

    static S3Operation of(WireRequest head) {
        return S3Path.of(head).key().isEmpty() ? ofBucket(head) : ofObject(head);
    }

    private static S3Operation ofBucket(WireRequest head) {
        return switch (head.method()) {
            case "HEAD" -> HEAD_BUCKET;
            case "PUT" -> CREATE_BUCKET;
            case "DELETE" -> DELETE_BUCKET;
            case "POST" -> head.has("delete") ? DELETE_OBJECTS : UNKNOWN;
            case "GET" -> head.has("uploads") ? LIST_UPLOADS : head.has("location") ? BUCKET_LOCATION : LIST_OBJECTS;
            default -> UNKNOWN;
        };
    }

    private static S3Operation ofObject(WireRequest head) {
        boolean upload = head.has("uploadId");
        boolean copy = head.header("x-amz-copy-source").isPresent();
        return switch (head.method()) {
            case "HEAD" -> HEAD_OBJECT;
            case "GET" -> upload ? LIST_PARTS : GET_OBJECT;
            case "DELETE" -> upload ? ABORT_UPLOAD : DELETE_OBJECT;
            case "POST" -> upload ? COMPLETE_UPLOAD : head.has("uploads") ? CREATE_UPLOAD : UNKNOWN;
            case "PUT" -> {
                if (upload) {
                    yield copy ? COPY_PART : UPLOAD_PART;
                }
                yield copy ? COPY_OBJECT : PUT_OBJECT;
            }
            default -> UNKNOWN;
        };
    }
}
