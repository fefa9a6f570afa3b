package io.siltstone.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.Secret;
import io.siltstone.s3.FakeStore.Answer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What requests say of encryption, storage class and who asks: on the wire, since no server here has such keys. */
final class S3SealingTest {

    private static final S3Credentials TEMPORARY =
            new S3Credentials("key", Secret.of("secret"), Optional.of(Secret.of("token-7")));

    private FakeStore store;
    private ObjectKey key;

    @BeforeEach
    void start() throws Exception {
        store = new FakeStore();
        key = ObjectKey.of("db/a");
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void aWriteNamesKeyAndClass() throws Exception {
        Map<String, String> settings = Map.of(
                "encryption", "KMS", "kmsKeyId", "key-7", "storageClass", "STANDARD_IA", "checksums", "WHEN_SUPPORTED");
        Map<String, String> sent = write(settings, S3Secrets.of(TEMPORARY));
        assertThat(sent)
                .containsEntry("x-amz-server-side-encryption", "aws:kms")
                .containsEntry("x-amz-server-side-encryption-aws-kms-key-id", "key-7")
                .containsEntry("x-amz-storage-class", "STANDARD_IA")
                .containsEntry("x-amz-security-token", "token-7");
        assertThat(sent.toString()).containsIgnoringCase("crc32");

        assertThat(write(Map.of("encryption", "S3"), S3Secrets.of(TEMPORARY)))
                .containsEntry("x-amz-server-side-encryption", "AES256");
    }

    @Test
    void aStoreThatKnowsNoChecksumsIsSentNone() throws Exception {
        Map<String, String> sent = write(Map.of("checksums", "WHEN_REQUIRED"), S3Secrets.of(TEMPORARY));
        assertThat(sent.toString()).doesNotContainIgnoringCase("crc32");
        assertThat(sent).doesNotContainKeys("x-amz-server-side-encryption", "x-amz-storage-class");
    }

    @Test
    void aCustomersKeyGoesWithWritesAndReads() throws Exception {
        String base64 = Base64.getEncoder().encodeToString(new byte[32]);
        S3Secrets secrets = S3Secrets.of(TEMPORARY).withCustomerKey(Secret.of(base64));
        assertThat(write(Map.of("encryption", "CUSTOMER"), secrets))
                .containsEntry("x-amz-server-side-encryption-customer-algorithm", "AES256")
                .containsEntry("x-amz-server-side-encryption-customer-key", base64)
                .containsKey("x-amz-server-side-encryption-customer-key-md5");
        store.script((method, query) -> Answer.xml(200, FakeStore.EMPTY_LISTING));
        try (Backend backend = store.open(Map.of("encryption", "CUSTOMER"), secrets)) {
            store.script((method, query) -> Answer.object(Map.of(), "x", 1));
            try (ObjectContent content = backend.read(key, ReadOptions.ALL)) {
                assertThat(content.stream().readAllBytes()).hasSize(1);
            }
            backend.stat(key);
            assertThat(store.headers())
                    .hasSize(2)
                    .allSatisfy(sent ->
                            assertThat(sent).containsEntry("x-amz-server-side-encryption-customer-key", base64));
        }
    }

    @Test
    void nobodySignsNothing() throws Exception {
        Map<String, String> sent = write(Map.of("anonymous", "true"), S3Secrets.of(TEMPORARY));
        assertThat(sent).doesNotContainKeys("authorization", "x-amz-security-token");
    }

    /** The headers of a write. */
    private Map<String, String> write(Map<String, String> settings, S3Secrets secrets) throws Exception {
        store.script((method, query) -> Answer.xml(200, FakeStore.EMPTY_LISTING));
        try (Backend backend = store.open(new HashMap<>(settings), secrets)) {
            store.script((method, query) -> Answer.object(Map.of(), "", 0));
            backend.write(key, Source.bytes(new byte[10]), WriteOptions.DEFAULT);
            return store.headers().get(0);
        }
    }
}
