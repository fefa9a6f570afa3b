package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.specialized.AppendBlobClient;
import com.azure.storage.blob.specialized.PageBlobClient;
import io.siltstone.core.ByteRange;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Source;
import io.siltstone.core.Storage;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What other tools have left in a container. */
final class AzureBlobForeignTest {

    private static final int BLOCK = 64 << 10;

    private final AzuriteStore store = AzuriteStore.create();
    private Storage storage;

    @BeforeEach
    void open() throws Exception {
        storage = Storage.of(store.open(store.config(BLOCK, Optional.empty())));
    }

    @AfterEach
    void close() throws Exception {
        storage.close();
    }

    @Test
    void appendBlobsAndPageBlobsAreReadAndReplaced() throws Exception {
        AppendBlobClient append = store.container().getBlobClient("append").getAppendBlobClient();
        append.create();
        append.appendBlock(new ByteArrayInputStream(new byte[] {1, 2, 3}), 3);
        PageBlobClient page = store.container().getBlobClient("page").getPageBlobClient();
        page.create(1024);
        for (String key : new String[] {"append", "page"}) {
            int size = key.equals("append") ? 3 : 1024;
            assertThat(storage.read(key)).hasSize(size);
            assertThat(storage.read(key, ByteRange.of(1, 2))).hasSize(2);
            assertThat(storage.stat(key).orElseThrow().info().sizeBytes()).isEqualTo(size);
            // The service takes blocks for no other kind of blob, and says so.
            assertThatThrownBy(() -> storage.write(key, new byte[3 * BLOCK])).isInstanceOf(StorageException.class);
            assertThat(storage.read(key)).hasSize(size);
            storage.write(key, new byte[7]);
            assertThat(storage.read(key)).hasSize(7);
        }
        assertThat(keys()).containsExactly("append", "page");
    }

    @Test
    void aBlobWithSnapshotsIsListedOnceAndNotDeleted() throws Exception {
        storage.write("a", new byte[5]);
        store.container().getBlobClient("a").createSnapshot();
        storage.write("b", new byte[5]);
        assertThat(keys()).containsExactly("a", "b");
        assertThatThrownBy(() -> storage.delete("a"))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("SnapshotsPresent");
        List<DeleteResult> results = storage.deleteBatch(List.of("a", "b"));
        assertThat(results.get(0).error()).containsInstanceOf(UnsupportedException.class);
        assertThat(results.get(1).isDeleted()).isTrue();
        assertThat(keys()).containsExactly("a");
    }

    @Test
    void anArchivedBlobIsToldButNotReadOrCopied() throws Exception {
        storage.write("a", new byte[5]);
        store.container().getBlobClient("a").setAccessTier(AccessTier.ARCHIVE);
        assertThat(storage.stat("a").orElseThrow().info().sizeBytes()).isEqualTo(5);
        assertThat(keys()).containsExactly("a");
        assertThatThrownBy(() -> storage.read("a"))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("rehydrate");
        assertThatThrownBy(() -> storage.read("a", ByteRange.of(1, 2))).isInstanceOf(UnsupportedException.class);
        assertThatThrownBy(() -> storage.copy("a", "b", CopyOptions.DEFAULT)).isInstanceOf(UnsupportedException.class);
        assertThat(storage.exists("b")).isFalse();
    }

    /** Empty blobs that stand for directories: of accounts with a hierarchy, and of Hadoop in those without. */
    @Test
    void whatStandsForADirectoryIsNoObject() throws Exception {
        storage.write("dir/a", new byte[5]);
        marker("dir", Map.of("hdi_isfolder", "true"), 0);
        marker("empty", Map.of("Hdi_isfolder", "true"), 0);
        marker("slash/", Map.of(), 0);
        marker("flag", Map.of("hdi_isfolder", "true"), 1);
        marker("none", Map.of("hdi_isfolder", "false"), 0);
        assertThat(keys()).containsExactly("dir/a", "flag", "none");
        List<String> entries = new ArrayList<>();
        try (Listing<DirectoryEntry> listing = storage.listEntries("")) {
            while (listing.hasNext()) {
                entries.add(listing.next().name());
            }
        }
        assertThat(entries).containsExactly("dir", "flag", "none", "slash");
        for (String key : new String[] {"dir", "empty"}) {
            assertThat(storage.exists(key)).as(key).isFalse();
            assertThatThrownBy(() -> storage.read(key)).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> storage.read(key, ByteRange.tail(3))).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> storage.copy(key, "copy", CopyOptions.DEFAULT))
                    .isInstanceOf(NotFoundException.class);
        }
        assertThat(storage.read("none")).isEmpty();
        assertThat(storage.exists("flag")).isTrue();
        WriteOptions marked = WriteOptions.DEFAULT.withMetadata(Map.of("hdi-isfolder", "true"));
        assertThatThrownBy(() -> storage.write("mine", Source.bytes(new byte[0]), marked))
                .isInstanceOf(UnsupportedException.class);
    }

    private void marker(String name, Map<String, String> metadata, int size) {
        store.container()
                .getBlobClient(name)
                .uploadWithResponse(
                        new BlobParallelUploadOptions(BinaryData.fromBytes(new byte[size])).setMetadata(metadata),
                        null,
                        Context.NONE);
    }

    private List<String> keys() throws Exception {
        List<String> keys = new ArrayList<>();
        try (Listing<ObjectKey> listing = storage.list("")) {
            while (listing.hasNext()) {
                keys.add(listing.next().value());
            }
        }
        return keys;
    }
}
