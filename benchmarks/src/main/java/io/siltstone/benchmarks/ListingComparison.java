package io.siltstone.benchmarks;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Listings of a whole store against a walk of {@code java.nio} and against GNU find. */
final class ListingComparison {

    private static final int ROUNDS = 5;
    private static final int PAGE = 1000;
    private static final double LEAST_OVER_WALK = 2;
    private static final double MOST_OVER_FIND = 1.5;
    private static final double MOST_FIRST_PAGE_MILLIS = 50;
    private static final String SMALL_HEAP = "-Xmx64m";
    private static final ListRequest ALL = ListRequest.of(KeyPrefix.ROOT);

    private final LocalBackend store;
    private final Path root;
    private final int files;
    private final Results results;

    ListingComparison(LocalBackend store, Path root, int files, Results results) {
        this.store = store;
        this.root = root;
        this.files = files;
        this.results = results;
    }

    /** A process of its own that has to do with little memory: takes the root, prints how many objects it found. */
    public static void main(String[] args) throws Exception {
        LocalConfig config = LocalConfig.of(Path.of(args[0])).withoutCreate();
        try (LocalBackend store = LocalBackend.open(config, StoreRuntime.system())) {
            System.exit(count(store.listObjects(ALL), Integer.MAX_VALUE) == Integer.parseInt(args[1]) ? 0 : 1);
        }
    }

    void run() throws Exception {
        Map<String, Times> times = new Turns()
                .side("walkFileTree", this::walk)
                .side("find", this::find)
                .side("keys", () -> count(store.list(ALL), Integer.MAX_VALUE))
                .side("keys, sizes and times", this::objects)
                .run(ROUNDS, 1);
        results.series("listing of " + files + " files", times);
        for (String side : List.of("keys", "keys, sizes and times")) {
            results.measureAtLeast(
                    "walkFileTree over " + side,
                    LocalWriteComparison.over(times, "walkFileTree", side),
                    LEAST_OVER_WALK);
            results.note(
                    "walkFileTree over " + side + ", processor time",
                    LocalWriteComparison.cpuOver(times, "walkFileTree", side));
            results.measure(side + " over find", LocalWriteComparison.over(times, side, "find"), MOST_OVER_FIND);
            results.note(side + " over find, processor time", LocalWriteComparison.cpuOver(times, side, "find"));
        }
        List<Double> pages = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long started = System.nanoTime();
            count(store.listObjects(ALL), PAGE);
            pages.add((System.nanoTime() - started) / 1e6);
        }
        results.measure(
                "first " + PAGE + " keys, sizes and times, ms", new Times(pages).median(), MOST_FIRST_PAGE_MILLIS);
        results.measure("listing in a heap of 64 MiB, exit code", smallHeap(), 0);
    }

    /** How many there are, at most so many. */
    static int count(Listing<?> listing, int most) throws IOException {
        int count = 0;
        try (listing) {
            while (count < most && listing.hasNext()) {
                listing.next();
                count++;
            }
        }
        return count;
    }

    private int objects() throws IOException {
        int count = 0;
        long bytes = 0;
        try (Listing<ObjectInfo> listing = store.listObjects(ALL)) {
            while (listing.hasNext()) {
                bytes += listing.next().sizeBytes();
                count++;
            }
        }
        require(bytes);
        return count;
    }

    private void require(long bytes) {
        if (bytes != YearTree.bytesOf(files)) {
            throw new IllegalStateException("a listing found " + bytes + " bytes");
        }
    }

    private int walk() throws IOException {
        int[] count = new int[1];
        long[] bytes = new long[1];
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return directory.endsWith(".siltstone") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                count[0]++;
                bytes[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }
        });
        require(bytes[0]);
        return count[0];
    }

    /** Starting the process is part of its time. */
    private int find() throws Exception {
        Process find = new ProcessBuilder("find", root.toString(), "-type", "f", "-printf", "%p %s %T@\\n")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (find.waitFor() != 0) {
            throw new IllegalStateException("find failed");
        }
        return files;
    }

    private int smallHeap() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        SMALL_HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ListingComparison.class.getName(),
                        root.toString(),
                        Integer.toString(files))
                .inheritIO()
                .start()
                .waitFor();
    }
}
