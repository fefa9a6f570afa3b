package io.siltstone.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.ObjectKey;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeBoundsTest {

    @ParameterizedTest
    @CsvSource({
        "TIMESTAMP, TIMESTAMP_US, 2025-01-01T00:00:00.123456Z, 2025-03-01T00:00:00.123456Z",
        "TIMESTAMP_S, TIMESTAMP_S, 2025-01-01T00:00:00Z, 2025-03-01T00:00:00Z",
        "TIMESTAMP_MS, TIMESTAMP_MS, 2025-01-01T00:00:00.123Z, 2025-03-01T00:00:00.123Z",
        "TIMESTAMP_NS, TIMESTAMP_NS, 2025-01-01T00:00:00.123456Z, 2025-03-01T00:00:00.123456Z",
        "TIMESTAMPTZ, TIMESTAMPTZ, 2025-01-01T00:00:00.123456Z, 2025-03-01T00:00:00.123456Z",
        "DATE, DATE, 2025-01-01T00:00:00Z, 2025-03-01T00:00:00Z"
    })
    void columnsOfTimeTellTheirUnitThemselves(String type, TimeEncoding unit, Instant min, Instant max)
            throws IOException {
        ParquetFooter footer =
                ParquetFiles.footer(ParquetFiles.query("SELECT CAST(TIMESTAMP '2025-01-01 00:00:00.123456'"
                        + " + INTERVAL (range) DAY AS " + type + ") AS t FROM range(60)"));

        assertThat(TimeBounds.of(footer, column(unit))).contains(new TimeBounds(min, max));
    }

    @ParameterizedTest
    @CsvSource({
        "1735689600, BIGINT, EPOCH_S, 2025-01-01T00:00:00Z",
        "1735689600, INTEGER, EPOCH_S, 2025-01-01T00:00:00Z",
        "1735689600123, BIGINT, EPOCH_MS, 2025-01-01T00:00:00.123Z",
        "1735689600123456, BIGINT, EPOCH_US, 2025-01-01T00:00:00.123456Z",
        "1735689600123456789, BIGINT, EPOCH_NS, 2025-01-01T00:00:00.123456789Z",
        "1735689600.5, DOUBLE, EPOCH_S, 2025-01-01T00:00:00.5Z",
        "-1, BIGINT, EPOCH_NS, 1969-12-31T23:59:59.999999999Z",
        "-0.25, DOUBLE, EPOCH_NS, 1969-12-31T23:59:59.999999999Z",
        "-0.25, FLOAT, EPOCH_S, 1969-12-31T23:59:59.750Z",
        "9223372036854775807, BIGINT, EPOCH_S, +1000000000-12-31T23:59:59.999999999Z",
        "1e300, DOUBLE, EPOCH_S, +1000000000-12-31T23:59:59.999999999Z",
        "-1e300, DOUBLE, EPOCH_S, -1000000000-01-01T00:00:00Z"
    })
    void numbersCountInTheUnitThatTheImporterTold(String value, String type, TimeEncoding unit, Instant time)
            throws IOException {
        ParquetFooter footer =
                ParquetFiles.footer(ParquetFiles.query("SELECT CAST('" + value + "' AS " + type + ") AS t"));

        assertThat(TimeBounds.of(footer, column(unit))).contains(new TimeBounds(time, time));
    }

    @Test
    void infiniteNumbersAreTheEndsOfTime() {
        assertThat(TimeBounds.of(
                        of(
                                ColumnKind.FLOATING,
                                new ColumnRange.Floating(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)),
                        column(TimeEncoding.EPOCH_S)))
                .contains(new TimeBounds(Instant.MIN, Instant.MAX));
    }

    @Test
    void aNumberOfNoUnitIsUnknown() {
        ParquetFooter numbers = of(ColumnKind.INTEGER, new ColumnRange.Whole(1, 2));

        assertThat(TimeBounds.of(numbers, column(TimeEncoding.TIMESTAMP_US))).isEmpty();
        assertThat(TimeBounds.of(numbers, column(TimeEncoding.DATE))).isEmpty();
    }

    @Test
    void aColumnThatIsNotThereIsUnknown() {
        TimeColumn other = new TimeColumn("other", TimeEncoding.TIMESTAMP_US, Optional.empty());

        assertThat(TimeBounds.of(of(ColumnKind.TIMESTAMP_MICROS, new ColumnRange.Whole(1, 2)), other))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"SELECT TIMESTAMP '2025-01-01' AS t WHERE false", "SELECT NULL::TIMESTAMP AS t FROM range(10)"})
    void aFileWithoutATimeHasNoBounds(String sql) throws IOException {
        assertThat(TimeBounds.of(ParquetFiles.footer(ParquetFiles.query(sql)), column(TimeEncoding.TIMESTAMP_US)))
                .isEmpty();
    }

    @Test
    void nullsAmongTimesDoNotMatter() throws IOException {
        ParquetFooter footer = ParquetFiles.footer(ParquetFiles.query(
                "SELECT CASE WHEN range = 9000 THEN TIMESTAMP '2025-01-01' END AS t FROM range(10000)",
                ", ROW_GROUP_SIZE 2048"));

        Instant only = Instant.parse("2025-01-01T00:00:00Z");
        assertThat(TimeBounds.of(footer, column(TimeEncoding.TIMESTAMP_US))).contains(new TimeBounds(only, only));
    }

    private static TimeColumn column(TimeEncoding unit) {
        return new TimeColumn("t", unit, Optional.empty());
    }

    private static ParquetFooter of(ColumnKind kind, ColumnRange range) {
        ParquetColumn column =
                new ParquetColumn(List.of("t"), kind, "made up", Optional.of(range), OptionalLong.empty());
        try {
            return new ParquetFooter(ObjectKey.of("a.parquet"), 100, 2, 1, List.of(column), Map.of());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
