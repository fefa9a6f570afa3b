package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Listing;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.TransferInfo;
import io.siltstone.core.error.StorageException;
import io.siltstone.testkit.SeededRandom;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that replicates is killed at random moments, each time at another event of its life. What all of them sent
 * together is at most what there was and a part for each kill, and in the end the target is whole and nothing is left over.
 */
class KilledSyncTest {

    /** The full number is 50 for each target; a quick build has fewer. */
    private static final int KILLS = Integer.getInteger("siltstone.sync.kills", 10);

    private static final int SMALL = 10;

    /** Two buffers of 128 KiB may be counted as sent and on their way when a checkpoint is made. */
    private static final long BUFFERS = 256 << 10;

    @TempDir
    private Path directory;

    private final SeededRandom random = new SeededRandom(50);
    private long sent;
    private int kills;
    private long size;

    @Test
    void aLocalTargetGoesOnWhereItWas() throws Exception {
        long part = 1 << 20;
        Path target = directory.resolve("b");
        Path source = directory.resolve("a");

        killAgainAndAgain(source, target.toString(), part - BUFFERS, 12 << 20, 24, Map.of());

        report("local disk", part);
        try (Storage there = Pairs.storage(Pairs.disk(target))) {
            requireWhole(source, there);
            for (String reserved : List.of("staging", "partial")) {
                try (Stream<Path> left = Files.list(target.resolve(".siltstone").resolve(reserved))) {
                    assertThat(left).as(reserved).isEmpty();
                }
            }
        }
    }

    @Test
    void anS3TargetGoesOnWhereItWas() throws Exception {
        killToRemote("S3", RemoteStore.ceph(1));
    }

    @Test
    void anAzureTargetGoesOnWhereItWas() throws Exception {
        killToRemote("Azure", RemoteStore.azurite(1));
    }

    private void killToRemote(String name, RemoteStore store) throws Exception {
        Path source = directory.resolve("a");

        killAgainAndAgain(source, store.address(), 1, 60 << 20, 200, store.variables());

        report(name, RemoteStore.PART_BYTES + BUFFERS);
        try (Storage there = Pairs.storage(store.open())) {
            requireWhole(source, there);
        }
    }

    private void killAgainAndAgain(
            Path source, String target, long checkpointBytes, int bytes, int events, Map<String, String> variables)
            throws IOException, InterruptedException {
        for (int round = 0; kills < KILLS; round++) {
            try (Storage from = Pairs.storage(Pairs.disk(source))) {
                from.write("db/big" + round, random.bytes(bytes));
                size += bytes;
                for (int i = 0; i < SMALL; i++) {
                    from.write("db/small" + round + "/" + i, random.bytes(5000));
                    size += 5000;
                }
            }
            boolean whole = false;
            while (!whole) {
                long moment = kills < KILLS ? 1 + random.nextInt(events) : Long.MAX_VALUE;
                whole = run(moment, source, target, checkpointBytes, variables);
            }
        }
    }

    /** Runs the child and kills it at an event; whether it ended by itself. */
    private boolean run(long killAt, Path source, String target, long checkpointBytes, Map<String, String> variables)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                SyncChild.class.getName(),
                source.toString(),
                target,
                Long.toString(checkpointBytes));
        builder.environment().putAll(variables);
        Path errors = directory.resolve("errors");
        Process child = builder.redirectError(errors.toFile()).start();
        long last = 0;
        boolean killed = false;
        try (BufferedReader events = child.inputReader(StandardCharsets.US_ASCII)) {
            long count = 0;
            for (String line = events.readLine(); line != null; line = events.readLine()) {
                count++;
                last = line.isEmpty() ? last : Math.max(last, Long.parseLong(line));
                if (count == killAt) {
                    child.toHandle().destroyForcibly();
                    killed = true;
                }
            }
        }
        int code = child.waitFor();
        sent += last;
        if (killed) {
            kills++;
            return false;
        }
        assertThat(code).as(Files.readString(errors)).isZero();
        return true;
    }

    private void report(String target, long part) {
        Logger.getLogger(KilledSyncTest.class.getName())
                .info(target + ": kills " + kills + ", bytes " + size + ", sent " + sent + ", at most "
                        + (size + kills * part));
        assertThat(sent).isBetween(size, size + kills * part);
    }

    private static void requireWhole(Path source, Storage there) throws StorageException {
        there.sweep(new SweepRequest(Duration.ZERO, false));
        try (Storage from = Pairs.storage(Pairs.disk(source));
                Listing<TransferInfo> transfers = there.listTransfers()) {
            SyncReport again = SyncJob.run(
                    from,
                    there,
                    SyncRequest.DEFAULT.withChecksum(true),
                    Runnable::run,
                    StoreRuntime.system(),
                    SyncListener.NONE);
            assertThat(again.sentBytes()).as("bytes that differ").isZero();
            assertThat(again.extra()).isZero();
            assertThat(again.isComplete()).isTrue();
            assertThat(transfers.hasNext()).as("transfers left").isFalse();
        }
    }
}
