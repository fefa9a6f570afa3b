package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.BinaryData;
import com.azure.core.util.DateTimeRfc1123;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.StorageSharedKeyCredentialPolicy;
import com.sun.net.httpserver.HttpServer;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.UnauthenticatedException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine whose clock is wrong. */
final class AzureBlobClockTest {

    /**
     * "Authorize with Shared Key": the service refuses a request whose date is more than 15 minutes off. Azurite 3.35 checks
     * that the date is the one that was signed, and no more.
     */
    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void azuriteTakesARequestOfAnyDate(long hoursOff) {
        AzuriteStore store = AzuriteStore.create();
        BlobContainerClient early = client(store, dated(hoursOff), signer(store));
        early.getBlobClient("a").upload(BinaryData.fromString("x"));
        assertThat(store.container().getBlobClient("a").downloadContent().toString())
                .isEqualTo("x");
        BlobContainerClient late = client(store, signer(store), dated(hoursOff + 2));
        assertThatThrownBy(() -> late.getBlobClient("b").upload(BinaryData.fromString("x")))
                .isInstanceOf(BlobStorageException.class)
                .hasMessageContaining("AuthorizationFailure");
    }

    /** "Common REST API error codes": a wrong key, a wrong signature and a wrong date have one code. */
    @Test
    void theErrorNamesTheClockAndTheServicesTime() throws Exception {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("x-ms-error-code", "AuthenticationFailed");
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        service.start();
        try {
            String endpoint = "http://127.0.0.1:" + service.getAddress().getPort() + "/account";
            AzureBlobCredentials key = AzureBlobCredentials.NONE.withAccountKey(Secret.of("bm9uZQ=="));
            assertThatThrownBy(() -> AzureBlobBackend.open(
                            AzureBlobConfig.of("container").withAccount("account", endpoint),
                            key,
                            StoreRuntime.system()))
                    .isInstanceOf(UnauthenticatedException.class)
                    .message()
                    .matches(".*or this machine's clock is wrong \\(403 AuthenticationFailed, at the service it is"
                            + " [A-Z][a-z]{2}, .* GMT\\)");
        } finally {
            service.stop(0);
        }
    }

    /** Policies in the place of a credential, which signs before any other policy has its turn. */
    private static BlobContainerClient client(AzuriteStore store, HttpPipelinePolicy first, HttpPipelinePolicy second) {
        return new BlobContainerClientBuilder()
                .endpoint(store.server().endpoint().toString())
                .containerName(store.container().getBlobContainerName())
                .httpClient(new OkHttpAsyncHttpClientBuilder().build())
                .addPolicy(first)
                .addPolicy(second)
                .buildClient();
    }

    private static HttpPipelinePolicy signer(AzuriteStore store) {
        return new StorageSharedKeyCredentialPolicy(new StorageSharedKeyCredential(
                store.server().account(), store.server().accountKey()));
    }

    /** What the SDK says of the time, which it takes from the machine. */
    private static HttpPipelinePolicy dated(long hoursOff) {
        OffsetDateTime date =
                StoreRuntime.system().clock().instant().atOffset(ZoneOffset.UTC).plusHours(hoursOff);
        return (context, next) -> {
            context.getHttpRequest().setHeader(HttpHeaderName.DATE, new DateTimeRfc1123(date).toString());
            return next.process();
        };
    }
}
