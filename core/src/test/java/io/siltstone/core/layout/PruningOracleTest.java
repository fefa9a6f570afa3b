package io.siltstone.core.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.Utf8Order;
import io.siltstone.core.layout.BruteForce.Span;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The pruner and its globs against brute force over all files of random tables. One table can be tried again with
 * {@code -Dsiltstone.layout.seed=N}.
 */
final class PruningOracleTest {

    private static final String SEED_PROPERTY = "siltstone.layout.seed";
    private static final int TABLES = 500;
    private static final int RANGES_PER_TABLE = 20;
    private static final int ROWS_PER_FILE = 4;

    private long files;
    private long kept;
    private long rows;
    private long rowsInRange;
    private long rowsLost;
    private long globs;

    @Test
    void losesNoRowAndReadsNoFileThatAPerfectPrunerSkips() throws Exception {
        Long seed = Long.getLong(SEED_PROPERTY);
        long[] seeds = seed == null ? LongStream.range(0, TABLES).toArray() : new long[] {seed};
        for (long one : seeds) {
            RandomTable table = new RandomTable(one);
            Map<String, Span> spans = new TreeMap<>(Utf8Order.COMPARATOR);
            table.relative.stream()
                    .filter(path -> path.endsWith(".parquet"))
                    .forEach(path -> spans.put(path, BruteForce.span(path)));
            for (int i = 0; i < RANGES_PER_TABLE; i++) {
                RandomTable.Bounds bounds = table.bounds();
                compare(
                        table,
                        spans,
                        bounds,
                        "replay with -D%s=%d, range %d, %s".formatted(SEED_PROPERTY, one, i, bounds));
            }
        }
        System.out.printf(
                "pruning against brute force: %d ranges tried, %d files seen, %d kept, %d rows in range of %d, %d lost,"
                        + " %d globs%n",
                seeds.length * RANGES_PER_TABLE, files, kept, rowsInRange, rows, rowsLost, globs);
        assertThat(rowsLost).isZero();
        assertThat(rowsInRange).isPositive();
        assertThat(kept).isBetween(1L, files - 1);
    }

    private void compare(RandomTable table, Map<String, Span> spans, RandomTable.Bounds bounds, String replay)
            throws Exception {
        Span asked = Span.of(bounds.start(), bounds.end());
        TimeRange range = new TimeRange(bounds.start(), bounds.end());
        PrunedFiles pruned = Pruner.over(table.store()).prune(KeyPrefix.of(table.root), range);
        List<String> found =
                pruned.files().stream().map(file -> file.key().value()).toList();
        Set<String> foundSet = Set.copyOf(found);
        List<String> perfect = new ArrayList<>();
        spans.forEach((path, span) -> {
            String key = table.root + "/" + path;
            countRows(table, span, asked, foundSet.contains(key), replay + ": " + key);
            if (span.meets(asked)) {
                perfect.add(key);
            }
        });
        assertThat(found).as(replay).isEqualTo(perfect);
        compareGlobs(table, pruned, foundSet, replay);
        files += spans.size();
        kept += found.size();
    }

    /** Places rows in the time of the file, its first and last nanosecond among them, and looks for them. */
    private void countRows(RandomTable table, Span span, Span asked, boolean isRead, String replay) {
        for (int i = 0; i < ROWS_PER_FILE; i++) {
            BigInteger row;
            if (span.equals(Span.ALWAYS)) {
                row = BruteForce.nanos(table.anyInstant());
            } else {
                long length = span.to().subtract(span.from()).longValueExact();
                long offset = i == 0 ? 0 : i == 1 ? length - 1 : table.below(length);
                row = span.from().add(BigInteger.valueOf(offset));
            }
            rows++;
            if (asked.holds(row)) {
                rowsInRange++;
                if (!isRead) {
                    rowsLost++;
                    fail(replay + ": its row at " + row + " is lost");
                }
            }
        }
    }

    private void compareGlobs(RandomTable table, PrunedFiles pruned, Set<String> found, String replay) {
        List<GlobMatcher> matchers =
                pruned.globs().stream().map(GlobMatcher::new).toList();
        globs += matchers.size();
        for (String key : table.keys()) {
            long matches = matchers.stream().filter(glob -> glob.matches(key)).count();
            if (matches != (found.contains(key) ? 1 : 0)) {
                fail(replay + ": " + matches + " globs match " + key + " of " + pruned.globs());
            }
        }
        if (!matchers.stream().allMatch(glob -> found.stream().anyMatch(glob::matches))) {
            fail(replay + ": a glob matches nothing, of " + pruned.globs());
        }
    }
}
