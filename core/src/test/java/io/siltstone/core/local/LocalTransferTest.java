package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.ContentTypes;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalTransferTest {

    private static final byte[] CONTENT = new byte[1000];
    private static final SourceFingerprint SOURCE = new SourceFingerprint(CONTENT.length, "v1");
    private static final Sha256 HASH;

    static {
        new Random(1).nextBytes(CONTENT);
        HASH = Sha256.of(CONTENT);
    }

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

    private Transfer begin() throws StorageException {
        return begin(WriteOptions.DEFAULT);
    }

    private Transfer begin(WriteOptions options) throws StorageException {
        return store.backend().openTransfer(TestStore.key("a/b"), SOURCE, options);
    }

    private static Source piece(int from, int to) {
        return Source.bytes(Arrays.copyOfRange(CONTENT, from, to));
    }

    private Path staged(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(store.root().resolve(".siltstone/partial"))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<Path> allStaged() throws IOException {
        try (Stream<Path> files = Files.list(store.root().resolve(".siltstone/partial"))) {
            return files.toList();
        }
    }

    /** What a process that died at this moment would leave, put back after the transfer is closed in order. */
    private void dieAndForget(Transfer transfer) throws IOException {
        byte[] part = Files.readAllBytes(staged(".part"));
        byte[] meta = Files.readAllBytes(staged(".meta"));
        Path partFile = staged(".part");
        Path metaFile = staged(".meta");
        transfer.close();
        Files.write(partFile, part);
        Files.write(metaFile, meta);
    }

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
    void anOrderlyCloseLosesNothing() throws IOException {
        try (Transfer transfer = begin()) {
            transfer.append(0, piece(0, 250));
        }
        try (Transfer transfer = begin()) {
            assertThat(transfer.position()).isEqualTo(250);
            transfer.append(250, piece(250, 1000));
            transfer.commit(1000, HASH);
        }
        assertThat(store.root().resolve("a/b")).hasBinaryContent(CONTENT);
        assertThat(allStaged()).isEmpty();
    }

    @Test
    void aProcessThatDiedLosesWhatCameAfterTheLastCheckpoint() throws IOException {
        Transfer transfer = begin();
        transfer.append(0, piece(0, 230));
        transfer.append(230, piece(230, 260));
        dieAndForget(transfer);
        requireResumesAt(230);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 99, 100, 101, 199})
    void aWrongByteIsFoundByTheCheckpointAfterIt(int wrong) throws IOException {
        Transfer transfer = begin();
        transfer.append(0, piece(0, 100));
        transfer.append(100, piece(100, 200));
        dieAndForget(transfer);
        byte[] part = Files.readAllBytes(staged(".part"));
        part[wrong]++;
        Files.write(staged(".part"), part);
        requireResumesAt(wrong < 100 ? 0 : 100);
    }

    @Test
    void aTailOfZerosIsFound() throws IOException {
        Transfer transfer = begin();
        transfer.append(0, piece(0, 100));
        transfer.append(100, piece(100, 200));
        dieAndForget(transfer);
        byte[] part = Files.readAllBytes(staged(".part"));
        Arrays.fill(part, 150, 200, (byte) 0);
        Files.write(staged(".part"), part);
        requireResumesAt(100);
    }

    @Test
    void aFileShorterThanItsJournalGoesOnBeforeItsEnd() throws IOException {
        Transfer transfer = begin();
        transfer.append(0, piece(0, 100));
        transfer.append(100, piece(100, 200));
        dieAndForget(transfer);
        Files.write(staged(".part"), Arrays.copyOf(CONTENT, 199));
        requireResumesAt(100);
    }

    @Test
    void aFileLongerThanItsJournalIsCut() throws IOException {
        Transfer transfer = begin();
        transfer.append(0, piece(0, 100));
        dieAndForget(transfer);
        Files.write(staged(".part"), new byte[5000], StandardOpenOption.APPEND);
        requireResumesAt(100);
    }

    @Test
    void aJournalThatIsMissingBeginsAnew() throws IOException {
        Transfer transfer = begin();
        transfer.append(0, piece(0, 100));
        dieAndForget(transfer);
        Files.delete(staged(".meta"));
        requireResumesAt(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}\n",
                "[1]\n",
                "null\n",
                "{\"key\":\"../x\",\"sizeBytes\":1,\"version\":\"v\"}\n",
                "{\"key\":\"a/b\",\"sizeBytes\":-1,\"version\":\"v1\"}\n",
                "{\"key\":\"a/b\",\"sizeBytes\":1000,\"version\":\"v2\"}\n"
            })
    void aJournalThatBeginsWrongBeginsAnew(String journal) throws IOException {
        Transfer transfer = begin();
        transfer.append(0, piece(0, 100));
        dieAndForget(transfer);
        Files.writeString(staged(".meta"), journal);
        requireResumesAt(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"offset\":200,\"sha2",
                "garbage\n",
                "{\"offset\":200}\n",
                "{\"offset\":-1,\"sha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}\n",
                "\u0000\u0000\u0000",
                "{\"offset\":\"x\",\"sha256\":1}\n"
            })
    void aJournalThatEndsWrongIsReadUpToThere(String tail) throws IOException {
        Transfer transfer = begin();
        transfer.append(0, piece(0, 100));
        dieAndForget(transfer);
        Files.writeString(staged(".meta"), tail, StandardOpenOption.APPEND);
        requireResumesAt(100);
    }

    /** Takes the transfer up, leaves it and takes it up again, and finishes it. */
    private void requireResumesAt(int position) throws IOException {
        try (Transfer transfer = begin()) {
            assertThat(transfer.position()).isEqualTo(position);
            transfer.append(position, piece(position, position + 150));
        }
        try (Transfer transfer = begin()) {
            assertThat(transfer.position()).isEqualTo(position + 150);
            transfer.append(position + 150, piece(position + 150, 1000));
            ObjectInfo info = transfer.commit(1000, HASH);
            assertThat(info.sizeBytes()).isEqualTo(1000);
        }
        assertThat(store.root().resolve("a/b")).hasBinaryContent(CONTENT);
        assertThat(allStaged()).isEmpty();
    }

    @Test
    void aStagedFileThatIsAPublishedObjectAlreadyIsNotWrittenInto() throws IOException {
        Transfer transfer = begin();
        transfer.append(0, piece(0, 100));
        dieAndForget(transfer);
        Files.createLink(store.root().resolve("published"), staged(".part"));
        requireResumesAt(0);
        assertThat(store.root().resolve("published")).hasBinaryContent(Arrays.copyOf(CONTENT, 100));
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
    void aJournalThatStaysBehindDoesNotMakeTheObjectLookUnpublished() throws IOException {
        try (Transfer transfer = begin()) {
            transfer.append(0, piece(0, 1000));
            store.ops().failOnce("unlink ", new FileSystemException("x", null, "Input/output error"));
            assertThat(transfer.commit(1000, HASH).sizeBytes()).isEqualTo(1000);
        }
        requireResumesAt(0);
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
    void aProcessThatDiedOwnsNothing() throws Exception {
        assertThat(Child.run("abandon", store.root().toString())).isEqualTo("100");
        try (Transfer transfer = store.backend().openTransfer(TestStore.key("a/b"), SOURCE, WriteOptions.DEFAULT)) {
            // Its default checkpoints are further apart than what it wrote.
            assertThat(transfer.position()).isZero();
        }
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

    @Test
    void aJournalHoldsKeysOfAnyScript() throws IOException {
        String key = "é\"😀/x";
        try (Transfer transfer = store.backend().openTransfer(TestStore.key(key), SOURCE, WriteOptions.DEFAULT)) {
            transfer.append(0, piece(0, 100));
        }
        try (Transfer transfer = store.backend().openTransfer(TestStore.key(key), SOURCE, WriteOptions.DEFAULT)) {
            assertThat(transfer.position()).isEqualTo(100);
        }
        assertThat(store.backend().listTransfers().next().key().value()).isEqualTo(key);
        assertThat(Files.readString(staged(".meta"), StandardCharsets.UTF_8)).hasLineCount(2);
    }
}
