package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Sleeper;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.TransferBusyException;
import io.siltstone.testkit.Fault;
import io.siltstone.testkit.FaultRule;
import io.siltstone.testkit.SeededRandom;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does with a transfer that another owner has in hand at the target. */
final class BusyTransferTest {

    @TempDir
    private Path directory;

    @Test
    void aTransferOfAnOwnerThatLetsGoIsWaitedFor() throws Exception {
        try (Pairs pairs = busy()) {
            List<Duration> waits = new ArrayList<>();

            SyncReport report = run(pairs, wait -> {
                waits.add(wait);
                if (waits.size() == 3) {
                    pairs.targetFaults.clear();
                }
            });

            assertThat(report.isComplete()).as(report.toString()).isTrue();
            assertThat(waits).hasSize(3);
            assertThat(Pairs.contents(pairs.target)).isEqualTo(Pairs.contents(pairs.source));
        }
    }

    @Test
    void whatAnotherOwnerPublishesMeanwhileIsComparedAndNotSent() throws Exception {
        try (Pairs pairs = busy()) {
            byte[] content = pairs.source.read("db/big");

            SyncReport report = run(pairs, wait -> write(pairs.target, content));

            assertThat(report.isComplete()).as(report.toString()).isTrue();
            assertThat(report.of(SyncAction.CONFIRM).objects()).isEqualTo(1);
            assertThat(report.sentBytes()).isZero();
        }
    }

    @Test
    void anOwnerThatStaysIsTypedAfterAMinute() throws Exception {
        try (Pairs pairs = busy()) {
            List<Duration> waits = new ArrayList<>();

            SyncReport report = run(pairs, waits::add);

            assertThat(report.failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.error()).isInstanceOf(TransferBusyException.class));
            assertThat(waits.stream().mapToLong(Duration::toSeconds).sum()).isBetween(60L, 70L);
        }
    }

    /** A large object, which another owner has in hand at the target. */
    private Pairs busy() throws StorageException {
        Pairs pairs = Pairs.onDisk(directory);
        pairs.source.write("db/big", new SeededRandom(3).bytes(2_000_000));
        pairs.targetFaults.add(FaultRule.on(Operation.APPEND, Fault.failBefore(TransferBusyException::new))
                .where("db/big"::equals));
        return pairs;
    }

    private static SyncReport run(Pairs pairs, Sleeper sleeper) throws StorageException {
        return SyncJob.run(
                pairs.source,
                pairs.target,
                SyncRequest.DEFAULT.withResumeFromBytes(1_000_000),
                Runnable::run,
                StoreRuntime.system().withSleeper(sleeper),
                SyncListener.NONE);
    }

    private static void write(Storage storage, byte[] content) {
        try {
            storage.write("db/big", content);
        } catch (StorageException e) {
            throw new UncheckedIOException(e);
        }
    }
}
