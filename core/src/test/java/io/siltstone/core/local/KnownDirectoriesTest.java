package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Durability;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which directories a write at FULL forces into their parents. */
final class KnownDirectoriesTest {

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
    void aDirectoryThatIsKnownToBeSafeIsNotForcedAgain() throws IOException {
        store.write("a/b/c", "content");
        store.ops().script(step -> {});
        store.write("a/b/d", "content");

        assertThat(store.ops().steps()).endsWith("move a/b/d", "force-directory a/b");
    }

    @Test
    void aDirectoryThatAnotherStoreMadeAndNeverForcedIsForced() throws IOException {
        try (TestStore careless = new TestStore(LocalConfig.of(store.root()).withDurability(Durability.NONE))) {
            careless.write("a/b/c", "content");
        }
        store.write("a/b/d", "content");

        assertThat(store.ops().steps())
                .endsWith("move a/b/d", "force-directory a/b", "force-directory a", "force-directory ");
    }

    @Test
    void aDirectoryThatWasRemovedAndMadeAgainIsForcedAgain() throws IOException {
        store.write("a/b", "content");
        store.backend().delete(TestStore.key("a/b"), Optional.empty());
        assertThat(store.backend().removeDirectory(KeyPrefix.of("a"))).isTrue();
        store.ops().script(step -> {});
        store.write("a/b", "content");

        assertThat(store.ops().steps()).endsWith("force-directory a", "force-directory ");
    }

    @Test
    void aDirectoryThatOthersPutInTheOldOnesPlaceIsForcedAgain() throws IOException {
        store.write("a/b", "content");
        Files.move(store.root().resolve("a"), directory.resolve("elsewhere"));
        Files.createDirectory(store.root().resolve("a"));
        store.ops().script(step -> {});
        store.write("a/b", "content");

        assertThat(store.ops().steps()).endsWith("force-directory a", "force-directory ");
    }

    @Test
    void aDirectoryThatOthersExchangeDuringTheWriteIsForced() throws IOException {
        store.write("a/b", "content");
        store.ops().script(step -> {
            if (step.startsWith("create ")) {
                Files.move(store.root().resolve("a"), directory.resolve("elsewhere"));
                Files.createDirectory(store.root().resolve("a"));
            }
        });
        store.write("a/b", "content");

        assertThat(store.ops().steps()).endsWith("move a/b", "force-directory a", "force-directory ");
    }

    @Test
    void aDirectoryThatCannotBeLookedAtIsForced() throws IOException {
        store.write("a/b", "content");
        boolean[] moved = new boolean[1];
        store.ops().script(step -> {
            moved[0] |= step.startsWith("move ");
            if (moved[0] && step.startsWith("identity ")) {
                throw new IOException("a look that fails");
            }
        });
        store.write("a/b", "content");

        assertThat(store.ops().steps()).endsWith("move a/b", "force-directory a", "force-directory ");
    }

    /** Others may have removed it and made another one, which got the same inode. */
    @Test
    void aDirectoryThatIsNoLongerHeldOpenIsForcedAgain() throws IOException {
        store.write("a/b", "content");
        for (int i = 0; i < LocalLimits.OPEN_DIRECTORIES; i++) {
            store.write("other/" + i + "/b", "content");
        }
        store.ops().script(step -> {});
        store.write("a/b", "content");

        assertThat(store.ops().steps()).endsWith("force-directory a", "force-directory ");
    }
}
