package io.siltstone.jobs.verify;

import io.siltstone.core.KeyPrefix;
import io.siltstone.jobs.work.OrderedWork;
import java.util.Objects;
import java.util.Optional;

/**
 * What to verify.
 *
 * @param prefix which objects: those below it
 * @param timeBounds whether the times in each file are held against the window that its path claims
 * @param timeColumn the time column of files that do not name it themselves; empty to assume {@code time} or {@code
 *     timestamp}
 * @param deep whether all bytes are read and held against the hashes that the store's ledgers have
 * @param strict whether what cannot be checked counts as an offence
 * @param parallelism how many files are read at a time, at least 1
 */
public record VerifyRequest(
        KeyPrefix prefix,
        boolean timeBounds,
        Optional<String> timeColumn,
        boolean deep,
        boolean strict,
        int parallelism) {

    public VerifyRequest {
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(timeColumn, "timeColumn");
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is below 1: " + parallelism);
        }
    }

    /** Footers alone. */
    public static VerifyRequest of(KeyPrefix prefix) {
        return new VerifyRequest(prefix, false, Optional.empty(), false, false, OrderedWork.DEFAULT_PARALLELISM);
    }

    public VerifyRequest withTimeBounds(Optional<String> column) {
        return new VerifyRequest(prefix, true, column, deep, strict, parallelism);
    }

    public VerifyRequest withDeep(boolean other) {
        return new VerifyRequest(prefix, timeBounds, timeColumn, other, strict, parallelism);
    }

    public VerifyRequest withStrict(boolean other) {
        return new VerifyRequest(prefix, timeBounds, timeColumn, deep, other, parallelism);
    }

    public VerifyRequest withParallelism(int other) {
        return new VerifyRequest(prefix, timeBounds, timeColumn, deep, strict, other);
    }
}
