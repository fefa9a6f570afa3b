package io.siltstone.benchmarks;

import io.siltstone.core.Durability;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Each operation in a store of 1,000, 100,000 and 1,000,000 files of a year; then listings of the largest. */
final class LocalScaleComparison {

    private static final int[] COUNTS = {1_000, 100_000, 1_000_000};

    private static final int ROUNDS = 21;
    private static final int OPERATIONS = 50;

    /** What noise may make of equal times; a cost that grew with the objects would grow a thousandfold. */
    private static final double MOST_GROWTH = 2;

    private static final Times NONE = new Times(List.of(Double.NaN));

    private final LocalBackend store;
    private int written;

    private LocalScaleComparison(LocalBackend store) {
        this.store = store;
    }

    /** Takes where results go, their date, a scratch directory and, if not a million, how many files at most. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        int most = Integer.parseInt(arguments.other(0, "1000000"));
        Results results = new Results("local-scale", arguments);
        Path root = arguments.scratch().resolve("store");
        LocalConfig config = LocalConfig.of(root).withDurability(Durability.NONE);
        try (LocalBackend store = LocalBackend.open(config, StoreRuntime.system())) {
            LocalScaleComparison comparison = new LocalScaleComparison(store);
            YearTree tree = new YearTree(root);
            Map<String, TreeMap<Integer, Times>> all = new TreeMap<>();
            for (int count : COUNTS) {
                tree.growTo(Math.min(count, most));
                comparison
                        .operations(tree.files())
                        .forEach((operation, times) -> all.computeIfAbsent(operation, o -> new TreeMap<>())
                                .put(tree.files(), times));
            }
            all.forEach((operation, times) -> {
                Map<String, Times> sides = new LinkedHashMap<>();
                times.forEach((count, at) -> sides.put(count + " objects", at));
                results.series(OPERATIONS + " times " + operation, sides);
                int fewest = times.firstKey();
                int largest = times.lastKey();
                results.measure(
                        operation + ", time at " + largest + " over that at " + fewest + " objects",
                        times.getOrDefault(largest, NONE).over(times.getOrDefault(fewest, NONE)),
                        MOST_GROWTH);
            });
            new ListingComparison(store, root, tree.files(), results).run();
        }
        results.write();
    }

    private interface Operation {
        void run(ObjectKey key) throws Exception;
    }

    private Map<String, Times> operations(int count) throws Exception {
        Turns turns = new Turns();
        Map<String, Operation> operations = new TreeMap<>(Map.of(
                "stat",
                this::stat,
                "read",
                this::read,
                "write",
                key -> store.write(next(), Source.bytes(new byte[] {1, 2, 3, 4}), WriteOptions.DEFAULT),
                "replace",
                key -> store.write(key, Source.bytes(new byte[] {1, 2, 3, 4}), WriteOptions.DEFAULT),
                "delete of what is absent",
                key -> store.delete(ObjectKey.of(key + "-"), Optional.empty()),
                "first page of the listing",
                this::page));
        operations.forEach((name, operation) -> turns.side(name, () -> {
            for (int i = 0; i < OPERATIONS; i++) {
                operation.run(YearTree.key((int) (i * 7919L % Math.min(count, 1000))));
            }
            return OPERATIONS;
        }));
        Map<String, Times> times = turns.run(ROUNDS, 5);
        for (; written > 0; written--) {
            store.delete(key(written), Optional.empty());
        }
        return times;
    }

    private ObjectKey next() throws Exception {
        written++;
        return key(written);
    }

    private static ObjectKey key(int number) throws Exception {
        return ObjectKey.of("weather/observations/2024/01/01/00/new-" + number);
    }

    private void stat(ObjectKey key) throws Exception {
        if (store.stat(key).isEmpty()) {
            throw new IllegalStateException("an object is missing");
        }
    }

    private void read(ObjectKey key) throws Exception {
        try (ObjectContent content = store.read(key, ReadOptions.ALL)) {
            content.stream().readAllBytes();
        }
    }

    private void page(ObjectKey key) throws Exception {
        ListingComparison.count(store.list(new ListRequest(KeyPrefix.ROOT, Optional.of(key))), 100);
    }
}
