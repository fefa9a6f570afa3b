package io.siltstone.benchmarks;

import io.siltstone.core.Backend;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.WriteOptions;
import io.siltstone.testservers.CephServer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Small objects up and down through Siltstone and through the bare SDK with the same HTTP client, on one real server. */
final class S3Comparison {

    private static final String SILTSTONE = "Siltstone";
    private static final String BARE = "AWS SDK";
    private static final double TARGET = 1.15;

    private final Map<String, Times> times = new LinkedHashMap<>();
    private final Results results;
    private final int operations;
    private final int rounds;

    private S3Comparison(Results results, int operations, int rounds) {
        this.results = results;
        this.operations = operations;
        this.rounds = rounds;
    }

    /** Takes where results go and their date; then, where they differ from the usual, operations of a turn and rounds. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        CephServer server = CephServer.shared();
        Results results = new Results("s3", arguments);
        results.fact("server", "Ceph " + server.version() + ", on the same machine");
        results.fact("measured", "processor time of the client's process, for each operation");
        S3Comparison comparison = new S3Comparison(
                results, Integer.parseInt(arguments.other(0, "1000")), Integer.parseInt(arguments.other(1, "5")));
        BenchmarkBucket bucket = BenchmarkBucket.make(server);
        try (Backend backend = bucket.open();
                S3Client bare = bucket.bare()) {
            for (int kib : new int[] {4, 64}) {
                for (int inFlight : new int[] {1, 32}) {
                    comparison.compare(backend, bare, bucket.name(), kib, inFlight);
                    results.write();
                }
            }
        }
    }

    private void compare(Backend backend, S3Client bare, String bucket, int kib, int inFlight) throws Exception {
        byte[] content = new byte[kib << 10];
        String which = kib + " KiB, " + inFlight + " in flight";
        compare(
                "PUT of " + which,
                inFlight,
                i -> backend.write(ObjectKey.of("ours/" + i), Source.bytes(content), WriteOptions.DEFAULT),
                i -> bare.putObject(
                        request -> request.bucket(bucket).key("bare/" + i), RequestBody.fromBytes(content)));
        compare(
                "GET of " + which,
                inFlight,
                i -> {
                    try (ObjectContent got = backend.read(ObjectKey.of("ours/" + i), ReadOptions.ALL)) {
                        require(got.stream().readAllBytes().length == content.length);
                    }
                },
                i -> {
                    try (var got =
                            bare.getObject(request -> request.bucket(bucket).key("bare/" + i))) {
                        require(got.readAllBytes().length == content.length);
                    }
                });
    }

    private static void require(boolean whole) {
        if (!whole) {
            throw new IllegalStateException("the object is not whole");
        }
    }

    private void compare(String what, int inFlight, BenchmarkBucket.Call ours, BenchmarkBucket.Call bare)
            throws Exception {
        List<Double> oursMillis = new ArrayList<>();
        List<Double> bareMillis = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            double first = millisEach(inFlight, ours);
            double second = millisEach(inFlight, bare);
            if (round >= 0) {
                oursMillis.add(first);
                bareMillis.add(second);
            }
        }
        times.clear();
        times.put(SILTSTONE, new Times(oursMillis));
        times.put(BARE, new Times(bareMillis));
        results.series(what, times);
        results.measure(
                what + ": processor time of " + SILTSTONE + " / " + BARE,
                new Times(oursMillis).over(new Times(bareMillis)),
                TARGET);
    }

    /** Processor time of one call, which waiting for the server or a busy machine does not add to. */
    private double millisEach(int inFlight, BenchmarkBucket.Call call) throws Exception {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long started = system.getProcessCpuTime();
        BenchmarkBucket.each(operations, inFlight, call);
        return (system.getProcessCpuTime() - started) / 1e6 / operations;
    }
}
