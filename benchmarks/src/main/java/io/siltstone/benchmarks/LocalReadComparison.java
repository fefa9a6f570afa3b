package io.siltstone.benchmarks;

import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Reads of whole objects from the page cache against a {@code FileChannel} that fills the same array. */
final class LocalReadComparison {

    private static final int ROUNDS = 25;
    private static final int CHUNK = 128 << 10;
    private static final double MOST_OVER_CHANNEL = 1.05;
    private static final long BYTES_EACH_ROUND = 256L << 20;
    private static final byte[] INTO = new byte[CHUNK];

    private LocalReadComparison() {}

    /** Takes where results go, their date and a scratch directory. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        Results results = new Results("local-read", arguments);
        Path root = arguments.scratch().resolve("store");
        try (LocalBackend store = LocalBackend.open(LocalConfig.of(root), StoreRuntime.system())) {
            for (int mebibytes : new int[] {1, 4, 64}) {
                compare(store, root, mebibytes, results);
            }
        }
        results.write();
    }

    private static void compare(LocalBackend store, Path root, int mebibytes, Results results) throws Exception {
        ObjectKey key = ObjectKey.of("weather/observations/2024/01/01/00/" + mebibytes + ".parquet");
        store.write(key, Source.bytes(new byte[mebibytes << 20]), WriteOptions.DEFAULT);
        Path file = root.resolve(key.value());
        int reads = (int) Math.max(1, BYTES_EACH_ROUND / ((long) mebibytes << 20));
        Map<String, Times> times = new Turns()
                .side("file channel", () -> {
                    long all = 0;
                    for (int i = 0; i < reads; i++) {
                        all += channel(file);
                    }
                    return all;
                })
                .side("siltstone", () -> {
                    long all = 0;
                    for (int i = 0; i < reads; i++) {
                        all += stored(store, key);
                    }
                    return all;
                })
                .run(ROUNDS, 4);
        results.series(reads + " reads of " + mebibytes + " MiB", times);
        results.measure(
                mebibytes + " MiB, time over a file channel",
                LocalWriteComparison.over(times, "siltstone", "file channel"),
                MOST_OVER_CHANNEL);
        results.note(
                mebibytes + " MiB, processor time over a file channel",
                LocalWriteComparison.cpuOver(times, "siltstone", "file channel"));
        results.note(mebibytes + " MiB, bytes allocated by a read", allocated(() -> stored(store, key)));
        results.note(mebibytes + " MiB, bytes allocated by a file channel", allocated(() -> channel(file)));
    }

    private static long stored(LocalBackend store, ObjectKey key) throws Exception {
        long bytes = 0;
        try (ObjectContent content = store.read(key, ReadOptions.ALL)) {
            InputStream in = content.stream();
            for (int n = in.read(INTO); n >= 0; n = in.read(INTO)) {
                bytes += n;
            }
        }
        return bytes;
    }

    private static long channel(Path file) throws Exception {
        long bytes = 0;
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer into = ByteBuffer.wrap(INTO);
            for (int n = open.read(into); n >= 0; n = open.read(into.clear())) {
                bytes += n;
            }
        }
        return bytes;
    }

    private static double allocated(Turns.Side side) throws Exception {
        com.sun.management.ThreadMXBean threads =
                ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);
        side.run();
        long before = threads.getCurrentThreadAllocatedBytes();
        side.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
