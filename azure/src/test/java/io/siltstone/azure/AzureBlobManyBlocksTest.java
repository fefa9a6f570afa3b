package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.models.BlockListType;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.testkit.azure.AzureFaultServer;
import io.siltstone.testkit.azure.AzureOperation;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Blobs of very many blocks, which are of a few bytes here. */
@Tag("large")
final class AzureBlobManyBlocksTest {

    private static final String NAME = "db/many";
    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.WRITE, "az://c", NAME);
    private static final int BLOCK = 10;

    /** On Azurite, which has no limit of its own. */
    @Test
    void moreThanTenThousandBlocksAreOneObject() throws Exception {
        AzuriteStore store = AzuriteStore.create();
        AzureBlobConfig config = store.config();
        byte[] content = content(10_001 * BLOCK);
        try (AzureBlobClient client = client(config, store.credentials());
                AzureBlobLanes lanes = new AzureBlobLanes(16)) {
            AzureBlobUpload upload = begin(client, lanes, OptionalLong.of(content.length));
            upload.add(new ByteArrayInputStream(content));
            assertThat(upload.publish().sizeBytes()).isEqualTo(content.length);
            assertThat(client.blob(NAME).listBlocks(BlockListType.COMMITTED).getCommittedBlocks())
                    .hasSize(10_001);
            isThere(client, content);
        }
    }

    /** All that the service allows. Each fifth of the blocks has twice the size of the one before. */
    @Test
    void fiftyThousandBlocksThatGrowAreOneObject() throws Exception {
        byte[] content = content(AzureBlobLimits.MAX_BLOCKS / 5 * (1 + 2 + 4 + 8 + 16) * BLOCK);
        AzureFaultServer server = new AzureFaultServer("container");
        AzureBlobConfig config = AzureBlobConfig.of("container")
                .withAccount(AzureFaultServer.ACCOUNT, server.endpoint().toString());
        AzureBlobCredentials key = AzureBlobCredentials.NONE.withAccountKey(Secret.of(AzureFaultServer.KEY));
        try (server;
                AzureBlobClient client = client(config, key);
                AzureBlobLanes lanes = new AzureBlobLanes(16)) {
            AzureBlobUpload upload = begin(client, lanes, OptionalLong.empty());
            upload.add(new ByteArrayInputStream(content));
            assertThat(upload.publish().sizeBytes()).isEqualTo(content.length);
            assertThat(server.requests(AzureOperation.PUT_BLOCK)).isEqualTo(50_000);
            isThere(client, content);
        }
    }

    /** Staged by one owner and found uncommitted by the next, in one answer: "Get Block List" has no pages. */
    @Test
    void fiftyThousandStagedBlocksAreTakenUp() throws Exception {
        AzureFaultServer server = new AzureFaultServer("container");
        AzureBlobConfig config = AzureBlobConfig.of("container")
                .withAccount(AzureFaultServer.ACCOUNT, server.endpoint().toString());
        AzureBlobCredentials key = AzureBlobCredentials.NONE.withAccountKey(Secret.of(AzureFaultServer.KEY));
        try (server) {
            isTakenUp(config, key, AzureBlobLimits.MAX_BLOCKS);
            assertThat(server.requests(AzureOperation.PUT_BLOCK)).isEqualTo(50_000);
        }
    }

    /** The same on Azurite, with as many as are bearable there. */
    @Test
    void tenThousandStagedBlocksAreTakenUp() throws Exception {
        AzuriteStore store = AzuriteStore.create();
        isTakenUp(store.config(), store.credentials(), 10_001);
    }

    private static void isTakenUp(AzureBlobConfig config, AzureBlobCredentials credentials, int blocks)
            throws Exception {
        byte[] content = content(blocks * BLOCK);
        int cut = content.length - BLOCK;
        SourceFingerprint source = new SourceFingerprint(content.length, "v1");
        AzureBlobAccess access = AzureBlobAccess.of(config, credentials);
        try (AzureBlobClient client = client(config, credentials);
                AzureBlobLanes lanes = new AzureBlobLanes(1)) {
            AzureBlobTransfers transfers = transfers(client, lanes, access, config);
            try (Transfer first = transfers.open(ObjectKey.of(NAME), source, WriteOptions.DEFAULT)) {
                first.append(0, Source.bytes(Arrays.copyOf(content, cut)));
            }
            try (Transfer second = transfers.open(ObjectKey.of(NAME), source, WriteOptions.DEFAULT)) {
                assertThat(second.position()).isEqualTo(cut);
                second.prove((Source.Replayable) Source.bytes(Arrays.copyOf(content, cut)));
                second.append(cut, Source.bytes(Arrays.copyOfRange(content, cut, content.length)));
                second.commit(content.length, Sha256.of(content));
            }
            isThere(client, content);
        }
    }

    private static AzureBlobTransfers transfers(
            AzureBlobClient client, AzureBlobLanes lanes, AzureBlobAccess access, AzureBlobConfig config) {
        StoreRuntime runtime = StoreRuntime.system();
        AzureBlobUploads uploads = new AzureBlobUploads(client, lanes, runtime.random(), BLOCK);
        AzureBlobReader reader = new AzureBlobReader(client);
        AzureBlobNames names = new AzureBlobNames(KeyPrefix.ROOT, "az://c");
        AzureBlobLinks links = new AzureBlobLinks(client, access, names, runtime.clock());
        return new AzureBlobTransfers(
                client,
                uploads,
                reader,
                new AzureBlobCopier(client, uploads, links, reader, AzureBlobLimits.MAX_COPY_BYTES),
                names,
                config.leaseTime(),
                runtime,
                "az://c");
    }

    private static AzureBlobUpload begin(AzureBlobClient client, AzureBlobLanes lanes, OptionalLong size)
            throws Exception {
        return new AzureBlobUploads(client, lanes, StoreRuntime.system().random(), BLOCK)
                .begin(ObjectKey.of(NAME), NAME, size, WriteOptions.DEFAULT, CONTEXT);
    }

    private static AzureBlobClient client(AzureBlobConfig config, AzureBlobCredentials credentials) throws Exception {
        return new AzureBlobClient(
                config,
                AzureBlobAccess.of(config, credentials),
                Optional.empty(),
                StoreRuntime.system().clock());
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private static void isThere(AzureBlobClient client, byte[] content) throws Exception {
        try (ObjectContent read =
                new AzureBlobReader(client).read(ObjectKey.of(NAME), NAME, ReadOptions.ALL, CONTEXT)) {
            assertThat(read.stream().readAllBytes()).isEqualTo(content);
        }
    }
}
