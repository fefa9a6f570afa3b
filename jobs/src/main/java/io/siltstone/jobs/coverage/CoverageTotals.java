package io.siltstone.jobs.coverage;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A picture of coverage in numbers.
 *
 * @param expected how many hours, or days, are expected
 * @param present how many of these have a file
 * @param files all files with a window
 * @param bytes their sizes, whole also where a window reaches over the edge of what is expected
 * @param rows their rows; empty where they were not counted or are not all known
 * @param undatedFiles the files whose path claims no window, which are in no other number here
 * @param undatedBytes their sizes
 * @param last where the last file's window ends: how fresh the data is
 */
public record CoverageTotals(
        long expected,
        long present,
        long files,
        long bytes,
        OptionalLong rows,
        long undatedFiles,
        long undatedBytes,
        Optional<Instant> last) {

    public CoverageTotals {
        Objects.requireNonNull(rows, "rows");
        Objects.requireNonNull(last, "last");
    }

    /** The share of what is expected that is present, in percent; 100 where nothing is expected. */
    public double percent() {
        return expected == 0 ? 100 : 100.0 * present / expected;
    }
}
