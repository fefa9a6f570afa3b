package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.StorageException;
import io.siltstone.testservers.CephServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

/** Copies in parts, on the real server, with a limit of 5 MiB in the place of AWS's 5 GiB. */
class S3CopierTest {

    private static final int PART = 5 << 20;

    private final ObjectKey from = ObjectKey.of("db/from");
    private final ObjectKey to = ObjectKey.of("db/to");

    S3CopierTest() throws Exception {}

    @Test
    void whatIsLargerThanOneRequestIsCopiedInParts() throws Exception {
        try (WireProxy proxy = new WireProxy(CephServer.shared().endpoint())) {
            S3Config config =
                    S3Stores.newBucket(Map.of("endpoint", proxy.endpoint().toString()));
            try (Backend backend = S3Stores.open(config)) {
                for (int size : new int[] {PART, PART + 1, 2 * PART - 1, 2 * PART, 3 * PART + 17}) {
                    byte[] content = S3UploadTest.content(size);
                    backend.write(from, Source.bytes(content), WriteOptions.DEFAULT);
                    proxy.forgetRequests();
                    ObjectInfo copied = copy(config);
                    int parts = size <= PART ? 0 : (size + PART - 1) / PART;
                    assertThat(proxy.requests()).hasSize(size <= PART ? 2 : 3 + parts);
                    assertThat(proxy.requests())
                            .filteredOn(request -> request.contains("partNumber"))
                            .hasSize(parts);
                    assertThat(copied.sizeBytes()).isEqualTo(size);
                    assertThat(S3UploadTest.read(backend, to.value())).isEqualTo(content);
                    assertThat(backend.stat(to).orElseThrow().info().version()).isEqualTo(copied.version());
                }
            }
        }
    }

    /** No source, and parts that the server refuses to join: they are smaller than 5 MiB. */
    @Test
    void aCopyThatFailsLeavesNoParts() throws Exception {
        S3Config config = S3Stores.newBucket(Map.of());
        try (Backend backend = S3Stores.open(config)) {
            assertThatThrownBy(() -> copy(config)).isInstanceOf(StorageException.class);
            backend.write(from, Source.bytes(S3UploadTest.content(3 * PART)), WriteOptions.DEFAULT);
            assertThatThrownBy(() -> copy(config, new S3CopyPlan(PART, 1 << 20)))
                    .isInstanceOf(StorageException.class);
            assertThat(backend.stat(to)).isEmpty();
            assertThat(backend.sweep(new SweepRequest(Duration.ZERO, true)).items())
                    .isEmpty();
        }
    }

    /** Names and values that no write of ours has; in one request, in parts, and through this process. */
    @Test
    void whatOthersKeepWithAnObjectGoesWithItsCopy() throws Exception {
        S3Config config = S3Stores.newBucket(Map.of());
        try (Backend backend = S3Stores.open(config);
                S3Client client = S3Stores.bare()) {
            backend.write(from, Source.bytes(S3UploadTest.content(2 * PART)), WriteOptions.DEFAULT);
            furnish(client, config);
            backend.copy(from, to, CopyOptions.DEFAULT);
            isAsItWas(client, config, to);
            copy(config);
            isAsItWas(client, config, to);
            // A larger one would go up in frames, which are an encoding, too.
            for (int size : new int[] {1000, S3Limits.BUFFERED_PUT_BYTES + 1}) {
                byte[] content = S3UploadTest.content(size);
                backend.write(from, Source.bytes(content), WriteOptions.DEFAULT);
                furnish(client, config);
                ObjectKey created = ObjectKey.of("db/created-" + size);
                backend.copy(from, created, CopyOptions.DEFAULT.withMode(WriteMode.CREATE_ONLY));
                isAsItWas(client, config, created);
                assertThat(S3UploadTest.read(backend, created.value())).isEqualTo(content);
            }
        }
    }

    private void furnish(S3Client client, S3Config config) {
        client.copyObject(request -> request.sourceBucket(config.bucket())
                .sourceKey(from.value())
                .destinationBucket(config.bucket())
                .destinationKey(from.value())
                .metadataDirective(MetadataDirective.REPLACE)
                .contentType("text/csv; charset=latin1")
                .contentEncoding("gzip")
                .contentLanguage("de")
                .contentDisposition("attachment")
                .cacheControl("max-age=60")
                .metadata(Map.of("my.key", "x", "utf", "7")));
    }

    private static void isAsItWas(S3Client client, S3Config config, ObjectKey key) {
        HeadObjectResponse head =
                client.headObject(request -> request.bucket(config.bucket()).key(key.value()));
        assertThat(head.metadata()).isEqualTo(Map.of("my.key", "x", "utf", "7"));
        assertThat(head.contentType()).isEqualTo("text/csv; charset=latin1");
        assertThat(head.contentEncoding()).isEqualTo("gzip");
        assertThat(head.contentLanguage()).isEqualTo("de");
        assertThat(head.contentDisposition()).isEqualTo("attachment");
        assertThat(head.cacheControl()).isEqualTo("max-age=60");
    }

    private ObjectInfo copy(S3Config config) throws Exception {
        return copy(config, new S3CopyPlan(PART, PART));
    }

    private ObjectInfo copy(S3Config config, S3CopyPlan plan) throws Exception {
        StoreRuntime runtime = StoreRuntime.system().withEnvironment(S3Stores.environment());
        try (S3Threads threads = new S3Threads("test", 4, PART);
                S3Link link = S3Link.open(config, S3Secrets.of(runtime.environment()), runtime)) {
            S3Reader reader = new S3Reader(link.calls(), threads);
            return new S3Copier(link.calls(), reader, new S3Upload(link.calls(), threads), threads, plan)
                    .copy(from, to, CopyOptions.DEFAULT);
        }
    }
}
