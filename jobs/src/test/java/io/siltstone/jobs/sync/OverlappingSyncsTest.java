package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backends;
import io.siltstone.core.Environment;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.testkit.SeededRandom;
import io.siltstone.testkit.net.FaultProxy;
import io.siltstone.testkit.net.LineEnd;
import io.siltstone.testkit.net.LineRule;
import io.siltstone.testservers.CephServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several runs at once into one target, with everything going wrong, and one after the other in the end. */
class OverlappingSyncsTest {

    /** Of each target; {@code -Dsiltstone.sync.storms=N} makes more. */
    private static final int STORMS = Integer.getInteger("siltstone.sync.storms", 3);

    private static final int CHILDREN = 2;
    private static final int EVENTS = 150;

    @TempDir
    private Path directory;

    @Test
    void aLocalTargetIsWholeInTheEnd() throws Exception {
        for (int seed = 1; seed <= STORMS; seed++) {
            Path place = Files.createDirectory(directory.resolve("local-" + seed));
            Path target = place.resolve("target");
            SeededRandom moments = new SeededRandom(seed);
            try (Storage first = Pairs.storage(Pairs.disk(place.resolve("a")));
                    Storage second = Pairs.storage(Pairs.memory("b" + seed))) {
                SyncStorm storm = new SyncStorm(first, second, () -> Pairs.disk(target), seed);

                storm.rage(() -> killChildren(place.resolve("a"), target.toString(), Map.of(), moments));
                storm.requireConverged();
            }
            for (String reserved : List.of("staging", "partial")) {
                try (Stream<Path> left = Files.list(target.resolve(".siltstone").resolve(reserved))) {
                    assertThat(left).as(reserved).isEmpty();
                }
            }
        }
    }

    @Test
    void anS3TargetBehindABadLineIsWholeInTheEnd() throws Exception {
        RemoteStore store = RemoteStore.ceph(1);
        URI server = CephServer.shared().endpoint();
        try (FaultProxy line = new FaultProxy(new InetSocketAddress(server.getHost(), server.getPort()))) {
            for (int seed = 1; seed <= STORMS; seed++) {
                RemoteStore bucket = seed == 1 ? store : RemoteStore.ceph(1);
                String address = bucket.address()
                        .replace(":" + server.getPort(), ":" + line.address().getPort());
                Backends backends =
                        Backends.with(StoreRuntime.system().withEnvironment(Environment.of(bucket.variables())));
                SeededRandom moments = new SeededRandom(seed);
                Path source = directory.resolve("a" + seed);
                try (Storage first = Pairs.storage(Pairs.disk(source));
                        Storage second = Pairs.storage(Pairs.memory("b" + seed))) {
                    SyncStorm storm = new SyncStorm(first, second, () -> backends.open(address), seed);

                    breakOff(line, moments);
                    storm.rage(() -> killChildren(source, address, bucket.variables(), moments));
                    line.usually(LineRule.PLAIN);
                    line.closeConnections();
                    storm.requireConverged();
                }
            }
        }
    }

    /** The next connections break in the middle of what they carry, in either direction. */
    private static void breakOff(FaultProxy line, SeededRandom random) {
        for (int i = 0; i < 40; i++) {
            LineEnd end = random.nextBoolean() ? LineEnd.RESET : LineEnd.CLOSE;
            long bytes = 500 + random.nextInt(60_000);
            LineRule slow = LineRule.PLAIN.withDelay(Duration.ofMillis(random.nextInt(3)));
            line.next(random.nextBoolean() ? slow.endingAfterClient(end, bytes) : slow.endingAfterServer(end, bytes));
        }
    }

    /** Runs in processes of their own, each killed at an event of its life if it does not end before. */
    private int killChildren(Path source, String target, Map<String, String> variables, SeededRandom moments)
            throws IOException, InterruptedException {
        int killed = 0;
        for (int i = 0; i < CHILDREN; i++) {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SyncChild.class.getName(),
                    source.toString(),
                    target,
                    Integer.toString(SyncStorm.RESUME_FROM_BYTES));
            builder.environment().putAll(variables);
            Process child =
                    builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            int last = 1 + moments.nextInt(EVENTS);
            try (BufferedReader events = child.inputReader(StandardCharsets.US_ASCII)) {
                for (int event = 0; events.readLine() != null; event++) {
                    if (event == last) {
                        child.toHandle().destroyForcibly();
                        killed++;
                    }
                }
            }
            child.waitFor();
        }
        return killed;
    }
}
