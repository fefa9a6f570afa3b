package io.siltstone.jobs.coverage;

import io.siltstone.core.layout.PartitionUnit;

/** How much time one cell of a picture of coverage stands for. */
public enum CoverageUnit {
    HOUR(PartitionUnit.HOUR, 3_600),
    DAY(PartitionUnit.DAY, 86_400);

    private final PartitionUnit partition;
    private final long seconds;

    CoverageUnit(PartitionUnit partition, long seconds) {
        this.partition = partition;
        this.seconds = seconds;
    }

    /** Its length; UTC has no other days. */
    public long seconds() {
        return seconds;
    }

    PartitionUnit partition() {
        return partition;
    }
}
