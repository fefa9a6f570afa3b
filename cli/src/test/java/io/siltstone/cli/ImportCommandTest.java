package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

    private static final String ROWS = """
            at,value
            2025-11-25T16:05:00,1.5
            2025-11-25T16:55:00,2.5
            2025-11-25T17:00:00,3.5
            """;

    @TempDir
    private Path directory;

    private Path store;
    private String csv;

    @BeforeEach
    void prepare() throws IOException {
        store = directory.resolve("store");
        csv = Files.writeString(directory.resolve("rows.csv"), ROWS).toString();
    }

    private Run.Result load(String... more) {
        String[] arguments = {"import", csv, "--to", "db.m", "--time", "at"};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Run.on(store).of(all);
    }

    private String count() {
        return Run.on(store)
                .of("query", "--format", "csv", "SELECT count(*) AS n FROM db.m")
                .out();
    }

    @Test
    void storesOneFilePerHourAndAccountsForEveryRow() {
        Run.Result result = load();

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo("3 rows in = 3 stored + 0 already there + 0 rejected\n");
        assertThat(result.err()).startsWith("imported 2 files (").contains("), 0 already there; ");
        assertThat(Run.on(store).of("ls", "db/m/2025/11/25").lines())
                .containsExactly("db/m/2025/11/25/16/", "db/m/2025/11/25/17/");
        assertThat(count()).isEqualTo("n\n3\n");
    }

    @Test
    void theSameInputAgainAddsNothing() {
        load();

        assertThat(load().out()).isEqualTo("3 rows in = 0 stored + 3 already there + 0 rejected\n");
        assertThat(count()).isEqualTo("n\n3\n");
    }

    @Test
    void filesSpanTheUnitAskedFor() {
        load("--partition", "day");
        assertThat(Run.on(store).of("ls", "-r").lines())
                .singleElement()
                .asString()
                .startsWith("db/m/2025/11/25/");
        assertThat(load("--partition", "year").code()).isEqualTo(2);
    }

    @Test
    void aDryRunStoresNothingAndMakesNoStore() {
        Run.Result result = load("--dry-run");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo("3 rows in = 3 to be stored + 0 already there + 0 rejected\n");
        assertThat(result.err()).startsWith("would import 2 files (");
        assertThat(store).doesNotExist();
    }

    @Test
    void aDryRunKnowsWhatIsThere() {
        load();

        assertThat(load("-n").out()).isEqualTo("3 rows in = 0 stored + 3 already there + 0 rejected\n");
    }

    @Test
    void jsonTellsOfEachFileAndTheAccount() {
        Run.Result result = load("--json");

        assertThat(result.lines()).hasSize(3);
        assertThat(result.lines().get(0))
                .startsWith("{\"v\":1,\"type\":\"file\",\"key\":\"db/m/2025/11/25/16/")
                .endsWith(",\"rows\":2,\"status\":\"stored\"}");
        assertThat(result.lines().get(2))
                .startsWith("{\"v\":1,\"type\":\"summary\",\"rowsIn\":3,\"rowsStored\":3,\"rowsAlreadyThere\":0,"
                        + "\"rowsRejected\":0,\"files\":2,\"bytesStored\":");
    }

    @Test
    void badRowsStopBeforeAnythingIsStoredAndAreNamed() throws IOException {
        Files.writeString(Path.of(csv), ROWS + "yesterday,4\n,5\n");

        Run.Result result = load();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("siltstone: import: 2 of 5 rows cannot be read or placed in time")
                .contains("rows.csv line 5", "rows.csv line 6", "--bad-rows keep")
                .hasLineCount(1);
        assertThat(Run.on(store).of("ls", "-r").out()).isEmpty();
    }

    @Test
    void badRowsCanBeKeptApart() throws IOException {
        Files.writeString(Path.of(csv), ROWS + "yesterday,4\n");
        Path rejects = directory.resolve("rejects.csv");

        Run.Result result = load("--bad-rows", "keep", "--rejects", rejects.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.lines())
                .containsExactly("4 rows in = 3 stored + 0 already there + 1 rejected", "rejected rows: " + rejects);
        assertThat(rejects).content().contains("yesterday");
    }

    @Test
    void rejectsReplaceNoInputNoDirectoryAndNothingInTheStore() throws IOException {
        Files.writeString(Path.of(csv), ROWS + "yesterday,4\n");
        load("--bad-rows", "keep", "--rejects", directory.resolve("rejects.csv").toString());
        Path object = store.resolve(Run.on(store).of("ls", "-r").lines().get(0));
        byte[] before = Files.readAllBytes(object);

        assertThat(load("--bad-rows", "keep", "--rejects", csv).code()).isEqualTo(2);
        assertThat(load("--bad-rows", "keep", "--rejects", object.toString()).code())
                .isEqualTo(8);
        assertThat(load("--bad-rows", "keep", "--rejects", directory.toString()).code())
                .isEqualTo(8);
        Run.Result absent = load(
                "--bad-rows", "keep", "--rejects", directory.resolve("no/x.csv").toString());
        assertThat(absent.code()).as(absent.err()).isEqualTo(4);

        assertThat(Path.of(csv)).content().contains("yesterday");
        assertThat(object).hasBinaryContent(before);
    }

    @Test
    void aNumberNeedsItsUnit() throws IOException {
        Files.writeString(Path.of(csv), "at,value\n1764086700000,1\n1764090000000,2\n");

        Run.Result result = load("--time-unit", "ms");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Run.on(store).of("ls", "db/m/2025/11/25").lines())
                .containsExactly("db/m/2025/11/25/16/", "db/m/2025/11/25/17/");
    }

    @Test
    void whatIsWrongWithTheInputIsSaidInOneLine() {
        String[][] cases = {
            {"4", "import", directory.resolve("nope.csv").toString(), "--to", "db.m", "--time", "at"},
            {"4", "import", directory.resolve("nope*.csv").toString(), "--to", "db.m", "--time", "at"},
            {"2", "import", directory.toString(), "--to", "db.m", "--time", "at"},
            {"2", "import", csv, "--to", "db.m", "--time", "nope"},
            {"2", "import", csv, "--to", "db", "--time", "at"},
            {"2", "import", csv, "--to", "db.m"},
            {"2", "import", csv, "--time", "at"},
            {"2", "import", "--to", "db.m", "--time", "at"},
            {"2", "import", csv, "--to", "db.m", "--time", "at", "--time-unit", "days"},
            {"2", "import", csv, "--to", "db.m", "--time", "at", "--rejects", "x"},
            {"2", "import", csv, "--to", "db.m", "--time", "at", "--delimiter", "\""},
            {"2", "import", csv, "--to", "db.m", "--time", ""},
        };
        for (String[] line : cases) {
            String[] arguments = Arrays.copyOfRange(line, 1, line.length);
            Run.Result result = Run.on(store).of(arguments);

            assertThat(Integer.toString(result.code()))
                    .as(String.join(" ", line) + ": " + result.err())
                    .isEqualTo(line[0]);
            assertThat(result.err()).startsWith("siltstone: ").hasLineCount(1);
        }
    }

    @Test
    void anErrorOfTheInputPointsToTheInputAndNotToTheStore() {
        Run.Result result = Run.on(store).of("import", csv, "--to", "db.m", "--time", "nope", "--json");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("\"key\":\"" + csv + "\"", "there is no column", "siltstone import --help")
                .doesNotContain("SILTSTONE_STORE");
    }
}
