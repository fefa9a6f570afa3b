package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabasesCommandTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void fill() {
        for (String key : new String[] {"b/cpu/a", "a/cpu/x", "a/mem/x", "_ours/x/y", ".hidden/x/y"}) {
            Run.on(directory).input("x").of("put", "-", key);
        }
    }

    @Test
    void listsDatabasesInOrderWithoutReservedNames() {
        assertThat(Run.on(directory).of("databases").lines()).containsExactly("a", "b");
        assertThat(Run.on(directory).of("databases", "-0").out()).isEqualTo("a\0b\0");
        assertThat(Run.on(directory).of("databases", "--json").lines())
                .containsExactly(
                        "{\"v\":1,\"type\":\"database\",\"database\":\"a\"}",
                        "{\"v\":1,\"type\":\"database\",\"database\":\"b\"}");
    }

    @Test
    void listsMeasurementsOfADatabase() {
        assertThat(Run.on(directory).of("measurements", "a").lines()).containsExactly("cpu", "mem");
        assertThat(Run.on(directory).of("measurements", "--json", "b").out())
                .isEqualTo("{\"v\":1,\"type\":\"measurement\",\"database\":\"b\",\"measurement\":\"cpu\"}\n");
    }

    @Test
    void anAbsentDatabaseIsExitCode3() {
        Run.Result result = Run.on(directory).of("measurements", "c");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("`c`", "siltstone databases").hasLineCount(1);
    }

    @Test
    void aNameThatIsNoneIsAUsageError() {
        for (String name : new String[] {"", "a/b", "..", "_ours", "a*", "a'b", "-"}) {
            assertThat(Run.on(directory).of("measurements", "--", name).code())
                    .as(name)
                    .isEqualTo(2);
        }
    }
}
