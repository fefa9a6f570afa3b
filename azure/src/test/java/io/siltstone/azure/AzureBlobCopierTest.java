package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobProperties;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
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
                store.container().getBlobClient("from").upload(BinaryData.fromBytes(content));
                BlobProperties source = copier.source("from", Optional.empty(), CONTEXT);
                AzureBlobCopier.Copy copy =
                        new AzureBlobCopier.Copy("from", source, ObjectKey.of("to"), "to", WriteOptions.CREATE_ONLY);

                assertThat(copier.copy(copy, CONTEXT).sizeBytes()).isEqualTo(content.length);
                assertThat(proxy.requests()).anyMatch(request -> request.contains("/to?comp=block&"));
                assertThat(client.blob("to")
                                .downloadContentWithResponse(null, null, null, Context.NONE)
                                .getValue()
                                .toBytes())
                        .isEqualTo(content);
                assertThatThrownBy(() -> copier.copy(copy, CONTEXT)).isInstanceOf(AlreadyExistsException.class);
            }
        }
    }
}
