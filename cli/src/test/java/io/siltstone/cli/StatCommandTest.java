package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatCommandTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void fill() {
        Run.on(directory).input("hello").of("put", "-", "db/cpu/a.parquet");
    }

    @Test
    void showsWhatIsKnown() {
        Run.Result result = Run.on(directory).of("stat", "db/cpu/a.parquet");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("key           db/cpu/a.parquet\n", "size          5 bytes (5 B)\n", "modified      20")
                .contains("content type  application/vnd.apache.parquet\n", "version       ");
    }

    @Test
    void jsonHasTheFieldsOfLsAndMore() {
        String listed = Run.on(directory).of("ls", "--json", "-r").lines().get(0);
        String shown = Run.on(directory)
                .of("stat", "--json", "db/cpu/a.parquet")
                .lines()
                .get(0);

        assertThat(shown).startsWith(listed.substring(0, listed.length() - 1) + ",\"contentType\":");
    }

    @Test
    void anAbsentObjectIsExitCode4() {
        Run.Result result = Run.on(directory).of("stat", "db/cpu/b.parquet");

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err())
                .startsWith("siltstone: there is no object `db/cpu/b.parquet`; ")
                .hasLineCount(1);
    }

    @Test
    void aPrefixIsNoObjectAndTheHintSaysLs() {
        for (String prefix : new String[] {"db", "db/cpu", "db/cpu/"}) {
            Run.Result result = Run.on(directory).of("stat", prefix);

            assertThat(result.code()).isEqualTo(4);
            assertThat(result.err()).contains("is a prefix, no object; `siltstone ls " + prefix + "`");
        }
    }

    @Test
    void anAbsentObjectInJsonNamesTheKey() {
        assertThat(Run.on(directory).of("stat", "--json", "nope").err())
                .contains("\"error\":\"NoSuchObject\"", "\"key\":\"nope\"", "\"exitCode\":4");
    }
}
