package io.siltstone.benchmarks;

import io.siltstone.core.Backend;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.WriteOptions;
import io.siltstone.testservers.CephServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** One large file up to a real server and back, by Siltstone, by the bare SDK in one request, and by rclone. */
final class S3LargeComparison {

    private static final String SILTSTONE = "Siltstone";
    private static final String BARE = "AWS SDK";
    private static final String RCLONE = "rclone";
    private static final int MIB = 1 << 20;

    private final CephServer server;
    private final BenchmarkBucket bucket;
    private final Results results;
    private final Path file;
    private final Path back;
    private final int rounds;

    private S3LargeComparison(CephServer server, Results results, Path scratch, int rounds) {
        this.server = server;
        this.bucket = BenchmarkBucket.make(server);
        this.results = results;
        this.file = scratch.resolve("large");
        this.back = scratch.resolve("back");
        this.rounds = rounds;
    }

    /**
     * Takes where results go and their date; then, where they differ from the usual, the MiB of the file and rounds. The
     * server keeps everything in memory, 4 GiB at most, also what was written over.
     */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        int mib = Integer.parseInt(arguments.other(0, "1024"));
        CephServer server = CephServer.shared();
        Results results = new Results("s3-large", arguments);
        results.fact("server", "Ceph " + server.version() + ", on the same machine");
        results.fact("file", mib + " MiB of noise");
        S3LargeComparison comparison =
                new S3LargeComparison(server, results, arguments.scratch(), Integer.parseInt(arguments.other(1, "1")));
        comparison.fill(mib);
        comparison.compare();
    }

    private void fill(int mib) throws IOException {
        SplittableRandom random = new SplittableRandom(mib);
        byte[] piece = new byte[MIB];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < mib; i++) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
    }

    private void compare() throws Exception {
        try (Backend backend = bucket.open();
                S3Client bare = bucket.bare()) {
            Turns up = new Turns()
                    .side(
                            SILTSTONE,
                            () -> backend.write(ObjectKey.of("ours"), Source.file(file), WriteOptions.DEFAULT)
                                    .sizeBytes())
                    .side(BARE, () -> {
                        bare.putObject(
                                request -> request.bucket(bucket.name()).key("bare"), RequestBody.fromFile(file));
                        return Files.size(file);
                    })
                    .side(RCLONE, () -> rclone(file.toString(), remote()));
            report("up", up.run(rounds, 0));
            Turns down = new Turns()
                    .side(SILTSTONE, () -> {
                        try (ObjectContent content = backend.read(ObjectKey.of("ours"), ReadOptions.ALL)) {
                            return copied(content.stream());
                        }
                    })
                    .side(BARE, () -> {
                        try (InputStream in = bare.getObject(
                                request -> request.bucket(bucket.name()).key("bare"))) {
                            return copied(in);
                        }
                    })
                    .side(RCLONE, () -> rclone(remote(), back.toString()));
            report("down", down.run(rounds, 0));
        }
        results.write();
    }

    private Long copied(InputStream in) throws IOException {
        try (OutputStream out = Files.newOutputStream(back)) {
            return in.transferTo(out);
        }
    }

    private String remote() {
        return "ceph:" + bucket.name() + "/rclone";
    }

    private Long rclone(String from, String to) throws Exception {
        MeasuredProcess.run(
                file.resolveSibling("rclone.log"),
                RcloneSettings.of(server, file.resolveSibling("rclone.conf")),
                List.of(RCLONE, "copyto", "--ignore-times", from, to));
        return Files.size(file);
    }

    private void report(String what, Map<String, Times> times) {
        results.series(what, new LinkedHashMap<>(times));
        Times none = new Times(List.of(Double.NaN));
        Times ours = times.getOrDefault(SILTSTONE, none);
        results.measure(
                what + ": time of " + SILTSTONE + " / " + RCLONE, ours.over(times.getOrDefault(RCLONE, none)), 1);
        results.measure(
                what + ": processor time of " + SILTSTONE + " / " + BARE,
                ours.cpuOver(times.getOrDefault(BARE, none)),
                1.1);
        results.note(
                what + ": processor time of " + SILTSTONE + " / " + RCLONE,
                ours.cpuOver(times.getOrDefault(RCLONE, none)));
        results.note(what + ": time of " + SILTSTONE + " / " + BARE, ours.over(times.getOrDefault(BARE, none)));
    }
}
