package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.DeleteResult;
import io.siltstone.core.Durability;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.DurabilityUnknownException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalDeleterTest {

    @TempDir
    Path directory;

    private TestStore store;

    @BeforeEach
    void open() throws IOException {
        store = new TestStore(directory.resolve("root"));
        for (String key : List.of("a/1", "a/2", "b/1", "c")) {
            store.write(key, key);
        }
        store.ops().script(step -> {});
    }

    @AfterEach
    void close() throws StorageException {
        store.close();
    }

    private static List<ObjectKey> keys(String... keys) throws StorageException {
        List<ObjectKey> all = new ArrayList<>();
        for (String key : keys) {
            all.add(TestStore.key(key));
        }
        return all;
    }

    @Test
    void aFullDeleteForcesTheDirectory() throws IOException {
        store.backend().delete(TestStore.key("a/1"), Optional.empty());
        assertThat(store.ops().steps()).containsExactly("unlink a/1", "force-directory a");
    }

    @Test
    void whatIsAbsentMayBeSoUnforced() throws IOException {
        store.backend().delete(TestStore.key("a/9"), Optional.empty());
        assertThat(store.ops().steps()).containsExactly("force-directory a");
        store.backend().delete(TestStore.key("none/9"), Optional.empty());
        assertThat(store.ops().steps()).containsExactly("force-directory a", "force-directory ");
        store.backend().delete(TestStore.key("a"), Optional.empty());
        assertThat(store.ops().steps()).containsExactly("force-directory a", "force-directory ", "force-directory ");
        assertThat(store.read("a/1")).isEqualTo("a/1");
    }

    @Test
    void aDeleteThatIsRepeatedAfterAForceThatFailedIsForced() throws IOException {
        store.ops().failOnce("force-directory ", new IOException("Input/output error"));
        assertThatThrownBy(() -> store.backend().delete(TestStore.key("a/1"), Optional.empty()))
                .isInstanceOf(DurabilityUnknownException.class);
        store.backend().delete(TestStore.key("a/1"), Optional.empty());
        assertThat(store.ops().steps()).containsExactly("unlink a/1", "force-directory a", "force-directory a");
    }

    @Test
    void nothingCanFailBetweenTheRemovalAndTheForce() throws IOException {
        store.write("a/b", "content");
        store.ops().script(step -> {
            if (store.ops().count("unlink ") > 0 && !step.matches("(unlink|force-directory) .*")) {
                throw new IOException("Input/output error");
            }
        });
        store.backend().delete(TestStore.key("a/b"), Optional.empty());

        // Where no look tells that the directory is safe, it is forced into its own.
        assertThat(store.ops().steps()).containsExactly("unlink a/b", "force-directory a", "force-directory ");
    }

    @Test
    void aBatchUnlinksDirectoryByDirectoryAndThenForcesEachOnce() throws IOException {
        List<DeleteResult> results = store.backend().deleteBatch(keys("a/1", "b/1", "none", "a/2", "a/1", "c"));

        assertThat(results).allMatch(DeleteResult::isDeleted);
        assertThat(store.ops().steps())
                .containsExactly(
                        "unlink a/1",
                        "unlink a/2",
                        "unlink b/1",
                        "unlink c",
                        "force-directory a",
                        "force-directory b",
                        "force-directory ");
    }

    @Test
    void lessThanFullForcesNothing() throws IOException {
        try (TestStore careless = new TestStore(LocalConfig.of(store.root()).withDurability(Durability.DATA))) {
            careless.backend().deleteBatch(keys("a/1", "a/2"));
            assertThat(careless.ops().steps()).containsExactly("unlink a/1", "unlink a/2");
        }
    }

    @Test
    void eachKeyOfABatchHasItsOwnAnswer() throws IOException {
        store.ops().script(step -> {
            if (step.equals("unlink a/2")) {
                throw new FileSystemException("a/2", null, "Input/output error");
            }
            if (step.equals("force-directory b")) {
                throw new IOException("Input/output error");
            }
        });
        List<DeleteResult> results = store.backend().deleteBatch(keys("a/1", "a/2", "b/1", "c"));

        assertThat(results).extracting(DeleteResult::key).containsExactly("a/1", "a/2", "b/1", "c");
        assertThat(results).extracting(DeleteResult::isDeleted).containsExactly(true, false, false, true);
        assertThat(results.get(1).error().orElseThrow()).hasMessageContaining("key=`a/2`");
        assertThat(results.get(2).error().orElseThrow())
                .isInstanceOf(DurabilityUnknownException.class)
                .hasMessageContaining("key=`b/1`");
        assertThat(store.list()).containsExactly("a/2");
    }

    @Test
    void whatAnotherRemovesAtTheSameMomentIsForcedAsWell() throws IOException {
        store.ops().script(step -> {
            if (step.equals("unlink a/1")) {
                java.nio.file.Files.delete(store.root().resolve("a/1"));
            }
        });
        store.backend().delete(TestStore.key("a/1"), Optional.empty());
        assertThat(store.ops().steps()).containsExactly("unlink a/1", "force-directory a");
    }

    @Test
    void aDirectoryThatGoesWithTheLastOfItIsForcedOutOfTheOneAbove() throws IOException {
        store.write("d/e/f", "f");
        store.ops().script(step -> {
            if (step.equals("force-directory d/e")) {
                java.nio.file.Files.delete(store.root().resolve("d/e"));
                java.nio.file.Files.delete(store.root().resolve("d"));
            }
        });
        store.backend().delete(TestStore.key("d/e/f"), Optional.empty());
        assertThat(store.ops().steps())
                .containsSubsequence("unlink d/e/f", "force-directory d/e", "force-directory d", "force-directory ");
    }

    @Test
    void aDirectoryThatIsMadeAnewMeanwhileIsForcedIntoTheOneAbove() throws IOException {
        store.ops().script(step -> {
            if (step.equals("force-directory b")) {
                java.nio.file.Files.delete(store.root().resolve("b"));
                java.nio.file.Files.createDirectory(store.root().resolve("b"));
            }
        });
        store.backend().delete(TestStore.key("b/1"), Optional.empty());
        assertThat(store.ops().steps()).containsExactly("unlink b/1", "force-directory b", "force-directory ");
    }

    @Test
    void whoIsInterruptedDeletesNothing() throws IOException {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> store.backend().delete(TestStore.key("a/1"), Optional.empty()))
                .isInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> store.backend().deleteBatch(keys("a/1"))).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.exists("a/1")).isTrue();
    }
}
