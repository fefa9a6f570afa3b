package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteMode;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.PreconditionFailedException;
import io.siltstone.core.error.StorageException;
import io.siltstone.testkit.azure.AzureFaultServer;
import io.siltstone.testkit.azure.AzureOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Copies of what is too large for a single request, with a limit that makes everything so. */
final class AzureBlobCopierTest {

    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.COPY, "az://c");

    /** Azurite 3.35 answers 501 to "Put Block From URL": then the bytes go through this process, and arrive as well. */
    @Test
    void whatTheServerCannotCopyGoesThroughHere() throws Exception {
        AzuriteStore store = AzuriteStore.create();
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        try (WireProxy proxy = WireProxy.before(store.server().endpoint())) {
            AzureBlobConfig config = store.config(64 << 10, Optional.empty())
                    .withAccount(store.server().account(), proxy.endpoint().toString());
            AzureBlobAccess access = AzureBlobAccess.of(config, store.credentials());
            try (AzureBlobClient client = new AzureBlobClient(
                            config,
                            access,
                            Optional.empty(),
                            StoreRuntime.system().clock());
                    AzureBlobLanes lanes = new AzureBlobLanes(3)) {
                StoreRuntime runtime = StoreRuntime.system();
                AzureBlobUploads uploads = new AzureBlobUploads(client, lanes, runtime.random(), 64 << 10);
                AzureBlobCopier copier = new AzureBlobCopier(
                        client,
                        uploads,
                        new AzureBlobLinks(
                                client, access, new AzureBlobNames(KeyPrefix.ROOT, "az://c"), runtime.clock()),
                        new AzureBlobReader(client),
                        100_000);
                furnish(client, content);
                BlobProperties source = copier.source("from", Optional.empty(), CONTEXT);
                AzureBlobCopier.Copy copy =
                        new AzureBlobCopier.Copy("from", source, ObjectKey.of("to"), "to", WriteOptions.CREATE_ONLY);

                assertThat(copier.copy(copy, CONTEXT).sizeBytes()).isEqualTo(content.length);
                assertThat(proxy.requests()).anyMatch(request -> request.contains("/to?comp=block&"));
                try (ObjectContent copied =
                        new AzureBlobReader(client).read(ObjectKey.of("to"), "to", ReadOptions.ALL, CONTEXT)) {
                    assertThat(copied.stream().readAllBytes()).isEqualTo(content);
                }
                isAsItWas(client.blob("to").getProperties());
                assertThatThrownBy(() -> copier.copy(copy, CONTEXT)).isInstanceOf(AlreadyExistsException.class);
            }
        }
    }

    /** With a server that has it: blocks of the limit and one commit under the write's condition; no byte comes here. */
    @Test
    void aLargeSourceIsCopiedInBlocksByTheServer() throws Exception {
        byte[] content = new byte[300_001];
        new Random(2).nextBytes(content);
        StoreRuntime runtime = StoreRuntime.system();
        AzureFaultServer server = new AzureFaultServer("container");
        AzureBlobConfig config = AzureBlobConfig.of("container")
                .withAccount(AzureFaultServer.ACCOUNT, server.endpoint().toString());
        AzureBlobCredentials credentials = AzureBlobCredentials.NONE.withAccountKey(Secret.of(AzureFaultServer.KEY));
        AzureBlobAccess access = AzureBlobAccess.of(config, credentials);
        try (server;
                Storage storage = Storage.of(AzureBlobBackend.open(config, credentials, runtime));
                AzureBlobClient client = new AzureBlobClient(config, access, Optional.empty(), runtime.clock());
                AzureBlobLanes lanes = new AzureBlobLanes(3)) {
            AzureBlobCopier copier = new AzureBlobCopier(
                    client,
                    new AzureBlobUploads(client, lanes, runtime.random(), 64 << 10),
                    new AzureBlobLinks(client, access, new AzureBlobNames(KeyPrefix.ROOT, "az://c"), runtime.clock()),
                    new AzureBlobReader(client),
                    100_000);
            furnish(client, content);
            BlobProperties source = copier.source("from", Optional.empty(), CONTEXT);
            String version = copier.copy(copy(source, WriteOptions.CREATE_ONLY), CONTEXT)
                    .version()
                    .orElseThrow();
            assertThat(server.requests(AzureOperation.PUT_BLOCK_FROM_URL)).isEqualTo(4);
            assertThat(server.requests(AzureOperation.PUT_BLOCK_LIST)).isEqualTo(1);
            assertThat(server.requests(AzureOperation.GET_BLOB)).isZero();
            assertThat(server.requests(AzureOperation.PUT_BLOCK)).isZero();
            assertThat(storage.read("to")).isEqualTo(content);
            isAsItWas(client.blob("to").getProperties());
            assertThatThrownBy(() -> copier.copy(copy(source, WriteOptions.CREATE_ONLY), CONTEXT))
                    .isInstanceOf(AlreadyExistsException.class);

            WriteOptions ifSame = WriteOptions.DEFAULT.withMode(WriteMode.replaceVersion(version));
            copier.copy(copy(source, ifSame), CONTEXT);
            assertThatThrownBy(() -> copier.copy(copy(source, ifSame), CONTEXT))
                    .isInstanceOf(PreconditionFailedException.class);

            storage.write("from", new byte[300_001]);
            assertThatThrownBy(() -> copier.copy(copy(source, WriteOptions.DEFAULT), CONTEXT))
                    .isInstanceOf(ChangedDuringReadException.class);
            assertThat(storage.read("to")).as("what was there").isEqualTo(content);
        }
    }

    /** Azurite tells nothing of which condition does not hold. */
    @Test
    void aSourceThatIsReplacedMeanwhileIsAConflictWhateverTheModeUnlessItsVersionWasNamed() throws Exception {
        AzuriteStore store = AzuriteStore.create();
        try (Storage direct = Storage.of(store.open(store.config()));
                WireProxy proxy = WireProxy.before(store.server().endpoint());
                Storage storage = Storage.of(AzureBlobBackend.open(
                        store.config()
                                .withAccount(
                                        store.server().account(),
                                        proxy.endpoint().toString()),
                        store.credentials(),
                        StoreRuntime.system()))) {
            proxy.answer(request -> {
                if (request.startsWith("PUT ")) {
                    replace(direct);
                }
                return Optional.empty();
            });
            direct.write("to/there", new byte[1]);
            String there =
                    direct.stat("to/there").orElseThrow().info().version().orElseThrow();
            CopyOptions create = CopyOptions.DEFAULT.withMode(WriteMode.CREATE_ONLY);
            CopyOptions same = CopyOptions.DEFAULT.withMode(WriteMode.replaceVersion(there));
            replace(direct);

            assertThatThrownBy(() -> storage.copy("from", "to/plain", CopyOptions.DEFAULT))
                    .isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> storage.copy("from", "to/new", create)).isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> storage.copy("from", "to/there", same)).isInstanceOf(ConflictException.class);
            String version = replace(direct);
            CopyOptions named = CopyOptions.DEFAULT.withSourceVersion(version);
            assertThatThrownBy(() -> storage.copy("from", "to/named", named))
                    .isInstanceOf(ChangedDuringReadException.class);

            proxy.answer(request -> Optional.empty());
            assertThatThrownBy(() -> storage.copy("from", "to/there", create))
                    .isInstanceOf(AlreadyExistsException.class);
            storage.copy("from", "to/there", same);
            assertThatThrownBy(() -> storage.copy("from", "to/there", same))
                    .isInstanceOf(PreconditionFailedException.class);
        }
    }

    private static String replace(Storage direct) {
        try {
            return direct.write("from", new byte[10]).version().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the service copies in one request; so Azurite does, too. */
    @Test
    void whatOthersKeepWithASmallObjectGoesWithItsCopy() throws Exception {
        AzuriteStore store = AzuriteStore.create();
        AzureBlobConfig config = store.config();
        try (Storage storage = Storage.of(store.open(config));
                AzureBlobClient client = new AzureBlobClient(
                        config,
                        AzureBlobAccess.of(config, store.credentials()),
                        Optional.empty(),
                        StoreRuntime.system().clock())) {
            furnish(client, new byte[10]);
            storage.copy("from", "to", CopyOptions.DEFAULT);
            isAsItWas(client.blob("to").getProperties());
            storage.copy("from", "created", CopyOptions.DEFAULT.withMode(WriteMode.CREATE_ONLY));
            isAsItWas(client.blob("created").getProperties());
        }
    }

    /** With headers that no write of ours has. */
    private static void furnish(AzureBlobClient client, byte[] content) {
        client.blob("from")
                .uploadWithResponse(
                        new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(content))
                                .setHeaders(new BlobHttpHeaders()
                                        .setContentType("text/csv; charset=latin1")
                                        .setContentEncoding("gzip")
                                        .setContentLanguage("de")
                                        .setContentDisposition("attachment")
                                        .setCacheControl("max-age=60")),
                        null,
                        Context.NONE);
    }

    private static void isAsItWas(BlobProperties properties) {
        assertThat(properties.getContentType()).isEqualTo("text/csv; charset=latin1");
        assertThat(properties.getContentEncoding()).isEqualTo("gzip");
        assertThat(properties.getContentLanguage()).isEqualTo("de");
        assertThat(properties.getContentDisposition()).isEqualTo("attachment");
        assertThat(properties.getCacheControl()).isEqualTo("max-age=60");
    }

    private static AzureBlobCopier.Copy copy(BlobProperties source, WriteOptions options) throws StorageException {
        return new AzureBlobCopier.Copy("from", source, ObjectKey.of("to"), "to", options);
    }
}
