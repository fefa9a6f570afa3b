package io.siltstone.benchmarks;

import io.siltstone.core.Durability;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes against the bare calls that do the same, one thread; and many threads against a directory force for each. */
final class LocalWriteComparison {

    private static final int ROUNDS = 15;
    private static final int THREADS = 32;
    private static final int WRITES_EACH = 8;
    private static final double MOST_OVER_BARE = 1.10;
    private static final double LEAST_GROUPED = 1.25;
    private static final String HOUR = "weather/observations/2024/01/01/00/";

    private final LocalBackend store;
    private final BareWrites bare;
    private final Path root;
    private final AtomicInteger names = new AtomicInteger();

    private LocalWriteComparison(LocalBackend store, Path scratch) throws Exception {
        this.store = store;
        this.root = scratch.resolve("store");
        Path hour = Files.createDirectories(scratch.resolve("bare").resolve(HOUR));
        this.bare = new BareWrites(Files.createDirectories(scratch.resolve("bare/.staging")), hour);
    }

    /** Takes where results go, their date and a scratch directory. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        Results results = new Results("local-write", arguments);
        Path root = arguments.scratch().resolve("store");
        try (LocalBackend store = LocalBackend.open(LocalConfig.of(root), StoreRuntime.system())) {
            LocalWriteComparison comparison = new LocalWriteComparison(store, arguments.scratch());
            for (Durability level : Durability.values()) {
                comparison.compare(level, 4 << 10, level == Durability.NONE ? 400 : 60, results);
                comparison.compare(level, 1 << 20, level == Durability.NONE ? 30 : 12, results);
            }
            comparison.group(results);
        }
        results.write();
    }

    private void compare(Durability level, int sizeBytes, int writes, Results results) throws Exception {
        byte[] content = new byte[sizeBytes];
        WriteOptions options = WriteOptions.DEFAULT.withDurability(level);
        String what = level + ", " + (sizeBytes >> 10) + " KiB";
        Map<String, Times> times = new Turns()
                .side("bare calls", () -> {
                    for (int i = 0; i < writes; i++) {
                        bare.write(content, level);
                    }
                    return writes;
                })
                .side("siltstone", () -> {
                    for (int i = 0; i < writes; i++) {
                        write(content, options);
                    }
                    return writes;
                })
                .run(ROUNDS, 4);
        results.series(writes + " writes, " + what, times);
        results.measure(what + ", time over bare calls", over(times, "siltstone", "bare calls"), MOST_OVER_BARE);
        results.note(what + ", processor time over bare calls", cpuOver(times, "siltstone", "bare calls"));
        clear();
    }

    static double over(Map<String, Times> times, String side, String other) {
        return times.getOrDefault(side, none()).over(times.getOrDefault(other, none()));
    }

    static double cpuOver(Map<String, Times> times, String side, String other) {
        return times.getOrDefault(side, none()).cpuOver(times.getOrDefault(other, none()));
    }

    private static Times none() {
        return new Times(List.of(Double.NaN));
    }

    private void write(byte[] content, WriteOptions options) throws Exception {
        ObjectKey key = ObjectKey.of(HOUR + "part-" + names.incrementAndGet() + ".parquet");
        store.write(key, Source.bytes(content), options);
    }

    private void group(Results results) throws Exception {
        byte[] content = new byte[4 << 10];
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Map<String, Times> times = new Turns()
                    .side("a force for each", () -> all(threads, () -> bare.write(content, Durability.FULL)))
                    .side("siltstone", () -> all(threads, () -> write(content, WriteOptions.DEFAULT)))
                    .run(ROUNDS, 3);
            results.series(THREADS + " threads, FULL, " + THREADS * WRITES_EACH + " writes of 4 KiB", times);
            results.measureAtLeast(
                    THREADS + " threads, FULL, throughput over a force for each",
                    over(times, "a force for each", "siltstone"),
                    LEAST_GROUPED);
        } finally {
            threads.shutdown();
        }
    }

    private interface Write {
        void run() throws Exception;
    }

    private static int all(ExecutorService threads, Write write) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            running.add(threads.submit(() -> {
                for (int i = 0; i < WRITES_EACH; i++) {
                    write.run();
                }
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
        return running.size();
    }

    /** Both sides begin each comparison with an empty directory. */
    private void clear() throws Exception {
        bare.clear();
        BareWrites.clear(root.resolve(HOUR));
    }
}
