package io.siltstone.benchmarks;

import io.siltstone.testservers.CephServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** A folder to a real S3 server, again with nothing to do, and back, by {@code siltstone sync} and by rclone. */
final class SyncComparison {

    private static final String SILTSTONE = "siltstone";
    private static final String RCLONE = "rclone";
    private static final String TRANSFERS = "8";
    private static final int SMALL_BYTES = 4 << 10;
    private static final long PIECE_BYTES = 1 << 20;

    private final CephServer server;
    private final Path scratch;
    private final Results results;
    private int kept;

    private SyncComparison(CephServer server, Path scratch, Results results) {
        this.server = server;
        this.scratch = scratch;
        this.results = results;
    }

    /**
     * Takes where results go and their date; then, where they differ from the usual, how many small files, how many large
     * ones, the MiB of a large one, rounds, and the MiB of the file that is interrupted; of what there are none is left
     * out. Runs in the repository.
     */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        int small = Integer.parseInt(arguments.other(0, "5000"));
        int large = Integer.parseInt(arguments.other(1, "4"));
        int mib = Integer.parseInt(arguments.other(2, "256"));
        int rounds = Integer.parseInt(arguments.other(3, "2"));
        int interrupted = Integer.parseInt(arguments.other(4, "2048"));
        CephServer server = CephServer.shared();
        Results results = new Results("sync", arguments);
        results.fact("server", "Ceph " + server.version() + ", on the same machine");
        results.fact("rclone", version(arguments.scratch()));
        results.fact("transfers at a time", TRANSFERS);
        SyncComparison comparison = new SyncComparison(server, arguments.scratch(), results);
        if (small > 0) {
            comparison.compare(small + " files of 4 KiB", small, SMALL_BYTES, rounds);
        }
        if (large > 0) {
            comparison.compare(large + " files of " + mib + " MiB", large, (long) mib << 20, rounds);
        }
        if (interrupted > 0) {
            comparison.resume(interrupted);
        }
    }

    /** One file as a whole, and one whose sync was killed when nine tenths of it were proven at the store. */
    private void resume(int mib) throws Exception {
        Path source = scratch.resolve("source");
        long bytes = (long) mib << 20;
        fill(source, 1, bytes);
        String whole = server.newBucket();
        MeasuredProcess full = sync(SILTSTONE, source.toString(), remote(SILTSTONE, whole));
        empty(whole);
        String bucket = server.newBucket();
        double killedAt =
                new InterruptedSync(command(SILTSTONE, source.toString(), remote(SILTSTONE, bucket)), variables())
                                .killAt(remote(SILTSTONE, bucket), bytes * 9 / 10, scratch.resolve("log"))
                        / (double) bytes;
        MeasuredProcess rest = sync(SILTSTONE, source.toString(), remote(SILTSTONE, bucket));
        String what = "a file of " + mib + " MiB";
        results.note(what + ": killed when so much of it was proven at the store", killedAt);
        results.note(what + ": milliseconds as a whole", full.wallMillis());
        results.note(what + ": milliseconds of the rest", rest.wallMillis());
        results.measure(what + ": time of the rest / of the whole", rest.wallMillis() / full.wallMillis(), 0.15);
        results.write();
        empty(bucket);
        Trees.remove(source);
    }

    /** Room for the next: this server keeps what was deleted for some seconds only. */
    private void empty(String bucket) throws IOException, InterruptedException {
        MeasuredProcess.run(scratch.resolve("log"), variables(), List.of(RCLONE, "purge", "ceph:" + bucket));
    }

    private static String version(Path scratch) throws IOException, InterruptedException {
        Path log = scratch.resolve("version");
        try {
            MeasuredProcess.run(log, Map.of(), List.of(RCLONE, "version"));
        } catch (IOException e) {
            throw new IllegalStateException("rclone is needed: apt-get install rclone", e);
        }
        return Files.readAllLines(log).get(0);
    }

    private void compare(String what, int files, long bytes, int rounds) throws Exception {
        Path source = scratch.resolve("source");
        fill(source, files, bytes);
        kept = 0;
        Map<String, Map<String, List<MeasuredProcess>>> steps = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            List<String> sides = round % 2 == 0 ? List.of(SILTSTONE, RCLONE) : List.of(RCLONE, SILTSTONE);
            for (String side : sides) {
                once(side, source, bytes)
                        .forEach((step, measured) -> steps.computeIfAbsent(step, s -> new LinkedHashMap<>())
                                .computeIfAbsent(side, s -> new ArrayList<>())
                                .add(measured));
            }
        }
        steps.forEach((step, sides) -> report(what + ", " + step, sides));
        results.write();
        for (int i = 0; i < kept; i++) {
            Trees.remove(scratch.resolve("kept-" + i));
        }
        Trees.remove(source);
    }

    private static void fill(Path folder, int files, long bytes) throws IOException {
        SplittableRandom random = new SplittableRandom(files);
        byte[] piece = new byte[(int) Math.min(bytes, PIECE_BYTES)];
        for (int i = 0; i < files; i++) {
            Path file = folder.resolve(
                    String.format("db/cpu/2025/%02d/%02d/%02d/%06d.parquet", 1 + i % 12, 1 + i % 28, i % 24, i));
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
                for (long written = 0; written < bytes; written += piece.length) {
                    random.nextBytes(piece);
                    out.write(piece);
                }
            }
        }
    }

    private Map<String, MeasuredProcess> once(String side, Path source, long bytes) throws Exception {
        String bucket = server.newBucket();
        Path back = Files.createDirectory(scratch.resolve("back"));
        Map<String, MeasuredProcess> steps = new LinkedHashMap<>();
        steps.put("up", sync(side, source.toString(), remote(side, bucket)));
        steps.put("again", sync(side, source.toString(), remote(side, bucket)));
        MeasuredProcess down = sync(side, remote(side, bucket), back.toString());
        steps.put("down", down);
        takeAway(back, bytes);
        if (side.equals(SILTSTONE)) {
            String forcingNothing = Files.createDirectory(back).toUri() + "?durability=NONE";
            down = sync(side, remote(side, bucket), forcingNothing);
            takeAway(back, bytes);
        }
        steps.put("down with nothing forced to disk on either side", down);
        empty(bucket);
        return steps;
    }

    /** Many files stay until the end of all rounds: ext4 is slow for a while to make new ones where some were removed. */
    private void takeAway(Path back, long bytes) throws IOException {
        if (bytes > SMALL_BYTES) {
            Trees.remove(back);
        } else {
            Files.move(back, scratch.resolve("kept-" + kept++));
        }
    }

    private String remote(String side, String bucket) {
        return side.equals(RCLONE)
                ? "ceph:" + bucket
                : "s3://" + bucket + "?endpoint=" + server.endpoint() + "&region=" + server.region()
                        + "&pathStyle=true&etagQuoting=UNQUOTED&conditionalDelete=false&conditionalMultipart=false";
    }

    private MeasuredProcess sync(String side, String source, String target) throws IOException, InterruptedException {
        return MeasuredProcess.run(scratch.resolve("log"), variables(), command(side, source, target));
    }

    private static List<String> command(String side, String source, String target) {
        return side.equals(RCLONE)
                ? List.of(RCLONE, "sync", "--transfers", TRANSFERS, "--exclude", ".siltstone/**", source, target)
                : List.of(
                        Path.of(SILTSTONE).toAbsolutePath().toString(),
                        "sync",
                        "--transfers",
                        TRANSFERS,
                        source,
                        target);
    }

    private Map<String, String> variables() {
        return RcloneSettings.of(server, scratch.resolve("rclone.conf"));
    }

    private void report(String what, Map<String, List<MeasuredProcess>> sides) {
        Map<String, Times> both = new LinkedHashMap<>();
        sides.forEach((side, all) -> both.put(
                side,
                new Times(
                        all.stream().map(MeasuredProcess::wallMillis).toList(),
                        all.stream().map(MeasuredProcess::cpuMillis).toList())));
        results.series(what, both);
        double most = what.endsWith("again") ? 0.5 : 1;
        results.measure(
                what + ": time of " + SILTSTONE + " / " + RCLONE, ratio(sides, MeasuredProcess::wallMillis), most);
        results.note(
                what + ": processor time, the same, without the server's", ratio(sides, MeasuredProcess::cpuMillis));
        results.measure(what + ": peak memory, the same", ratio(sides, MeasuredProcess::peakMib), 0.5);
        times(sides, MeasuredProcess::peakMib)
                .forEach((side, peaks) -> results.note(what + ", " + side + ": peak MiB", peaks.median()));
    }

    private static double ratio(Map<String, List<MeasuredProcess>> sides, ToDoubleFunction<MeasuredProcess> value) {
        Map<String, Times> times = times(sides, value);
        Times none = new Times(List.of(Double.NaN));
        return times.getOrDefault(SILTSTONE, none).over(times.getOrDefault(RCLONE, none));
    }

    private static Map<String, Times> times(
            Map<String, List<MeasuredProcess>> sides, ToDoubleFunction<MeasuredProcess> value) {
        Map<String, Times> times = new LinkedHashMap<>();
        sides.forEach((side, all) ->
                times.put(side, new Times(all.stream().map(value::applyAsDouble).toList())));
        return times;
    }
}
