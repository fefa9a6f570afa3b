package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.Capability;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.Durability;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
    void aMissingRootIsMadeWithItsParentsAndMarked() throws IOException {
        Path root = directory.resolve("x/y/root");
        try (TestStore store = new TestStore(root)) {
            assertThat(root.resolve(".siltstone/root-id")).content().matches("[0-9a-f]{32}\n");
            assertThat(store.staged()).isEmpty();
        }
    }

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
    void withoutCreateAMissingRootIsRefusedAndNotMade() {
        Path root = directory.resolve("root");
        assertThatThrownBy(() -> open(root))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the root `" + root + "` is missing");
        assertThat(root).doesNotExist();
    }

    @Test
    void withoutCreateAnEmptyRootIsRefusedAndStaysEmpty() throws IOException {
        Path root = Files.createDirectory(directory.resolve("root"));
        assertThatThrownBy(() -> open(root))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is empty and has no marker: is the mount missing?");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void withoutCreateFilesOfOtherToolsAreReadAndNothingIsWritten() throws IOException {
        Path root = Files.createDirectory(directory.resolve("root"));
        Files.writeString(root.resolve("a"), "content");
        try (TestStore store = new TestStore(LocalConfig.of(root).withoutCreate())) {
            assertThat(store.list()).containsExactly("a");
            assertThat(store.read("a")).isEqualTo("content");
            assertThat(store.exists("b")).isFalse();
            assertThat(store.backend().sweep(SweepRequest.DEFAULT).items()).isEmpty();
            assertThat(store.backend().listTransfers().hasNext()).isFalse();
            store.backend().delete(TestStore.key("b"), Optional.empty());
            assertThat(root.resolve(".siltstone")).doesNotExist();

            store.write("b", "content");
            assertThat(root.resolve(".siltstone/root-id")).exists();
        }
    }

    @Test
    void aFileIsNoRoot() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "content");
        for (Path root : List.of(file, file.resolve("below"))) {
            assertThatThrownBy(() -> LocalBackend.open(LocalConfig.of(root), StoreRuntime.system()))
                    .isInstanceOf(ConfigurationException.class);
            assertThatThrownBy(() -> open(root)).isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    void aRootMayBeASymbolicLink() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        try (Backend store = LocalBackend.open(LocalConfig.of(link), StoreRuntime.system())) {
            store.write(TestStore.key("a"), Source.bytes(new byte[3]), WriteOptions.DEFAULT);
            assertThat(real.resolve("a")).hasSize(3);
            assertThat(store.location().root()).isEqualTo(link.toString());
        }
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nowhere"));
        assertThatThrownBy(() -> LocalBackend.open(LocalConfig.of(dangling), StoreRuntime.system()))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aReservedNameThatIsNoDirectoryIsRefused() throws IOException {
        Path root = Files.createDirectory(directory.resolve("root"));
        Files.createSymbolicLink(root.resolve(".siltstone"), Files.createDirectory(directory.resolve("elsewhere")));
        assertThatThrownBy(() -> LocalBackend.open(LocalConfig.of(root), StoreRuntime.system()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is not a directory");
        assertThat(directory.resolve("elsewhere")).isEmptyDirectory();
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
    void aRootThatIsRefusedKeepsNoLock() throws IOException {
        Path root = Files.createDirectory(directory.resolve("root")).toRealPath();
        List<Closeable> locks = new ArrayList<>();
        FileOps ops = lockFilesOf(new NioFileOps(root), locks);

        assertThatThrownBy(() -> LocalBackend.open(
                        LocalConfig.of(root), StoreRuntime.system(), ops, LocalLimits.CHECKPOINT_BYTES))
                .isInstanceOf(ConfigurationException.class);
        assertThat(locks)
                .isNotEmpty()
                .allSatisfy(lock ->
                        assertThat(((NioLockFile) lock).channel().isOpen()).isFalse());
    }

    /** Remembers the lock files that are opened, and cannot force a directory. */
    private static FileOps lockFilesOf(FileOps real, List<Closeable> opened) {
        return (FileOps) Proxy.newProxyInstance(
                LocalRootTest.class.getClassLoader(), new Class<?>[] {FileOps.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("forceDirectory")) {
                        throw new IOException("Operation not supported");
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        if (result instanceof FileOps.LockFile file) {
                            opened.add(file);
                        }
                        return result instanceof FileOps confined ? lockFilesOf(confined, opened) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
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
    void fullIsRefusedWhereDirectoriesCannotBeForced() throws IOException {
        Path root = Files.createDirectory(directory.resolve("root")).toRealPath();
        ScriptedFileOps ops = new ScriptedFileOps(root);
        ops.script(step -> {
            if (step.startsWith("force-directory ")) {
                throw new FileSystemException("x", null, "Operation not supported");
            }
        });
        assertThatThrownBy(() -> LocalBackend.open(
                        LocalConfig.of(root), StoreRuntime.system(), ops, LocalLimits.CHECKPOINT_BYTES))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("durability=DATA");
        try (Backend data = LocalBackend.open(
                LocalConfig.of(root).withDurability(Durability.DATA),
                StoreRuntime.system(),
                ops,
                LocalLimits.CHECKPOINT_BYTES)) {
            assertThat(data.capabilities().supports(Capability.DURABLE_WRITE)).isFalse();
            data.write(TestStore.key("a"), Source.bytes(new byte[1]), WriteOptions.DEFAULT);
            WriteOptions full = WriteOptions.DEFAULT.withDurability(Durability.FULL);
            assertThatThrownBy(() -> data.write(TestStore.key("b"), Source.bytes(new byte[1]), full))
                    .isInstanceOf(UnsupportedException.class);
        }
    }

    @Test
    void whatTheFileSystemCannotDoIsNotClaimedAndRefused() throws IOException {
        Path root = Files.createDirectory(directory.resolve("root")).toRealPath();
        ScriptedFileOps ops = new ScriptedFileOps(root);
        ops.script(step -> {
            if (step.startsWith("link ") || step.startsWith("set-attribute ")) {
                throw new FileSystemException("x", null, "Operation not permitted");
            }
        });
        try (Backend store =
                LocalBackend.open(LocalConfig.of(root), StoreRuntime.system(), ops, LocalLimits.CHECKPOINT_BYTES)) {
            assertThat(store.capabilities().supported())
                    .doesNotContain(Capability.CREATE_ONLY, Capability.USER_METADATA)
                    .contains(Capability.WRITE, Capability.REPLACE_VERSION);
            assertThatThrownBy(
                            () -> store.write(TestStore.key("a"), Source.bytes(new byte[1]), WriteOptions.CREATE_ONLY))
                    .isInstanceOf(UnsupportedException.class);
            assertThatThrownBy(() -> store.write(
                            TestStore.key("a"), Source.bytes(new byte[1]), WriteOptions.DEFAULT.withContentType("x/y")))
                    .isInstanceOf(UnsupportedException.class);
            store.write(TestStore.key("a"), Source.bytes(new byte[1]), WriteOptions.DEFAULT);
            store.copy(TestStore.key("a"), TestStore.key("a.parquet"), CopyOptions.DEFAULT);
            assertThat(store.stat(TestStore.key("a.parquet"))).isPresent();
        }
    }

    @Test
    void aFailureOfTheDeviceIsNotTakenForAMissingAbility() throws IOException {
        Path root = Files.createDirectory(directory.resolve("root")).toRealPath();
        LocalBackend.open(LocalConfig.of(root), StoreRuntime.system(), new NioFileOps(root), 1)
                .close();
        for (String step : List.of("link ", "set-attribute ", "force-directory ")) {
            ScriptedFileOps ops = new ScriptedFileOps(root);
            ops.failOnce(step, new FileSystemException("x", null, "Input/output error"));
            assertThatThrownBy(() -> LocalBackend.open(
                            LocalConfig.of(root), StoreRuntime.system(), ops, LocalLimits.CHECKPOINT_BYTES))
                    .as(step)
                    .isInstanceOf(BackendFailureException.class);
        }
    }

    @Test
    void aFullOrReadOnlyDiskCanStillBeRead() throws IOException {
        Path root = directory.resolve("root");
        try (TestStore store = new TestStore(root)) {
            store.write("a", "content");
        }
        ScriptedFileOps ops = new ScriptedFileOps(root.toRealPath());
        for (String reason : List.of("No space left on device", "Read-only file system")) {
            ops.script(step -> {
                if (step.startsWith("create ")) {
                    throw new FileSystemException("x", null, reason);
                }
            });
            try (Backend store =
                    LocalBackend.open(LocalConfig.of(root), StoreRuntime.system(), ops, LocalLimits.CHECKPOINT_BYTES)) {
                assertThat(store.stat(TestStore.key("a"))).isPresent();
            }
        }
    }

    @Test
    void aFileSystemThatFoldsCaseIsRefused() throws IOException {
        Path root = Files.createDirectory(directory.resolve("root")).toRealPath();
        FileOps ops = folding(new NioFileOps(root));
        assertThatThrownBy(() -> LocalBackend.open(
                        LocalConfig.of(root), StoreRuntime.system(), ops, LocalLimits.CHECKPOINT_BYTES))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("names that differ in case");
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

    /** Looks at names as a file system that does not know case. */
    private static FileOps folding(FileOps real) {
        return (FileOps) Proxy.newProxyInstance(
                LocalRootTest.class.getClassLoader(), new Class<?>[] {FileOps.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("facts")) {
                        Path path = (Path) arguments[0];
                        arguments[0] = path.resolveSibling(
                                LocalPaths.name(path).toString().toLowerCase(Locale.ROOT));
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return result instanceof FileOps confined ? folding(confined) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Backend open(Path root) throws StorageException {
        return LocalBackend.open(LocalConfig.of(root).withoutCreate(), StoreRuntime.system());
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
