package io.siltstone.s3;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What other tools and tenants keep in a bucket. */
final class S3Neighbours {

    private S3Neighbours() {}

    /** Objects beside, above and below a prefix that no listing of it may show: directory markers are some of them. */
    static void moveIn(String bucket) {
        try (S3Client client = S3Stores.bare()) {
            for (String key : new String[] {
                "tenant1/data",
                "tenant1/data/",
                "tenant1/data2/x",
                "tenant10/x",
                "tenant1/x",
                "z",
                ".siltstone/ledger/other"
            }) {
                client.putObject(request -> request.bucket(bucket).key(key), RequestBody.empty());
            }
            client.createMultipartUpload(request -> request.bucket(bucket).key("tenant1/data2/unfinished"));
        }
    }
}
