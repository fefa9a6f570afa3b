package io.siltstone.duckdb.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.NotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs as they should not be, and inputs whose names should not matter. */
final class ImportInputsTest {

    private static final String GOOD = "time,v\n2024-01-01,1\n";

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

    private record Refusal(Class<? extends Throwable> type, String message) {}

    private static Refusal wrong(String message) {
        return new Refusal(ConfigurationException.class, message);
    }

    private static Refusal damaged(String message) {
        return new Refusal(IntegrityException.class, message);
    }

    private Map<String, Refusal> refused() throws Exception {
        byte[] parquet = Files.readAllBytes(
                Path.of(bench.copy("good.parquet", "SELECT TIMESTAMP '2024-01-01' AS time, i FROM range(1000) t(i)")));
        ImportBench.sql("COPY (SELECT DATE '2024-01-01' AS time, i FROM range(1000) t(i)) TO '"
                + bench.path("whole.json.zst") + "' (FORMAT json, COMPRESSION zstd)");
        byte[] packed = Files.readAllBytes(Path.of(bench.path("whole.json.zst")));
        bench.copy("case.parquet", "SELECT TIMESTAMP '2024-01-01' AS time, 1 AS v");
        Files.createDirectories(bench.folder().resolve("directory.csv"));
        Map<String, Refusal> cases = new LinkedHashMap<>();
        cases.put("absent.csv", new Refusal(NotFoundException.class, "no such file"));
        cases.put("nothing-*.csv", new Refusal(NotFoundException.class, "no file matches"));
        cases.put("directory.csv", wrong("is a directory"));
        ImportBench.socket(Path.of(bench.path("socket.csv")));
        cases.put("socket.csv", wrong("is no regular file"));
        cases.put(name("data.txt", GOOD), wrong("say its format"));
        cases.put(name("empty.csv", ""), wrong("the file is empty"));
        cases.put(name("mixed.csv", "time,v\r\n2024-01-01,1\n2024-01-02,2\r\n"), damaged("end in CR LF"));
        cases.put(name("blank.csv", "\ntime,v\n2024-01-01,1\n"), wrong("a column has no name"));
        cases.put(name("column.csv", "when,v\n2024-01-01,1\n"), wrong("no column `time`; there are: when, v"));
        cases.put(name("column.json", "{\"when\":1,\"v\":2}"), wrong("there are: v, when"));
        cases.put(name("empty.json", ""), wrong("no column `time`"));
        cases.put(name("case.csv", "Time,time\n1,2\n"), wrong("`Time` and `time` differ by case only"));
        cases.put(name("case.json", "{\"time\":\"2024-01-01\",\"v\":1,\"V\":2}"), wrong("differ by case only"));
        cases.put(name("twice.csv", "time,v,v\n2024-01-01,1,2\n"), wrong("two columns `v`"));
        cases.put(name("unnamed.csv", "time,\n2024-01-01,1\n"), wrong("has no name"));
        cases.put(name("number.csv", "time\n2024\n2025\n"), wrong("give their unit"));
        cases.put(name("b\\a*.csv", GOOD), wrong("rename the file without the backslash"));
        cases.put(name("text.parquet", "this is no Parquet file"), damaged("text.parquet"));
        cases.put(name("empty.parquet", ""), damaged("empty.parquet"));
        bench.write("cut.parquet", Arrays.copyOf(parquet, parquet.length / 2));
        cases.put("cut.parquet", damaged("cut.parquet"));
        byte[] pages = parquet.clone();
        Arrays.fill(pages, 4, 40, (byte) 0xff);
        bench.write("pages.parquet", pages);
        cases.put("pages.parquet", damaged("the file cannot be read to its end"));
        cases.put(name("odd.json", "{\"time\":\"2024-01-01\"}\n7\n"), wrong("not every record"));
        cases.put(name("twice.json", "{\"time\":\"2024-01-01\",\"v\":1,\"v\":2}"), damaged("duplicate key"));
        bench.write("cut.csv.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0});
        cases.put("cut.csv.gz", damaged("no whole gzip file"));
        for (String kind : List.of("csv", "json")) {
            byte[] gzip = ImportBench.gzip(
                    (kind.equals("csv") ? GOOD : "{\"time\":\"2024-01-01\",\"v\":1}").getBytes(StandardCharsets.UTF_8));
            bench.write("half." + kind + ".gz", Arrays.copyOf(gzip, gzip.length - 4));
            cases.put("half." + kind + ".gz", damaged("no whole gzip file"));
            bench.write("more." + kind + ".gz", Arrays.copyOf(gzip, gzip.length + 512));
            cases.put("more." + kind + ".gz", damaged("behind the end of what is packed"));
            gzip[gzip.length - 8] ^= 1;
            bench.write("sum." + kind + ".gz", gzip);
            cases.put("sum." + kind + ".gz", damaged("no whole gzip file"));
        }
        cases.put(
                name("field.json", "{\"time\":\"2024-01-01\",\"s\":{\"id\":1,\"ID\":2}}"),
                wrong("differ by case only, of which one is `ID`"));
        cases.put(name("packed.csv.zst", GOOD), wrong("unpack it first"));
        bench.write("packed.csv", ImportBench.gzip(GOOD.getBytes(StandardCharsets.UTF_8)));
        cases.put("packed.csv", wrong("is packed with gzip"));
        bench.write("packed.json", packed);
        cases.put("packed.json", wrong("is packed with zstd"));
        bench.write("bzip2.csv", HexFormat.of().parseHex("425a68393141592653590d0a"));
        cases.put("bzip2.csv", wrong("is packed with bzip2; unpack it first"));
        bench.write("xz.json", HexFormat.of().parseHex("fd377a585a000004"));
        cases.put("xz.json", wrong("is packed with xz; unpack it first"));
        bench.write("zip.csv", HexFormat.of().parseHex("504b030414000000"));
        cases.put("zip.csv", wrong("is packed with zip; unpack it first"));
        cases.put(name("text.json.zst", "{\"time\":\"2024-01-01\"}"), damaged("no whole zstd file"));
        bench.write("cut.json.zst", Arrays.copyOf(packed, packed.length / 2));
        cases.put("cut.json.zst", damaged("no whole zstd file: it ends within a frame"));
        bench.write("short.json.zst", Arrays.copyOf(packed, packed.length - 1));
        cases.put("short.json.zst", damaged("no whole zstd file: it ends within a frame"));
        return cases;
    }

    private String name(String name, String text) throws IOException {
        bench.write(name, text);
        return name;
    }

    /** DuckDB takes such records for maps, of which no key is a column. */
    @Test
    void recordsThatEachHaveAnotherKeyAreRowsOfManyColumns() throws Exception {
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < 250; i++) {
            records.append("{\"time\":\"2024-01-01T00:00:00Z\",\"k")
                    .append(i)
                    .append("\":")
                    .append(i)
                    .append("}\n");
        }
        bench.run(bench.write("sparse.ndjson", records.toString()));

        assertThat(bench.rows("SELECT count(*), sum(k0), sum(k249), count(k17) FROM files"))
                .containsExactly("250|0|249|1");
    }

    /** More columns than are looked at in one statement. */
    @Test
    void manyColumnsHaveTheTypesThatEachHasAlone() throws Exception {
        List<String> values = List.of("7", "2.50", "true", "2024-02-29", "2024-01-01T10:00:00.5", "007");
        StringBuilder header = new StringBuilder("time");
        StringBuilder row = new StringBuilder("2024-01-01T00:00:00Z");
        for (int i = 0; i < 90; i++) {
            header.append(",c").append(i);
            row.append(',').append(values.get(i * 7 % values.size()));
        }
        bench.run(bench.write("wide.csv", header + "\n" + row + "\n"));

        String types = bench.rows("SELECT string_agg(column_type, ' ') FROM (DESCRIBE files)")
                .get(0);
        List<String> expected = new ArrayList<>(List.of("TIMESTAMP"));
        List<String> each = List.of("BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP", "VARCHAR");
        for (int i = 0; i < 90; i++) {
            expected.add(each.get(i * 7 % each.size()));
        }
        assertThat(types).isEqualTo(String.join(" ", expected));
    }

    @Test
    void eachBadInputIsRefusedWithItsNameAndNothingIsStored() throws Exception {
        Map<String, Refusal> cases = refused();
        int right = 0;
        for (Map.Entry<String, Refusal> one : cases.entrySet()) {
            Throwable failure = catchThrowable(() -> bench.run(bench.path(one.getKey())));
            assertThat(failure)
                    .as(one.getKey())
                    .isInstanceOf(one.getValue().type())
                    .hasMessageContaining(one.getValue().message())
                    .hasMessageContaining(one.getKey());
            right++;
        }
        assertThat(catchThrowable(() -> bench.run(bench.path("case.csv"), bench.path("good.parquet"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("one import takes one format");
        assertThat(catchThrowable(() -> bench.run(bench.path("good.parquet"), bench.path("pages.parquet"))))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("pages.parquet");
        assertThat(bench.keys()).isEmpty();
        System.out.println("bad inputs tried " + cases.size() + ", right answers " + right);
    }

    @Test
    void utf16IsReadWhereItsByteOrderIsKnown() throws Exception {
        String big = bench.write("big.csv", "\uFEFF" + GOOD, StandardCharsets.UTF_16BE);
        String little = bench.write("little.csv", "\uFEFF" + GOOD, StandardCharsets.UTF_16LE);
        CsvDialect utf16 = CsvDialect.DEFAULT.withEncoding("utf-16");

        assertThat(catchThrowable(() -> bench.run(ImportBench.request(big).withCsv(utf16))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("little-endian");
        assertThat(bench.run(ImportBench.request(little).withCsv(utf16)).rowsStored())
                .isEqualTo(1);
    }

    @Test
    void namesAreTakenLiterallyWhereTheyNameAFile() throws Exception {
        List<String> names = List.of("it's.csv", "a\"b.csv", "x[b].csv", "q?.csv", "s*.csv", "{c}.csv", "$1;--.csv");
        int rows = 0;
        for (String name : names) {
            rows++;
            bench.write(name, "time,v\n2024-01-01," + rows + "\n");
            assertThat(bench.run(bench.path(name)).rowsStored()).as(name).isEqualTo(1);
        }
        bench.write("xb.csv", "time,v\n2024-01-01,other\n");
        assertThat(bench.run(bench.path("x[b].csv")).rowsAlreadyThere()).isEqualTo(1);
        assertThat(bench.rows("SELECT sum(v) FROM files")).containsExactly("28");
    }

    @Test
    void namesOfColumnsAreTakenLiterally() throws Exception {
        String input =
                bench.write("c.csv", "\"ti\"\"me's\",p,siltstone_partition,\"a,b\",select\n2024-01-01,1,2,3,4\n");

        bench.run(ImportRequest.of(List.of(input), ImportBench.TABLE, "ti\"me's"));

        assertThat(bench.rows("SELECT \"ti\"\"me's\", p, siltstone_partition, \"a,b\", \"select\" FROM files"))
                .containsExactly("2024-01-01 00:00:00.0|1|2|3|4");
    }

    @Test
    void globsReachIntoDirectories() throws Exception {
        Files.createDirectories(bench.folder().resolve("deep/er"));
        bench.write("deep/1.csv", "time,v\n2024-01-01,1\n");
        bench.write("deep/er/2.csv", "time,v\n2024-01-01,2\n");
        Files.createSymbolicLink(
                bench.folder().resolve("deep/link.csv"), bench.folder().resolve("deep/1.csv"));

        assertThat(bench.run(ImportBench.request(bench.path("deep/*.csv")).withDryRun(true))
                        .rowsIn())
                .as("a link to an input is the same input")
                .isEqualTo(1);
        assertThat(bench.run(bench.path("deep/**.csv")).rowsIn()).isEqualTo(2);
    }

    @Test
    void noRowsAreNoFiles() throws Exception {
        ImportReport report = bench.run(bench.write("header.csv", "time,v\n"));

        assertThat(report.rowsIn()).isZero();
        assertThat(report.files()).isEmpty();
        assertThat(bench.keys()).isEmpty();
    }

    @Test
    void aLongFieldIsRead() throws Exception {
        bench.run(bench.write("long.csv", "time,v\n2024-01-01," + "x".repeat(10 << 20) + "\n"));

        assertThat(bench.rows("SELECT length(v) FROM files")).containsExactly("10485760");
    }

    @Test
    void jsonThatIsOneArrayAndKeysThatComeLateAreRead() throws Exception {
        String array = bench.write("a.json", "[{\"time\":\"2024-01-01\",\"v\":1},\n{\"time\":\"2024-01-02\",\"v\":2}]");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 25_000; i++) {
            lines.append("{\"time\":\"2024-01-03\"").append(i == 24_999 ? ",\"late\":7}\n" : "}\n");
        }
        String late = bench.write("late.ndjson", lines.toString());

        assertThat(bench.run(array, late).rowsStored()).isEqualTo(25_002);
        assertThat(bench.rows("SELECT sum(v), max(late) FROM files")).containsExactly("3|7");
    }
}
