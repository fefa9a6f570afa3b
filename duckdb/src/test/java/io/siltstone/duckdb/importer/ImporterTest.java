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
    @ValueSource(strings = {"-007", "+007", "1_000", "00.5", "-00.5", "1_0.5", "0x10", "12345678901234567", "1e5x"})
    void aNumberThatWouldChangeIsText(String value) throws Exception {
        bench.run(bench.write("t.csv", "time,v\n2024-01-01,1.5\n2024-01-01," + value + "\n"));

        assertThat(bench.rows("SELECT typeof(v), v FROM files WHERE v <> '1.5'"))
                .containsExactly("VARCHAR|" + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "-0.5", "0", "-1.25", "0e1", "1e5", ".5", "1234567890123.4567"})
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
