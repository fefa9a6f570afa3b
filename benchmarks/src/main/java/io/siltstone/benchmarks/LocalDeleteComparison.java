package io.siltstone.benchmarks;

import io.siltstone.core.DeleteResult;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A batch of deletions at FULL against one deletion after the other, each of the same files of a year. */
final class LocalDeleteComparison {

    private static final int FILES = 100_000;
    private static final int ROUNDS = 1;
    private static final double LEAST_FASTER = 3;

    private LocalDeleteComparison() {}

    /** Takes where results go, their date, a scratch directory and, if not 100,000, how many files. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        int files = Integer.parseInt(arguments.other(0, Integer.toString(FILES)));
        Results results = new Results("local-delete", arguments);
        Path root = arguments.scratch().resolve("store");
        List<ObjectKey> keys = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            keys.add(YearTree.key(i));
        }
        try (LocalBackend store = LocalBackend.open(LocalConfig.of(root), StoreRuntime.system())) {
            List<Times> one = new ArrayList<>();
            List<Times> batch = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                new YearTree(root).growTo(files);
                batch.add(timed(() -> batch(store, keys)));
                new YearTree(root).growTo(files);
                one.add(timed(() -> oneByOne(store, keys)));
            }
            Map<String, Times> times = Map.of("batch", all(batch), "one by one", all(one));
            results.series("deletion of " + files + " files at FULL", times);
            results.measureAtLeast(
                    "one by one over a batch, " + files + " files",
                    LocalWriteComparison.over(times, "one by one", "batch"),
                    LEAST_FASTER);
        }
        results.write();
    }

    private static Times timed(Turns.Side side) throws Exception {
        double cpuBefore = Machine.cpuMillis();
        long started = System.nanoTime();
        side.run();
        double took = (System.nanoTime() - started) / 1e6;
        return new Times(List.of(took), List.of(Machine.cpuMillis() - cpuBefore));
    }

    private static Times all(List<Times> runs) {
        return new Times(
                runs.stream().map(Times::median).toList(),
                runs.stream().map(Times::cpuMedian).toList());
    }

    private static int batch(LocalBackend store, List<ObjectKey> keys) throws Exception {
        for (DeleteResult result : store.deleteBatch(keys)) {
            if (result.error().isPresent()) {
                throw result.error().get();
            }
        }
        return keys.size();
    }

    private static int oneByOne(LocalBackend store, List<ObjectKey> keys) throws Exception {
        for (ObjectKey key : keys) {
            store.delete(key, Optional.empty());
        }
        return keys.size();
    }
}
