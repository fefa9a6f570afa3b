package io.siltstone.jobs.coverage;

import io.siltstone.core.layout.TableName;
import io.siltstone.jobs.work.OrderedWork;
import java.util.Objects;

/**
 * Whose coverage to count.
 *
 * @param table the table
 * @param options how the picture is made; of its range alone files are listed
 * @param parallelism how many footers are read at a time where rows are counted, at least 1
 */
public record CoverageRequest(TableName table, CoverageOptions options, int parallelism) {

    public CoverageRequest {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(options, "options");
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is below 1: " + parallelism);
        }
    }

    public static CoverageRequest of(TableName table, CoverageOptions options) {
        return new CoverageRequest(table, options, OrderedWork.DEFAULT_PARALLELISM);
    }
}
