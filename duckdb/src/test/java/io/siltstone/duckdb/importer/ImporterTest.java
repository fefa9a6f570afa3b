package io.siltstone.duckdb.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.core.layout.TableName;
import io.siltstone.duckdb.engine.SqlText;
import io.siltstone.duckdb.importer.ImportReport.ImportedFile;
import io.siltstone.duckdb.importer.ImportReport.ImportedFile.Status;
import io.siltstone.parquet.TimeEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImporterTest {

    private static final int WEATHER_ROWS = 8759;

    @TempDir
    private Path folder;

    private ImportBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new ImportBench(folder);
    }

    @AfterEach
    void close() throws IOException {
        assertThat(bench.leftovers()).as("temporary files are removed").isEmpty();
        bench.close();
    }

    private ImportRequest weather() throws IOException {
        return weather(WEATHER_ROWS);
    }

    private ImportRequest weather(int rows) throws IOException {
        try (InputStream data = ImporterTest.class.getResourceAsStream("seattle-weather-hourly.csv")) {
            List<String> lines = new String(data.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            bench.write("weather.csv", String.join("\n", lines.subList(0, rows + 1)) + "\n");
        }
        return ImportRequest.of(List.of(bench.path("weather.csv")), ImportBench.TABLE, "date");
    }

    @ParameterizedTest
    @EnumSource(PartitionUnit.class)
    void realDataIsOneFileForEachPartitionAndImportingItAgainAddsNothing(PartitionUnit unit) throws Exception {
        // One file for each row takes long, so hours are of the first month.
        int rows = unit == PartitionUnit.HOUR ? 743 : WEATHER_ROWS;
        ImportRequest request = weather(rows).withPartition(unit);

        ImportReport report = bench.run(request);

        int files = List.of(rows, 365, 12).get(unit.ordinal());
        assertThat(report.rowsIn()).isEqualTo(rows);
        assertThat(report.rowsStored()).isEqualTo(rows);
        assertThat(report.count(Status.STORED)).isEqualTo(files);
        assertThat(bench.keys())
                .hasSize(files)
                .containsExactlyElementsOf(
                        report.files().stream().map(file -> file.key().value()).toList());
        assertThat(bench.keys().get(0))
                .matches("db/m/2010/01" + List.of("/01/01", "/01", "").get(unit.ordinal()) + "/[0-9a-f]{32}\\.parquet");
        assertThat(bench.rows("SELECT count(*), min(date), max(date), typeof(any_value(date)),"
                        + " round(sum(pressure)), typeof(any_value(temperature)), round(sum(wind)) FROM files"))
                .containsExactly(rows + "|2010-01-01 01:00:00.0|"
                        + (unit == PartitionUnit.HOUR ? "2010-01-31" : "2010-12-31") + " 23:00:00.0|TIMESTAMP|"
                        + sums(rows));

        ImportReport again = bench.run(request);

        assertThat(again.rowsStored()).isZero();
        assertThat(again.rowsAlreadyThere()).isEqualTo(rows);
        assertThat(again.count(Status.ALREADY_THERE)).isEqualTo(files);
        assertThat(bench.keys()).hasSize(files);
    }

    private String sums(int rows) throws IOException {
        double pressure = 0;
        double wind = 0;
        for (String line :
                Files.readAllLines(Path.of(bench.path("weather.csv"))).subList(1, rows + 1)) {
            String[] values = line.split(",", -1);
            pressure += Double.parseDouble(values[1]);
            wind += Double.parseDouble(values[3]);
        }
        return (double) Math.round(pressure) + "|DOUBLE|" + (double) Math.round(wind);
    }

    @Test
    void theSameRowsFromAnotherFormatOrInAnotherOrderAreThere() throws Exception {
        ImportRequest request = weather().withPartition(PartitionUnit.DAY);
        bench.run(request);
        String source = "read_csv(" + SqlText.literal(bench.path("weather.csv")) + ")";
        List<String> lines = Files.readAllLines(Path.of(bench.path("weather.csv")));
        List<String> shuffled = new ArrayList<>(lines.subList(1, lines.size()));
        Collections.shuffle(shuffled, new Random(7));
        shuffled.add(0, lines.get(0));

        List<String> variants = List.of(
                bench.copy("w.parquet", "SELECT * FROM " + source + " ORDER BY temperature"),
                bench.copy("w.json", "SELECT * FROM " + source + " ORDER BY wind"),
                bench.write("shuffled.csv", String.join("\r\n", shuffled) + "\r\n"));

        for (String variant : variants) {
            ImportReport report = bench.run(ImportRequest.of(List.of(variant), ImportBench.TABLE, "date")
                    .withPartition(PartitionUnit.DAY));
            assertThat(report.rowsAlreadyThere()).as(variant).isEqualTo(WEATHER_ROWS);
            assertThat(report.files()).as(variant).hasSize(365);
        }
        assertThat(bench.keys()).hasSize(365);
    }

    /** Values that are null, empty, equal in a column, or equal in all of them: what order equal times have is theirs. */
    @Test
    void rowsOfOneTimeHaveTheSameNameInWhateverOrderTheyCome() throws Exception {
        String rows = "SELECT TIMESTAMP '2024-01-01' + INTERVAL 1 SECOND * (i % 7) AS time, (i % 50)::DOUBLE AS d, "
                + "CASE WHEN i % 3 = 0 THEN NULL WHEN i % 3 = 1 THEN '' ELSE 's' || (i % 100) END AS s, "
                + "CASE WHEN i % 5 > 0 THEN [i % 4, NULL] END AS l, i % 11 = 0 AS b FROM range(40000) t(i)";
        String one = bench.copy("one.parquet", rows);
        String other = bench.copy("other.parquet", "SELECT * FROM (" + rows + ") ORDER BY hash(d, time), s DESC");

        ImportReport first = bench.run(ImportBench.request(one).withDryRun(true));
        ImportReport second = bench.run(ImportBench.request(other).withDryRun(true));

        assertThat(first.rowsStored()).isEqualTo(40_000);
        assertThat(second.files()).containsExactlyElementsOf(first.files());
        bench.run(one);
        assertThat(bench.rows("SELECT count(*) FILTER (before > time) FROM (SELECT time, lag(time) OVER ()"
                        + " AS before FROM files)"))
                .containsExactly("0");
        assertThat(bench.rows("SELECT count(*) FROM ((SELECT * FROM files EXCEPT ALL " + rows + ") UNION ALL ((" + rows
                        + ") EXCEPT ALL SELECT * FROM files))"))
                .containsExactly("0");
    }

    @Test
    void twoFilesAreWhatOneGlobIs() throws Exception {
        String one = bench.write("a1.csv", "time,v\n2024-01-01T00:30:00Z,1\n2024-01-01T01:30:00Z,2\n");
        String two = bench.write("a2.csv", "v,time,w\n3,2024-01-01T00:10:00Z,x\n");

        ImportReport report = bench.run(one, two, one);
        ImportReport glob = bench.run(bench.path("a*.csv"));

        assertThat(report.rowsIn()).isEqualTo(3);
        assertThat(report.files()).extracting(ImportedFile::rows).containsExactly(2L, 1L);
        assertThat(glob.rowsAlreadyThere()).isEqualTo(3);
        assertThat(bench.rows("SELECT * FROM files ORDER BY time"))
                .containsExactly(
                        "2024-01-01 00:10:00.0|3|x", "2024-01-01 00:30:00.0|1|null", "2024-01-01 01:30:00.0|2|null");
    }

    @Test
    void aDryRunTellsEverythingAndTouchesNothing() throws Exception {
        ImportRequest request = weather().withPartition(PartitionUnit.MONTH).withDryRun(true);

        ImportReport report = bench.run(request);

        assertThat(report.rowsStored()).isEqualTo(WEATHER_ROWS);
        assertThat(report.count(Status.WOULD_STORE)).isEqualTo(12);
        assertThat(bench.keys()).isEmpty();

        ImportReport real = bench.run(request.withDryRun(false));
        assertThat(real.files())
                .extracting(ImportedFile::key)
                .containsExactlyElementsOf(
                        report.files().stream().map(ImportedFile::key).toList());
        assertThat(bench.run(request).rowsAlreadyThere()).isEqualTo(WEATHER_ROWS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-007",
                "+007",
                "1_000",
                "00.5",
                "-00.5",
                "1_0.5",
                "0x10",
                "12345678901234567",
                "9007199254740993",
                "-9007199254740993",
                "12345678901234567.5",
                "1e400",
                "-1e400",
                "1e5x"
            })
    void aNumberThatWouldChangeIsText(String value) throws Exception {
        bench.run(bench.write("t.csv", "time,v\n2024-01-01,1.5\n2024-01-01," + value + "\n"));

        assertThat(bench.rows("SELECT typeof(v), v FROM files WHERE v <> '1.5'"))
                .containsExactly("VARCHAR|" + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.5",
                "-0.5",
                "0",
                "-1.25",
                "0e1",
                "1e5",
                ".5",
                "1234567890123.4567",
                "123456789012345",
                "123456789012345.6",
                "1.2345678901234567e10",
                "-0.12345678901234567"
            })
    void aNumberThatIsKeptIsANumber(String value) throws Exception {
        bench.run(bench.write("t.csv", "time,v\n2024-01-01,1.5\n2024-01-01," + value + "\n"));

        assertThat(bench.rows("SELECT typeof(v), v = " + value + "::DOUBLE FROM files WHERE v <> 1.5"))
                .containsExactly("DOUBLE|true");
    }

    @Test
    void valuesAreNeverChangedByTheirTypes() throws Exception {
        List<String> rows = new ArrayList<>(List.of("time,whole,late,zeros,flag,offset,day,long"));
        IntStream.range(0, 30_000)
                .mapToObj(i -> "2024-01-01T00:00:00," + i + "," + (i == 29_999 ? "1.5" : "2") + ",007,true,"
                        + (i == 29_999 ? "2024-01-01T01:00:00+02:00" : "2024-01-01T01:00:00")
                        + ",2024-02-29,12345678901234567890")
                .forEach(rows::add);

        ImportReport report = bench.run(bench.write("t.csv", String.join("\n", rows)));

        assertThat(report.rowsStored()).isEqualTo(30_000);
        assertThat(bench.rows("SELECT typeof(whole), typeof(late), max(late) FILTER (late < 2), zeros, typeof(flag),"
                        + " max(\"offset\"), typeof(day), \"long\" FROM files GROUP BY ALL HAVING max(late) < 2"))
                .isEmpty();
        assertThat(bench.rows("SELECT DISTINCT typeof(whole), typeof(late), zeros, typeof(flag), typeof(\"offset\"),"
                        + " typeof(day), \"long\" FROM files"))
                .containsExactly("BIGINT|DOUBLE|007|BOOLEAN|VARCHAR|DATE|12345678901234567890");
        assertThat(bench.rows("SELECT sum(late) FROM files")).containsExactly("59999.5");
    }

    @Test
    void everyRowOfTheSampleHasASayInTheTypes() throws Exception {
        StringBuilder csv = new StringBuilder("time,grows,filled,word,none\n");
        for (int i = 0; i < 5_000; i++) {
            boolean late = i == 4_000;
            csv.append("2024-01-01T00:00:00Z,")
                    .append(late ? "0.5" : "7")
                    .append(late ? ",8," : ",,")
                    .append(late ? "perhaps" : "true")
                    .append(",\n");
        }

        bench.run(bench.write("t.csv", csv.toString()));

        assertThat(bench.rows(
                        "SELECT DISTINCT typeof(time), typeof(grows), typeof(filled), typeof(word), typeof(\"none\"),"
                                + " sum(grows) OVER () FROM files"))
                .containsExactly("TIMESTAMP|DOUBLE|BIGINT|VARCHAR|VARCHAR|34993.5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "9007199254740993 | 0.5 | VARCHAR | 9007199254740993",
                "18446744073709551615 | -1 | VARCHAR | 18446744073709551615",
                "123456789012345678901234567890 | 1 | VARCHAR | 123456789012345678901234567890",
                "1e400 | 1 | VARCHAR | 1e400",
                "123456789012345 | 0.5 | DOUBLE | 123456789012345.0",
                "'01-02-2024' | '03-04-2024' | VARCHAR | 01-02-2024",
                "'01-02-2024 10:00:00 AM' | null | VARCHAR | 01-02-2024 10:00:00 AM",
                "'24-01-01' | '2024-01-01' | VARCHAR | 24-01-01",
                "'2024-01-01T00:00:00.123456789Z' | null | VARCHAR | 2024-01-01T00:00:00.123456789Z",
                "'2024-01-01' | '2024-01-02' | DATE | 2024-01-01",
                "'2024-01-01T10:00' | '2024-01-02 10:00:00.5' | TIMESTAMP | 2024-01-01 10:00:00",
                "'2024-01-01T10:00:00+02:00' | '2024-01-01T10:00:00Z' | TIMESTAMP WITH TIME ZONE | 2024-01-01 08:00:00+00",
                "'24:00' | '10:00' | VARCHAR | 24:00",
                "'10:30:00' | null | TIME | 10:30:00",
                "'550E8400-E29B-41D4-A716-446655440000' | null | VARCHAR | 550E8400-E29B-41D4-A716-446655440000",
            })
    void valuesOfJsonAreNeverChangedByTheirTypes(String one, String other, String type, String kept) throws Exception {
        bench.run(bench.write(
                "t.json",
                "{'time':'2024-01-01T00:00:00','v':%s}\n{'time':'2024-01-01T01:00:00','v':%s}\n"
                        .formatted(one, other)
                        .replace('\'', '"')));

        assertThat(bench.rows("SELECT typeof(v), v::VARCHAR FROM files ORDER BY time LIMIT 1"))
                .containsExactly(type + "|" + kept);
    }

    @ParameterizedTest
    @CsvSource({
        "9007199254740993::BIGINT, 0.5::DOUBLE",
        "16777217::INTEGER, 0.5::FLOAT",
        "9007199254740993::BIGINT, 18446744073709551615::UBIGINT",
        "'12345678901234567890123456789012345678::DECIMAL(38,0)', '0.1234567890::DECIMAL(38,10)'",
        "'1.5::DECIMAL(38,36)', 9007199254740993::BIGINT",
        "TIMESTAMP '2024-01-01', 5::BIGINT",
        "TIMESTAMP_NS '2024-01-01', TIMESTAMP_MS '9999-01-01'",
        "{'a': 9007199254740993}, {'a': 0.5::DOUBLE}",
        "{'a': 1}, 5::BIGINT",
    })
    void parquetFilesOfSeveralTypesNeverChangeAValue(String one, String other) throws Exception {
        String first = bench.copy("a.parquet", "SELECT TIMESTAMP '2024-01-01' AS time, " + one + " AS v");
        String second = bench.copy("b.parquet", "SELECT TIMESTAMP '2024-01-02' AS time, " + other + " AS v");

        assertThatThrownBy(() -> bench.run(first, second))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the column `v` is")
                .hasMessageContaining("would change 1 of its values");
        assertThat(bench.keys()).isEmpty();
    }

    @Test
    void parquetFilesOfSeveralTypesAreTakenTogetherWhereNoValueChanges() throws Exception {
        String first = bench.copy("a.parquet", "SELECT TIMESTAMP '2024-01-01' AS time, 5::BIGINT AS v, {'a': 1} AS s");
        String second = bench.copy(
                "b.parquet", "SELECT TIMESTAMP '2024-01-02' AS time, 0.5::DOUBLE AS v, {'b': 'x', 'a': 0.5} AS s");
        bench.run(first, second);

        assertThat(bench.rows("SELECT v, s.a, s.b FROM files ORDER BY time"))
                .containsExactly("5.0|1.0|null", "0.5|0.5|x");
    }

    @Test
    void decimalsOfMoreDigitsThanCanBeKeptAreRefused() throws Exception {
        String input = bench.copy("a.parquet", "SELECT TIMESTAMP '2024-01-01' AS time, 1.5::DECIMAL(38,9) AS v");
        byte[] bytes = Files.readAllBytes(Path.of(input));
        int changed = 0;
        for (int i = 0; i < bytes.length - 3; i++) {
            // Fields of Thrift: a scale of 9, then a precision of 38.
            if (bytes[i] == 0x15 && bytes[i + 1] == 0x12 && bytes[i + 2] == 0x15 && bytes[i + 3] == 0x4c) {
                bytes[i + 3] = 0x78;
                changed++;
            }
        }
        Files.write(Path.of(input), bytes);

        assertThat(changed).isPositive();
        assertThatThrownBy(() -> bench.run(input))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the column `v` has decimals of 60 digits");
    }

    @Test
    void aTableGoesByOneTimeColumn() throws Exception {
        bench.run(bench.write("a.csv", "time,t2\n2024-01-01,2024-01-01\n"));

        assertThatThrownBy(() -> bench.run(ImportRequest.of(List.of(bench.path("a.csv")), ImportBench.TABLE, "t2")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("`time` (timestamp_us)")
                .hasMessageContaining("`t2` (timestamp_us)");
        assertThatThrownBy(() -> bench.run(
                        ImportBench.request(bench.write("e.csv", "time\n17\n")).withEpochUnit(TimeEncoding.EPOCH_S)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("(epoch_s)");
        assertThat(bench.run(new ImportRequest(
                                List.of(bench.path("a.csv")),
                                new TableName("db", "other"),
                                "t2",
                                Optional.empty(),
                                PartitionUnit.DAY,
                                BadRows.STOP,
                                Optional.empty(),
                                CsvDialect.DEFAULT,
                                false))
                        .rowsStored())
                .isEqualTo(1);
    }
}
