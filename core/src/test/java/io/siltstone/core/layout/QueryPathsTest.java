package io.siltstone.core.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.siltstone.core.Backend;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.StoreLocation;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.layer.PrefixBackend;
import io.siltstone.core.layer.ReadOnlyBackend;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class QueryPathsTest {

    private static final TableName TABLE = new TableName("db", "cpu");
    private static final QueryPaths PATHS = QueryPaths.of(new StoreLocation("s3://bucket/prefix", Optional.empty()));

    @Test
    void givesAllFilesOfATable() {
        assertThat(PATHS.storagePath(TABLE)).isEqualTo("s3://bucket/prefix/db/cpu/**/*.parquet");
    }

    @Test
    void givesTheFilesOfAYearMonthDayOrHourWithTheCoarserOnes() {
        assertThat(PATHS.queryPath(TABLE, 2025)).containsExactly("s3://bucket/prefix/db/cpu/2025/**/*.parquet");
        assertThat(PATHS.queryPath(TABLE, 2025, 11)).containsExactly("s3://bucket/prefix/db/cpu/2025/11/**/*.parquet");
        assertThat(PATHS.queryPath(TABLE, 2025, 11, 5))
                .containsExactly(
                        "s3://bucket/prefix/db/cpu/2025/11/*.parquet",
                        "s3://bucket/prefix/db/cpu/2025/11/05/**/*.parquet");
        assertThat(PATHS.queryPath(TABLE, 2025, 11, 5, 7))
                .containsExactly(
                        "s3://bucket/prefix/db/cpu/2025/11/*.parquet",
                        "s3://bucket/prefix/db/cpu/2025/11/05/*.parquet",
                        "s3://bucket/prefix/db/cpu/2025/11/05/07/**/*.parquet");
    }

    @Test
    void canBeAskedForMidnightAndTheYearZero() {
        assertThat(PATHS.queryPath(TABLE, 2025, 11, 25, 0))
                .contains("s3://bucket/prefix/db/cpu/2025/11/25/00/**/*.parquet")
                .hasSize(3);
        assertThat(PATHS.queryPath(TABLE, 0)).containsExactly("s3://bucket/prefix/db/cpu/0000/**/*.parquet");
        assertThat(PATHS.queryPath(TABLE, 9999, 12, 31, 23))
                .contains("s3://bucket/prefix/db/cpu/9999/12/31/23/**/*.parquet");
    }

    @Test
    void refusesFieldsOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> PATHS.queryPath(TABLE, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> PATHS.queryPath(TABLE, 10_000));
        assertThatIllegalArgumentException().isThrownBy(() -> PATHS.queryPath(TABLE, 2025, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> PATHS.queryPath(TABLE, 2025, 13));
        assertThatIllegalArgumentException().isThrownBy(() -> PATHS.queryPath(TABLE, 2025, 2, 29));
        assertThatIllegalArgumentException().isThrownBy(() -> PATHS.queryPath(TABLE, 2025, 11, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> PATHS.queryPath(TABLE, 2025, 11, 25, 24));
        assertThatIllegalArgumentException().isThrownBy(() -> PATHS.queryPath(TABLE, 2025, 11, 25, -1));
    }

    @Test
    void givesTheDaysOfARangeWithoutTheOneThatItsEndBegins() {
        assertThat(PATHS.queryPathRange(TABLE, range("2025-11-25T23:59:00Z", "2025-11-26T00:00:00Z")))
                .containsExactly(
                        "s3://bucket/prefix/db/cpu/2025/11/*.parquet",
                        "s3://bucket/prefix/db/cpu/2025/11/25/**/*.parquet");
        assertThat(PATHS.queryPathRange(TABLE, range("2025-11-25T10:00:00Z", "2025-11-26T00:00:00.000000001Z")))
                .containsExactly(
                        "s3://bucket/prefix/db/cpu/2025/11/*.parquet",
                        "s3://bucket/prefix/db/cpu/2025/11/2[5-6]/**/*.parquet");
        assertThat(PATHS.queryPathRange(TABLE, range("2025-11-30T05:00:00Z", "2025-12-02T05:00:00Z")))
                .containsExactly(
                        "s3://bucket/prefix/db/cpu/2025/1[1-2]/*.parquet",
                        "s3://bucket/prefix/db/cpu/2025/11/30/**/*.parquet",
                        "s3://bucket/prefix/db/cpu/2025/12/0[1-2]/**/*.parquet");
    }

    @Test
    void givesNothingForNoTimeAndEverythingForAllTime() {
        assertThat(PATHS.queryPathRange(TABLE, TimeRange.EMPTY)).isEmpty();
        assertThat(PATHS.queryPathRange(TABLE, TimeRange.from(Instant.parse("+10000-01-01T00:00:00Z"))))
                .isEmpty();
        assertThat(PATHS.queryPathRange(TABLE, TimeRange.ALL)).containsExactly(PATHS.storagePath(TABLE));
        assertThat(PATHS.queryPathRange(TABLE, TimeRange.of(Instant.MIN, Instant.MAX)))
                .containsExactly(PATHS.storagePath(TABLE));
        assertThat(PATHS.queryPathRange(TABLE, range("2016-01-01T00:00:00Z", "2020-01-01T00:00:00Z")))
                .containsExactly("s3://bucket/prefix/db/cpu/201[6-9]/**/*.parquet");
    }

    @Test
    void escapesThePlaceOfTheStore() throws Exception {
        QueryPaths paths = QueryPaths.of(new StoreLocation("/data/a*[b]?", Optional.of(Path.of("/data"))));

        assertThat(paths.storagePath(TABLE)).isEqualTo("/data/a[*][[]b][?]/db/cpu/**/*.parquet");
        assertThat(paths.queryPath(TABLE, 2025)).containsExactly("/data/a[*][[]b][?]/db/cpu/2025/**/*.parquet");
        assertThat(paths.objectPath(ObjectKey.of("db/cpu/x[1].parquet")))
                .isEqualTo("/data/a[*][[]b][?]/db/cpu/x[[]1].parquet");
    }

    @Test
    void answersThroughEveryLayer() throws Exception {
        try (Backend memory = new MemoryBackend(new MemoryConfig("test"), StoreRuntime.system())) {
            Backend layered = new ReadOnlyBackend(new PrefixBackend(memory, "tenant/2024"));

            assertThat(QueryPaths.of(memory).storagePath(TABLE)).isEqualTo("mem://test/db/cpu/**/*.parquet");
            assertThat(QueryPaths.of(layered).storagePath(TABLE))
                    .isEqualTo("mem://test/tenant/2024/db/cpu/**/*.parquet");
            assertThat(QueryPaths.of(layered).localBasePath()).isEmpty();
        }
    }

    @Test
    void tellsTheLocalDirectoryWhereThereIsOne() {
        assertThat(QueryPaths.of(new StoreLocation("/data", Optional.of(Path.of("/data"))))
                        .localBasePath())
                .contains(Path.of("/data"));
        assertThat(PATHS.localBasePath()).isEmpty();
    }

    private static TimeRange range(String start, String end) {
        return TimeRange.of(Instant.parse(start), Instant.parse(end));
    }
}
