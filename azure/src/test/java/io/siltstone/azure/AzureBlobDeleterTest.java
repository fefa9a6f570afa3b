package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import io.siltstone.core.Backends;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.Environment;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.testkit.azure.AzureFault;
import io.siltstone.testkit.azure.AzureFaultServer;
import io.siltstone.testkit.azure.AzureOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches, with a server that counts what is asked. */
final class AzureBlobDeleterTest {

    private final AzureFaultServer server = new AzureFaultServer("container");
    private AzureBlobBackend backend;

    @BeforeEach
    void open() throws Exception {
        backend = AzureBlobBackend.open(
                AzureBlobConfig.of("container")
                        .withAccount(AzureFaultServer.ACCOUNT, server.endpoint().toString()),
                AzureBlobCredentials.NONE.withAccountKey(Secret.of(AzureFaultServer.KEY)),
                StoreRuntime.system());
    }

    @AfterEach
    void close() {
        backend.close();
        server.close();
    }

    @Test
    void whatTheAnswerDoesNotMentionIsAskedForAgain() throws Exception {
        List<ObjectKey> keys = written("a", "b", "c");
        server.strikeOnce(AzureOperation.BATCH, AzureFault.KEYS_NOT_MENTIONED);
        assertThat(backend.deleteBatch(keys)).allMatch(DeleteResult::isDeleted);
        assertThat(server.requests(AzureOperation.BATCH)).isEqualTo(1);
        assertThat(server.requests(AzureOperation.DELETE_BLOB)).as("alone").isEqualTo(1);
        for (ObjectKey key : keys) {
            assertThat(backend.stat(key)).isEmpty();
        }
    }

    @Test
    void aBatchHas256KeysAndAKeyThatIsGivenTwiceIsInItOnce() throws Exception {
        List<ObjectKey> keys = written("k0");
        for (int i = 1; i < 257; i++) {
            keys.add(ObjectKey.of("k" + i));
        }
        keys.add(keys.get(0));
        List<DeleteResult> results = backend.deleteBatch(keys);
        assertThat(results).hasSize(258).allMatch(DeleteResult::isDeleted);
        assertThat(results.get(257).key()).isEqualTo("k0");
        assertThat(server.requests(AzureOperation.BATCH)).isEqualTo(2);
        assertThat(backend.deleteBatch(List.of(keys.get(0), keys.get(0)))).hasSize(2);
        assertThat(server.requests(AzureOperation.BATCH)).isEqualTo(3);
        assertThat(backend.deleteBatch(List.of())).isEmpty();
        assertThat(server.requests(AzureOperation.BATCH)).isEqualTo(3);
    }

    @Test
    void aKeyThatIsNoneFailsAlone() throws Exception {
        Backends backends = Backends.with(StoreRuntime.system()
                .withEnvironment(Environment.of(Map.of(AzureBlobCredentials.KEY, AzureFaultServer.KEY))));
        try (Backend below = backends.open("az://container/" + "p".repeat(200) + "?endpoint=" + server.endpoint())) {
            ObjectKey tooLong = ObjectKey.of(("s".repeat(200) + "/").repeat(4) + "s".repeat(100));
            List<DeleteResult> results = below.deleteBatch(List.of(ObjectKey.of("a"), tooLong, ObjectKey.of("b")));
            assertThat(results).extracting(DeleteResult::isDeleted).containsExactly(true, false, true);
            assertThat(results.get(1).error()).containsInstanceOf(InvalidKeyException.class);
        }
    }

    private List<ObjectKey> written(String... keys) throws Exception {
        List<ObjectKey> written = new ArrayList<>();
        for (String key : keys) {
            written.add(ObjectKey.of(key));
            backend.write(ObjectKey.of(key), Source.bytes(new byte[1]), WriteOptions.DEFAULT);
        }
        return written;
    }
}
