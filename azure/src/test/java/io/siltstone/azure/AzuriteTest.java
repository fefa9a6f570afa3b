package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.Source;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.UnavailableException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The backend at Azurite beyond the contract, and what Azurite does otherwise than the service. */
final class AzuriteTest {

    private static final int BLOCK = 64 << 10;

    private final AzuriteStore store = AzuriteStore.create();

    @Test
    void sizesAroundABlockComeBackWithTheirMd5() throws Exception {
        try (Storage storage = storage()) {
            for (int size : new int[] {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 7 * BLOCK + 5}) {
                byte[] content = content(size);
                storage.write("known", content);
                storage.write("unknown", Source.once(new ByteArrayInputStream(content)), WriteOptions.DEFAULT);
                for (String key : new String[] {"known", "unknown"}) {
                    assertThat(storage.read(key)).isEqualTo(content);
                    assertThat(store.container()
                                    .getBlobClient(key)
                                    .getProperties()
                                    .getContentMd5())
                            .as("%s of %s", key, size)
                            .isEqualTo(AzureBlobDigest.md5(content, 0, size));
                }
            }
        }
    }

    @Test
    void ofManyCreatorsInBlocksExactlyOneWins() throws Exception {
        try (Storage storage = storage()) {
            List<Boolean> won = race(16, i -> {
                try {
                    storage.write("a", Source.bytes(content(3 * BLOCK + i)), WriteOptions.CREATE_ONLY);
                    return true;
                } catch (AlreadyExistsException | ConflictException lost) {
                    return false;
                }
            });
            assertThat(won).containsOnlyOnce(true);
            assertThat(storage.read("a")).isEqualTo(content(3 * BLOCK + won.indexOf(true)));
        }
    }

    @Test
    void ofManyReplacementsInBlocksExactlyOneWins() throws Exception {
        try (Storage storage = storage()) {
            String version = storage.write("a", new byte[1]).version().orElseThrow();
            WriteOptions options = WriteOptions.DEFAULT.withMode(WriteMode.replaceVersion(version));
            List<Boolean> won = race(16, i -> {
                try {
                    storage.write("a", Source.bytes(content(3 * BLOCK + i)), options);
                    return true;
                } catch (PreconditionFailedException | ConflictException lost) {
                    return false;
                }
            });
            assertThat(won).containsOnlyOnce(true);
            assertThat(storage.read("a")).isEqualTo(content(3 * BLOCK + won.indexOf(true)));
        }
    }

    @Test
    void aPrefixIsAStoreOfItsOwn() throws Exception {
        try (Storage storage = Storage.of(store.open(store.config(BLOCK, Optional.of("tenant1"))));
                Storage whole = storage()) {
            whole.write("tenant10/a", new byte[1]);
            storage.write("a", new byte[2]);
            assertThat(whole.read("tenant1/a")).hasSize(2);
            assertThat(storage.exists("tenant10/a")).isFalse();
            assertThat(storage.location().root()).endsWith("/tenant1");
            assertThat(storage.capabilities().limits().maxKeyBytes()).isEqualTo(1024 - "tenant1/".length());
        }
    }

    @Test
    void aContainersSignatureSufficesForEverything() throws Exception {
        AzureBlobCredentials sas = AzureBlobCredentials.NONE.withSasToken(Secret.of(sas(new BlobContainerSasPermission()
                .setReadPermission(true)
                .setWritePermission(true)
                .setCreatePermission(true)
                .setDeletePermission(true)
                .setListPermission(true))));
        try (Storage storage = Storage.of(AzureBlobBackend.open(store.config(), sas, StoreRuntime.system()))) {
            storage.write("a", content(10));
            storage.write("b", content(10));
            storage.copy("a", "c", CopyOptions.DEFAULT);
            assertThat(storage.read("c")).isEqualTo(content(10));
            assertThat(storage.deleteBatch(List.of("a", "b", "absent", "c"))).allMatch(DeleteResult::isDeleted);
            assertThat(storage.exists("a")).isFalse();
        }
    }

    @Test
    void whatASignatureDoesNotPermitIsRefused() throws Exception {
        AzureBlobCredentials sas = AzureBlobCredentials.NONE.withSasToken(Secret.of(
                sas(new BlobContainerSasPermission().setReadPermission(true).setListPermission(true))));
        try (Storage storage = Storage.of(AzureBlobBackend.open(store.config(), sas, StoreRuntime.system()))) {
            assertThatThrownBy(() -> storage.write("a", content(10))).isInstanceOf(AccessDeniedException.class);
            assertThat(storage.deleteBatch(List.of("a", "b")))
                    .allMatch(result -> result.error().orElseThrow() instanceof AccessDeniedException);
        }
    }

    @Test
    void aWrongContainerKeyOrEndpointIsAnErrorAtTheOpening() {
        AzureBlobConfig missing = AzureBlobConfig.of("no-such-container")
                .withAccount(store.server().account(), store.server().endpoint().toString());
        assertThatThrownBy(() -> store.open(missing)).isInstanceOf(ConfigurationException.class);
        AzureBlobConfig nobody = store.config().withAccount(store.server().account(), "http://127.0.0.1:1/x");
        assertThatThrownBy(() -> store.open(nobody)).isInstanceOf(UnavailableException.class);
        // The service says AuthenticationFailed to a wrong signature; Azurite, that it does not authorize it.
        String wrong = Base64.getEncoder().encodeToString("wrong".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> AzureBlobBackend.open(
                        store.config(),
                        AzureBlobCredentials.NONE.withAccountKey(Secret.of(wrong)),
                        StoreRuntime.system()))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("AuthorizationFailure")
                .satisfies(e -> assertThat(e.toString()).doesNotContain(wrong));
    }

    /** "Put Blob" over blocks that nobody committed: Azurite takes them for a blob. */
    @Test
    void aBlobOfUncommittedBlocksAloneCanStillBeCreated() throws Exception {
        BlobContainerClient container = store.container();
        String id = Base64.getEncoder().encodeToString(new byte[AzureBlobLimits.BLOCK_ID_BYTES]);
        container.getBlobClient("a").getBlockBlobClient().stageBlock(id, BinaryData.fromBytes(new byte[5]));
        assertThatThrownBy(() -> container.getBlobClient("a").upload(BinaryData.fromBytes(new byte[1]), false))
                .isInstanceOf(BlobStorageException.class)
                .hasMessageContaining("BlobAlreadyExists");
        try (Storage storage = storage()) {
            storage.write("a", Source.bytes(content(10)), WriteOptions.CREATE_ONLY);
            assertThat(storage.read("a")).isEqualTo(content(10));
        }
    }

    /** "Naming and referencing containers": the service folds it as well; here it is no key. */
    @Test
    void azuriteTurnsABackslashIntoASlash() {
        store.container().getBlobClient("a\\b").upload(BinaryData.fromString("x"));
        assertThat(names()).containsExactly("a/b");
    }

    @Test
    void azuriteListsInTheOrderOfUtf16() {
        for (String name : new String[] {"\uFFFD", "😀", "a"}) {
            store.container().getBlobClient(name).upload(BinaryData.fromString("x"));
        }
        assertThat(names()).containsExactly("a", "😀", "\uFFFD");
    }

    private List<String> names() {
        return store.container().listBlobs().stream().map(BlobItem::getName).toList();
    }

    private Storage storage() throws Exception {
        return Storage.of(store.open(store.config(BLOCK, Optional.empty())));
    }

    private String sas(BlobContainerSasPermission permission) {
        OffsetDateTime end =
                StoreRuntime.system().clock().instant().atOffset(ZoneOffset.UTC).plusHours(1);
        return store.container().generateSas(new BlobServiceSasSignatureValues(end, permission));
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private interface Task<T> {
        T run(int i) throws Exception;
    }

    private static <T> List<T> race(int count, Task<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                futures.add(threads.submit(() -> task.run(number)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
