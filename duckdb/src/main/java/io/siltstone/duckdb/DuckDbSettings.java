package io.siltstone.duckdb;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the embedded engine may use of the machine.
 *
 * @param threads how many threads compute; empty for one per processor
 * @param memoryLimitBytes the most that the engine allocates before it spills to disk; empty for its own rule, 80 percent
 *     of the machine's memory
 * @param temporaryDirectory where spilled data and local copies go, in a private directory that is removed at the end;
 *     empty for the system's
 */
public record DuckDbSettings(OptionalInt threads, OptionalLong memoryLimitBytes, Optional<Path> temporaryDirectory) {

    /** The engine's own rules and the system's temporary directory. */
    public static final DuckDbSettings DEFAULT =
            new DuckDbSettings(OptionalInt.empty(), OptionalLong.empty(), Optional.empty());

    /** Below this DuckDB cannot hold a single row group. */
    public static final long MIN_MEMORY_BYTES = 16L << 20;

    public DuckDbSettings {
        Objects.requireNonNull(temporaryDirectory, "temporaryDirectory");
        if (threads.isPresent() && threads.getAsInt() < 1) {
            throw new IllegalArgumentException("threads must be 1 or more: " + threads.getAsInt());
        }
        if (memoryLimitBytes.isPresent() && memoryLimitBytes.getAsLong() < MIN_MEMORY_BYTES) {
            throw new IllegalArgumentException(
                    "memoryLimitBytes must be " + MIN_MEMORY_BYTES + " or more: " + memoryLimitBytes.getAsLong());
        }
    }

    public DuckDbSettings withThreads(int other) {
        return new DuckDbSettings(OptionalInt.of(other), memoryLimitBytes, temporaryDirectory);
    }

    public DuckDbSettings withMemoryLimitBytes(long other) {
        return new DuckDbSettings(threads, OptionalLong.of(other), temporaryDirectory);
    }

    public DuckDbSettings withTemporaryDirectory(Path other) {
        return new DuckDbSettings(threads, memoryLimitBytes, Optional.of(other));
    }
}
