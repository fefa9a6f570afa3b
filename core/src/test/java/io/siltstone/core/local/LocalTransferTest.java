package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.ContentTypes;
import io.siltstone.core.Sha256;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.DurabilityUnknownException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TransferBusyException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

final class LocalTransferTest extends TransferFixture {

    @Test
    void bytesAreForcedBeforeTheyAreNoted() throws IOException {
        try (Transfer transfer = begin()) {
            store.ops().script(step -> {});
            transfer.append(0, piece(0, 100));
            assertThat(store.ops().steps())
                    .containsExactly(
                            "write .siltstone/partial/*.part",
                            "force-file .siltstone/partial/*.part",
                            "open .siltstone/partial/*.meta",
                            "truncate .siltstone/partial/*.meta",
                            "write .siltstone/partial/*.meta",
                            "force .siltstone/partial/*.meta",
                            "close .siltstone/partial/*.meta");
        }
    }

    @Test
    void aMismatchDiscardsWhatIsStagedAndNothingElse() throws IOException {
        store.write("a/b", "old");
        try (Transfer transfer = begin()) {
            transfer.append(0, piece(0, 1000));
            assertThatThrownBy(() -> transfer.commit(1000, Sha256.of(new byte[1])))
                    .isInstanceOf(IntegrityException.class);
        }
        assertThat(store.read("a/b")).isEqualTo("old");
        assertThat(allStaged()).isEmpty();
    }

    @Test
    void aPublicationThatIsRefusedKeepsWhatIsStaged() throws IOException {
        store.write("a/b", "old");
        try (Transfer transfer = begin(WriteOptions.CREATE_ONLY)) {
            transfer.append(0, piece(0, 1000));
            assertThatThrownBy(() -> transfer.commit(1000, HASH)).isInstanceOf(AlreadyExistsException.class);
            store.backend().delete(TestStore.key("a/b"), java.util.Optional.empty());
            transfer.commit(1000, HASH);
        }
        assertThat(store.root().resolve("a/b")).hasBinaryContent(CONTENT);
        assertThat(allStaged()).isEmpty();
    }

    @Test
    void whatAWriteCouldNotTakeDoesNotCount() throws IOException {
        try (Transfer transfer = begin()) {
            transfer.append(0, piece(0, 50));
            store.ops().writeAtMost(20);
            int[] writes = {0};
            store.ops().script(step -> {
                if (step.startsWith("write ") && ++writes[0] == 3) {
                    throw new IOException("No space left on device");
                }
            });
            assertThatThrownBy(() -> transfer.append(50, piece(50, 150))).isInstanceOf(NoSpaceException.class);
            assertThat(transfer.position()).isEqualTo(50);
            store.ops().script(step -> {});
            transfer.append(50, piece(50, 1000));
            transfer.commit(1000, HASH);
        }
        assertThat(store.root().resolve("a/b")).hasBinaryContent(CONTENT);
    }

    @Test
    void aForceThatFailedEndsTheTransferAndDiscardsWhatIsStaged() throws IOException {
        try (Transfer transfer = begin()) {
            store.ops().failOnce("force-file ", new FileSystemException("x", null, "Input/output error"));
            assertThatThrownBy(() -> transfer.append(0, piece(0, 100))).isInstanceOf(BackendFailureException.class);
            assertThat(store.ops().count("force")).isOne();
            assertThatThrownBy(transfer::position).isInstanceOf(IllegalStateException.class);
        }
        assertThat(allStaged()).isEmpty();
    }

    @Test
    void aPublicationOfUnknownDurabilityEndsTheTransfer() throws IOException {
        try (Transfer transfer = begin()) {
            transfer.append(0, piece(0, 1000));
            store.ops().failOnce("force-directory ", new IOException("Input/output error"));
            assertThatThrownBy(() -> transfer.commit(1000, HASH)).isInstanceOf(DurabilityUnknownException.class);
        }
        assertThat(store.root().resolve("a/b")).hasBinaryContent(CONTENT);
        assertThat(allStaged()).isEmpty();
    }

    @Test
    void whoIsInterruptedKeepsWhatIsStaged() throws IOException {
        Transfer transfer = begin();
        transfer.append(0, piece(0, 150));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> transfer.append(150, piece(150, 200))).isInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> transfer.commit(150, HASH)).isInstanceOf(StorageException.class);
        Thread.currentThread().interrupt();
        transfer.close();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptInTheMiddleOfAWriteLosesOnlyThatPiece() throws IOException {
        Transfer transfer = begin();
        transfer.append(0, piece(0, 150));
        store.ops().script(step -> {
            if (step.startsWith("write ")) {
                Thread.currentThread().interrupt();
            }
        });
        assertThatThrownBy(() -> transfer.append(150, piece(150, 200))).isInstanceOf(CancelledException.class);
        store.ops().script(step -> {});
        transfer.close();
        assertThat(Thread.interrupted()).isTrue();
        requireResumesAt(150);
    }

    @Test
    void oneOwnerAtATimeInThisProcess() throws IOException {
        try (Transfer transfer = begin();
                TestStore second = new TestStore(store.root())) {
            assertThatThrownBy(this::begin).isInstanceOf(TransferBusyException.class);
            assertThatThrownBy(() -> second.backend().openTransfer(TestStore.key("a/b"), SOURCE, WriteOptions.DEFAULT))
                    .isInstanceOf(TransferBusyException.class);
            transfer.append(0, piece(0, 10));
        }
        begin().close();
    }

    @Test
    void oneOwnerAtATimeInAllProcesses() throws Exception {
        try (Transfer transfer = begin()) {
            transfer.append(0, piece(0, 10));
            // A second store of this process that is opened and closed must not let go of the first one's lock.
            new TestStore(store.root()).close();
            assertThat(Child.run("transfer", store.root().toString())).isEqualTo("TransferBusyException");
        }
        assertThat(Child.run("transfer", store.root().toString())).isEqualTo("10");
    }

    @Test
    void contentTypeAndMetadataArePublished() throws IOException {
        WriteOptions options =
                WriteOptions.DEFAULT.withContentType("text/csv").withMetadata(java.util.Map.of("origin", "test"));
        try (Transfer transfer = begin(options)) {
            transfer.append(0, piece(0, 1000));
            transfer.commit(1000, HASH);
        }
        assertThat(store.backend().stat(TestStore.key("a/b"))).hasValueSatisfying(stat -> {
            assertThat(stat.contentType()).isEqualTo("text/csv").isNotEqualTo(ContentTypes.BINARY);
            assertThat(stat.metadata()).containsEntry("origin", "test");
        });
    }
}
