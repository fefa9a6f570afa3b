package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.siltstone.core.Backend;
import io.siltstone.core.Capability;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Source;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.UnsupportedException;
import io.siltstone.testservers.CephServer;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What Ceph 16 and 18 do otherwise than AWS documents, each as it was seen: when one of these fails the server has changed,
 * and the settings of {@link S3Stores} with it.
 */
final class S3DialectTest {

    private static final int PART = 5 << 20;

    private ObjectKey key;

    @BeforeEach
    void isOldCeph() throws Exception {
        key = ObjectKey.of("db/a");
        int version = CephServer.shared().version();
        assumeThat(version)
                .as("Ceph 20 does what AWS documents; S3StoreProbeTest says so")
                .isLessThan(20);
        assertThat(version).isIn(16, 18);
    }

    /**
     * A stream that is read once has its checksum behind it, the default of the AWS SDK since 2.30, which Ceph 18 takes and 16
     * does not. What is small has it in a header, which passes.
     */
    @Test
    void uploadsWithAChecksumPassWhereTheyAreKnown() throws Exception {
        try (Backend backend = S3Stores.open(S3Stores.newBucket(Map.of("checksums", "WHEN_SUPPORTED")))) {
            assertThat(write(backend, 1)).isPresent();
            if (CephServer.shared().version() == 18) {
                assertThat(write(backend, 2 << 20)).isPresent();
            } else {
                assertThatThrownBy(() -> write(backend, 2 << 20))
                        .isInstanceOf(IntegrityException.class)
                        .hasMessageContaining("XAmzContentSHA256Mismatch");
            }
        }
    }

    /** With the settings that are honest about it an empty object passes, too, which has a way of its own. */
    @Test
    void emptyObjectsPass() throws Exception {
        try (Backend backend = S3Stores.open(S3Stores.newBucket(Map.of()))) {
            assertThat(write(backend, 0)).isPresent();
            assertThat(backend.stat(key).orElseThrow().info().sizeBytes()).isZero();
        }
    }

    /** AWS, "Conditional requests": a quoted ETag is the form of RFC 9110; Ceph compares it with its unquoted one. */
    @Test
    void aQuotedVersionIsNeverTheRightOne() throws Exception {
        try (Backend backend = S3Stores.open(S3Stores.newBucket(Map.of("etagQuoting", "QUOTED")))) {
            String version = write(backend, 1).orElseThrow();
            assertThatThrownBy(() -> backend.write(
                            key,
                            Source.bytes(new byte[2]),
                            WriteOptions.DEFAULT.withMode(WriteMode.replaceVersion(version))))
                    .isInstanceOf(PreconditionFailedException.class);
        }
    }

    /** AWS, API reference of DeleteObject: If-Match is kept; here it is not looked at. */
    @Test
    void aDeleteOfOneVersionTakesAny() throws Exception {
        try (Backend backend = S3Stores.open(S3Stores.newBucket(Map.of("conditionalDelete", "true")))) {
            String old = write(backend, 1).orElseThrow();
            write(backend, 2);
            backend.delete(key, Optional.of(old));
            assertThat(backend.stat(key)).isEmpty();
        }
    }

    /** AWS, API reference of CompleteMultipartUpload: If-None-Match is kept; here it is not looked at. */
    @Test
    void partsAreJoinedOverAnObjectThatIsThere() throws Exception {
        Map<String, String> settings = Map.of("conditionalMultipart", "true", "partBytes", "" + PART);
        try (Backend backend = S3Stores.open(S3Stores.newBucket(settings))) {
            write(backend, 1);
            byte[] content = new byte[2 * PART];
            backend.write(key, Source.once(new ByteArrayInputStream(content)), WriteOptions.CREATE_ONLY);
            assertThat(backend.stat(key).orElseThrow().info().sizeBytes()).isEqualTo(content.length);
        }
    }

    /** AWS, API reference of UploadPartCopy: the source is URL-encoded, once. So a percent sign in it names another object. */
    @Test
    void theSourceOfARangeIsDecodedTwice() throws Exception {
        S3Config config = S3Stores.newBucket(Map.of());
        byte[] other = {4, 5, 6};
        try (Backend backend = S3Stores.open(config);
                S3Client client = S3Stores.bare()) {
            backend.write(ObjectKey.of("db/a%2Fb"), Source.bytes(new byte[3]), WriteOptions.DEFAULT);
            backend.write(ObjectKey.of("db/a/b"), Source.bytes(other), WriteOptions.DEFAULT);
            String upload = client.createMultipartUpload(
                            request -> request.bucket(config.bucket()).key("db/to"))
                    .uploadId();
            String etag = client.uploadPartCopy(request -> request.sourceBucket(config.bucket())
                            .sourceKey("db/a%2Fb")
                            .destinationBucket(config.bucket())
                            .destinationKey("db/to")
                            .uploadId(upload)
                            .partNumber(1))
                    .copyPartResult()
                    .eTag();
            client.completeMultipartUpload(request -> request.bucket(config.bucket())
                    .key("db/to")
                    .uploadId(upload)
                    .multipartUpload(
                            parts -> parts.parts(part -> part.partNumber(1).eTag(etag))));
            assertThat(S3UploadTest.read(backend, "db/to")).isEqualTo(other);
        }
    }

    /** So the settings that are honest about it refuse, or take a way that keeps the condition. */
    @Test
    void honestSettingsRefuseWhatTheStoreWouldNotKeep() throws Exception {
        try (Backend backend = S3Stores.open(S3Stores.newBucket(Map.of()))) {
            Optional<String> version = write(backend, 1);
            assertThat(backend.capabilities().supports(Capability.DELETE_VERSION))
                    .isFalse();
            assertThatThrownBy(() -> backend.delete(key, version)).isInstanceOf(UnsupportedException.class);
            ObjectKey there = ObjectKey.of("db/there");
            backend.write(there, Source.bytes(new byte[3]), WriteOptions.DEFAULT);
            assertThatThrownBy(() -> backend.copy(key, there, CopyOptions.DEFAULT.withMode(WriteMode.CREATE_ONLY)))
                    .isInstanceOf(AlreadyExistsException.class);
            assertThat(backend.stat(there).orElseThrow().info().sizeBytes()).isEqualTo(3);
        }
    }

    /** A store that keeps no condition at all says so, and refuses. */
    @Test
    void conditionsThatAreSwitchedOffAreRefused() throws Exception {
        Map<String, String> settings = Map.of("conditionalCreate", "false", "conditionalReplace", "false");
        try (Backend backend = S3Stores.open(S3Stores.newBucket(settings))) {
            assertThat(backend.capabilities().supports(Capability.CREATE_ONLY)).isFalse();
            assertThat(backend.capabilities().supports(Capability.REPLACE_VERSION))
                    .isFalse();
            assertThatThrownBy(() -> backend.write(key, Source.bytes(new byte[1]), WriteOptions.CREATE_ONLY))
                    .isInstanceOf(UnsupportedException.class);
            assertThat(backend.stat(key)).isEmpty();
        }
    }

    private Optional<String> write(Backend backend, int size) throws Exception {
        return backend.write(key, Source.bytes(new byte[size]), WriteOptions.DEFAULT)
                .version();
    }
}
