package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.error.Operation;
import io.siltstone.core.layout.TimeRange;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SideBySideTest {

    @Test
    void aRangeOfTimeListsNoOtherMonths() throws Exception {
        try (Pairs pairs = Pairs.inMemory()) {
            for (int day = 1; day <= 28; day++) {
                pairs.source.write(String.format("db/cpu/2025/10/%02d/00/a.parquet", day), new byte[1]);
                pairs.source.write(String.format("db/cpu/2025/11/%02d/00/a.parquet", day), new byte[1]);
            }
            Instant start = Instant.parse("2025-11-25T00:00:00Z");
            TimeRange day = TimeRange.of(start, start.plus(Duration.ofDays(1)));

            SyncReport report = pairs.run(SyncRequest.DEFAULT.withScope(SyncScope.ALL.withRange(day)));

            assertThat(report.transferred()).isEqualTo(1);
            // The root, database, table, year and month, and the day at once.
            assertThat(pairs.sourceFaults.calls(Operation.LIST_DIRECTORIES)).isEqualTo(5);
            assertThat(pairs.sourceFaults.calls(Operation.LIST)).isEqualTo(1);
        }
    }
}
