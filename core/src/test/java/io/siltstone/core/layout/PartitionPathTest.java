package io.siltstone.core.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PartitionPathTest {

    @ParameterizedTest
    @CsvSource({
        "2025/11/a.parquet, MONTH, 2025-11-01T00:00:00Z, 2025-12-01T00:00:00Z",
        "2025/11/25/a.parquet, DAY, 2025-11-25T00:00:00Z, 2025-11-26T00:00:00Z",
        "2025/11/25/16/a.parquet, HOUR, 2025-11-25T16:00:00Z, 2025-11-25T17:00:00Z",
        "2025/11/25/00/a.parquet, HOUR, 2025-11-25T00:00:00Z, 2025-11-25T01:00:00Z",
        "2025/11/25/16/sub/a.parquet, HOUR, 2025-11-25T16:00:00Z, 2025-11-25T17:00:00Z",
        "2025/11/25/16/99/01/a.parquet, HOUR, 2025-11-25T16:00:00Z, 2025-11-25T17:00:00Z",
        "2025/11/25, MONTH, 2025-11-01T00:00:00Z, 2025-12-01T00:00:00Z",
        "2025/11/25/16, DAY, 2025-11-25T00:00:00Z, 2025-11-26T00:00:00Z",
        "2025/11/x.txt, MONTH, 2025-11-01T00:00:00Z, 2025-12-01T00:00:00Z",
        "2024/02/29/x, DAY, 2024-02-29T00:00:00Z, 2024-03-01T00:00:00Z",
        "2000/02/29/x, DAY, 2000-02-29T00:00:00Z, 2000-03-01T00:00:00Z",
        "0000/01/01/00/x, HOUR, 0000-01-01T00:00:00Z, 0000-01-01T01:00:00Z",
        "9999/12/31/23/x, HOUR, 9999-12-31T23:00:00Z, +10000-01-01T00:00:00Z",
        "1969/12/31/23/x, HOUR, 1969-12-31T23:00:00Z, 1970-01-01T00:00:00Z",
        "2025/11/foo/a.parquet, MONTH, 2025-11-01T00:00:00Z, 2025-12-01T00:00:00Z",
        "2025/11/foo/25/16/a.parquet, MONTH, 2025-11-01T00:00:00Z, 2025-12-01T00:00:00Z",
        "2025/11/foo/2024/12/25/16/a.parquet, MONTH, 2025-11-01T00:00:00Z, 2025-12-01T00:00:00Z",
        "2025/11/00/a.parquet, MONTH, 2025-11-01T00:00:00Z, 2025-12-01T00:00:00Z",
        "2025/11/31/a.parquet, MONTH, 2025-11-01T00:00:00Z, 2025-12-01T00:00:00Z",
        "2025/11/5/a.parquet, MONTH, 2025-11-01T00:00:00Z, 2025-12-01T00:00:00Z",
        "2025/02/29/a.parquet, MONTH, 2025-02-01T00:00:00Z, 2025-03-01T00:00:00Z",
        "2025/02/30/05/a.parquet, MONTH, 2025-02-01T00:00:00Z, 2025-03-01T00:00:00Z",
        "1900/02/29/a.parquet, MONTH, 1900-02-01T00:00:00Z, 1900-03-01T00:00:00Z",
        "2025/11/25/24/a.parquet, DAY, 2025-11-25T00:00:00Z, 2025-11-26T00:00:00Z",
        "2025/11/25/99/16/a.parquet, DAY, 2025-11-25T00:00:00Z, 2025-11-26T00:00:00Z",
        "2025/11/25/foo/16/a.parquet, DAY, 2025-11-25T00:00:00Z, 2025-11-26T00:00:00Z",
        "2025/11/25/7/a.parquet, DAY, 2025-11-25T00:00:00Z, 2025-11-26T00:00:00Z",
        "2025/11/25/+7/a.parquet, DAY, 2025-11-25T00:00:00Z, 2025-11-26T00:00:00Z",
        "2025/11/25/-1/a.parquet, DAY, 2025-11-25T00:00:00Z, 2025-11-26T00:00:00Z",
        "2025/11/25/0x/a.parquet, DAY, 2025-11-25T00:00:00Z, 2025-11-26T00:00:00Z",
        "2025/11/25/\uFF11\uFF16/a.parquet, DAY, 2025-11-25T00:00:00Z, 2025-11-26T00:00:00Z",
    })
    void claimsTheTimeOfTheInnermostPartition(String path, PartitionUnit unit, Instant start, Instant end)
            throws Exception {
        for (String root : new String[] {"db/cpu", "2025/11", "a/b/2024", ""}) {
            KeyPrefix prefix = KeyPrefix.of(root);

            assertThat(PartitionPath.of(prefix, prefix.key(path))).contains(new PartitionPath(unit, start));
            assertThat(PartitionPath.window(prefix, prefix.key(path))).contains(TimeRange.of(start, end));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.parquet",
                "2025/a.parquet",
                "backup/a.parquet",
                "backup/2025/11/25/16/a.parquet",
                "2025/00/a.parquet",
                "2025/13/a.parquet",
                "2025/13/25/16/a.parquet",
                "2025/foo/25/16/a.parquet",
                "2025/1/a.parquet",
                "2025/011/a.parquet",
                "2025/foo/2025/11/25/16/a.parquet",
                "25/11/25/16/a.parquet",
                "12025/11/25/16/a.parquet",
                "+2025/11/a.parquet",
                "-001/11/a.parquet",
                "2025-11-25/16/a.parquet",
                "year=2025/month=11/a.parquet",
                "\u0662\u0660\u0662\u0665/11/25/16/a.parquet",
                "2025/\u0661\u0661/a.parquet",
            })
    void claimsNothingForEverythingElse(String path) throws Exception {
        KeyPrefix prefix = KeyPrefix.of("db/cpu");

        assertThat(PartitionPath.of(prefix, prefix.key(path))).isEmpty();
        assertThat(PartitionPath.window(prefix, prefix.key(path))).isEmpty();
    }

    @Test
    void readsOnlyBelowItsRoot() throws Exception {
        KeyPrefix prefix = KeyPrefix.of("db/cpu");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PartitionPath.of(prefix, ObjectKey.of("db/cpu2/2025/11/a.parquet")));
        assertThatIllegalArgumentException().isThrownBy(() -> PartitionPath.of(prefix, ObjectKey.of("db/cpu")));
    }

    @Test
    void refusesAStartThatIsNoBoundary() {
        Instant hour = Instant.parse("2025-11-25T16:00:00Z");

        assertThat(new PartitionPath(PartitionUnit.HOUR, hour).start()).isEqualTo(hour);
        assertThatIllegalArgumentException().isThrownBy(() -> new PartitionPath(PartitionUnit.DAY, hour));
    }
}
