package io.siltstone.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.KeyProfile;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.StorageSettings;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PrefixBackendTest {

    private final Backend memory = new MemoryBackend(new MemoryConfig("test"), StoreRuntime.system());
    private final Storage below = storage(memory);
    private final Storage one = storage(new PrefixBackend(memory, "tenant1"));
    private final Storage ten = storage(new PrefixBackend(memory, "tenant10"));

    @Test
    void neighboursDoNotMeet() throws Exception {
        one.write("a", new byte[] {1});
        ten.write("a", new byte[] {10});
        below.write("tenant1-x/a", new byte[] {2});
        below.write("tenant1", new byte[] {3});

        assertThat(texts(one.list(""))).containsExactly("a");
        assertThat(texts(ten.list(""))).containsExactly("a");
        assertThat(one.read("a")).containsExactly(1);
        assertThat(below.read("tenant1/a")).containsExactly(1);
        one.deleteBatch(List.of("a"));
        assertThat(ten.read("a")).containsExactly(10);
        assertThat(texts(below.list(""))).containsExactly("tenant1", "tenant1-x/a", "tenant10/a");
    }

    @Test
    void neighboursSweepAndListTheirOwnTransfersAlone() throws Exception {
        for (Storage tenant : List.of(one, ten)) {
            try (Transfer transfer = tenant.openTransfer("a", new SourceFingerprint(2, "v1"), WriteOptions.DEFAULT)) {
                transfer.append(0, Source.bytes(new byte[1]));
            }
        }
        assertThat(all(one.listTransfers()))
                .extracting(transfer -> transfer.key().value())
                .containsExactly("a");
        assertThat(one.sweep(new SweepRequest(Duration.ZERO, false)).removedCount())
                .isEqualTo(1);
        assertThat(all(one.listTransfers())).isEmpty();
        assertThat(all(ten.listTransfers())).hasSize(1);
    }

    @Test
    void theWholeKeyIsHeldToItsLength() throws Exception {
        String longest = "a/".repeat((1024 - "tenant1/".length()) / 2 - 1) + "aa";
        one.write(longest, new byte[0]);
        assertThat(one.capabilities().limits().maxKeyBytes()).isEqualTo(longest.length());
        assertThatThrownBy(() -> one.write(longest + "a", new byte[0]))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("key=`" + longest + "a`")
                .hasMessageContaining("with the prefix before it");
        List<DeleteResult> results = one.deleteBatch(List.of("b", longest + "a", longest));
        assertThat(results).extracting(DeleteResult::isDeleted).containsExactly(true, false, true);
        assertThat(results).extracting(DeleteResult::key).containsExactly("b", longest + "a", longest);
    }

    @Test
    void whatIsNoKeyWithoutThePrefixIsNotListed() throws Exception {
        below.write("tenant1/.siltstone/staged", new byte[0]);
        below.write("tenant1/a", new byte[0]);
        assertThat(texts(one.list(""))).containsExactly("a");
        assertThat(all(one.listEntries(""))).extracting(DirectoryEntry::name).containsExactly("a");
        assertThat(all(one.listDirectories(""))).isEmpty();
    }

    @Test
    void theRootOfAPrefixKeepsItsReservedNames() throws Exception {
        one.write("_schema/a", new byte[0]);
        one.write("db/a", new byte[0]);
        assertThat(all(one.listDirectories(""))).containsExactly("db");
        assertThat(all(below.listDirectories("tenant1"))).containsExactly("_schema", "db");
    }

    @Test
    void prefixesAddUp() throws Exception {
        Backend nested = new PrefixBackend(new PrefixBackend(memory, "a/b"), "c");
        storage(nested).write("d", new byte[] {1});
        assertThat(below.read("a/b/c/d")).containsExactly(1);
        assertThat(nested.location().root()).isEqualTo("mem://test/a/b/c");
        assertThat(nested.location().of(ObjectKey.of("d"))).isEqualTo("mem://test/a/b/c/d");
    }

    private static Storage storage(Backend backend) {
        return Storage.of(backend, StorageSettings.DEFAULT.withWriteProfile(KeyProfile.RAW), StoreRuntime.system());
    }

    private static List<String> texts(Listing<ObjectKey> listing) throws Exception {
        return all(listing).stream().map(ObjectKey::value).toList();
    }

    private static <T> List<T> all(Listing<T> listing) throws Exception {
        List<T> elements = new ArrayList<>();
        try (listing) {
            while (listing.hasNext()) {
                elements.add(listing.next());
            }
        }
        return elements;
    }
}
