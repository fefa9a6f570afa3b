package io.siltstone.benchmarks;

import io.siltstone.core.Backend;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.StorageException;
import io.siltstone.testservers.CephServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects of a real server deleted by batch, and one by one with 32 under way. */
final class S3DeleteComparison {

    private static final String BATCH = "batch";
    private static final String ONE_BY_ONE = "one by one, 32 at once";
    private static final int IN_FLIGHT = 32;
    private static final int WARM_UP_SHARE = 10;
    private static final double TARGET = 5;

    private S3DeleteComparison() {}

    /** Takes where results go and their date; then, where they differ from the usual, objects of a turn and rounds. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        int objects = Integer.parseInt(arguments.other(0, "20000"));
        int rounds = Integer.parseInt(arguments.other(1, "3"));
        CephServer server = CephServer.shared();
        Results results = new Results("s3-delete", arguments);
        results.fact("server", "Ceph " + server.version() + ", on the same machine");
        results.fact("objects of a turn", objects + ", empty");
        List<ObjectKey> keys = new ArrayList<>();
        for (int i = 0; i < objects; i++) {
            keys.add(ObjectKey.of(String.format("db/cpu/2025/01/01/%02d/%07d.parquet", i % 24, i)));
        }
        List<Double> batch = new ArrayList<>();
        List<Double> single = new ArrayList<>();
        try (Backend backend = BenchmarkBucket.make(server).open()) {
            for (int round = -1; round < rounds; round++) {
                List<ObjectKey> some = round < 0 ? keys.subList(0, objects / WARM_UP_SHARE) : keys;
                BenchmarkBucket.fill(backend, some);
                double batchMillis = millis(() -> batch(backend, some));
                BenchmarkBucket.fill(backend, some);
                double singleMillis = millis(() -> BenchmarkBucket.each(
                        some.size(), IN_FLIGHT, i -> backend.delete(some.get(i), Optional.empty())));
                if (round >= 0) {
                    batch.add(batchMillis);
                    single.add(singleMillis);
                }
            }
        }
        results.series("delete of " + objects, Map.of(BATCH, new Times(batch), ONE_BY_ONE, new Times(single)));
        results.measureAtLeast(
                "time of " + ONE_BY_ONE + " / " + BATCH, new Times(single).over(new Times(batch)), TARGET);
        results.write();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double millis(Work work) throws Exception {
        long started = System.nanoTime();
        work.run();
        return (System.nanoTime() - started) / 1e6;
    }

    private static void batch(Backend backend, List<ObjectKey> keys) throws StorageException {
        List<DeleteResult> results = backend.deleteBatch(keys);
        if (!results.stream().allMatch(DeleteResult::isDeleted)) {
            throw new IllegalStateException("not all were deleted");
        }
    }
}
