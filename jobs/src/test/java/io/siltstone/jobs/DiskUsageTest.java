package io.siltstone.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.Storage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class DiskUsageTest {

    @Test
    void countsEachChild() throws IOException {
        try (Storage storage = TestStores.storage()) {
            storage.write("db/cpu/2025/01/a.parquet", new byte[10]);
            storage.write("db/cpu/b.parquet", new byte[20]);
            storage.write("db/cpu.old/c.parquet", new byte[5]);
            storage.write("db/cpu2/c.parquet", new byte[40]);
            storage.write("db/readme", new byte[7]);
            storage.write("other/x", new byte[100]);

            DiskUsage usage = DiskUsage.of(storage, KeyPrefix.of("db"));

            assertThat(usage.total()).isEqualTo(new DiskUsage.Usage(5, 82));
            assertThat(usage.direct()).isEqualTo(new DiskUsage.Usage(1, 7));
            assertThat(usage.directories())
                    .containsOnlyKeys("cpu", "cpu.old", "cpu2")
                    .containsEntry("cpu", new DiskUsage.Usage(2, 30))
                    .containsEntry("cpu.old", new DiskUsage.Usage(1, 5));
            assertThat(DiskUsage.of(storage, KeyPrefix.ROOT).directories()).containsOnlyKeys("db", "other");
        }
    }

    @Test
    void aPrefixThatHoldsNothingHasNothing() throws IOException {
        try (Storage storage = TestStores.storage()) {
            DiskUsage usage = DiskUsage.of(storage, KeyPrefix.of("nothing"));

            assertThat(usage.total()).isEqualTo(new DiskUsage.Usage(0, 0));
            assertThat(usage.directories()).isEmpty();
        }
    }
}
