package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.CopyOptions;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.KeyConflictException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class LocalPathsTest {

    @TempDir
    Path directory;

    private TestStore store;
    private Path outside;

    @BeforeEach
    void open() throws IOException {
        store = new TestStore(directory.resolve("root"));
        outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("x"), "outside");
    }

    @AfterEach
    void close() throws StorageException {
        store.close();
    }

    @Test
    void aDirectoryLinkIsNotFollowedIntoTheRootNorOutOfIt() throws IOException {
        store.write("real/x", "inside");
        for (Path target : List.of(outside, store.root().resolve("real"), Path.of("nowhere"), Path.of("link"))) {
            Path link = Files.createSymbolicLink(store.root().resolve("link"), target);

            assertThat(store.list()).containsExactly("real/x");
            assertThat(store.list(ListRequest.of(KeyPrefix.of("link")))).isEmpty();
            assertThat(store.exists("link")).isFalse();
            assertThat(store.exists("link/x")).isFalse();
            assertThatThrownBy(() -> store.read("link/x")).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> store.write("link/new", "new")).isInstanceOf(KeyConflictException.class);
            assertThatThrownBy(() -> store.write("link/a/new", "new")).isInstanceOf(KeyConflictException.class);
            assertThatThrownBy(() -> store.write("link", "new")).isInstanceOf(KeyConflictException.class);
            store.backend().delete(TestStore.key("link/x"), Optional.empty());
            store.backend().delete(TestStore.key("link"), Optional.empty());
            assertThat(store.backend().removeDirectory(KeyPrefix.of("link"))).isTrue();
            assertThat(link).isSymbolicLink();
            Files.delete(link);
        }
        assertThat(outside.resolve("x")).hasContent("outside");
        assertThat(outside).isDirectoryNotContaining("glob:**new");
        assertThat(store.read("real/x")).isEqualTo("inside");
    }

    @Test
    void aFileLinkIsNoObject() throws IOException {
        Path link = Files.createSymbolicLink(store.root().resolve("link"), outside.resolve("x"));
        requireNoObject("link");
        assertThat(link).isSymbolicLink();
        assertThat(outside.resolve("x")).hasContent("outside");
    }

    @Test
    void aFifoIsNeverOpened() throws Exception {
        Path fifo = store.root().resolve("fifo");
        Process mkfifo = new ProcessBuilder("mkfifo", fifo.toString()).start();
        assertThat(mkfifo.waitFor()).isZero();
        requireNoObject("fifo");
        assertThat(fifo).exists();
    }

    @Test
    void aSocketIsNoObject() throws IOException {
        Path socket = store.root().resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            requireNoObject("socket");
            assertThat(socket).exists();
        }
    }

    private void requireNoObject(String key) throws IOException {
        assertThat(store.list()).isEmpty();
        assertThat(store.backend().listEntries(KeyPrefix.ROOT).hasNext()).isFalse();
        assertThat(store.exists(key)).isFalse();
        assertThatThrownBy(() -> store.read(key)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> store.backend().copy(TestStore.key(key), TestStore.key("c"), CopyOptions.DEFAULT))
                .isInstanceOf(NotFoundException.class);
        for (WriteOptions options : List.of(WriteOptions.DEFAULT, WriteOptions.CREATE_ONLY)) {
            assertThatThrownBy(() -> store.write(key, "new", options)).isInstanceOf(KeyConflictException.class);
        }
        assertThatThrownBy(() -> store.write(key + "/below", "new")).isInstanceOf(KeyConflictException.class);
        store.backend().delete(TestStore.key(key), Optional.empty());
        assertThat(store.backend()
                        .deleteBatch(List.of(TestStore.key(key)))
                        .get(0)
                        .isDeleted())
                .isTrue();
        assertThat(store.backend().removeDirectory(KeyPrefix.ROOT)).isFalse();
    }

    @Test
    void aLinkThatTakesAParentsPlaceDuringTheWriteIsNotFollowed() throws IOException {
        store.ops().script(step -> {
            if (step.startsWith("create ") && Files.isDirectory(store.root().resolve("a"))) {
                Files.delete(store.root().resolve("a"));
                Files.createSymbolicLink(store.root().resolve("a"), directory.resolve("missing"));
            }
        });
        assertThatThrownBy(() -> store.write("a/b", "new")).isInstanceOf(KeyConflictException.class);
        assertThat(directory.resolve("missing")).doesNotExist();
        assertThat(store.staged()).isEmpty();
    }

    @Test
    void anObjectAndADirectoryOfOneNameExcludeEachOther() throws IOException {
        store.write("a", "content");
        assertThatThrownBy(() -> store.write("a/b", "new")).isInstanceOf(KeyConflictException.class);
        assertThat(store.exists("a/b")).isFalse();
        assertThatThrownBy(() -> store.read("a/b")).isInstanceOf(NotFoundException.class);
        store.backend().delete(TestStore.key("a/b"), Optional.empty());

        store.write("c/d", "content");
        assertThatThrownBy(() -> store.write("c", "new")).isInstanceOf(KeyConflictException.class);
        assertThat(store.exists("c")).isFalse();
        store.backend().delete(TestStore.key("c"), Optional.empty());
        assertThat(store.read("c/d")).isEqualTo("content");
        assertThat(store.staged()).isEmpty();
    }

    @Test
    void directoriesInWhichNothingIsLeftDoNotKeepANameFromAnObject() throws IOException {
        store.write("a/b/c", "content");
        store.backend().delete(TestStore.key("a/b/c"), Optional.empty());
        store.write("a", "new");
        assertThat(store.read("a")).isEqualTo("new");
    }

    @Test
    void hardLinksOfOneFileAreTwoObjects() throws IOException {
        store.write("a", "content");
        Files.createLink(store.root().resolve("b"), store.root().resolve("a"));
        store.write("b", "new");
        assertThat(store.read("a")).isEqualTo("content");
        assertThat(store.read("b")).isEqualTo("new");
    }

    @Test
    void aPathIsBelowTheRootByNamesAndNotByText() throws IOException {
        Path neighbour = Files.createDirectory(directory.resolve("root-evil"));
        Files.writeString(neighbour.resolve("x"), "outside");
        LocalRoot none = new LocalRoot(
                store.ops(),
                store.root(),
                new StagingNames(new java.util.Random(1), new OwnerToken(OwnerToken.UNKNOWN_HOST, 1, 1)),
                store.ops().facts(store.root()).orElseThrow());
        LocalPaths paths = new LocalPaths(store.ops(), store.root(), new KnownDirectories());
        LocalCall call = new LocalCall(
                none, io.siltstone.core.error.ErrorContext.of(io.siltstone.core.error.Operation.READ, "local"));
        assertThat(paths.file(TestStore.key("..foo/a..b"), call))
                .isEqualTo(store.root().resolve("..foo").resolve("a..b"));
    }
}
