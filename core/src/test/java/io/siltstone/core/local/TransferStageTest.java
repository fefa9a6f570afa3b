package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransferStageTest {

    private static final SourceFingerprint SOURCE = new SourceFingerprint(1000, "v1");
    private static final String META = ".siltstone/partial/*.meta";

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
        return store.backend().openTransfer(TestStore.key("a"), SOURCE, WriteOptions.DEFAULT);
    }

    private static Source piece() {
        return Source.bytes(new byte[100]);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(store.root().resolve(".siltstone/partial"))) {
            return files.map(file -> file.getFileName().toString().replaceAll(".*\\.", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aJournalWhoseForceFailedIsReplacedAndNotForcedAgain() throws IOException {
        try (Transfer transfer = begin()) {
            transfer.append(0, piece());
            store.ops().failOnce("force " + META, new IOException("Input/output error"));
            assertThatThrownBy(() -> transfer.append(100, piece())).isInstanceOf(BackendFailureException.class);
            assertThat(transfer.position()).isEqualTo(200);

            store.ops().script(step -> {});
            transfer.append(200, piece());
            assertThat(store.ops().count("force " + META)).isZero();
            assertThat(store.ops().count("move " + META)).isOne();

            store.ops().script(step -> {});
            transfer.append(300, piece());
            assertThat(store.ops().count("force " + META)).isOne();
        }
        try (Transfer again = begin()) {
            assertThat(again.position()).isEqualTo(400);
        }
    }

    @Test
    void theJournalOfAnEarlierOwnerIsReplacedBeforeItIsForced() throws IOException {
        try (Transfer transfer = begin()) {
            transfer.append(0, piece());
        }
        try (Transfer again = begin()) {
            store.ops().script(step -> {});
            again.append(100, piece());
            assertThat(store.ops().count("force " + META)).isZero();
            assertThat(store.ops().count("move " + META)).isOne();
        }
    }

    @Test
    void aJournalThatCannotBeMadeLeavesNothingToResume() throws IOException {
        for (String step : List.of("create .siltstone/partial/*-", "write .siltstone/partial/*-", "move " + META)) {
            store.ops().failOnce(step, new IOException("Input/output error"));
            assertThatThrownBy(this::begin).isInstanceOf(BackendFailureException.class);
            assertThat(files()).as(step).isSubsetOf("part");
        }
        begin().close();
        assertThat(files()).containsExactly("meta", "part");
    }
}
