package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.siltstone.core.Durability;
import io.siltstone.core.Source;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AccessDeniedException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.DurabilityUnknownException;
import io.siltstone.core.error.KeyConflictException;
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

final class LocalPublisherTest {

    private static final String STAGED = ".siltstone/staging/*.tmp";
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

    @Test
    void aFullWriteForcesTheFileThenItsDirectoryAndEachNewOneAboveIt() throws IOException {
        store.write("a/b/c", "content");

        assertThat(store.ops().steps())
                .containsExactly(
                        "mkdir a",
                        "mkdir a/b",
                        "create " + STAGED,
                        "write " + STAGED,
                        "set-modified " + STAGED,
                        "force " + STAGED,
                        "close " + STAGED,
                        "move a/b/c",
                        "force-directory a/b",
                        "force-directory a",
                        "force-directory ");
    }

    @Test
    void dataForcesTheFileAlone() throws IOException {
        store.write("a/b", "content", WriteOptions.DEFAULT.withDurability(Durability.DATA));

        assertThat(store.ops().steps())
                .containsExactly(
                        "mkdir a",
                        "create " + STAGED,
                        "write " + STAGED,
                        "set-modified " + STAGED,
                        "force " + STAGED,
                        "close " + STAGED,
                        "move a/b");
    }

    @Test
    void noneForcesNothing() throws IOException {
        store.write("a/b", "content", WriteOptions.DEFAULT.withDurability(Durability.NONE));

        assertThat(store.ops().steps())
                .containsExactly(
                        "mkdir a",
                        "create " + STAGED,
                        "write " + STAGED,
                        "set-modified " + STAGED,
                        "close " + STAGED,
                        "move a/b");
    }

    @Test
    void createOnlyGivesTheFileItsNameAndTakesTheStagedOneAway() throws IOException {
        store.write("a", "content", WriteOptions.CREATE_ONLY.withMetadata(Map.of("a", "1")));

        assertThat(store.ops().steps())
                .startsWith(
                        "create " + STAGED,
                        "write " + STAGED,
                        "set-attribute " + STAGED,
                        "set-modified " + STAGED,
                        "force " + STAGED,
                        "close " + STAGED,
                        "link a",
                        "unlink " + STAGED)
                .endsWith("force-directory ");
        assertThat(store.staged()).isEmpty();
    }

    @Test
    void aKernelThatTakesFewBytesAtOnceGetsAllOfThem() throws IOException {
        store.ops().writeAtMost(3);
        store.write("a", "0123456789");

        assertThat(store.ops().count("write ")).isEqualTo(4);
        assertThat(store.read("a")).isEqualTo("0123456789");
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
    void aParentThatVanishesBeforeTheRenameIsMadeAgain() throws IOException {
        AtomicBoolean vanished = new AtomicBoolean();
        store.ops().script(step -> {
            if (step.equals("move a/b") && vanished.compareAndSet(false, true)) {
                Files.delete(store.root().resolve("a"));
            }
        });
        store.write("a/b", "content");

        assertThat(store.read("a/b")).isEqualTo("content");
        assertThat(store.ops().count("mkdir a")).isEqualTo(2);
        assertThat(store.ops().steps()).endsWith("force-directory a", "force-directory ");
    }

    @Test
    void aParentThatVanishesAgainAndAgainEndsInAnErrorWithoutMoreThanEightTries() throws IOException {
        store.ops().script(step -> {
            if (step.equals("move a/b")) {
                Files.delete(store.root().resolve("a"));
            }
        });

        assertThatThrownBy(() -> store.write("a/b", "content"))
                .isInstanceOf(StorageException.class)
                .satisfies(e -> assertThat(((StorageException) e).isRetryable()).isTrue());
        assertThat(store.ops().count("move ")).isEqualTo(8);
        assertThat(store.staged()).isEmpty();
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
    void aParentThatBecomesAFileMeanwhileIsAConflict() throws IOException {
        store.ops().script(step -> {
            if (step.equals("move a/b") && Files.isDirectory(store.root().resolve("a"))) {
                Files.delete(store.root().resolve("a"));
                Files.writeString(store.root().resolve("a"), "a file");
            }
        });

        assertThatThrownBy(() -> store.write("a/b", "content")).isInstanceOf(KeyConflictException.class);
        assertThat(store.read("a")).isEqualTo("a file");
        assertThat(store.staged()).isEmpty();
    }

    @Test
    void anInterruptBeforeTheRenamePublishesNothingAndStays() throws IOException {
        store.ops().script(step -> {
            if (step.startsWith("set-modified ")) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> store.write("a", "content")).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        store.ops().script(step -> {});
        assertThat(store.exists("a")).isFalse();
        assertThat(store.staged()).isEmpty();
    }

    @Test
    void anInterruptAfterTheRenameChangesNothingAndStays() throws IOException {
        store.ops().script(step -> {
            if (step.startsWith("force-directory ")) {
                Thread.currentThread().interrupt();
            }
        });
        store.write("a/b", "content");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.ops().count("force-directory ")).isEqualTo(2);
        assertThat(store.read("a/b")).isEqualTo("content");
    }

    @Test
    void anInterruptInTheMiddleOfAFileEndsTheWrite() throws IOException {
        Source endless = Source.replayable(() -> new java.io.InputStream() {
            private long given;

            @Override
            public int read() {
                given++;
                if (given == 300_000) {
                    Thread.currentThread().interrupt();
                }
                return 'x';
            }
        });

        assertThatThrownBy(() -> store.backend().write(TestStore.key("a"), endless, WriteOptions.DEFAULT))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.staged()).isEmpty();
        assertThat(store.files()).isEmpty();
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

    @Test
    void twoWritesOfOneTickOfTheClockHaveDifferentVersions() throws IOException {
        java.time.InstantSource frozen = java.time.InstantSource.fixed(java.time.Instant.parse("2025-01-02T03:04:05Z"));
        Stamps stamps = new Stamps(frozen);

        assertThat(stamps.next()).isEqualTo("2025-01-02T03:04:05Z");
        assertThat(stamps.next()).isEqualTo("2025-01-02T03:04:05.000000001Z");
    }
}
