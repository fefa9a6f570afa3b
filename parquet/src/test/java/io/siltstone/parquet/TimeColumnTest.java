package io.siltstone.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.layout.PartitionUnit;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeColumnTest {

    private static final String NOON = "TIMESTAMP '2025-01-01 12:00:00'";

    @Test
    void whatAnImporterWroteIsReadBack() throws IOException {
        TimeColumn column = new TimeColumn("at", TimeEncoding.EPOCH_MS, Optional.of(PartitionUnit.DAY));
        assertThat(column.toMetadata())
                .containsExactly(
                        Map.entry("siltstone.time-column", "at"),
                        Map.entry("siltstone.time-unit", "epoch_ms"),
                        Map.entry("siltstone.layout", "day"));
        byte[] file = ParquetFiles.query(
                "SELECT 1735732800000 AS at, " + NOON + " AS time",
                ", KV_METADATA {'siltstone.time-column': 'at', 'siltstone.time-unit': 'epoch_ms',"
                        + " 'siltstone.layout': 'day'}");

        assertThat(TimeColumn.detect(ParquetFiles.footer(file), Optional.of("time")))
                .as("metadata goes before what is told")
                .contains(column);
    }

    @ParameterizedTest
    @CsvSource({
        "nothing-of-that-name, timestamp_us",
        "at, timestamp_us",
        "time, epoch_ms",
        "time, fortnights",
        "name, timestamp_us"
    })
    void metadataThatDoesNotFitTheFileIsPassedOver(String column, String unit) throws IOException {
        byte[] file = ParquetFiles.query(
                "SELECT 1 AS at, 'x' AS name, " + NOON + " AS time",
                ", KV_METADATA {'siltstone.time-column': '" + column + "', 'siltstone.time-unit': '" + unit + "'}");

        assertThat(TimeColumn.detect(ParquetFiles.footer(file), Optional.empty()))
                .contains(new TimeColumn("time", TimeEncoding.TIMESTAMP_US, Optional.empty()));
    }

    @Test
    void anUnknownLayoutIsNone() {
        assertThat(TimeColumn.fromMetadata(Map.of(
                        TimeColumn.COLUMN_KEY, "t", TimeColumn.UNIT_KEY, "date", TimeColumn.LAYOUT_KEY, "decade")))
                .contains(new TimeColumn("t", TimeEncoding.DATE, Optional.empty()));
        assertThat(TimeColumn.fromMetadata(Map.of(TimeColumn.COLUMN_KEY, "t"))).isEmpty();
    }

    @Test
    void aColumnThatIsToldIsTakenAndNoOther() throws IOException {
        ParquetFooter footer =
                ParquetFiles.footer(ParquetFiles.query("SELECT " + NOON + " AS at, " + NOON + " AS time, 5 AS n"));

        assertThat(TimeColumn.detect(footer, Optional.of("at")))
                .map(TimeColumn::name)
                .contains("at");
        assertThat(TimeColumn.detect(footer, Optional.of("nowhere"))).isEmpty();
        assertThat(TimeColumn.detect(footer, Optional.of("n")))
                .as("a number of no unit")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "TIMESTAMP '2025-01-01' AS time | time | TIMESTAMP_US",
                "TIMESTAMP_MS '2025-01-01' AS timestamp | timestamp | TIMESTAMP_MS",
                "TIMESTAMP_NS '2025-01-01' AS Time | Time | TIMESTAMP_NS",
                "DATE '2025-01-01' AS TIMESTAMP | TIMESTAMP | DATE",
                "DATE '2025-01-01' AS timestamp, TIMESTAMP '2025-01-01' AS time | time | TIMESTAMP_US",
                "'x' AS time, DATE '2025-01-01' AS timestamp | timestamp | DATE"
            })
    void theUsualNamesAreGuessed(String columns, String name, TimeEncoding unit) throws IOException {
        assertThat(TimeColumn.detect(ParquetFiles.footer(ParquetFiles.query("SELECT " + columns)), Optional.empty()))
                .contains(new TimeColumn(name, unit, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1735689600 AS time",
                "'2025-01-01' AS time",
                "TIME '10:00:00' AS time",
                "{'time': TIMESTAMP '2025-01-01'} AS outer",
                "[TIMESTAMP '2025-01-01'] AS time",
                "1::UBIGINT AS timestamp"
            })
    void whatIsNoTimeIsNotGuessed(String columns) throws IOException {
        assertThat(TimeColumn.detect(ParquetFiles.footer(ParquetFiles.query("SELECT " + columns)), Optional.empty()))
                .isEmpty();
    }
}
