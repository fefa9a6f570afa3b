package io.siltstone.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Durability;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.local.LocalBackend;
import io.siltstone.core.local.LocalConfig;
import io.siltstone.torture.CrowdTally.Count;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers, deleters, sweepers and readers in three Java machines on one store. */
final class ProcessesTest {

    private static final int PROCESSES = 3;
    private static final int TIMES_IN_BUILD = 120;
    private static final int TIMES_IN_FULL = 9_000;

    @TempDir
    Path directory;

    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final Map<String, List<Content>> won = new HashMap<>();
    private final List<String> unexpected = new ArrayList<>();

    @Test
    void processesOnOneStoreDoNotHarmEachOther() throws Exception {
        Path root = directory.resolve("root");
        int times = Scale.of(TIMES_IN_BUILD, TIMES_IN_FULL);
        LocalConfig config = LocalConfig.of(root).withDurability(Durability.NONE);
        try (LocalBackend store = LocalBackend.open(config, StoreRuntime.system())) {
            byte[] zero = "0".getBytes(StandardCharsets.UTF_8);
            store.write(ObjectKey.of(CrowdChild.COUNTER), Source.bytes(zero), WriteOptions.DEFAULT);
            crowd(root, times);
            System.out.println("processes: " + PROCESSES + ", " + counts + ", unexpected errors " + unexpected.size());
            assertThat(unexpected).isEmpty();
            assertThat(count(Count.READS)).isPositive();
            assertThat(count(Count.SWEEPS)).isPositive();
            assertThat(count(Count.TORN)).as("torn or mixed reads").isZero();
            assertThat(count(Count.TAKEN))
                    .as("staged files of the living that a sweep took")
                    .isZero();
            assertThat(new String(read(store, CrowdChild.COUNTER), StandardCharsets.UTF_8))
                    .as("the counter of all processes")
                    .isEqualTo(Integer.toString(PROCESSES * times));
            requireOneWinnerEach(store, times);
            requireWhole(store);
        }
        try (Stream<Path> staged = Files.list(root.resolve(".siltstone/staging"))) {
            assertThat(staged).isEmpty();
        }
    }

    private void crowd(Path root, int times) throws IOException, InterruptedException {
        List<ChildProcess> children = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                children.add(ChildProcess.start(
                        CrowdChild.class,
                        Map.of(),
                        root.toString(),
                        Long.toString(Scale.seed() + i),
                        Integer.toString(times)));
            }
            for (ChildProcess child : children) {
                assertThat(child.receive()).contains(CrowdChild.READY);
            }
            for (ChildProcess child : children) {
                child.send("go");
            }
            for (ChildProcess child : children) {
                for (Optional<String> line = child.receive(); line.isPresent(); line = child.receive()) {
                    take(line.get());
                }
                assertThat(child.exitCode()).isZero();
            }
        } finally {
            for (ChildProcess child : children) {
                child.close();
            }
        }
    }

    private void take(String line) {
        String[] words = line.split(" ", 3);
        if (line.startsWith(CrowdTally.WON)) {
            won.computeIfAbsent(words[1], key -> new ArrayList<>()).add(Content.parse(words[2]));
        } else if (line.startsWith(CrowdTally.UNEXPECTED)) {
            unexpected.add(line);
        } else {
            counts.merge(Count.valueOf(words[0]), Long.parseLong(words[1]), Long::sum);
        }
    }

    private long count(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    private static byte[] read(LocalBackend store, String key) throws IOException {
        try (ObjectContent content = store.read(ObjectKey.of(key), ReadOptions.ALL)) {
            return content.stream().readAllBytes();
        }
    }

    private void requireOneWinnerEach(LocalBackend store, int times) throws IOException {
        assertThat(won).hasSize(times);
        for (Map.Entry<String, List<Content>> entry : won.entrySet()) {
            Content there = Marked.recognise(read(store, entry.getKey())).orElseThrow();
            assertThat(entry.getValue()).as(entry.getKey()).containsExactly(there);
        }
    }

    private static void requireWhole(LocalBackend store) throws IOException {
        try (Listing<ObjectKey> listing = store.list(ListRequest.of(KeyPrefix.of("shared/")))) {
            while (listing.hasNext()) {
                String key = listing.next().value();
                assertThat(Marked.recognise(read(store, key))).as(key).isPresent();
            }
        }
    }
}
