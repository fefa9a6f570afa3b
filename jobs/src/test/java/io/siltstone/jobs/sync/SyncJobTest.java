package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.NoSpaceException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.TransferBusyException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.testkit.Fault;
import io.siltstone.testkit.FaultRule;
import io.siltstone.testkit.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncJobTest {

    @TempDir
    private Path directory;

    private Pairs pairs(String kind) throws Exception {
        return kind.equals("memory") ? Pairs.inMemory() : Pairs.onDisk(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "disk"})
    void aSecondRunTransfersNothingAndReadsNoContent(String kind) throws Exception {
        try (Pairs pairs = pairs(kind)) {
            pairs.fill(100, 1000, 1);

            SyncReport first = pairs.run();

            assertThat(first.of(SyncAction.COPY)).isEqualTo(new SyncReport.Volume(100, 100_000));
            assertThat(first.sentBytes()).isEqualTo(100_000);
            assertThat(first.isComplete()).isTrue();
            assertThat(Pairs.contents(pairs.target)).hasSize(100).isEqualTo(Pairs.contents(pairs.source));

            pairs.sourceFaults.add(FaultRule.on(Operation.READ, Fault.failBefore(UnavailableException::new))
                    .where(key -> !key.startsWith(".siltstone/")));
            pairs.targetFaults.add(FaultRule.on(Operation.READ, Fault.failBefore(UnavailableException::new))
                    .where(key -> !key.startsWith(".siltstone/")));
            SyncReport second = pairs.run();

            assertThat(second.upToDate()).isEqualTo(100);
            assertThat(second.transferred()).isZero();
            assertThat(second.sentBytes()).isZero();
            assertThat(second.isComplete()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "disk"})
    void whatDiffersIsCopiedAndNothingElse(String kind) throws Exception {
        try (Pairs pairs = pairs(kind)) {
            pairs.fill(20, 100, 1);
            pairs.run();
            pairs.source.write("db/cpu/2025/11/25/00/0000.parquet", new SeededRandom(7).bytes(100));
            pairs.source.write("db/cpu/2025/11/25/01/0001.parquet", new SeededRandom(8).bytes(99));
            pairs.source.write("db/cpu/2025/11/25/00/new.parquet", new SeededRandom(9).bytes(10));
            pairs.target.write("db/cpu/2025/11/25/02/0002.parquet", new SeededRandom(10).bytes(100));
            pairs.target.delete("db/cpu/2025/11/25/03/0003.parquet");

            SyncReport report = pairs.run();

            assertThat(report.of(SyncAction.COPY).objects()).isEqualTo(2);
            assertThat(report.of(SyncAction.UPDATE).objects()).isEqualTo(3);
            assertThat(report.upToDate()).isEqualTo(16);
            assertThat(Pairs.contents(pairs.target)).isEqualTo(Pairs.contents(pairs.source));
            assertThat(pairs.run().upToDate()).isEqualTo(21);
        }
    }

    @Test
    void equalSizesThatNoLedgerKnowsAreComparedByContentAndTimesDecideNothing() throws Exception {
        try (Pairs pairs = Pairs.inMemory()) {
            pairs.source.write("db/same", new byte[100]);
            pairs.target.write("db/same", new byte[100]);
            pairs.target.write("db/other", new byte[100]);
            pairs.source.write("db/other", new SeededRandom(1).bytes(100));

            SyncReport report = pairs.run();

            assertThat(report.of(SyncAction.CONFIRM).objects()).isEqualTo(1);
            assertThat(report.of(SyncAction.UPDATE).objects()).isEqualTo(1);
            assertThat(report.sentBytes()).isEqualTo(100);
            assertThat(pairs.run().upToDate()).isEqualTo(2);
        }
    }

    @Test
    void checksumFindsWhatVersionsHide() throws Exception {
        try (Pairs pairs = Pairs.onDisk(directory)) {
            pairs.fill(3, 100, 1);
            pairs.run();

            SyncReport report = pairs.run(SyncRequest.DEFAULT.withChecksum(true));

            assertThat(report.of(SyncAction.CONFIRM).objects()).isEqualTo(3);
            assertThat(report.sentBytes()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "disk"})
    void aTransferThatWasBrokenOffGoesOnWhereItWas(String kind) throws Exception {
        try (Pairs pairs = pairs(kind)) {
            byte[] content = new SeededRandom(1).bytes(3_000_000);
            pairs.source.write("db/big", content);
            pairs.sourceFaults.add(FaultRule.on(Operation.READ, Fault.cutBody(2_000_000))
                    .where("db/big"::equals)
                    .nth(1));
            SyncRequest request = SyncRequest.DEFAULT.withResumeFromBytes(1_000_000);

            SyncReport first = pairs.run(request);
            SyncReport second = pairs.run(request);

            assertThat(first.failed()).isEqualTo(1);
            assertThat(first.failures().get(0).error()).isInstanceOf(IntegrityException.class);
            assertThat(second.isComplete()).isTrue();
            assertThat(first.sentBytes() + second.sentBytes()).isBetween(3_000_000L, 3_200_000L);
            assertThat(second.sentBytes()).isLessThan(1_200_000);
            assertThat(pairs.target.read("db/big")).isEqualTo(content);
            assertThat(second.restarts()).isZero();
        }
    }

    @Test
    void aWrongBeginningIsFoundByItsHashAndSentAgain() throws Exception {
        try (Pairs pairs = Pairs.inMemory()) {
            byte[] content = new SeededRandom(1).bytes(100_000);
            String version = pairs.source.write("db/big", content).version().orElseThrow();
            String tag = io.siltstone.core.Sha256.of("mem://a".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .hex()
                    .substring(0, 16);
            try (io.siltstone.core.Transfer transfer = pairs.target.openTransfer(
                    "db/big", new SourceFingerprint(100_000, tag + ":" + version), WriteOptions.DEFAULT)) {
                transfer.append(0, Source.bytes(new byte[50_000]));
            }

            SyncReport report = pairs.run(SyncRequest.DEFAULT.withResumeFromBytes(1));

            assertThat(report.restarts()).isEqualTo(1);
            assertThat(report.isComplete()).isTrue();
            assertThat(report.sentBytes()).isEqualTo(100_000);
            assertThat(pairs.target.read("db/big")).isEqualTo(content);
        }
    }

    @Test
    void aSourceThatChangesIsTypedAndTheNextRunConverges() throws Exception {
        try (Pairs pairs = Pairs.inMemory()) {
            pairs.source.write("db/a", new byte[10]);
            pairs.sourceFaults.add(FaultRule.on(Operation.READ, Fault.failBefore(ChangedDuringReadException::new))
                    .where("db/a"::equals)
                    .nth(1));

            SyncReport report = pairs.run();

            assertThat(report.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.key().value()).isEqualTo("db/a");
                assertThat(failure.error()).isInstanceOf(ChangedDuringReadException.class);
            });
            assertThat(Pairs.contents(pairs.target)).isEmpty();
            assertThat(pairs.run().isComplete()).isTrue();
            assertThat(pairs.run().upToDate()).isEqualTo(1);
        }
    }

    @Test
    void aChangedSourceStartsOver() throws Exception {
        try (Pairs pairs = Pairs.onDisk(directory)) {
            SyncRequest request = SyncRequest.DEFAULT.withResumeFromBytes(1);
            pairs.source.write("db/big", new SeededRandom(1).bytes(100_000));
            pairs.sourceFaults.add(
                    FaultRule.on(Operation.READ, Fault.cutBody(50_000)).nth(2));
            pairs.run(request);
            byte[] changed = new SeededRandom(2).bytes(100_000);
            pairs.source.write("db/big", changed);

            SyncReport report = pairs.run(request);

            assertThat(report.sentBytes()).isEqualTo(100_000);
            assertThat(report.restarts()).isZero();
            assertThat(pairs.target.read("db/big")).isEqualTo(changed);
        }
    }

    @Test
    void aFullTargetEndsTheRunAndTheNextOneConverges() throws Exception {
        try (Pairs pairs = Pairs.inMemory()) {
            pairs.fill(10, 100, 1);
            pairs.targetFaults.add(FaultRule.on(Operation.WRITE, Fault.failBefore(NoSpaceException::new))
                    .where(key -> key.endsWith("0004.parquet")));

            SyncReport report = pairs.run();

            assertThat(report.stoppedBy()).containsInstanceOf(NoSpaceException.class);
            assertThat(report.of(SyncAction.COPY).objects()).isEqualTo(4);
            pairs.targetFaults.clear();
            SyncReport next = pairs.run();
            assertThat(next.upToDate()).isEqualTo(4);
            assertThat(next.of(SyncAction.COPY).objects()).isEqualTo(6);
            assertThat(next.isComplete()).isTrue();
        }
    }

    @Test
    void aCrashBetweenDataAndLedgerSendsNothingAgain() throws Exception {
        try (Pairs pairs = Pairs.inMemory()) {
            pairs.fill(10, 100, 1);
            pairs.targetFaults.add(FaultRule.on(Operation.WRITE, Fault.failBefore(UnavailableException::new))
                    .where(key -> key.startsWith(".siltstone/ledger/") && !key.contains("probe")));
            SyncReport first = pairs.run();
            assertThat(first.stoppedBy()).containsInstanceOf(UnavailableException.class);
            assertThat(first.sentBytes()).isEqualTo(1000);
            pairs.targetFaults.clear();

            SyncReport second = pairs.run();

            assertThat(second.sentBytes()).isZero();
            assertThat(second.of(SyncAction.CONFIRM).objects()).isEqualTo(10);
            assertThat(pairs.run().upToDate()).isEqualTo(10);
        }
    }

    @Test
    void theScopeIsTheSameOnBothSides() throws Exception {
        try (Pairs pairs = Pairs.inMemory()) {
            for (String key : List.of(
                    "db/cpu/2025/11/24/23/a.parquet",
                    "db/cpu/2025/11/25/00/a.parquet",
                    "db/cpu/2025/11/25/a.parquet",
                    "db/cpu/loose.parquet",
                    "db/cpu/2025/11/25/00/x.tmp",
                    "db/cpu2/2025/11/25/00/a.parquet",
                    "other/a/.siltstone/x")) {
                pairs.source.write(key, new byte[1]);
            }
            Instant start = Instant.parse("2025-11-25T00:00:00Z");
            SyncScope scope = SyncScope.ALL
                    .withPrefix(KeyPrefix.of("db/cpu"))
                    .withRange(TimeRange.of(start, start.plus(Duration.ofHours(1))))
                    .withGlobs(List.of(), List.of(KeyGlob.of("*.tmp")));

            pairs.run(SyncRequest.DEFAULT.withScope(scope));

            assertThat(Pairs.contents(pairs.target).keySet())
                    .containsExactly(
                            "db/cpu/2025/11/25/00/a.parquet", "db/cpu/2025/11/25/a.parquet", "db/cpu/loose.parquet");
            pairs.run();
            assertThat(Pairs.contents(pairs.target)).hasSize(6).doesNotContainKey("other/a/.siltstone/x");
        }
    }

    @Test
    void aDryRunTellsEverythingAndChangesNothing() throws Exception {
        try (Pairs pairs = Pairs.inMemory()) {
            pairs.fill(20, 100, 1);
            pairs.target.write("extra", new byte[1]);
            SyncRequest request =
                    SyncRequest.DEFAULT.withDelete(DeleteLimit.ofObjects(1)).withDryRun(true);
            pairs.targetFaults.add(FaultRule.on(Operation.WRITE, Fault.failBefore(UnavailableException::new)));
            pairs.targetFaults.add(FaultRule.on(Operation.DELETE, Fault.failBefore(UnavailableException::new)));

            SyncReport report = pairs.run(request);

            assertThat(report.of(SyncAction.COPY).objects()).isEqualTo(20);
            assertThat(report.of(SyncAction.DELETE).objects()).isEqualTo(1);
            assertThat(report.isComplete()).isTrue();
            assertThat(Pairs.contents(pairs.target)).containsOnlyKeys("extra");
        }
    }

    @Test
    void twoRunsAtOnceLeaveTheSameAsOne() throws Exception {
        try (Pairs pairs = Pairs.onDisk(directory)) {
            pairs.fill(60, 5_000, 1);
            pairs.source.write("db/big", new SeededRandom(3).bytes(2_000_000));
            ExecutorService threads = Executors.newFixedThreadPool(6);
            try {
                List<java.util.concurrent.Future<SyncReport>> runs = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    runs.add(threads.submit(() -> SyncJob.run(
                            pairs.source,
                            pairs.target,
                            SyncRequest.DEFAULT.withResumeFromBytes(1_000_000),
                            Runnable::run,
                            StoreRuntime.system(),
                            SyncListener.NONE)));
                }
                for (java.util.concurrent.Future<SyncReport> run : runs) {
                    assertThat(run.get().failures())
                            .allMatch(failure -> failure.error() instanceof TransferBusyException);
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(Pairs.contents(pairs.target)).isEqualTo(Pairs.contents(pairs.source));
            pairs.run();
            assertThat(pairs.run().upToDate()).isEqualTo(61);
            assertThat(pairs.target.sweep(new SweepRequest(Duration.ZERO, true)).items())
                    .isEmpty();
        }
    }

    @Test
    void parallelTransfersGiveTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Pairs pairs = Pairs.onDisk(directory)) {
            pairs.fill(300, 2000, 5);
            List<String> done = new ArrayList<>();
            SyncReport report = SyncJob.run(
                    pairs.source,
                    pairs.target,
                    SyncRequest.DEFAULT.withTransfers(4),
                    threads,
                    StoreRuntime.system(),
                    new Hearing(done));

            assertThat(report.of(SyncAction.COPY).objects()).isEqualTo(300);
            assertThat(done).hasSize(300).isSorted();
            assertThat(Pairs.contents(pairs.target)).isEqualTo(Pairs.contents(pairs.source));
        } finally {
            threads.shutdownNow();
        }
    }

    private record Hearing(List<String> done) implements SyncListener {
        @Override
        public void onFound(io.siltstone.core.ObjectInfo object) {}

        @Override
        public void onSent(long bytes) {}

        @Override
        public void onDone(SyncAction action, io.siltstone.core.ObjectInfo object) {
            done.add(object.key().value());
        }

        @Override
        public void onFailed(SyncFailure failure) {}
    }

    @Test
    void anInterruptEndsTheRunAndWhatWasDoneStays() throws Exception {
        try (Pairs pairs = Pairs.inMemory()) {
            pairs.fill(10, 10, 1);
            Thread.currentThread().interrupt();
            assertThatThrownBy(pairs::run).isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(pairs.run().isComplete()).isTrue();
        }
    }
}
