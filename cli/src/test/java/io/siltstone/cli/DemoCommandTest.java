package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    @TempDir
    private Path directory;

    @Test
    void importsShowsQueriesAndMayBeRunTwice() {
        String store = directory.resolve("demo").toString();

        Run.Result first = Run.on(directory.resolve("other")).of("demo", "--store", store);

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("8759 rows in = 8759 stored + 0 already there + 0 rejected")
                .contains("databases\nweather\n", "measurements weather\nseattle\n")
                .contains("365 d expected, 365 present (100 %), no gaps")
                .contains("2010-07-05 ", "2010-07-11 ")
                .contains("read 7 of 365 files (", "read all 365: ", "pruning left out 358 files");
        assertThat(first.err()).contains("Try next:");
        assertThat(directory.resolve("other")).doesNotExist();

        Run.Result second = Run.plain().of("demo", "--store", store, "--json");

        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.out())
                .startsWith("{\"v\":1,\"type\":\"summary\",\"filesRead\":7,\"filesInAll\":365,\"seconds\":")
                .hasLineCount(1);
        assertThat(Run.plain()
                        .of("query", "--store", store, "--format", "csv", "SELECT count(*) AS n FROM weather.seattle")
                        .out())
                .isEqualTo("n\n8759\n");
    }
}
