package io.siltstone.core.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ObjectLister;
import io.siltstone.core.Source;
import io.siltstone.core.StoreLocation;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.layout.PrunedFiles.Reason;
import io.siltstone.core.layout.PrunedFiles.Skipped;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrunerTest {

    private static final TableName TABLE = new TableName("db", "cpu");
    private static final TimeRange TWO_HOURS =
            TimeRange.of(Instant.parse("2025-11-25T16:00:00Z"), Instant.parse("2025-11-25T18:00:00Z"));
    private static final String[] MIXED = {
        "db/cpu/2024/11/25/16/a.parquet",
        "db/cpu/2024/13/x.parquet",
        "db/cpu/2024/stray.parquet",
        "db/cpu/2025/10/m.parquet",
        "db/cpu/2025/10/25/d.parquet",
        "db/cpu/2025/10/25/16/h.parquet",
        "db/cpu/2025/10/25/odd/x.parquet",
        "db/cpu/2025/11/24/d.parquet",
        "db/cpu/2025/11/24/16/h.parquet",
        "db/cpu/2025/11/25/15/h.parquet",
        "db/cpu/2025/11/25/16/h.parquet",
        "db/cpu/2025/11/25/17/deeper/h.parquet",
        "db/cpu/2025/11/25/17/notes.txt",
        "db/cpu/2025/11/25/18/h.parquet",
        "db/cpu/2025/11/25/d.parquet",
        "db/cpu/2025/11/25/odd/07/x.parquet",
        "db/cpu/2025/11/m.parquet",
        "db/cpu/2025/11/odd/x.parquet",
        "db/cpu/2025/13/x.parquet",
        "db/cpu/backup/x.parquet",
        "db/cpu2/2025/11/25/16/h.parquet",
    };

    @Test
    void keepsFilesOfAllDepthsAndWhatIsNotUnderstood() throws Exception {
        PrunedFiles pruned = Pruner.over(ListedKeys.of(MIXED)).prune(TABLE, TWO_HOURS);

        assertThat(keys(pruned))
                .containsExactly(
                        "db/cpu/2024/13/x.parquet",
                        "db/cpu/2024/stray.parquet",
                        "db/cpu/2025/11/25/16/h.parquet",
                        "db/cpu/2025/11/25/17/deeper/h.parquet",
                        "db/cpu/2025/11/25/d.parquet",
                        "db/cpu/2025/11/25/odd/07/x.parquet",
                        "db/cpu/2025/11/m.parquet",
                        "db/cpu/2025/11/odd/x.parquet",
                        "db/cpu/2025/13/x.parquet",
                        "db/cpu/backup/x.parquet");
        assertThat(pruned.sizeBytes())
                .isEqualTo(keys(pruned).stream().mapToLong(String::length).sum());
    }

    @Test
    void tellsWhatItSkippedAndWhy() throws Exception {
        PrunedFiles pruned = Pruner.over(ListedKeys.of(MIXED)).prune(TABLE, TWO_HOURS);

        assertThat(pruned.skipped())
                .containsExactly(
                        new Skipped("db/cpu/2024/", Reason.OUT_OF_RANGE),
                        new Skipped("db/cpu/2025/10/", Reason.OUT_OF_RANGE),
                        new Skipped("db/cpu/2025/11/24/", Reason.OUT_OF_RANGE),
                        new Skipped("db/cpu/2025/11/25/15/", Reason.OUT_OF_RANGE),
                        new Skipped("db/cpu/2025/11/25/17/notes.txt", Reason.NOT_PARQUET),
                        new Skipped("db/cpu/2025/11/25/18/", Reason.OUT_OF_RANGE));
        assertThat(pruned.skipped(Reason.OUT_OF_RANGE)).isEqualTo(5);
        assertThat(pruned.skipped(Reason.NOT_PARQUET)).isEqualTo(1);
    }

    @Test
    void listsNothingOfMonthsDaysAndHoursThatTheRangeDoesNotMeet() throws Exception {
        ListedKeys store = ListedKeys.of(MIXED);

        PrunedFiles pruned = Pruner.over(store).prune(TABLE, TWO_HOURS);

        assertThat(store.asked())
                .containsExactly(
                        "entries db/cpu",
                        "entries db/cpu/2024",
                        "objects db/cpu/2024/13",
                        "entries db/cpu/2025",
                        "entries db/cpu/2025/11",
                        "entries db/cpu/2025/11/25",
                        "objects db/cpu/2025/11/25/16",
                        "objects db/cpu/2025/11/25/17",
                        "objects db/cpu/2025/11/25/odd",
                        "objects db/cpu/2025/11/odd",
                        "objects db/cpu/2025/13",
                        "objects db/cpu/backup");
        assertThat(pruned.listings()).isEqualTo(store.asked().size());
        assertThat(store.open()).isZero();
    }

    @Test
    void listsWhatTheRangeEnclosesAtOnce() throws Exception {
        ListedKeys whole = ListedKeys.of(MIXED);
        Pruner.over(whole).prune(TABLE, TimeRange.ALL);
        assertThat(whole.asked()).containsExactly("objects db/cpu");

        ListedKeys years = ListedKeys.of(MIXED);
        Pruner.over(years).prune(TABLE, TimeRange.from(Instant.parse("2024-01-01T00:00:00Z")));
        assertThat(years.asked())
                .containsExactly(
                        "entries db/cpu", "objects db/cpu/2024", "objects db/cpu/2025", "objects db/cpu/backup");
    }

    @Test
    void takesAnAbsentBoundForInfinite() throws Exception {
        ListedKeys store = ListedKeys.of("db/cpu/0000/01/01/00/a.parquet", "db/cpu/9999/12/31/23/z.parquet");
        Instant now = Instant.parse("2025-11-25T16:00:00Z");

        assertThat(keys(Pruner.over(store).prune(TABLE, TimeRange.until(now))))
                .containsExactly("db/cpu/0000/01/01/00/a.parquet");
        assertThat(keys(Pruner.over(store).prune(TABLE, TimeRange.from(now))))
                .containsExactly("db/cpu/9999/12/31/23/z.parquet");
    }

    @Test
    void keepsTheLastHourForABoundOneNanosecondInside() throws Exception {
        ListedKeys store = ListedKeys.of("db/cpu/1969/12/31/23/a.parquet", "db/cpu/1970/01/01/00/b.parquet");

        assertThat(keys(Pruner.over(store).prune(TABLE, TimeRange.from(Instant.EPOCH))))
                .containsExactly("db/cpu/1970/01/01/00/b.parquet");
        assertThat(keys(Pruner.over(store).prune(TABLE, TimeRange.from(Instant.EPOCH.minusNanos(1)))))
                .containsExactly("db/cpu/1969/12/31/23/a.parquet", "db/cpu/1970/01/01/00/b.parquet");
        assertThat(keys(Pruner.over(store).prune(TABLE, TimeRange.until(Instant.EPOCH))))
                .containsExactly("db/cpu/1969/12/31/23/a.parquet");
        assertThat(keys(Pruner.over(store).prune(TABLE, TimeRange.until(Instant.EPOCH.plusNanos(1)))))
                .hasSize(2);
    }

    @Test
    void findsNothingWhereNothingIs() throws Exception {
        PrunedFiles pruned = Pruner.over(ListedKeys.of()).prune(TABLE, TWO_HOURS);

        assertThat(pruned.files()).isEmpty();
        assertThat(pruned.skipped()).isEmpty();
        assertThat(pruned.globs()).isEmpty();
    }

    @Test
    void asksNothingForAnEmptyRange() throws Exception {
        ListedKeys store = ListedKeys.of(MIXED);

        PrunedFiles pruned = Pruner.over(store).prune(TABLE, TimeRange.EMPTY);

        assertThat(pruned.files()).isEmpty();
        assertThat(pruned.skipped()).containsExactly(new Skipped("db/cpu/", Reason.EMPTY_RANGE));
        assertThat(store.asked()).isEmpty();
    }

    @Test
    void failsWhereverAListingFails() throws Exception {
        ListedKeys store = ListedKeys.of(MIXED);
        Pruner pruner = Pruner.over(store);
        pruner.prune(TABLE, TWO_HOURS);
        int steps = store.steps();
        assertThat(steps).isGreaterThan(60);

        for (int step = 1; step <= steps; step++) {
            store.failAtStep(step);
            assertThatExceptionOfType(UnavailableException.class)
                    .as("step %d", step)
                    .isThrownBy(() -> pruner.prune(TABLE, TWO_HOURS));
            assertThat(store.open()).isZero();
        }
        store.failAtStep(steps + 1);
        assertThat(pruner.prune(TABLE, TWO_HOURS).files()).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db/cpu/2025/11/25/16/a.parquet,db/cpu/2025/11/25/16/a.parquet",
                "db/cpu/b.parquet,db/cpu/a.parquet",
                "db/cpu2/a.parquet",
                "other/a.parquet"
            })
    void refusesAStoreThatListsTwiceOutOfOrderOrFromElsewhere(String keys) {
        ListedKeys none = ListedKeys.of();
        List<ObjectInfo> listed =
                Stream.of(keys.split(",")).map(ListedKeys::info).toList();

        assertThatExceptionOfType(IntegrityException.class)
                .isThrownBy(() -> new Pruner(none, new Liar(listed)).prune(TABLE, TimeRange.ALL));
    }

    @Test
    void givesGlobsOfWhatIsThereAndNamesOfTheRest() throws Exception {
        PrunedFiles pruned = Pruner.over(ListedKeys.of(MIXED)).prune(TABLE, TWO_HOURS);

        assertThat(pruned.globs())
                .containsExactly(
                        "db/cpu/2025/11/25/1[6-7]/**/*.parquet",
                        "db/cpu/2025/11/25/*.parquet",
                        "db/cpu/2025/11/*.parquet",
                        "db/cpu/2024/13/x.parquet",
                        "db/cpu/2024/stray.parquet",
                        "db/cpu/2025/11/25/odd/07/x.parquet",
                        "db/cpu/2025/11/odd/x.parquet",
                        "db/cpu/2025/13/x.parquet",
                        "db/cpu/backup/x.parquet");
        assertThat(pruned.globs(new StoreLocation("/data[1]", Optional.empty())))
                .hasSize(9)
                .contains("/data[[]1]/db/cpu/2025/11/*.parquet");
    }

    @Test
    void keepsTenYearsOfHoursShort() throws Exception {
        List<String> keys = new ArrayList<>();
        Instant start = Instant.parse("2015-01-01T00:00:00Z");
        for (Instant t = start; t.isBefore(Instant.parse("2025-01-01T00:00:00Z")); t = t.plus(Duration.ofHours(1))) {
            keys.add(Partition.of(TABLE, PartitionUnit.HOUR, t).key("a.parquet").value());
        }
        ListedKeys store = new ListedKeys(keys);

        PrunedFiles nearlyAll = Pruner.over(store)
                .prune(TABLE, TimeRange.of(start.plusSeconds(3600), Instant.parse("2024-12-31T23:00:00Z")));
        assertThat(nearlyAll.files()).hasSize(keys.size() - 2);
        assertThat(nearlyAll.listings()).isLessThan(150);
        assertThat(nearlyAll.globs()).hasSizeLessThan(36);

        PrunedFiles oneDay = Pruner.over(store)
                .prune(
                        TABLE,
                        TimeRange.of(Instant.parse("2020-02-29T00:00:00Z"), Instant.parse("2020-03-01T00:00:00Z")));
        assertThat(oneDay.files()).hasSize(24);
        assertThat(oneDay.globs()).containsExactly("db/cpu/2020/02/29/**/*.parquet");
        assertThat(oneDay.skipped()).hasSizeLessThan(60);
        assertThat(oneDay.listings()).isEqualTo(13);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 28, 365})
    void listsADayAsOftenHoweverManyDaysItsYearHas(int days) throws Exception {
        Instant start = Instant.parse("2025-01-01T00:00:00Z");
        List<String> keys = new ArrayList<>();
        for (int hour = 0; hour < 24 * days; hour++) {
            Instant time = start.plus(Duration.ofHours(hour));
            keys.add(Partition.of(TABLE, PartitionUnit.HOUR, time)
                    .key("a.parquet")
                    .value());
        }
        ListedKeys store = new ListedKeys(keys);
        Instant day = start.plus(Duration.ofDays(days / 2));

        PrunedFiles pruned = Pruner.over(store).prune(TABLE, TimeRange.of(day, day.plus(Duration.ofDays(1))));

        assertThat(pruned.files()).hasSize(24);
        // The table, its year, its month, and the day as a whole.
        assertThat(store.asked()).hasSize(4);
    }

    @Test
    void listsAnHourAtOnceHoweverLittleOfItTheRangeMeets() throws Exception {
        ListedKeys store = ListedKeys.of(MIXED);
        Instant half = Instant.parse("2025-11-25T17:30:00Z");

        PrunedFiles pruned = Pruner.over(store).prune(TABLE, TimeRange.of(half, half.plusSeconds(1)));

        assertThat(keys(pruned)).contains("db/cpu/2025/11/25/17/deeper/h.parquet");
        assertThat(store.asked())
                .contains("objects db/cpu/2025/11/25/17")
                .doesNotContain("entries db/cpu/2025/11/25/17");
    }

    @Test
    void prunesAStore() throws Exception {
        try (MemoryBackend backend = new MemoryBackend(new MemoryConfig("test"), StoreRuntime.system())) {
            for (String key : MIXED) {
                backend.write(ListedKeys.info(key).key(), Source.bytes(new byte[3]), WriteOptions.DEFAULT);
            }

            PrunedFiles pruned = Pruner.over(backend).prune(TABLE, TWO_HOURS);

            assertThat(keys(pruned))
                    .isEqualTo(keys(Pruner.over(ListedKeys.of(MIXED)).prune(TABLE, TWO_HOURS)));
            assertThat(pruned.sizeBytes()).isEqualTo(30);
        }
    }

    /** Lists the same objects whatever the prefix. */
    private record Liar(List<ObjectInfo> listed) implements ObjectLister {

        @Override
        public Listing<ObjectKey> list(ListRequest request) {
            throw new AssertionError("the pruner needs sizes");
        }

        @Override
        public Listing<ObjectInfo> listObjects(ListRequest request) {
            Iterator<ObjectInfo> iterator = listed.iterator();
            return new Listing<>() {
                @Override
                public boolean hasNext() {
                    return iterator.hasNext();
                }

                @Override
                public ObjectInfo next() {
                    return iterator.next();
                }

                @Override
                public void close() {}
            };
        }
    }

    private static List<String> keys(PrunedFiles pruned) {
        return pruned.files().stream().map(file -> file.key().value()).toList();
    }
}
