package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.KeyProfile;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Storage;
import io.siltstone.core.StorageSettings;
import io.siltstone.core.StoreRuntime;
import io.siltstone.testkit.GeneratedKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Generated keys where the contract does not go: links and blocks. */
final class AzureBlobKeysTest {

    private static final int BLOCK = 64 << 10;
    private static final List<String> KEYS = GeneratedKeys.of(2, AzureBlobLimits.MAX_KEY_BYTES);

    private final AzuriteStore store = AzuriteStore.create();
    private final AzureBlobConfig config = store.config(BLOCK, Optional.empty());

    @Test
    void aLinkNamesItsKey() throws Exception {
        HttpClient nobody = HttpClient.newHttpClient();
        try (AzureBlobLinks links = AzureBlobLinks.open(config, store.credentials(), StoreRuntime.system());
                Storage storage = open()) {
            for (String key : KEYS) {
                URI write = links.write(ObjectKey.of(key), Duration.ofHours(1));
                HttpRequest put = HttpRequest.newBuilder(write)
                        .header("x-ms-blob-type", "BlockBlob")
                        .PUT(HttpRequest.BodyPublishers.ofString(key))
                        .build();
                assertThat(nobody.send(put, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .as(key)
                        .isEqualTo(201);
                URI read = links.read(ObjectKey.of(key), Duration.ofHours(1));
                assertThat(nobody.send(HttpRequest.newBuilder(read).build(), HttpResponse.BodyHandlers.ofString())
                                .body())
                        .isEqualTo(key);
                assertThat(storage.read(key)).asString(StandardCharsets.UTF_8).isEqualTo(key);
            }
            areListed(storage);
        }
    }

    @Test
    void blocksNameTheirKey() throws Exception {
        try (Storage storage = open()) {
            for (String key : KEYS) {
                byte[] content = Arrays.copyOf(key.getBytes(StandardCharsets.UTF_8), BLOCK + 1);
                storage.write(key, content);
                assertThat(storage.read(key)).isEqualTo(content);
            }
            areListed(storage);
        }
    }

    private Storage open() throws Exception {
        return Storage.of(
                store.open(config), StorageSettings.DEFAULT.withWriteProfile(KeyProfile.RAW), StoreRuntime.system());
    }

    private static void areListed(Storage storage) throws Exception {
        List<String> listed = new ArrayList<>();
        try (Listing<ObjectKey> listing = storage.list("")) {
            while (listing.hasNext()) {
                listed.add(listing.next().value());
            }
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(KEYS);
    }
}
