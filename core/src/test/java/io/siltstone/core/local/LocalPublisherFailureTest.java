package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.siltstone.core.Source;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.DurabilityUnknownException;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnavailableException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps of a write that fail, or of which the answer was lost: what is there, and what is left behind. */
final class LocalPublisherFailureTest {

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private static final WriteOptions WITH_METADATA = WriteOptions.DEFAULT.withMetadata(Map.of("a", "1"));

    @TempDir
    Path directory;

    private TestStore store;

    @BeforeEach
    void open() throws IOException {
        store = new TestStore(directory.resolve("root"));
    }

    @AfterEach
    void close() throws StorageException {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mkdir a/b", "create ", "write ", "set-attribute ", "set-modified ", "force ", "close ", "move "
            })
    void aFullDiskAtAnyStepLeavesTheOldObjectAndNothingElse(String step) throws IOException {
        store.write("a/old", "old");
        List<String> before = store.files();
        store.ops().failOnce(step, new FileSystemException("x", null, "No space left on device"));

        assertThatThrownBy(() -> store.write("a/b/new", "new", WITH_METADATA)).isInstanceOf(NoSpaceException.class);
        assertThat(store.staged()).isEmpty();
        assertThat(store.files()).isEqualTo(before);
        assertThat(store.exists("a/b/new")).isFalse();

        store.ops().failOnce(step, new IOException("Disk quota exceeded"));
        if (!step.startsWith("mkdir")) {
            assertThatThrownBy(() -> store.write("a/old", "new", WITH_METADATA)).isInstanceOf(NoSpaceException.class);
        }
        assertThat(store.read("a/old")).isEqualTo("old");
        assertThat(store.staged()).isEmpty();
    }

    @Test
    void noStepThatFailsLeavesAFileOpen() throws IOException {
        assumeTrue(Files.exists(OPEN_FILES), "the platform does not show which files are open");
        store.write("a/old", "old");
        long before = openFiles();
        for (String step : List.of(
                "mkdir ",
                "create ",
                "write ",
                "set-",
                "force ",
                "close ",
                "move ",
                "link ",
                "read ",
                "force-directory ")) {
            for (WriteOptions options : List.of(WITH_METADATA, WriteOptions.CREATE_ONLY)) {
                store.ops().failOnce(step, new IOException("Too many open files"));
                try {
                    store.write("a/" + step + options.mode().getClass() + "/new", "new", options);
                    store.read("a/old");
                } catch (UnavailableException | DurabilityUnknownException expected) {
                    assertThat(expected.getCause()).hasMessage("Too many open files");
                }
            }
        }
        assertThat(openFiles()).isEqualTo(before);
        assertThat(store.staged()).isEmpty();
    }

    /** Without directories: some of those that were used stay open. */
    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(OPEN_FILES)) {
            return files.filter(file -> !Files.isDirectory(file)).count();
        }
    }

    @Test
    void aFullDiskDoesNotKeepObjectsFromBeingDeleted() throws IOException {
        store.write("a", "old");
        store.ops().script(step -> {
            if (step.startsWith("create ") || step.startsWith("write ") || step.startsWith("mkdir ")) {
                throw new FileSystemException("x", null, "No space left on device");
            }
        });
        store.backend().delete(TestStore.key("a"), java.util.Optional.empty());

        assertThat(store.exists("a")).isFalse();
    }

    @Test
    void aFileWhoseForceFailedIsNeverForcedAgain() throws IOException {
        store.ops().failOnce("force ", new IOException("Input/output error"));

        assertThatThrownBy(() -> store.write("a", "content"))
                .isInstanceOf(BackendFailureException.class)
                .hasMessageContaining("Input/output error");
        assertThat(store.ops().count("force ")).isOne();
        assertThat(store.exists("a")).isFalse();
        assertThat(store.staged()).isEmpty();
    }

    @Test
    void aCloseThatFailsPublishesNothing() throws IOException {
        store.ops().failOnce("close ", new IOException("Input/output error"));

        assertThatThrownBy(() -> store.write("a", "content")).isInstanceOf(BackendFailureException.class);
        assertThat(store.exists("a")).isFalse();
        assertThat(store.staged()).isEmpty();
    }

    @Test
    void aDirectoryThatCannotBeForcedLeavesTheObjectVisibleAndSaysSo() throws IOException {
        store.ops().failOnce("force-directory ", new IOException("Input/output error"));

        assertThatThrownBy(() -> store.write("a/b", "content")).isInstanceOf(DurabilityUnknownException.class);
        assertThat(store.read("a/b")).isEqualTo("content");
        assertThat(store.ops().count("force-directory a")).isOne();
        assertThat(store.staged()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Read-only file system", "Permission denied", "Operation not permitted"})
    void whatIsForbiddenIsDenied(String reason) throws IOException {
        store.ops().failOnce("create ", new FileSystemException("x", null, reason));

        assertThatThrownBy(() -> store.write("a", "content")).isInstanceOf(AccessDeniedException.class);
        assertThat(store.ops().count("create ")).isOne();
    }

    @Test
    void aRenameWhoseAnswerWasLostIsDone() throws IOException {
        AtomicBoolean lost = new AtomicBoolean();
        store.ops().script(step -> {
            if (step.equals("move a") && lost.compareAndSet(false, true)) {
                Path staged = store.root()
                        .resolve(".siltstone/staging")
                        .resolve(store.staged().get(0));
                Files.move(staged, store.root().resolve("a"));
                throw new NoSuchFileException("a");
            }
            if (step.equals("link b")) {
                Path staged = store.root()
                        .resolve(".siltstone/staging")
                        .resolve(store.staged().get(0));
                Files.createLink(store.root().resolve("b"), staged);
            }
        });
        store.write("a", "content");
        store.write("b", "content", WriteOptions.CREATE_ONLY);

        assertThat(store.ops().count("move a")).isOne();
        assertThat(store.ops().count("link b")).isOne();
        assertThat(store.read("a")).isEqualTo("content");
        assertThat(store.read("b")).isEqualTo("content");
        assertThat(store.staged()).isEmpty();
    }

    @Test
    void aRenameThatFailsAfterItWasDoneIsDone() throws IOException {
        store.ops().script(step -> {
            if (step.equals("move a")) {
                Path staged = store.root()
                        .resolve(".siltstone/staging")
                        .resolve(store.staged().get(0));
                Files.move(staged, store.root().resolve("a"));
                throw new IOException("Input/output error");
            }
        });
        store.write("a", "content");

        assertThat(store.ops().steps()).endsWith("move a", "force-directory ");
        assertThat(store.read("a")).isEqualTo("content");
    }

    @Test
    void aSourceThatFailsComesOutUnchangedAndLeavesNoDirectory() throws IOException {
        IOException failure = new IOException("No space left on device");
        Source broken = Source.replayable(() -> {
            throw failure;
        });

        assertThatThrownBy(() -> store.backend().write(TestStore.key("a/b/c"), broken, WriteOptions.DEFAULT))
                .isSameAs(failure);
        assertThat(store.files()).isEmpty();
        assertThat(store.staged()).isEmpty();
    }
}
