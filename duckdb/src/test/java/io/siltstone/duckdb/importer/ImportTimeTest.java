package io.siltstone.duckdb.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.parquet.ParquetFooter;
import io.siltstone.parquet.TimeEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of time goes to the partition that Java's calendar says, and is kept as it is. */
final class ImportTimeTest {

    @TempDir
    private Path folder;

    private ImportBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new ImportBench(folder);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private String partition() throws IOException {
        String key = bench.keys().get(0);
        return key.substring("db/m/".length(), key.lastIndexOf('/'));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T23:59:59.999999Z, 2024/02/29/23, 2024-02-29 23:59:59.999999",
        "2024-02-29 23:59, 2024/02/29/23, 2024-02-29 23:59:00",
        "2024-01-01T00:30:00+02:00, 2023/12/31/22, 2023-12-31 22:30:00",
        "2024-01-01T23:30:00-0130, 2024/01/02/01, 2024-01-02 01:00:00",
        "2024-01-01, 2024/01/01/00, 2024-01-01 00:00:00",
        "1969-12-31T23:30:00Z, 1969/12/31/23, 1969-12-31 23:30:00",
        "0000-01-01T00:00:00Z, 0000/01/01/00, '0001-01-01 (BC) 00:00:00'",
        "9999-12-31T23:59:59.999999Z, 9999/12/31/23, 9999-12-31 23:59:59.999999",
    })
    void isoText(String text, String partition, String kept) throws Exception {
        bench.run(bench.write("t.csv", "time,v\n" + text + ",1\n"));
        bench.run(bench.write("t.json", "{\"time\":\"" + text + "\",\"v\":1}"));

        assertThat(bench.keys()).as("CSV and JSON are the same rows").hasSize(1);
        assertThat(partition()).isEqualTo(partition);
        assertThat(bench.rows("SELECT time::VARCHAR, typeof(time) FROM files")).containsExactly(kept + "|TIMESTAMP");
    }

    /** The quick way must never drop what the slow one keeps: every date with every time with every offset. */
    @Test
    void theQuickCastOfTextIsTheOneThatKnowsOffsets() throws Exception {
        String dates = "unnest(['2024-02-29', '1969-12-31', '0001-01-01', '9999-12-31', '2024-2-3', '2024/02/03', "
                + "'20240101', '2025-02-30', '-0001-01-01', '', 'infinity', '2024-06-15 (BC)'])";
        String times =
                "unnest(['', ' ', 'T', ' 10', 'T1', ' 10:20', 'T10:20', ' 1:2', '  10:20:30', 'T10:20:30', ' 10:20:30.5', "
                        + "'T10:20:30.123456789', ' 24:00:00', 'T23:59:60', '-10:20'])";
        String offsets =
                "unnest(['', 'Z', 'z', ' UTC', '+02', '-02', '+2', '-2', '+02:30', '-02:30', '+0230', '-0230', ' +02', "
                        + "' -02:30', '+02:30:15', ' Europe/Berlin', ' America/New_York', ' EST', ' CET', 'EST', 'CET', 'utc', 'Europe/Berlin', 'x', ' Etc/GMT-5', ' GMT+5', "
                        + "' BC', ' x', ' '])";
        String cases = "SELECT d || t || o AS x FROM (SELECT " + dates + " AS d), (SELECT " + times + " AS t), (SELECT "
                + offsets + " AS o)";
        String slow = "CASE WHEN left(x, 1) BETWEEN '0' AND '9' THEN TRY_CAST(x AS TIMESTAMPTZ) AT TIME ZONE 'UTC' END";

        assertThat(bench.query("SELECT x, " + ImportTime.fromText("x") + ", " + slow + " FROM (" + cases + ") WHERE ("
                        + ImportTime.fromText("x") + ") IS DISTINCT FROM (" + slow + ")"))
                .isEmpty();
        assertThat(bench.query("SELECT count(*) > 500 FROM (" + cases + ") WHERE " + slow + " IS NOT NULL"))
                .containsExactly("true");
    }

    /** Taken as they are they would be stored two thousand years ago. */
    @ParameterizedTest
    @ValueSource(
            strings = {"24-01-31", "24-01-31T10:00:00Z", "24/01/31", "1-1-1", "024-01-31 10:00", "124-01-31+02:00"})
    void yearsOfFewerThanFourDigitsAreNoTimes(String text) throws Exception {
        for (String input : List.of(
                bench.write("t.csv", "time\n" + text + "\n"), bench.write("t.json", "{\"time\":\"" + text + "\"}"))) {
            assertThatThrownBy(() -> bench.run(input))
                    .isInstanceOfSatisfying(
                            BadRowsException.class,
                            e -> assertThat(e.first())
                                    .extracting(BadRow::number)
                                    .containsExactly(input.endsWith(".csv") ? 2L : 1L));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TIMESTAMP, 1969-12-31 23:59:59.999999, timestamp_us, 1969/12/31/23, 1969/12/31, 1969/12",
        "TIMESTAMP_NS, 2024-03-31 23:59:59.999999999, timestamp_ns, 2024/03/31/23, 2024/03/31, 2024/03",
        "TIMESTAMP_NS, 1969-12-31 23:59:59.999999999, timestamp_ns, 1969/12/31/23, 1969/12/31, 1969/12",
        "TIMESTAMPTZ, 2024-01-01 00:30:00+02, timestamptz, 2023/12/31/22, 2023/12/31, 2023/12",
        "TIMESTAMPTZ_NS, 2024-01-01 01:59:59.999999999+02, timestamptz, 2023/12/31/23, 2023/12/31, 2023/12",
        "DATE, 1969-12-31, date, 1969/12/31/00, 1969/12/31, 1969/12",
        "DATE, 2024-02-29, date, 2024/02/29/00, 2024/02/29, 2024/02",
    })
    void typesOfParquetAreKept(String type, String value, String unit, String hour, String day, String month)
            throws Exception {
        String input = bench.copy("t.parquet", "SELECT '" + value + "'::" + type + " AS time, 1 AS v");
        for (PartitionUnit partition : PartitionUnit.values()) {
            bench.run(ImportBench.request(input).withPartition(partition));
        }

        assertThat(bench.keys())
                .extracting(key -> key.substring("db/m/".length(), key.lastIndexOf('/')))
                .containsExactlyInAnyOrder(hour, day, month);
        assertThat(bench.rows("SELECT DISTINCT typeof(time) = '"
                        + (type.equals("TIMESTAMPTZ") ? "TIMESTAMP WITH TIME ZONE" : type) + "', time = '" + value
                        + "'::" + type + " FROM files"))
                .containsExactly("true|true");
        assertThat(metadata("siltstone.time-unit")).containsOnly(unit);
        assertThat(metadata("siltstone.time-column")).containsOnly("time");
        assertThat(metadata("siltstone.layout")).containsExactlyInAnyOrder("hour", "day", "month");
    }

    /** Further down than types are guessed by, where the first rows have told something else. */
    @ParameterizedTest
    @CsvSource({"17.5, DOUBLE, 30000, 0", "2024-01-01, BIGINT, 29999, 1"})
    void aLateTimeIsTakenForWhatItIs(String late, String type, long stored, long rejected) throws Exception {
        String input = bench.write("t.csv", "time\n" + "17\n".repeat(29_999) + late + "\n");
        ImportRequest request = ImportBench.request(input)
                .withEpochUnit(TimeEncoding.EPOCH_S)
                .withBadRows(BadRows.keep(folder.resolve("rejects.csv")));

        ImportReport report = bench.run(request);

        assertThat(report.rowsIn()).isEqualTo(30_000);
        assertThat(report.rowsStored()).isEqualTo(stored);
        assertThat(report.rowsRejected()).isEqualTo(rejected);
        assertThat(bench.rows("SELECT DISTINCT typeof(time) FROM files")).containsExactly(type);
    }

    private List<String> metadata(String name) throws IOException {
        List<String> values = new ArrayList<>();
        for (String key : bench.keys()) {
            values.add(ParquetFooter.read(bench.storage.reader(key)).metadata().get(name));
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({
        "EPOCH_S, -1, BIGINT, 1969/12/31/23",
        "EPOCH_S, 1700000000, BIGINT, 2023/11/14/22",
        "EPOCH_S, 1700000000.75, DOUBLE, 2023/11/14/22",
        "EPOCH_S, -0.5, DOUBLE, 1969/12/31/23",
        "EPOCH_S, 253402300799, BIGINT, 9999/12/31/23",
        "EPOCH_MS, 1700000000123, BIGINT, 2023/11/14/22",
        "EPOCH_US, -1, BIGINT, 1969/12/31/23",
        "EPOCH_NS, 1700000000123456789, BIGINT, 2023/11/14/22",
        "EPOCH_NS, -9223372036854775807, BIGINT, 1677/09/21/00",
    })
    void numbersAreKeptAndTheirUnitIsInTheFile(TimeEncoding unit, String value, String type, String partition)
            throws Exception {
        List<String> inputs = List.of(
                bench.write("e.csv", "time\n" + value + "\n"),
                bench.write("e.json", "{\"time\":" + value + "}"),
                bench.copy("e.parquet", "SELECT '" + value + "'::" + type + " AS time"));
        for (String input : inputs) {
            assertThatThrownBy(() -> bench.run(input))
                    .as("without a unit")
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("give their unit");
            bench.run(ImportBench.request(input).withEpochUnit(unit));
        }

        assertThat(bench.keys()).as("the same rows in all formats").hasSize(1);
        assertThat(partition()).isEqualTo(partition);
        assertThat(bench.rows("SELECT typeof(time), time = '" + value + "'::" + type + " FROM files"))
                .containsExactly(type + "|true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "infinity",
                "-infinity",
                "epoch",
                "now",
                "today",
                "2025-02-30",
                "2024-01-01T25:00:00",
                "x",
                "-0001-01-01",
                "10000-01-01T00:00:00Z",
                "9999-12-31T23:59:59-01:00",
                "0000-01-01T00:30:00+01:00",
                "2024",
                "20240101T00",
                " 2024-01-01",
                "2024-01"
            })
    void whatIsNoTimeIsABadRow(String text) throws Exception {
        String input = bench.write("t.csv", "time,v\n2024-01-01,1\n\"" + text + "\",2\n");

        assertThatThrownBy(() -> bench.run(input)).isInstanceOfSatisfying(BadRowsException.class, e -> {
            assertThat(e.badRows()).isEqualTo(1);
            assertThat(e.first()).singleElement().satisfies(row -> {
                assertThat(row.number()).isEqualTo(3);
                assertThat(row.reason()).startsWith("`" + text + "` in `time` is no time");
            });
        });
        assertThat(bench.keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'infinity'::TIMESTAMP",
                "'-infinity'::TIMESTAMPTZ",
                "'infinity'::DATE",
                "'infinity'::TIMESTAMP_NS",
                "'5881580-07-10'::DATE",
                "'-290000-01-01'::TIMESTAMP",
                "NULL::TIMESTAMP",
            })
    void typedTimesOutOfReachAreBadRows(String value) throws Exception {
        String input = bench.copy("t.parquet", "SELECT " + value + " AS time, 1 AS v");

        assertThatThrownBy(() -> bench.run(input))
                .isInstanceOfSatisfying(
                        BadRowsException.class,
                        e -> assertThat(e.first()).singleElement().satisfies(row -> {
                            assertThat(row.place()).isEqualTo(BadRow.Place.ROW);
                            assertThat(row.number()).isEqualTo(1);
                        }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'nan'::DOUBLE", "'infinity'::DOUBLE", "1e300::DOUBLE", "NULL::BIGINT", "-99999999999999::BIGINT"
            })
    void numbersOutOfReachAreBadRows(String value) throws Exception {
        String input = bench.copy("t.parquet", "SELECT " + value + " AS time");

        assertThatThrownBy(() -> bench.run(ImportBench.request(input).withEpochUnit(TimeEncoding.EPOCH_S)))
                .isInstanceOf(BadRowsException.class)
                .hasMessageStartingWith("1 of 1 rows");
    }

    @Test
    void aUnitIsForNumbers() throws Exception {
        String text = bench.write("t.csv", "time\n2024-01-01\n");
        String flag = bench.copy("t.parquet", "SELECT true AS time");

        assertThatThrownBy(() -> bench.run(ImportBench.request(text).withEpochUnit(TimeEncoding.EPOCH_S)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("a unit was given");
        assertThatThrownBy(() -> bench.run(flag))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("BOOLEAN, which is no time");
    }
}
