package io.siltstone.jobs.coverage;

import io.siltstone.core.layout.TimeRange;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The files of one window of time.
 *
 * @param window the time that their path claims; {@link TimeRange#ALL} where it claims none
 * @param files how many they are, at least 1
 * @param bytes their sizes together
 * @param rows their rows together; empty where nobody counted, or one could not be read
 */
public record CoverageSlice(TimeRange window, long files, long bytes, OptionalLong rows) {

    public CoverageSlice {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(rows, "rows");
        if (files < 1 || bytes < 0 || rows.orElse(0) < 0 || window.isEmpty()) {
            throw new IllegalArgumentException("no slice: " + files + " files, " + bytes + " bytes, " + window);
        }
    }

    /** Whether the path claims a window. */
    boolean isDated() {
        return window.start().isPresent() && window.end().isPresent();
    }

    /** Both together, the window being the same. */
    CoverageSlice plus(CoverageSlice other) {
        OptionalLong both = rows.isPresent() && other.rows.isPresent()
                ? OptionalLong.of(rows.getAsLong() + other.rows.getAsLong())
                : OptionalLong.empty();
        return new CoverageSlice(window, files + other.files, bytes + other.bytes, both);
    }
}
