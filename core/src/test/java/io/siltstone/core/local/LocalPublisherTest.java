package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Durability;
import io.siltstone.core.Source;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.KeyConflictException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalPublisherTest {

    private static final String STAGED = ".siltstone/staging/*.tmp";

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
    void twoWritesOfOneTickOfTheClockHaveDifferentVersions() throws IOException {
        java.time.InstantSource frozen = java.time.InstantSource.fixed(java.time.Instant.parse("2025-01-02T03:04:05Z"));
        Stamps stamps = new Stamps(frozen);

        assertThat(stamps.next()).isEqualTo("2025-01-02T03:04:05Z");
        assertThat(stamps.next()).isEqualTo("2025-01-02T03:04:05.000000001Z");
    }

    @Test
    void otherNamesOfAFileKeepWhatTheyNameWhenAnObjectIsReplacedOrDeleted() throws IOException {
        store.write("a", "old");
        Path outside =
                Files.createLink(directory.resolve("outside"), store.root().resolve("a"));
        Files.createLink(store.root().resolve("b"), outside);

        store.write("a", "new");
        assertThat(outside).hasContent("old");
        assertThat(store.read("b")).isEqualTo("old");
        store.backend().delete(TestStore.key("b"), Optional.empty());
        assertThat(outside).hasContent("old");
        assertThat(store.read("a")).isEqualTo("new");
    }
}
