package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.cli.session.ErrorTable;
import io.siltstone.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/cli.md} against the program. */
class ManualTest {

    private static final Path SOURCES = Path.of("src/main/java/io/siltstone/cli");

    private static String manual = "";
    private static String sources = "";

    @BeforeAll
    static void read() throws IOException {
        manual = Files.readString(Path.of("..", "docs", "cli.md"));
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                all.append(Files.readString(file));
            }
        }
        sources = all.toString();
    }

    private static List<String> rows(String form) {
        return manual.lines().filter(line -> line.matches(form)).toList();
    }

    private static Set<String> found(String text, String pattern) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static String section(String name) {
        int start = manual.indexOf("\n## " + name + "\n");
        int end = manual.indexOf("\n## ", start + 1);
        return manual.substring(start, end < 0 ? manual.length() : end);
    }

    @Test
    void hasARowForEachExitCodeAndNoOther() {
        assertThat(rows("\\| \\d+ \\| .*"))
                .containsExactlyElementsOf(Arrays.stream(ExitCode.values())
                        .map(code -> "| " + code.number() + " | " + code.meaning() + " |")
                        .toList());
    }

    @Test
    void hasARowForEachErrorAndNoOther() {
        assertThat(rows("\\| [A-Z]\\w+ \\| \\d+ \\| .*"))
                .containsExactlyElementsOf(ErrorTable.ROWS.stream()
                        .map(row -> "| " + row.type().getSimpleName().replace("Exception", "") + " | "
                                + row.exitCode().number() + " | " + row.hint() + " |")
                        .toList());
    }

    @Test
    void hasAHeadingForEachCommandAndNoOther() {
        assertThat(found(manual, "(?m)^### (\\w+)$")).isEqualTo(new TreeSet<>(CommandTable.NAMES));
    }

    @Test
    void namesEachTypeOfLineAndNoOther() {
        Set<String> types = found(sources, "new JsonLine\\(\"(\\w+)\"\\)");
        types.add("total");

        assertThat(found(section("JSON"), "(?m)^\\| `(\\w+)` \\|")).isEqualTo(types);
    }

    @Test
    void namesEachFieldOfEachLine() {
        Set<String> fields = found(sources, "\\.put(?:Json)?\\(\"(\\w+)\"");

        assertThat(found(section("JSON"), "`(\\w+)`")).containsAll(fields);
    }

    @Test
    void namesOptionsThatThereAre() {
        String help = CommandTable.NAMES.stream()
                .map(name -> Run.plain().of(name, "--help").out())
                .reduce("", String::concat);

        assertThat(found(manual, "(--[a-z][a-z-]+)")).allMatch(help::contains);
    }
}
