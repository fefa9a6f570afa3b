package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that others gave to files and that callers give to us, on their way to a terminal. */
class HostileNamesTest {

    /** Clears a screen, sets a title, goes back in the line, begins another one, and turns the reading direction. */
    private static final String HOSTILE = "x\u001B[2J\u001B]0;t\u0007\rb\nline\u009B31m\u202Ecod";

    @TempDir
    private Path directory;

    @BeforeEach
    void plant() throws IOException {
        Path day = Files.createDirectories(directory.resolve("root/db/" + HOSTILE + "/2025/11/01/10"));
        Files.writeString(day.resolve(HOSTILE + ".parquet"), "no Parquet at all");
        Files.writeString(
                Files.createDirectories(directory.resolve("root/" + HOSTILE)).resolve("a"), "content");
        Files.writeString(directory.resolve("root/" + HOSTILE + ".txt"), "content");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls",
                "ls -r",
                "ls -l",
                "ls -r -l db",
                "ls E",
                "stat E.txt",
                "stat E",
                "cat E",
                "get E TO",
                "get E.txt E/E",
                "put E E",
                "put E.txt db/E",
                "cp E.txt E/",
                "cp E E",
                "rm E",
                "rm E/E",
                "rm -r E --dry-run",
                "rm -r db --dry-run",
                "rm --files-from E",
                "du",
                "du db",
                "verify",
                "verify db/E",
                "databases",
                "measurements db",
                "measurements E",
                "coverage",
                "coverage db",
                "import E",
                "import --database E --measurement E E",
                "query E",
                "sweep",
                "config",
                "config E",
                "--store E ls",
                "--store file:E?E=E ls",
                "--store E://E ls",
                "ls --E",
                "ls --color E",
                "E",
            })
    void noneReachesATerminalAsItIs(String template) {
        String[] arguments = Arrays.stream(template.split(" "))
                .map(word -> word.replace("E", HOSTILE)
                        .replace("TO", directory.resolve("to").toString()))
                .toArray(String[]::new);
        Run.Result result = Run.on(directory.resolve("root")).of(arguments);

        assertThat(result.out() + result.err())
                .as(template)
                .isNotEmpty()
                .doesNotContain("\nline")
                .matches(text -> text.chars().allMatch(HostileNamesTest::isHarmless), "holds no control character");
    }

    private static boolean isHarmless(int c) {
        return c == '\n' || !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
    }
}
