package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.CopyOptions;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnsupportedException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys below {@code far} lie on another device: nothing that is staged outside it can be renamed or linked into it. */
final class StagingPlacesTest {

    private static final String BESIDE = "create far/.vt-*.tmp";
    private static final WriteOptions TAGGED = WriteOptions.DEFAULT.withMetadata(Map.of("a", "1"));

    @TempDir
    Path directory;

    private TestStore store;

    @BeforeEach
    void open() throws IOException {
        store = new TestStore(directory.resolve("root"));
        store.ops().script(this::refuseFromElsewhere);
    }

    @AfterEach
    void close() throws StorageException {
        store.close();
    }

    private void refuseFromElsewhere(String step) throws IOException {
        List<String> created = store.ops().steps().stream()
                .filter(earlier -> earlier.startsWith("create "))
                .toList();
        boolean fromElsewhere =
                !created.isEmpty() && !created.get(created.size() - 1).equals(BESIDE);
        if (fromElsewhere && step.startsWith("move far/")) {
            throw new AtomicMoveNotSupportedException("x", "y", "Invalid cross-device link");
        }
        if (fromElsewhere && step.startsWith("link far/")) {
            throw new FileSystemException("x", "y", "Invalid cross-device link");
        }
    }

    @Test
    void theFirstWriteIsCopiedAndLaterOnesAreStagedThere() throws IOException {
        store.write("far/a", "first", TAGGED);
        assertThat(store.read("far/a")).isEqualTo("first");
        assertThat(store.backend().stat(TestStore.key("far/a")).orElseThrow().metadata())
                .isEqualTo(TAGGED.metadata());
        assertThat(store.ops().count("create .siltstone/staging")).isEqualTo(2);

        store.ops().script(this::refuseFromElsewhere);
        store.write("far/b", "second");
        assertThat(store.ops().steps()).startsWith(BESIDE).doesNotContain("create .siltstone/staging/*.tmp");
        assertThat(store.list()).containsExactly("far/a", "far/b");
        assertThat(store.files()).containsExactly("far", "far/a", "far/b");
        assertThat(store.staged()).isEmpty();
    }

    @Test
    void theCopyIsForcedBeforeItsNameAndTheNoteBeforeTheCopy() throws IOException {
        store.write("far/a", "content");

        List<String> steps = store.ops().steps();
        int noted = steps.indexOf("force-directory .siltstone/elsewhere");
        int staged = steps.indexOf(BESIDE);
        int forced = steps.indexOf("force far/.vt-*.tmp");
        assertThat(noted).isPositive().isLessThan(staged);
        assertThat(forced).isBetween(staged, steps.lastIndexOf("move far/a"));
        assertThat(steps.subList(steps.lastIndexOf("move far/a"), steps.size())).contains("force-directory far");
    }

    @Test
    void everyWayToPublishGoesThere() throws IOException {
        store.write("near", "content");
        store.backend().copy(TestStore.key("near"), TestStore.key("far/copy"), CopyOptions.DEFAULT);
        store.write("far/created", "content", WriteOptions.CREATE_ONLY);
        assertThatThrownBy(() -> store.write("far/created", "other", WriteOptions.CREATE_ONLY))
                .isInstanceOf(AlreadyExistsException.class);
        try (ObjectWriter writer =
                store.backend().openWriter(TestStore.key("far/written"), OptionalLong.empty(), TAGGED)) {
            writer.write("content".getBytes());
            writer.commit();
        }
        byte[] bytes = "content".getBytes();
        SourceFingerprint source = new SourceFingerprint(bytes.length, "v1");
        try (Transfer transfer = store.backend().openTransfer(TestStore.key("far/moved"), source, TAGGED)) {
            transfer.append(0, Source.bytes(bytes));
            transfer.commit(bytes.length, Sha256.of(bytes));
        }

        assertThat(store.list()).containsExactly("far/copy", "far/created", "far/moved", "far/written", "near");
        for (String key : store.list()) {
            assertThat(store.read(key)).isEqualTo("content");
        }
        assertThat(store.files()).hasSize(6);
        assertThat(store.staged()).isEmpty();
        assertThat(Files.list(store.root().resolve(".siltstone/partial"))).isEmpty();
    }

    @Test
    void aCopyThatFailsLeavesNothing() throws IOException {
        store.ops().script(step -> {
            refuseFromElsewhere(step);
            if (step.startsWith("transfer ")) {
                throw new IOException("No space left on device");
            }
        });
        assertThatThrownBy(() -> store.write("far/a", "content")).isInstanceOf(NoSpaceException.class);
        assertThat(store.files()).isEmpty();
        assertThat(store.staged()).isEmpty();
    }

    @Test
    void whereNothingCanBeRenamedAtAllIsRefusedAndLeavesNothing() throws IOException {
        store.ops().script(step -> {
            if (step.startsWith("move far/")) {
                throw new AtomicMoveNotSupportedException("x", "y", "Invalid cross-device link");
            }
        });
        assertThatThrownBy(() -> store.write("far/a", "content"))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("another device");
        assertThat(store.files()).isEmpty();
        assertThat(store.staged()).isEmpty();
    }

    @Test
    void aSweepFindsWhatADeadWriterLeftThere() throws IOException {
        store.write("far/a", "content");
        OwnerToken self = OwnerToken.self(store.ops(), store.root());
        OwnerToken dead = new OwnerToken(self.host(), self.pid(), self.start() - 1);
        String left = new StagingNames(new Random(1), dead).nextBeside();
        String alive = new StagingNames(new Random(2), self).nextBeside();
        Files.writeString(store.root().resolve("far").resolve(left), "half");
        Files.writeString(store.root().resolve("far").resolve(alive), "half");
        assertThat(store.list()).containsExactly("far/a");

        SweepReport report = store.backend().sweep(SweepRequest.DEFAULT);
        assertThat(report.items()).extracting(SweepReport.Item::name).containsExactlyInAnyOrder(left, alive);
        assertThat(store.files()).containsExactly("far", "far/" + alive, "far/a");
    }

    @Test
    void noKeyHasTheNameOfWhatIsStagedBesideIt() throws IOException {
        OwnerToken self = OwnerToken.self(store.ops(), store.root());
        ObjectKey key = TestStore.key("far/" + new StagingNames(new Random(1), self).nextBeside());
        assertThatThrownBy(() -> store.backend().stat(key)).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> store.backend().delete(key, Optional.empty())).isInstanceOf(InvalidKeyException.class);
        store.write("far/.vt-mine", "content");
        assertThat(store.list()).containsExactly("far/.vt-mine");
    }
}
