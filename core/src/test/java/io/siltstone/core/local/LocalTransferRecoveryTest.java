package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a transfer is gone on with, whatever has become of its file and its journal. */
final class LocalTransferRecoveryTest extends TransferFixture {

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
    void aJournalThatStaysBehindDoesNotMakeTheObjectLookUnpublished() throws IOException {
        try (Transfer transfer = begin()) {
            transfer.append(0, piece(0, 1000));
            store.ops().failOnce("unlink ", new FileSystemException("x", null, "Input/output error"));
            assertThat(transfer.commit(1000, HASH).sizeBytes()).isEqualTo(1000);
        }
        requireResumesAt(0);
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
