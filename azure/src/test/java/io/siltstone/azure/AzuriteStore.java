package io.siltstone.azure;

import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.siltstone.core.Environment;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.StorageException;
import io.siltstone.testkit.BackendFixture;
import io.siltstone.testkit.ConfigFixture;
import io.siltstone.testservers.AzuriteServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** An empty container of its own in Azurite, and ways to open it. */
record AzuriteStore(AzuriteServer server, BlobContainerClient container) {

    static AzuriteStore create() {
        AzuriteServer server = AzuriteServer.shared();
        BlobContainerClient container = new BlobContainerClientBuilder()
                .endpoint(server.endpoint().toString())
                .containerName(server.newContainer())
                .credential(new StorageSharedKeyCredential(server.account(), server.accountKey()))
                .httpClient(new OkHttpAsyncHttpClientBuilder().build())
                .buildClient();
        return new AzuriteStore(server, container);
    }

    /** Nothing but where the container is; a connection does not grow older than Azurite lets it. */
    AzureBlobConfig config() {
        return config(16L << 20, Optional.empty());
    }

    AzureBlobConfig config(long blockSizeBytes, Optional<String> prefix) {
        return new AzureBlobConfig(
                container.getBlobContainerName(),
                Optional.of(server.account()),
                Optional.of(server.endpoint().toString()),
                prefix,
                AzureBlobAuthentication.AUTO,
                blockSizeBytes,
                5,
                false,
                false,
                Optional.empty(),
                Duration.ofMinutes(5),
                Duration.ofSeconds(2));
    }

    AzureBlobCredentials credentials() {
        return AzureBlobCredentials.NONE.withAccountKey(Secret.of(server.accountKey()));
    }

    Environment environment() {
        return Environment.of(Map.of(AzureBlobCredentials.KEY, server.accountKey()));
    }

    AzureBlobBackend open(AzureBlobConfig config) throws StorageException {
        return AzureBlobBackend.open(config, credentials(), StoreRuntime.system());
    }

    /** A fixture whose server seems to get older when it is asked to. */
    BackendFixture fixture(AzureBlobConfig config) throws IOException {
        ClockRelay relay = ClockRelay.before(server.endpoint());
        return ConfigFixture.of(config.withAccount(server.account(), relay.endpoint()))
                .withEnvironment(environment())
                .withPersistence()
                .withAging(relay::letPass)
                .withLoss(container::delete)
                .open();
    }
}
