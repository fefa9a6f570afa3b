package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.siltstone.core.local.HeldDirectories.Held;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class OpenDirectoriesTest {

    private static final int MOST = 4;

    @TempDir
    Path directory;

    private Path root;
    private OpenDirectories directories;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(OpenDescriptors.areShown(directory.getFileSystem()), "the platform shows no open directories");
        root = directory.toRealPath();
        directories = new OpenDirectories(root, new NioFileOps(root), MOST);
    }

    @AfterEach
    void nothingIsLeftOpen() throws IOException {
        if (directories != null) {
            directories.close();
            assertThat(openBelow(root)).isZero();
        }
    }

    private static long openBelow(Path root) throws IOException {
        try (Stream<Path> numbers = Files.list(Path.of("/proc/self/fd"))) {
            return numbers.filter(number -> leadsBelow(number, root)).count();
        }
    }

    private static boolean leadsBelow(Path number, Path root) {
        try {
            return Files.readSymbolicLink(number).startsWith(root);
        } catch (IOException closedSince) {
            return false;
        }
    }

    @Test
    void aHeldDirectoryIsTheOneThatWasOpenedWhateverItsNameIsNow() throws IOException {
        Path a = Files.createDirectories(root.resolve("a/b"));
        try (Held held = directories.hold(a)) {
            Files.move(a, root.resolve("moved"));
            Files.createSymbolicLink(a, Files.createDirectory(root.resolve("elsewhere")));
            Files.createFile(held.path().resolve("file"));
        }
        assertThat(root.resolve("moved/file")).exists();
        assertThat(root.resolve("elsewhere")).isEmptyDirectory();
    }

    @Test
    void whatStandsAtThePathNowIsOpenedAnew() throws IOException {
        Path a = Files.createDirectory(root.resolve("a"));
        directories.hold(a).close();
        Files.move(a, root.resolve("moved"));
        assertThatThrownBy(() -> directories.hold(a)).isInstanceOf(NoSuchFileException.class);
        Files.createDirectory(a);
        try (Held held = directories.hold(a)) {
            Files.createFile(held.path().resolve("file"));
        }
        assertThat(root.resolve("a/file")).exists();
    }

    @Test
    void aDirectoryThatWasRemovedAndMadeAgainIsOpenedAnew() throws IOException {
        Path a = Files.createDirectory(root.resolve("a"));
        directories.hold(a).close();
        Files.delete(a);
        Files.createDirectory(a);
        try (Held held = directories.hold(a)) {
            Files.createFile(held.path().resolve("file"));
        }
        assertThat(root.resolve("a/file")).exists();
    }

    @Test
    void noLinkOnTheWayIsFollowed() throws IOException {
        Files.createDirectories(root.resolve("real/below"));
        Files.createSymbolicLink(root.resolve("link"), root.resolve("real"));
        Files.createFile(root.resolve("file"));
        assertThatThrownBy(() -> directories.hold(root.resolve("link"))).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> directories.hold(root.resolve("link/below")))
                .isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> directories.hold(root.resolve("file"))).isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void noMoreThanItMayStayOpenAndThoseInUseDo() throws IOException {
        Path first = Files.createDirectory(root.resolve("first"));
        try (Held held = directories.hold(first)) {
            for (int i = 0; i < 3 * MOST; i++) {
                directories.hold(Files.createDirectory(root.resolve("d" + i))).close();
            }
            Files.createFile(held.path().resolve("file"));
            assertThat(openBelow(root)).isEqualTo(MOST + 1);
        }
        assertThat(root.resolve("first/file")).exists();
        assertThat(openBelow(root)).isEqualTo(MOST);
    }

    @Test
    void afterTheEndNothingIsKept() throws IOException {
        Path a = Files.createDirectory(root.resolve("a"));
        directories.close();
        try (Held held = directories.hold(a)) {
            assertThat(held.path()).isDirectory();
        }
        assertThat(openBelow(root)).isZero();
    }

    @Test
    void whoWasInterruptedCanStillTidyUp() throws IOException {
        Path a = Files.createDirectory(root.resolve("a"));
        Thread.currentThread().interrupt();
        try (Held held = directories.hold(a)) {
            assertThat(held.path()).isDirectory();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void twoStoresInOneDirectoryFindEachItsOwn() throws IOException {
        Path a = Files.createDirectory(root.resolve("a"));
        try (OpenDirectories others = new OpenDirectories(root, new NioFileOps(root), MOST);
                Held theirs = others.hold(a);
                Held ours = directories.hold(a)) {
            assertThat(ours.path()).isNotEqualTo(theirs.path());
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFifoThatTakesTheNameAfterTheLookIsNotWaitedFor() throws IOException {
        Path a = Files.createDirectory(root.resolve("a"));
        FileOps late = new PlacedFileOps(new NioFileOps(root)) {
            @Override
            public FileKind kind(Path path) throws IOException {
                FileKind seen = super.kind(path);
                Files.delete(a);
                makeFifo(a);
                return seen;
            }
        };
        try (OpenDirectories others = new OpenDirectories(root, late, MOST)) {
            assertThatThrownBy(() -> others.hold(a)).isInstanceOf(NotDirectoryException.class);
        }
    }

    private static void makeFifo(Path path) throws IOException {
        Process made = new ProcessBuilder("mkfifo", path.toString()).start();
        assertThat(made.onExit().join().exitValue()).isZero();
    }
}
