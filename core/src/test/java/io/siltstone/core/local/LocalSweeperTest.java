package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectWriter;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.SweepReport;
import io.siltstone.core.SweepReport.Verdict;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalSweeperTest {

    private static final SweepRequest DAY = SweepRequest.DEFAULT;
    private static final SourceFingerprint SOURCE = new SourceFingerprint(1000, "v1");

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

    private Path staging() {
        return store.root().resolve(".siltstone/staging");
    }

    private String plant(OwnerToken owner, Duration age) throws IOException {
        String name = new StagingNames(new java.util.Random(owner.hashCode()), owner).next();
        Path file = Files.write(staging().resolve(name), new byte[7]);
        setAge(file, age);
        return name;
    }

    private static void setAge(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private Map<String, Verdict> sweep(SweepRequest request) throws IOException {
        return store.backend().sweep(request).items().stream()
                .collect(Collectors.toMap(SweepReport.Item::name, SweepReport.Item::verdict));
    }

    @Test
    void aWriterAtWorkKeepsItsFileWhateverItsAge() throws IOException {
        try (ObjectWriter writer =
                store.backend().openWriter(TestStore.key("a"), OptionalLong.empty(), WriteOptions.DEFAULT)) {
            writer.write(new byte[10]);
            String name = store.staged().get(0);
            setAge(staging().resolve(name), Duration.ofDays(9));
            assertThat(sweep(new SweepRequest(Duration.ZERO, false))).containsExactly(Map.entry(name, Verdict.OWNED));
            writer.commit();
        }
        assertThat(store.exists("a")).isTrue();
    }

    @Test
    void aDeadProcessKeepsNothingHoweverYoung() throws Exception {
        Child.run("stage", store.root().toString());
        assertThat(store.staged()).hasSize(1);

        SweepReport told = store.backend().sweep(DAY.asDryRun());
        assertThat(told.removedCount()).isOne();
        assertThat(told.removedBytes()).isEqualTo(10);
        assertThat(store.staged()).hasSize(1);

        assertThat(store.backend().sweep(DAY).removedCount()).isOne();
        assertThat(store.staged()).isEmpty();
        assertThat(store.backend().sweep(DAY).items()).isEmpty();
    }

    @Test
    void aDryRunLeavesNothingOfItsOwnAlsoWhenItFails() throws IOException {
        String dead = plant(new OwnerToken("f".repeat(32), 1, 1), Duration.ofHours(25));
        SweepRequest dry = DAY.asDryRun();
        assertThat(sweep(dry)).containsOnlyKeys(dead);
        assertThat(store.staged()).containsExactly(dead);

        for (String step : List.of("close .siltstone/staging", "facts .siltstone/staging")) {
            store.ops().failOnce(step, new IOException("Input/output error"));
            assertThatThrownBy(() -> store.backend().sweep(dry)).isInstanceOf(BackendFailureException.class);
            assertThat(store.staged()).containsExactly(dead);
        }
    }

    @Test
    void aNumberThatAnotherProcessHasByNowIsDead() throws IOException {
        OwnerToken self = OwnerToken.self(store.ops(), store.root());
        String reused = plant(new OwnerToken(self.host(), self.pid(), self.start() - 1), Duration.ZERO);
        assertThat(sweep(DAY)).containsExactly(Map.entry(reused, Verdict.REMOVED));
    }

    @Test
    void whatNobodyCanTellOfGoesByAge() throws IOException {
        String elsewhere = "f".repeat(32);
        String young = plant(new OwnerToken(elsewhere, 1, 1), Duration.ofHours(23));
        String old = plant(new OwnerToken(elsewhere, 2, 1), Duration.ofHours(25));
        String unknown = plant(new OwnerToken(OwnerToken.UNKNOWN_HOST, 3, 0), Duration.ofHours(25));
        String future = plant(new OwnerToken(elsewhere, 4, 1), Duration.ofHours(-48));

        assertThat(sweep(DAY))
                .containsOnly(
                        Map.entry(young, Verdict.YOUNG),
                        Map.entry(old, Verdict.REMOVED),
                        Map.entry(unknown, Verdict.REMOVED),
                        Map.entry(future, Verdict.YOUNG));
        assertThat(store.staged()).containsExactlyInAnyOrder(young, future);
    }

    @Test
    void theClockOfThisProcessDecidesNothing() throws IOException {
        plant(new OwnerToken("f".repeat(32), 1, 1), Duration.ofHours(1));
        for (int hours : new int[] {-48, 48}) {
            var clock = (java.time.InstantSource) () -> Instant.now().plus(Duration.ofHours(hours));
            try (LocalBackend skewed = LocalBackend.open(
                    LocalConfig.of(store.root()),
                    io.siltstone.core.StoreRuntime.system().withClock(clock))) {
                assertThat(skewed.sweep(DAY).removedCount()).isZero();
            }
        }
    }

    @Test
    void filesOfOtherNamesAreNotOurs() throws IOException {
        for (String name : List.of("x.tmp", "0".repeat(32) + ".tmp", ".tmp", "a".repeat(32) + "-x-1-1.tmp")) {
            setAge(Files.write(staging().resolve(name), new byte[1]), Duration.ofDays(99));
        }
        assertThat(sweep(new SweepRequest(Duration.ZERO, false))).isEmpty();
        assertThat(store.staged()).hasSize(4);
    }

    @Test
    void transfersGoByAgeUnlessTheyAreHeld() throws IOException {
        try (Transfer held = store.backend().openTransfer(TestStore.key("a"), SOURCE, WriteOptions.DEFAULT);
                Transfer left = store.backend().openTransfer(TestStore.key("b"), SOURCE, WriteOptions.DEFAULT)) {
            held.append(0, Source.bytes(new byte[10]));
            left.append(0, Source.bytes(new byte[20]));
        }
        Transfer held = store.backend().openTransfer(TestStore.key("a"), SOURCE, WriteOptions.DEFAULT);
        assertThat(verdicts(DAY)).containsOnly(Map.entry("a", Verdict.OWNED), Map.entry("b", Verdict.YOUNG));
        age(Duration.ofDays(2));
        assertThat(verdicts(DAY.asDryRun()))
                .containsOnly(Map.entry("a", Verdict.OWNED), Map.entry("b", Verdict.REMOVED));
        assertThat(verdicts(DAY.withBelow(KeyPrefix.of("c")))).isEmpty();
        assertThat(verdicts(DAY)).containsOnly(Map.entry("a", Verdict.OWNED), Map.entry("b", Verdict.REMOVED));
        assertThat(held.position()).isEqualTo(10);
        held.close();
        assertThat(verdicts(new SweepRequest(Duration.ZERO, false))).containsOnly(Map.entry("a", Verdict.REMOVED));
        assertThat(store.root().resolve(".siltstone/partial")).isEmptyDirectory();
    }

    private void age(Duration age) throws IOException {
        try (var files = Files.list(store.root().resolve(".siltstone/partial"))) {
            for (Path file : files.toList()) {
                setAge(file, age);
            }
        }
    }

    private Map<String, Verdict> verdicts(SweepRequest request) throws IOException {
        return store.backend().sweep(request).items().stream()
                .collect(Collectors.toMap(item -> item.key().orElseThrow().value(), SweepReport.Item::verdict));
    }

    @Test
    void onAFullDiskTheDeadGoAndNothingCountsAsOld() throws Exception {
        Child.run("stage", store.root().toString());
        String old = plant(new OwnerToken("f".repeat(32), 2, 1), Duration.ofDays(99));
        store.ops().script(step -> {
            if (step.startsWith("create ")) {
                throw new FileSystemException("x", null, "No space left on device");
            }
        });
        assertThat(store.backend().sweep(DAY).removedCount()).isOne();
        assertThat(store.staged()).containsExactly(old);
    }

    @Test
    void theProbeOfTheTimeGoesAlsoWhenItCannotBeClosed() throws IOException {
        plant(new OwnerToken("f".repeat(32), 2, 1), Duration.ofDays(2));
        store.ops().failOnce("close ", new IOException("No space left on device"));
        store.backend().sweep(DAY);
        assertThat(store.staged()).hasSize(1);
        store.ops().failOnce("close ", new IOException("Input/output error"));
        assertThatThrownBy(() -> store.backend().sweep(DAY)).isInstanceOf(BackendFailureException.class);
        assertThat(store.staged()).hasSize(1);
    }

    @Test
    void whatAnotherSweepRemovedInBetweenIsNoError() throws IOException {
        String first = plant(new OwnerToken("f".repeat(32), 1, 1), Duration.ofDays(2));
        String second = plant(new OwnerToken("f".repeat(32), 2, 1), Duration.ofDays(2));
        store.ops().script(step -> {
            if (step.startsWith("unlink ")) {
                Files.deleteIfExists(staging().resolve(first));
                Files.deleteIfExists(staging().resolve(second));
            }
        });
        assertThat(sweep(DAY)).doesNotContainValue(Verdict.YOUNG);
        assertThat(store.staged()).isEmpty();
    }
}
