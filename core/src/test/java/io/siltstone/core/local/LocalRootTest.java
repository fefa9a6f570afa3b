package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalRootTest {

    @TempDir
    Path directory;

    @Test
    void theMarkerIsWrittenOnce() throws IOException {
        Path root = directory.resolve("root");
        new TestStore(root).close();
        String marker = Files.readString(root.resolve(".siltstone/root-id"));
        new TestStore(root).close();

        assertThat(root.resolve(".siltstone/root-id")).hasContent(marker.strip());
    }

    @Test
    void aMarkerThatWasCutIsWrittenAnew() throws IOException {
        Path root = directory.resolve("root");
        new TestStore(root).close();
        Files.writeString(root.resolve(".siltstone/root-id"), "");
        new TestStore(root).close();

        assertThat(root.resolve(".siltstone/root-id")).content().matches("[0-9a-f]{32}\n");
    }

    @Test
    void aRootThatIsRemovedIsMissingForEveryOperationAndNotMadeAgain() throws IOException {
        try (TestStore store = new TestStore(directory.resolve("root"))) {
            store.write("a/b", "content");
            removeTree(store.root());
            requireMissingEverywhere(store);
            assertThat(store.root()).doesNotExist();
        }
    }

    @Test
    void anEmptyDirectoryInPlaceOfTheRootIsNotTheStore() throws IOException {
        try (TestStore store = new TestStore(directory.resolve("root"))) {
            store.write("a/b", "content");
            removeTree(store.root());
            Files.createDirectory(store.root());
            requireMissingEverywhere(store);
            assertThat(store.root()).isEmptyDirectory();
        }
    }

    @Test
    void anotherStoreInPlaceOfTheRootIsNotTheStore() throws IOException {
        try (TestStore store = new TestStore(directory.resolve("root"))) {
            removeTree(store.root());
            new TestStore(store.root()).close();
            assertThatThrownBy(() -> store.exists("a")).isInstanceOf(ConfigurationException.class);
            assertThatThrownBy(store::list).isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    void anotherStoreOfTheSameKeysInPlaceOfTheRootIsNeitherReadNorChanged() throws IOException {
        try (TestStore other = new TestStore(directory.resolve("other"));
                TestStore store = new TestStore(directory.resolve("root"))) {
            for (String key : List.of("a/b", "top")) {
                store.write(key, "content");
                other.write(key, "other");
            }
            List<String> before = other.files();
            Files.move(store.root(), directory.resolve("away"));
            Files.move(other.root(), store.root());
            requireMissingEverywhere(store);
            Files.move(store.root(), other.root());
            assertThat(other.files()).isEqualTo(before);
            assertThat(other.read("a/b")).isEqualTo("other");
            Files.createDirectory(store.root());
        }
    }

    @Test
    void aRootThatVanishesInTheMiddleOfAListingIsNoShorterListing() throws IOException {
        try (TestStore store = new TestStore(directory.resolve("root"))) {
            store.write("a/1", "content");
            store.write("b/1", "content");
            store.ops().script(step -> {
                if (step.equals("list b")) {
                    removeTree(store.root());
                }
            });
            assertThatThrownBy(store::list).isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    void aClosedStoreRefusesEveryCall() throws IOException {
        TestStore store = new TestStore(directory.resolve("root"));
        io.siltstone.core.ObjectWriter writer =
                store.backend().openWriter(TestStore.key("w"), OptionalLong.empty(), WriteOptions.DEFAULT);
        store.close();
        store.close();

        assertThatThrownBy(() -> store.exists("a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
        assertThat(store.files()).isEmpty();
    }

    private static void requireMissingEverywhere(TestStore store) throws StorageException {
        Backend backend = store.backend();
        List<ThrowingCallable> calls = new ArrayList<>(List.of(
                () -> store.write("a/b", "new"),
                () -> store.write("top", "new"),
                () -> store.write("new/directory/x", "new"),
                () -> store.write("a/b", "new", WriteOptions.CREATE_ONLY),
                () -> backend.openWriter(TestStore.key("a/b"), OptionalLong.empty(), WriteOptions.DEFAULT),
                () -> store.read("a/b"),
                () -> backend.read(TestStore.key("top"), ReadOptions.ALL),
                () -> store.exists("a/b"),
                () -> backend.delete(TestStore.key("a/b"), Optional.empty()),
                () -> backend.deleteBatch(List.of(TestStore.key("a/b"))),
                () -> backend.copy(TestStore.key("a/b"), TestStore.key("c"), CopyOptions.DEFAULT),
                store::list,
                () -> store.list(ListRequest.of(KeyPrefix.of("a"))),
                () -> backend.listEntries(KeyPrefix.ROOT).hasNext(),
                () -> backend.listDirectories(KeyPrefix.of("a")).hasNext(),
                () -> backend.removeDirectory(KeyPrefix.of("a")),
                () -> backend.removeDirectory(KeyPrefix.ROOT),
                () -> backend.openTransfer(TestStore.key("a/b"), new SourceFingerprint(1, "v"), WriteOptions.DEFAULT),
                () -> backend.listTransfers().hasNext(),
                () -> backend.sweep(SweepRequest.DEFAULT)));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call).isInstanceOf(ConfigurationException.class).hasMessageContaining("is missing");
        }
    }

    private static void removeTree(Path tree) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(tree)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
