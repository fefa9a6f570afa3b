package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store of its own for each test, and 1,000 bytes on their way to {@code a/b}. */
abstract class TransferFixture {

    static final byte[] CONTENT = new byte[1000];

    static final SourceFingerprint SOURCE = new SourceFingerprint(CONTENT.length, "v1");

    static final Sha256 HASH;

    static {
        new Random(1).nextBytes(CONTENT);
        HASH = Sha256.of(CONTENT);
    }

    @TempDir
    Path directory;

    TestStore store;

    @BeforeEach
    void open() throws IOException {
        store = new TestStore(directory.resolve("root"));
    }

    @AfterEach
    void close() throws StorageException {
        store.close();
    }

    Transfer begin() throws StorageException {
        return begin(WriteOptions.DEFAULT);
    }

    Transfer begin(WriteOptions options) throws StorageException {
        return store.backend().openTransfer(TestStore.key("a/b"), SOURCE, options);
    }

    static Source piece(int from, int to) {
        return Source.bytes(Arrays.copyOfRange(CONTENT, from, to));
    }

    Path staged(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(store.root().resolve(".siltstone/partial"))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    List<Path> allStaged() throws IOException {
        try (Stream<Path> files = Files.list(store.root().resolve(".siltstone/partial"))) {
            return files.toList();
        }
    }

    /** What a process that died at this moment would leave, put back after the transfer is closed in order. */
    void dieAndForget(Transfer transfer) throws IOException {
        byte[] part = Files.readAllBytes(staged(".part"));
        byte[] meta = Files.readAllBytes(staged(".meta"));
        Path partFile = staged(".part");
        Path metaFile = staged(".meta");
        transfer.close();
        Files.write(partFile, part);
        Files.write(metaFile, meta);
    }

    /** Takes the transfer up, leaves it and takes it up again, and finishes it. */
    void requireResumesAt(int position) throws IOException {
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
}
