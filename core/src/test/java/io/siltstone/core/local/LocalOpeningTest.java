package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Backend;
import io.siltstone.core.Capability;
import io.siltstone.core.CopyOptions;
import io.siltstone.core.Durability;
import io.siltstone.core.Source;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a root must be, what it is made into, and what its file system is found to be able to do. */
final class LocalOpeningTest {

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
}
