package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.siltstone.core.CopyOptions;
import io.siltstone.core.Durability;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While someone exchanges a directory of the store for a link to one outside, no operation touches what is outside. */
final class SymlinkRaceTest {

    /** Over all directories that are exchanged: 10,000 by the program, some more by the thread. */
    private static final int RACES = 2000;

    private static final int RACES_WITH_THREAD = 600;
    private static final String CONTENT = "ours";
    private static final byte[] BYTES = CONTENT.getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private interface Race {
        void run(TestStore store, String name) throws IOException;
    }

    private static final List<Race> RACES_OF_ALL_OPERATIONS = List.of(
            (store, name) -> store.write("a/b/" + name, CONTENT),
            (store, name) -> store.write("a/b/" + name, CONTENT, WriteOptions.CREATE_ONLY.withWriteId(name)),
            (store, name) ->
                    store.write("a/b/new/" + name, CONTENT, WriteOptions.DEFAULT.withDurability(Durability.FULL)),
            (store, name) -> assertThat(store.read("a/b/shared")).isEqualTo(CONTENT),
            (store, name) -> store.read("a/b/theirs"),
            SymlinkRaceTest::stat,
            (store, name) -> assertThat(store.list()).doesNotContain("a/b/theirs"),
            SymlinkRaceTest::listObjects,
            (store, name) -> store.backend().delete(TestStore.key("a/b/theirs"), Optional.empty()),
            (store, name) -> store.backend().deleteBatch(List.of(TestStore.key("a/b/theirs"), TestStore.key("a/b/x"))),
            (store, name) ->
                    store.backend().copy(TestStore.key("a/b/shared"), TestStore.key("a/b/c"), CopyOptions.DEFAULT),
            (store, name) ->
                    store.backend().copy(TestStore.key("a/b/theirs"), TestStore.key("copied"), CopyOptions.DEFAULT),
            SymlinkRaceTest::transfer,
            (store, name) -> store.backend().removeDirectory(KeyPrefix.of("a/b/empty")),
            (store, name) -> store.backend().sweep(new SweepRequest(Duration.ZERO, false)),
            (store, name) -> store.backend().listTransfers().hasNext(),
            (store, name) -> store.backend().listEntries(KeyPrefix.of("a/b")).hasNext());

    private static void stat(TestStore store, String name) throws IOException {
        assertThat(store.backend().stat(TestStore.key("a/b/theirs"))).isEmpty();
        assertThat(store.backend()
                        .stat(TestStore.key("a/b/shared"))
                        .map(stat -> stat.info().sizeBytes()))
                .isIn(Optional.empty(), Optional.of((long) BYTES.length));
    }

    private static void listObjects(TestStore store, String name) throws IOException {
        try (Listing<ObjectInfo> listing = store.backend().listObjects(ListRequest.of(KeyPrefix.of("a/b")))) {
            while (listing.hasNext()) {
                assertThat(listing.next().sizeBytes()).isEqualTo(BYTES.length);
            }
        }
    }

    private static void transfer(TestStore store, String name) throws IOException {
        SourceFingerprint source = new SourceFingerprint(BYTES.length, name);
        try (Transfer transfer =
                store.backend().openTransfer(TestStore.key("a/b/transfer"), source, WriteOptions.DEFAULT)) {
            transfer.append(transfer.position(), Source.bytes(BYTES));
            transfer.commit(BYTES.length, Sha256.of(BYTES));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", ".siltstone", ".siltstone/staging", ".siltstone/partial"})
    void nothingOutsideIsTouchedWhileAProgramExchangesADirectory(String exchanged) throws Exception {
        Path program = SymlinkSwapper.compile(directory);
        assumeTrue(program != null, "there is no gcc to compile the program that exchanges directories");
        race(exchanged, RACES, (real, link) -> SymlinkSwapper.process(program, real, link));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", ".siltstone/staging"})
    void nothingOutsideIsTouchedWhileAThreadExchangesADirectory(String exchanged) throws Exception {
        race(exchanged, RACES_WITH_THREAD, SymlinkSwapper::thread);
    }

    private interface Adversary {
        SymlinkSwapper start(Path real, Path link) throws IOException;
    }

    private void race(String exchanged, int races, Adversary adversary) throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "the platform has no paths to open directories");
        CanaryTree outside = outside();
        Path root = directory.resolve("root");
        long swaps = 0;
        int refused = 0;
        try (TestStore store = new TestStore(LocalConfig.of(root).withDurability(Durability.NONE))) {
            store.write("a/b/shared", CONTENT);
            Path real = root.resolve(exchanged);
            Path link = Files.createSymbolicLink(
                    Files.createDirectories(root.resolve("z")).resolve("link"),
                    outside.path().resolve(exchanged));
            SymlinkSwapper swapper = adversary.start(real, link);
            try {
                for (int i = 0; i < races; i++) {
                    try {
                        RACES_OF_ALL_OPERATIONS
                                .get(i % RACES_OF_ALL_OPERATIONS.size())
                                .run(store, "n" + i);
                    } catch (StorageException expected) {
                        refused++;
                    }
                }
            } finally {
                swaps = swapper.stop();
            }
        }
        outside.requireUntouched();
        assertThat(refused).as("operations that met the link").isBetween(1, races - 1);
        assertThat(swaps).as("exchanges").isGreaterThan(races / 10);
    }

    private CanaryTree outside() throws IOException {
        String stale = "0".repeat(32) + '-' + OwnerToken.UNKNOWN_HOST + "-1-1.tmp";
        return new CanaryTree(directory.resolve("outside"))
                .file("a/b/shared")
                .file("a/b/theirs")
                .directory("a/b/empty/e")
                .file(".siltstone/staging/" + stale)
                .file(".siltstone/partial/" + "0".repeat(32) + ".part")
                .file(".siltstone/partial/" + "0".repeat(32) + ".meta")
                .seal();
    }
}
