package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.ObjectKey;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.config.Secret;
import io.siltstone.core.error.UnsupportedException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AzureBlobLinksTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final AzuriteStore store = AzuriteStore.create();

    @Test
    void aLinkDoesWhatItIsForAndNothingElse() throws Exception {
        AzureBlobConfig config = store.config(64 << 10, Optional.of("tenant1"));
        ObjectKey key = ObjectKey.of("db/a b+%2F");
        try (AzureBlobLinks links = AzureBlobLinks.open(config, store.credentials(), StoreRuntime.system());
                Storage storage = Storage.of(store.open(config))) {
            URI write = links.write(key, HOUR);
            assertThat(send(put(write)).statusCode()).isEqualTo(201);
            assertThat(storage.read(key.value())).isEqualTo(new byte[] {'x'});
            URI read = links.read(key, HOUR);
            assertThat(send(HttpRequest.newBuilder(read).build()).body()).isEqualTo("x");
            assertThat(send(put(read)).statusCode()).isEqualTo(403);
            assertThat(send(HttpRequest.newBuilder(write).build()).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void onlyAKeySignsLinks() throws Exception {
        AzureBlobCredentials sas = AzureBlobCredentials.NONE.withSasToken(Secret.of("sv=1&sig=x"));
        try (AzureBlobLinks links = AzureBlobLinks.open(store.config(), sas, StoreRuntime.system())) {
            assertThatThrownBy(() -> links.read(ObjectKey.of("a"), HOUR)).isInstanceOf(UnsupportedException.class);
        }
    }

    private static HttpRequest put(URI link) {
        return HttpRequest.newBuilder(link)
                .header("x-ms-blob-type", "BlockBlob")
                .PUT(HttpRequest.BodyPublishers.ofString("x"))
                .build();
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
