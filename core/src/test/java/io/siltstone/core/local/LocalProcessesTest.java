package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.siltstone.core.Durability;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.NoSpaceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only another process shows: locks between processes, the umask, the locale, a disk that is really full. */
final class LocalProcessesTest {

    private static final int ADDITIONS = 150;

    @TempDir
    Path directory;

    @Test
    void noUpdateIsLostBetweenProcessesAndThreads() throws Exception {
        Path root = directory.resolve("root");
        try (TestStore store = new TestStore(LocalConfig.of(root).withDurability(Durability.NONE));
                LocalBackend second = LocalBackend.open(LocalConfig.of(root), StoreRuntime.system())) {
            store.write("number", "0");
            Process child = Child.start(Map.of(), List.of(), "count", root.toString(), Integer.toString(ADDITIONS));
            FutureTask<String> beside = new FutureTask<>(() -> Child.count(second, ADDITIONS));
            Thread thread = new Thread(beside);
            thread.start();
            Child.count(store.backend(), ADDITIONS);
            beside.get();
            String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor()).as(printed).isZero();

            assertThat(store.read("number")).isEqualTo(Integer.toString(3 * ADDITIONS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "022", "077", "777"})
    void modesDoNotDependOnTheUmask(String umask) throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "the platform has no /bin/sh to set a umask");
        Path root = directory.resolve("new/root");
        assertThat(Child.run(
                        Map.of(),
                        List.of("/bin/sh", "-c", "umask " + umask + "; exec \"$0\" \"$@\""),
                        "write",
                        root.toString()))
                .isEqualTo("written");
        try (Stream<Path> files = Files.walk(directory.resolve("new"))) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
            }
        }
        assertThat(root.resolve("a/b")).exists();
        assertThat(root.resolve(".siltstone/staging")).isNotEmptyDirectory();
        assertThat(root.resolve(".siltstone/partial")).isNotEmptyDirectory();
    }

    @Test
    void aLocaleWithoutUtf8RefusesWhatItCannotHoldAndSaysWhatToDo() throws Exception {
        Path root = directory.resolve("root");
        Map<String, String> locale = Map.of("LC_ALL", "C");
        assertThat(Child.run(locale, List.of(), "write", root.toString())).isEqualTo("written");
        assertThat(Child.run(locale, List.of(), "accent", root.toString())).contains("LC_ALL=C.UTF-8");
        try (TestStore store = new TestStore(root)) {
            assertThat(store.list()).containsExactly("a/b");
            store.write("é", "content");
        }
        assertThat(Child.run(locale, List.of(), "list", root.toString())).contains("LC_ALL=C.UTF-8");
    }

    @Test
    void aDiskThatIsReallyFullTakesNothingAndLosesNothing() throws Exception {
        Path mount = Files.createDirectory(directory.resolve("mount"));
        Process mounted = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(mounted.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(mounted.waitFor() == 0, "a small file system cannot be mounted here: " + said);
        try {
            fill(mount.resolve("root"));
        } finally {
            assertThat(new ProcessBuilder("umount", mount.toString()).start().waitFor())
                    .isZero();
        }
    }

    private static void fill(Path root) throws IOException {
        try (TestStore store = new TestStore(root)) {
            store.write("a", "old");
            String large = "x".repeat(2 << 20);
            assertThatThrownBy(() -> store.write("a", large)).isInstanceOf(NoSpaceException.class);
            assertThatThrownBy(() -> store.write("b/c", large)).isInstanceOf(NoSpaceException.class);
            assertThat(store.read("a")).isEqualTo("old");
            assertThat(store.list()).containsExactly("a");
            assertThat(store.files()).containsExactly("a");
            assertThat(store.staged()).isEmpty();
            store.backend().delete(TestStore.key("a"), Optional.empty());
            assertThat(store.list()).isEmpty();
        }
    }
}
