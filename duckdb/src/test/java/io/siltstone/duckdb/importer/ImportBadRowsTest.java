package io.siltstone.duckdb.importer;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.IntegrityException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImportBadRowsTest {

    /** Bad are the records that begin on the lines 5, 8, 9 and 12. */
    private static final String RAGGED = """
            time,note,v
            2024-01-01,é,1
            2024-01-01,"two
            lines",2
            nonsense,x,3

            2024-01-01,y,4
            short
            2024-01-01,long,5,6
            2024-01-01,"a
            b",7
            "non
            sense",z,8
            2024-01-01,end,9
            """;

    private static final List<Long> LINES = List.of(5L, 8L, 9L, 12L);

    @TempDir
    private Path folder;

    private ImportBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new ImportBench(folder);
    }

    @AfterEach
    void close() throws IOException {
        assertThat(bench.leftovers()).isEmpty();
        bench.close();
    }

    private BadRowsException stopped(ImportRequest request) {
        return catchThrowableOfType(BadRowsException.class, () -> bench.run(request));
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8, UTF-8, false, false, false",
        "utf-8, UTF-8, true, false, false",
        "utf-8, UTF-8, false, true, false",
        "utf-8, UTF-8, true, true, true",
        "latin-1, ISO-8859-1, false, true, false",
        "utf-16, UTF-16LE, true, false, false",
    })
    void badRowsAreNamedByTheirLines(String encoding, Charset charset, boolean mark, boolean returns, boolean gzip)
            throws Exception {
        String text = (mark ? "\uFEFF" : "") + (returns ? RAGGED.replace("\n", "\r\n") : RAGGED);
        byte[] bytes = text.getBytes(charset);
        String input = bench.write(gzip ? "r.csv.gz" : "r.csv", gzip ? ImportBench.gzip(bytes) : bytes);
        ImportRequest request = ImportBench.request(input).withCsv(CsvDialect.DEFAULT.withEncoding(encoding));

        BadRowsException e = stopped(request);

        assertThat(e.rowsIn()).isEqualTo(9);
        assertThat(e.badRows()).isEqualTo(4);
        assertThat(e.first()).extracting(BadRow::number).containsExactlyElementsOf(LINES);
        assertThat(e.first()).extracting(row -> row.file().toString()).containsOnly(input);
        assertThat(e.first().get(1).reason()).contains("Number of Columns");
        assertThat(e).hasMessageContaining("line 5: `nonsense` in `time` is no time");
        assertThat(bench.keys()).isEmpty();
    }

    @Test
    void keptBadRowsAreWrittenAndTheOthersStored() throws Exception {
        Path rejects = folder.resolve("rejects.csv");
        ImportRequest request =
                ImportBench.request(bench.write("r.csv", RAGGED)).withBadRows(BadRows.keep(rejects));

        ImportReport report = bench.run(request);

        assertThat(report.rowsIn()).isEqualTo(9);
        assertThat(report.rowsStored()).isEqualTo(5);
        assertThat(report.rowsRejected()).isEqualTo(4);
        assertThat(report.rejects()).contains(rejects);
        String written = Files.readString(rejects);
        assertThat(written.lines().findFirst()).contains("file,line,reason,record");
        assertThat(written)
                .contains("/r.csv,5,`nonsense` in `time` is no time of the years 0000 to 9999,\"nonsense,x,3\"")
                .contains("/r.csv,8,")
                .contains("/r.csv,9,")
                .contains("/r.csv,12,")
                .contains("\"2024-01-01,long,5,6\"");
        assertThat(bench.rows("SELECT sum(v) FROM files")).containsExactly("23");
        assertThat(Files.list(folder).map(Path::getFileName).map(Path::toString))
                .as("no part of the rejects is left")
                .containsExactlyInAnyOrder("inputs", "temporary", "rejects.csv");

        ImportReport again = bench.run(request);
        assertThat(again.rowsAlreadyThere()).isEqualTo(5);
        assertThat(again.rowsRejected()).isEqualTo(4);
        assertThat(Files.readString(rejects)).isEqualTo(written);
    }

    @Test
    void rejectsTakeThePlaceOfNoInputAndOfNoSocket() throws Exception {
        String input = bench.write("r.csv", RAGGED);
        Path linked = Files.createSymbolicLink(folder.resolve("linked.csv"), Path.of(input));
        Path socket = ImportBench.socket(folder.resolve("socket"));

        for (Path rejects : List.of(Path.of(input), linked, socket, folder)) {
            assertThatThrownBy(() -> bench.run(ImportBench.request(input).withBadRows(BadRows.keep(rejects))))
                    .isInstanceOf(ConfigurationException.class);
        }

        assertThat(Path.of(input)).content().isEqualTo(RAGGED);
        assertThat(linked).isSymbolicLink();
        assertThat(Files.readAttributes(socket, BasicFileAttributes.class).isOther())
                .isTrue();
    }

    @Test
    void noRejectsStayOfAnImportThatTheTableRefuses() throws Exception {
        bench.run(bench.write("numbers.csv", "time,v\n2024-01-01T01:00:00,1.5\n"));
        Path rejects = folder.resolve("rejects.csv");
        String texts = bench.write("texts.csv", "time,v\n2024-01-01T01:30:00,x\nnever,y\n");

        assertThatThrownBy(() -> bench.run(ImportBench.request(texts).withBadRows(BadRows.keep(rejects))))
                .isInstanceOf(ConfigurationException.class);
        assertThat(rejects).doesNotExist();
    }

    @Test
    void rejectsGoBehindALink() throws Exception {
        Path rejects = Files.createFile(folder.resolve("rejects.csv"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), rejects);

        bench.run(ImportBench.request(bench.write("r.csv", RAGGED)).withBadRows(BadRows.keep(link)));

        assertThat(link).isSymbolicLink();
        assertThat(rejects).content().startsWith("file,line,reason,record\n");
    }

    @Test
    void severalErrorsOfALineComeInOneOrder() throws Exception {
        Path rejects = folder.resolve("rejects.csv");
        String input = bench.write("s.csv", "time,a,b,c,d\n2024-01-01,1,2,3,4\n" + "short\n".repeat(4_000));

        bench.run(ImportBench.request(input).withBadRows(BadRows.keep(rejects)));

        String found = IntStream.rangeClosed(1, 4)
                .mapToObj(columns -> "Expected Number of Columns: 5 Found: " + columns)
                .collect(Collectors.joining("; "));
        assertThat(Files.readAllLines(rejects)).hasSize(4_001).last(as(STRING)).endsWith(",4002," + found + ",short");
        assertThat(Files.readAllLines(rejects).stream().skip(1)).allMatch(line -> line.contains(found));
    }

    @Test
    void aDryRunWritesNoRejects() throws Exception {
        Path rejects = folder.resolve("rejects.csv");

        ImportReport report = bench.run(ImportBench.request(bench.write("r.csv", RAGGED))
                .withBadRows(BadRows.keep(rejects))
                .withDryRun(true));

        assertThat(report.rowsRejected()).isEqualTo(4);
        assertThat(report.rejects()).isEmpty();
        assertThat(rejects).doesNotExist();
    }

    @Test
    void theFirstTenAreNamedOverAllFiles() throws Exception {
        bench.write("a.csv", "time\n2024-01-01\n" + "bad\n".repeat(7));
        bench.write("b.csv", "time\n" + "worse\n".repeat(7));

        BadRowsException e = stopped(ImportBench.request(bench.path("*.csv")));

        assertThat(e.badRows()).isEqualTo(14);
        assertThat(e.first()).extracting(BadRow::number).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 2L, 3L, 4L);
        assertThat(e.getMessage()).endsWith("; and 4 more");
    }

    @Test
    void jsonIsNamedByRecordAndParquetByRow() throws Exception {
        String json =
                bench.write("j.json", "{\"time\":\"2024-01-01\",\"v\":1}\n{\"v\":2}\n\n{\"time\":\"never\",\"v\":3}\n");
        String parquet = bench.copy(
                "p.parquet", "SELECT CASE WHEN i <> 7 THEN TIMESTAMP '2024-01-01' END AS time, i FROM range(10) t(i)");

        assertThat(stopped(ImportBench.request(json)).first())
                .extracting(BadRow::number, BadRow::reason)
                .containsExactly(
                        tuple(2L, "`time` is empty"),
                        tuple(3L, "`never` in `time` is no time of the years 0000 to 9999"));
        assertThat(stopped(ImportBench.request(parquet)).first())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.number()).isEqualTo(8);
                    assertThat(row.record()).contains("\"i\":7");
                });
    }

    @Test
    void emptyLinesOfOneColumnAreNamedToo() throws Exception {
        assertThat(stopped(ImportBench.request(bench.write("one.csv", "time\n2024-01-01\n\n2024-01-02\n\n")))
                        .first())
                .extracting(BadRow::number, BadRow::reason)
                .containsExactly(tuple(3L, "`time` is empty"), tuple(5L, "`time` is empty"));
        assertThat(bench.run(bench.write("two.csv", "time,v\n2024-01-01,1\n\n2024-01-02,2\n\n"))
                        .rowsStored())
                .isEqualTo(2);
    }

    @Test
    void theRecordIsTheWholeRowWhateverItsColumnsAreNamed() throws Exception {
        String json = bench.write("j.json", "{\"time\":null,\"source\":\"s\",\"v\":5}\n");

        assertThat(stopped(ImportBench.request(json)).first())
                .extracting(BadRow::record)
                .containsExactly("{\"time\":null,\"source\":\"s\",\"v\":5}");
    }

    @Test
    void anotherEncodingIsNamedByFileAndLineWithAHint() throws Exception {
        String text = "time,v\n2024-01-01,a\n2024-01-01,\u00e9t\u00e9\n";
        String input = bench.write("latin.csv", text, StandardCharsets.ISO_8859_1);

        assertThat(stopped(ImportBench.request(input)))
                .hasMessageContaining("latin.csv line 3: is not written in the encoding utf-8; give another");
        assertThat(bench.run(ImportBench.request(input).withCsv(CsvDialect.DEFAULT.withEncoding("latin-1")))
                        .rowsStored())
                .isEqualTo(2);
        assertThat(bench.rows("SELECT v FROM files ORDER BY v")).containsExactly("a", "\u00e9t\u00e9");
    }

    @Test
    void aByteThatNoLatin1HasIsToldOfTheFileThatHasIt() throws Exception {
        String good = bench.write("good.csv", "time,v\n2024-01-01,a\n");
        String bad = bench.write("windows.csv", "time,v\n2024-01-01,\u0080\n", StandardCharsets.ISO_8859_1);
        ImportRequest request = ImportBench.request(good, bad).withCsv(CsvDialect.DEFAULT.withEncoding("latin-1"));

        assertThatThrownBy(() -> bench.run(request))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("windows.csv")
                .hasMessageContaining("not written in the encoding latin-1");
        assertThat(bench.keys()).isEmpty();
    }

    @Test
    void linesAreRightFarIntoALargeFile() throws Exception {
        StringBuilder text = new StringBuilder("time,v\n");
        IntStream.range(0, 300_000)
                .forEach(i -> text.append(i == 250_000 ? "oops" : "2024-01-01T00:00:00")
                        .append(i == 270_000 ? "\n" : ",\"" + i + "\n\"\n"));

        BadRowsException e = stopped(ImportBench.request(bench.write("large.csv", text.toString())));

        assertThat(e.rowsIn()).isEqualTo(300_000);
        assertThat(e.first()).extracting(BadRow::number).containsExactly(500_002L, 540_002L);
    }

    @Test
    void inputsThatAreNotReadableAtAllStopAKeepingImportToo() throws Exception {
        ImportRequest request = ImportBench.request(bench.write("m.json", "{\"time\":\"2024-01-01\"}\n{\"time\":\n"))
                .withBadRows(BadRows.keep(folder.resolve("rejects.csv")));

        assertThatThrownBy(() -> bench.run(request))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("m.json")
                .hasMessageContaining("in line 3");
    }
}
