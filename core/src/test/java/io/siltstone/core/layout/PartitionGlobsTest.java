package io.siltstone.core.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PartitionGlobsTest {

    @Test
    void coversAWholeUnitWithOneGlob() {
        assertThat(globs("2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z")).containsExactly("2024/**/*.parquet");
        assertThat(globs("2016-01-01T00:00:00Z", "2020-01-01T00:00:00Z")).containsExactly("201[6-9]/**/*.parquet");
        assertThat(globs("2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z")).containsExactly("2024/02/**/*.parquet");
        assertThat(globs("2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z"))
                .containsExactly("2024/02/*.parquet", "2024/02/29/**/*.parquet");
        assertThat(PartitionGlobs.of(TimeRange.ALL).texts(KeyPrefix.ROOT)).containsExactly("**/*.parquet");
    }

    @Test
    void refinesOnlyTheEndsAndMatchesTheirCoarserFiles() {
        assertThat(globs("2025-11-25T16:00:00Z", "2025-11-25T18:00:00Z"))
                .containsExactly("2025/11/*.parquet", "2025/11/25/*.parquet", "2025/11/25/1[6-7]/**/*.parquet");
        assertThat(globs("2025-11-25T16:30:00Z", "2025-11-26T00:00:00.000000001Z"))
                .containsExactly(
                        "2025/11/*.parquet",
                        "2025/11/2[5-6]/*.parquet",
                        "2025/11/25/1[6-9]/**/*.parquet",
                        "2025/11/25/2[0-3]/**/*.parquet",
                        "2025/11/26/00/**/*.parquet");
        assertThat(globs("2025-11-30T00:00:00Z", "2026-01-02T00:00:00Z"))
                .containsExactly(
                        "2025/12/**/*.parquet",
                        "2025/11/*.parquet",
                        "2025/11/30/**/*.parquet",
                        "2026/01/*.parquet",
                        "2026/01/01/**/*.parquet");
    }

    @Test
    void keepsTenYearsToTheHourToAFewDozen() {
        List<String> globs = globs("2015-03-04T05:06:07Z", "2025-11-25T16:17:18Z");

        assertThat(globs).hasSize(21).contains("201[6-9]/**/*.parquet", "202[0-4]/**/*.parquet");
    }

    @Test
    void namesYearsByClassesWhereABoundIsOpen() {
        assertThat(PartitionGlobs.of(TimeRange.from(Instant.parse("2026-01-01T00:00:00Z")))
                        .texts(KeyPrefix.ROOT))
                .containsExactly(
                        "202[6-9]/**/*.parquet",
                        "20[3-9][0-9]/**/*.parquet",
                        "2[1-9][0-9][0-9]/**/*.parquet",
                        "[3-9][0-9][0-9][0-9]/**/*.parquet");
        assertThat(PartitionGlobs.of(TimeRange.until(Instant.parse("2000-01-01T00:00:00Z")))
                        .texts(KeyPrefix.ROOT))
                .containsExactly("[0-1][0-9][0-9][0-9]/**/*.parquet");
        assertThat(PartitionGlobs.of(TimeRange.from(Instant.MIN)).texts(KeyPrefix.ROOT))
                .containsExactly("[0-9][0-9][0-9][0-9]/**/*.parquet");
    }

    @Test
    void matchesNothingWhereThereAreNoDirectories() {
        assertThat(PartitionGlobs.of(TimeRange.EMPTY).texts(KeyPrefix.ROOT)).isEmpty();
        assertThat(globs("-0005-01-01T00:00:00Z", "0000-01-01T00:00:00Z")).isEmpty();
        assertThat(globs("+10000-01-01T00:00:00Z", "+10001-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void matchesEachFileOfTheLayoutOnceExactlyWhereItsWindowOverlapsAndNoOtherTwice() throws Exception {
        int ranges = 0;
        long matched = 0;
        for (long seed = 10_000; seed < 10_100; seed++) {
            RandomTable table = new RandomTable(seed);
            KeyPrefix root = KeyPrefix.of(table.root);
            for (int i = 0; i < 10; i++) {
                RandomTable.Bounds bounds = table.bounds();
                TimeRange range = new TimeRange(bounds.start(), bounds.end());
                List<GlobMatcher> globs = PartitionGlobs.of(range).texts(root).stream()
                        .map(GlobMatcher::new)
                        .toList();
                for (String path : table.relative) {
                    ObjectKey key = root.key(path);
                    Optional<TimeRange> window = PartitionPath.window(root, key);
                    long matches = globs.stream()
                            .filter(glob -> glob.matches(key.value()))
                            .count();
                    boolean mayMatch = path.endsWith(".parquet")
                            && !range.isEmpty()
                            && window.map(range::overlaps).orElse(true);
                    boolean mustMatch = mayMatch && isInItsPlace(root, key);
                    assertThat(matches)
                            .as("seed %d, range %d, %s, %s", seed, i, range, path)
                            .isBetween(mustMatch ? 1L : 0L, mayMatch ? 1L : 0L);
                    matched += matches;
                }
                ranges++;
            }
        }
        assertThat(ranges).isEqualTo(1_000);
        assertThat(matched).isPositive();
    }

    /** Whether it lies where files of its unit do: beside them, or for an hour anywhere below. */
    private static boolean isInItsPlace(KeyPrefix root, ObjectKey key) {
        return PartitionPath.of(root, key)
                .filter(path -> path.unit() == PartitionUnit.HOUR
                        || key.parent()
                                .value()
                                .equals(root.directory() + path.unit().path(path.start())))
                .isPresent();
    }

    @Test
    void escapesWhatWouldBeAPattern() {
        assertThat(PartitionGlobs.escape("a*b?c[d]e{f,g}'h")).isEqualTo("a[*]b[?]c[[]d]e{f,g}'h");
        for (String literal : List.of("a*b", "a?b", "a[b]c", "[", "]", "[[]", "*?[")) {
            GlobMatcher glob = new GlobMatcher(PartitionGlobs.escape(literal));
            assertThat(glob.matches(literal)).as(literal).isTrue();
            assertThat(glob.matches(literal.replace("*", "x"))).isEqualTo(!literal.contains("*"));
            assertThat(glob.matches(literal.replace("?", "x"))).isEqualTo(!literal.contains("?"));
        }
    }

    private static List<String> globs(String start, String end) {
        return PartitionGlobs.of(TimeRange.of(Instant.parse(start), Instant.parse(end)))
                .texts(KeyPrefix.ROOT);
    }
}
