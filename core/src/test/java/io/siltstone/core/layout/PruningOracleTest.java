package io.siltstone.core.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.Utf8Order;
import io.siltstone.core.layout.BruteForce.Span;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

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
    void losesNoRowAndReadsNoFileThatAPerfectPrunerSkips(TestReporter reporter) throws Exception {
        Long seed = Long.getLong(SEED_PROPERTY);
        long[] seeds = seed == null ? LongStream.range(0, TABLES).toArray() : new long[] {seed};
        for (long one : seeds) {
            RandomTable table = new RandomTable(one);
            for (int i = 0; i < RANGES_PER_TABLE; i++) {
                compare(table, "replay with -D" + SEED_PROPERTY + "=" + one + ", range " + i);
            }
        }
        reporter.publishEntry("pruning against brute force", seeds.length * RANGES_PER_TABLE + " ranges tried, " + files
                + " files seen, " + kept + " kept, " + rows + " rows seen, " + rowsInRange + " in range, " + rowsLost
                + " lost, " + globs + " globs");
        assertThat(rowsLost).isZero();
        assertThat(rowsInRange).isPositive();
        assertThat(kept).isBetween(1L, files - 1);
    }

    private void compare(RandomTable table, String replay) throws Exception {
        RandomTable.Bounds bounds = table.bounds();
        Span asked = Span.of(bounds.start(), bounds.end());
        KeyPrefix root = KeyPrefix.of(table.root);
        PrunedFiles pruned =
                Pruner.over(new ListedKeys(table.keys())).prune(root, new TimeRange(bounds.start(), bounds.end()));
        List<String> found =
                pruned.files().stream().map(file -> file.key().value()).toList();
        Set<String> foundSet = new HashSet<>(found);

        List<String> parquet = table.relative.stream()
                .filter(path -> path.endsWith(".parquet"))
                .sorted(Utf8Order.COMPARATOR)
                .toList();
        for (String path : parquet) {
            countRows(table, path, asked, foundSet.contains(table.root + "/" + path), replay + ", " + bounds);
        }
        assertThat(found)
                .as("%s, %s", replay, bounds)
                .isEqualTo(parquet.stream()
                        .filter(path -> BruteForce.span(path).meets(asked))
                        .map(path -> table.root + "/" + path)
                        .toList());
        compareGlobs(table, pruned, foundSet, replay + ", " + bounds);
        files += parquet.size();
        kept += found.size();
    }

    /** Places rows in the time of the file, its first and last nanosecond among them, and looks for them. */
    private void countRows(RandomTable table, String path, Span asked, boolean isRead, String replay) {
        Span span = BruteForce.span(path);
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
                    fail(replay + ": row " + row + " of " + path + " is lost");
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
