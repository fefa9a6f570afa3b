package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.cli.session.Streams.Terminal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RmCommandTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void fill() {
        for (String key : List.of("db/cpu/a", "db/cpu/b", "db/mem/c", "dbx/d")) {
            Run.on(directory).input("hello").of("put", "-", key);
        }
    }

    private List<String> keys() {
        return Run.on(directory).of("ls", "-r").lines();
    }

    @Test
    void removesTheObjectAndTheDirectoriesThatItLeavesEmpty() {
        Run.Result result = Run.on(directory).of("rm", "db/mem/c");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEqualTo("removed 1 object (5 B)\n");
        assertThat(keys()).containsExactly("db/cpu/a", "db/cpu/b", "dbx/d");
        assertThat(Run.on(directory).of("ls", "db").lines()).containsExactly("db/cpu/");
    }

    @Test
    void anAbsentObjectIsExitCode4UnlessForced() {
        assertThat(Run.on(directory).of("rm", "nope").code()).isEqualTo(4);
        assertThat(Run.on(directory).of("rm", "-f", "nope").code()).isZero();
    }

    @Test
    void aPrefixNeedsRecursive() {
        Run.Result result = Run.on(directory).of("rm", "db/cpu");

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("is a prefix, no object; rm -r removes");
        assertThat(Run.on(directory).of("rm", "-f", "db/cpu").code()).isEqualTo(4);
        assertThat(keys()).hasSize(4);
    }

    @Test
    void oneOfSeveralThatFailsDoesNotKeepTheOthers() {
        Run.Result result = Run.on(directory).of("rm", "db/cpu/a", "nope", "a//b", "db/cpu/b");

        assertThat(result.code()).isEqualTo(6);
        assertThat(result.err()).contains("`nope`", "`a//b`", "removed 2 objects (10 B), 2 failed");
        assertThat(keys()).containsExactly("db/mem/c", "dbx/d");
    }

    @Test
    void recursiveIsRefusedWhereNobodyCanBeAsked() {
        Run.Result result = Run.on(directory).of("rm", "-r", "db");

        assertThat(result.code()).isEqualTo(8);
        assertThat(result.err())
                .contains("3 objects (15 B) below `db`", "--yes")
                .hasLineCount(1);
        assertThat(keys()).hasSize(4);
    }

    @Test
    void recursiveWithYesRemovesWholeSegmentsOnly() {
        assertThat(Run.on(directory).of("rm", "-r", "--yes", "db").code()).isZero();

        assertThat(keys()).containsExactly("dbx/d");
        assertThat(Run.on(directory).of("ls").lines()).containsExactly("dbx/");
    }

    @Test
    void onATerminalItAsksAndNoIsTheDefault() {
        Run.Result no = Run.on(directory)
                .terminals(Terminal.IN, Terminal.ERR)
                .input("\n")
                .of("rm", "-r", "db");

        assertThat(no.code()).isEqualTo(8);
        assertThat(no.err()).contains("Remove 3 objects (15 B) below `db`? [y/N] ", "nothing was removed");
        assertThat(keys()).hasSize(4);

        Run.Result yes = Run.on(directory)
                .terminals(Terminal.IN, Terminal.ERR)
                .input("yes\n")
                .of("rm", "-r", "db");

        assertThat(yes.code()).isZero();
        assertThat(keys()).containsExactly("dbx/d");
    }

    @Test
    void aDryRunPrintsAndRemovesNothing() {
        Run.Result result = Run.on(directory).of("rm", "-r", "-n", "db");

        assertThat(result.code()).isZero();
        assertThat(result.lines())
                .containsExactly("would remove db/cpu/a", "would remove db/cpu/b", "would remove db/mem/c");
        assertThat(result.err()).isEqualTo("would remove 3 objects (15 B)\n");
        assertThat(keys()).hasSize(4);
    }

    @Test
    void jsonTellsOfEachObjectThatItWasRemoved() {
        assertThat(Run.on(directory).of("rm", "--json", "db/cpu/a").out())
                .startsWith("{\"v\":1,\"type\":\"object\",\"key\":\"db/cpu/a\",")
                .endsWith("\"action\":\"remove\",\"dryRun\":false}\n");
    }

    @Test
    void theWholeStoreIsGuarded() {
        for (String[] arguments : new String[][] {
            {"rm", ""},
            {"rm", "/"},
            {"rm", "-r", ""},
            {"rm", "-r", "--yes", ""},
            {"rm", "-r", "--yes", "/"},
            {"rm", "-r", "--all", "/"},
            {"rm", "--all", "--yes", "/"},
            {"rm", "db/cpu/a", ""}
        }) {
            Run.Result result = Run.on(directory)
                    .terminals(Terminal.IN, Terminal.ERR)
                    .input("y\n")
                    .of(arguments);

            assertThat(result.code()).as(String.join(" ", arguments)).isEqualTo(8);
        }
        assertThat(keys()).hasSize(4);

        assertThat(Run.on(directory).of("rm", "-r", "--all", "--yes", "/").code())
                .isZero();
        assertThat(keys()).isEmpty();
    }

    @Test
    void nothingBelowIsExitCode3() {
        Run.Result result = Run.on(directory).of("rm", "-r", "--yes", "nope");

        assertThat(result.code()).isEqualTo(3);
        assertThat(keys()).hasSize(4);
    }

    @Test
    void aListOfAnyLengthComesFromStandardInput() {
        StringBuilder list = new StringBuilder("db/cpu/a\n\ndb/mem/c\n");
        for (int i = 0; i < 20_000; i++) {
            list.append("gone/").append(i).append('\n');
        }

        Run.Result result = Run.on(directory).input(list.toString()).of("rm", "-f", "--files-from", "-");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEqualTo("removed 2 objects (10 B)\n");
        assertThat(keys()).containsExactly("db/cpu/b", "dbx/d");
    }

    @Test
    void whatLsPrintsWithNullsIsAListToo() {
        String list = Run.on(directory).of("ls", "-r", "--null", "db/cpu").out();

        assertThat(Run.on(directory)
                        .input(list)
                        .of("rm", "--null", "--files-from", "-")
                        .code())
                .isZero();
        assertThat(keys()).containsExactly("db/mem/c", "dbx/d");
    }

    @Test
    void aListThatIsWrongSaysWhere() {
        Run.Result mixed = Run.on(directory).input("nope\ndb/cpu/a\na//b").of("rm", "--files-from", "-");
        assertThat(mixed.code()).isEqualTo(6);
        assertThat(mixed.err()).contains("`nope`", "`a//b`", "removed 1 object (5 B), 2 failed");

        byte[] latin = {'a', '\n', (byte) 0xE9, '\n'};
        Run.Result encoding = Run.on(directory).input(latin).of("rm", "-f", "--files-from", "-");
        assertThat(encoding.code()).isEqualTo(2);
        assertThat(encoding.err()).contains("key 2 of the list is not UTF-8");

        assertThat(Run.on(directory)
                        .of("rm", "--files-from", directory + "/none")
                        .code())
                .isEqualTo(4);
        assertThat(Run.on(directory).of("rm", "--files-from", "-", "a").code()).isEqualTo(2);
        assertThat(Run.on(directory).of("rm", "-r", "--files-from", "-").code()).isEqualTo(2);
        assertThat(Run.on(directory).of("rm").code()).isEqualTo(2);
    }
}
