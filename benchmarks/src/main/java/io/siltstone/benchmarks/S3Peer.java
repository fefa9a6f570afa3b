package io.siltstone.benchmarks;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.opendal.Operator;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The other clients of S3, each as its manual opens it. */
final class S3Peer {

    private S3Peer() {}

    /** The AWS SDK alone, with the HTTP client that Siltstone takes. */
    record Bare(S3Client client, String bucket) implements SmallStore {

        @Override
        public void put(String key, byte[] content) {
            client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
        }

        @Override
        public int get(String key) throws IOException {
            try (InputStream in =
                    client.getObject(request -> request.bucket(bucket).key(key))) {
                return in.readAllBytes().length;
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /** MinIO's own client. */
    record Minio(MinioClient client, String bucket) implements SmallStore {

        @Override
        public void put(String key, byte[] content) throws Exception {
            client.putObject(PutObjectArgs.builder().bucket(bucket).object(key).stream(
                            new ByteArrayInputStream(content), content.length, -1)
                    .build());
        }

        @Override
        public int get(String key) throws Exception {
            try (InputStream in = client.getObject(
                    GetObjectArgs.builder().bucket(bucket).object(key).build())) {
                return in.readAllBytes().length;
            }
        }

        @Override
        public void close() {
            // Its connections end with the process.
        }
    }

    /** Iceberg's, over the same client of the AWS SDK. */
    record Iceberg(S3FileIO files, String bucket) implements SmallStore {

        @Override
        public void put(String key, byte[] content) throws IOException {
            try (PositionOutputStream out = files.newOutputFile(uri(key)).createOrOverwrite()) {
                out.write(content);
            }
        }

        @Override
        public int get(String key) throws IOException {
            try (InputStream in = files.newInputFile(uri(key)).newStream()) {
                return in.readAllBytes().length;
            }
        }

        private String uri(String key) {
            return "s3://" + bucket + "/" + key;
        }

        @Override
        public void close() {
            files.close();
        }
    }

    /** Opens one by its name. */
    static SmallStore open(String name, BenchmarkBucket bucket) throws IOException {
        return switch (name) {
            case "Siltstone" -> new SiltstoneSmall(bucket.open());
            case "AWS SDK" -> new Bare(bucket.bare(), bucket.name());
            case "MinIO" ->
                new Minio(
                        MinioClient.builder()
                                .endpoint(bucket.endpoint().toString())
                                .region(bucket.region())
                                .credentials(bucket.accessKey(), bucket.secretKey())
                                .build(),
                        bucket.name());
            case "Iceberg" -> {
                S3FileIO files = new S3FileIO(bucket::bare);
                files.initialize(Map.of());
                yield new Iceberg(files, bucket.name());
            }
            case "OpenDAL" ->
                new OpenDalSmall(Operator.of(
                        "s3",
                        Map.of(
                                "endpoint", bucket.endpoint().toString(),
                                "bucket", bucket.name(),
                                "region", bucket.region(),
                                "access_key_id", bucket.accessKey(),
                                "secret_access_key", bucket.secretKey())));
            default -> throw new IllegalArgumentException("no client of S3 is called " + name);
        };
    }
}
