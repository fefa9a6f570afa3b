package io.siltstone.core.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Storage;
import io.siltstone.core.StorageSettings;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RangeListingTest {

    private static final List<String> KEYS = List.of(
            "a.parquet",
            "db/b.parquet",
            "db/cpu/2024/11/25/16/a.parquet",
            "db/cpu/2024/13/x.parquet",
            "db/cpu/2024/stray.parquet",
            "db/cpu/2025/10/m.parquet",
            "db/cpu/2025/10/25/16/h.parquet",
            "db/cpu/2025/11/24/d.parquet",
            "db/cpu/2025/11/24/16/h.parquet",
            "db/cpu/2025/11/25/15/h.parquet",
            "db/cpu/2025/11/25/16/h.parquet",
            "db/cpu/2025/11/25/16.parquet",
            "db/cpu/2025/11/25/17/deeper/h.parquet",
            "db/cpu/2025/11/25/18/h.parquet",
            "db/cpu/2025/11/25/odd/07/x.parquet",
            "db/cpu/2025/11/m.parquet",
            "db/cpu/backup/2024/01/01/00/x.parquet",
            "db/cpu-2/2025/11/25/16/h.parquet",
            "db/cpu2/2023/01/01/00/h.parquet",
            "other/2025/11/25/16/h.parquet");

    private final List<String> asked = new ArrayList<>();

    @Test
    void givesInOrderWhateverMayBeOfTheRange() throws Exception {
        try (Storage storage = filled()) {
            for (String from : List.of("2023-01-01T00:00:00Z", "2025-11-25T16:00:00Z", "2025-10-31T23:30:00Z")) {
                for (Duration length : List.of(Duration.ofMinutes(1), Duration.ofHours(2), Duration.ofDays(500))) {
                    Instant start = Instant.parse(from);
                    TimeRange range = TimeRange.of(start, start.plus(length));
                    for (String prefix : List.of("", "db", "db/cpu", "db/cpu/2025", "db/cpu/backup/2024", "none")) {
                        List<String> listed = list(storage, prefix, range);
                        assertThat(listed).as("%s in `%s`", range, prefix).isSorted();
                        assertThat(listed.stream().filter(key -> overlaps(key, range)))
                                .as("%s in `%s`", range, prefix)
                                .containsExactlyElementsOf(KEYS.stream()
                                        .filter(key -> prefix.isEmpty() || key.startsWith(prefix + "/"))
                                        .filter(key -> overlaps(key, range))
                                        .sorted()
                                        .toList());
                    }
                }
            }
        }
    }

    @Test
    void asksNothingOfMonthsDaysAndHoursThatTheRangeDoesNotMeet() throws Exception {
        try (Storage storage = filled()) {
            Instant start = Instant.parse("2025-11-25T16:00:00Z");

            list(storage, "db/cpu", TimeRange.of(start, start.plus(Duration.ofHours(1))));

            assertThat(asked)
                    .containsExactly(
                            "entries db/cpu",
                            "entries db/cpu/2024",
                            "objects db/cpu/2024/13",
                            "entries db/cpu/2025",
                            "entries db/cpu/2025/11",
                            "entries db/cpu/2025/11/25",
                            "objects db/cpu/2025/11/25/16",
                            "objects db/cpu/2025/11/25/odd",
                            "objects db/cpu/backup");
        }
    }

    private static boolean overlaps(String text, TimeRange range) {
        try {
            ObjectKey key = ObjectKey.of(text);
            List<String> segments = key.segments();
            return segments.size() < 3
                    || PartitionPath.window(KeyPrefix.of(segments.get(0) + "/" + segments.get(1)), key)
                            .map(range::overlaps)
                            .orElse(true);
        } catch (StorageException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> list(Storage storage, String prefix, TimeRange range) throws Exception {
        List<String> keys = new ArrayList<>();
        try (Listing<ObjectInfo> listing = RangeListing.open(storage, KeyPrefix.of(prefix), range)) {
            while (listing.hasNext()) {
                keys.add(listing.next().key().value());
            }
        }
        return keys;
    }

    private Storage filled() throws Exception {
        MemoryBackend memory = new MemoryBackend(new MemoryConfig("ranges"), StoreRuntime.system());
        Storage storage = Storage.of(
                new ForwardingBackend(memory) {
                    @Override
                    public Listing<DirectoryEntry> listEntries(KeyPrefix prefix) throws StorageException {
                        asked.add("entries " + prefix);
                        return super.listEntries(prefix);
                    }

                    @Override
                    public Listing<ObjectInfo> listObjects(ListRequest request) throws StorageException {
                        asked.add("objects " + request.prefix());
                        return super.listObjects(request);
                    }
                },
                StorageSettings.DEFAULT,
                StoreRuntime.system());
        for (String key : KEYS) {
            storage.write(key, new byte[1]);
        }
        return storage;
    }
}
