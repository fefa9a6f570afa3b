package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages name is there: the symbols and tests of the reference mapping, and the files that links lead to. */
class DocumentationTest {

    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CODE = Pattern.compile("`([A-Za-z0-9]+)(?:\\.([A-Za-z0-9]+))?`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    @Test
    void theReferenceMappingNamesWhatThereIs() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        int rows = 0;
        for (String line : Files.readAllLines(TOP.resolve("docs/reference-mapping.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 6 && line.startsWith("| `")) {
                rows++;
                missing.addAll(missing(cells[2], sources));
                missing.addAll(missing(cells[3], sources));
            }
        }
        assertThat(rows).as("rows of the mapping").isGreaterThan(90);
        assertThat(missing).as("named in the mapping, but not in the sources").isEmpty();
    }

    @Test
    void everyRelativeLinkLeadsToAFile() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : pages()) {
            Matcher matcher = LINK.matcher(Files.readString(page));
            while (matcher.find()) {
                String target = matcher.group(1);
                if (!target.contains("://")) {
                    links++;
                    if (!Files.exists(page.resolveSibling(target))) {
                        broken.add(TOP.relativize(page) + " -> " + target);
                    }
                }
            }
        }
        assertThat(links).as("relative links").isPositive();
        assertThat(broken).isEmpty();
    }

    private static List<String> missing(String cell, Map<String, String> sources) {
        List<String> missing = new ArrayList<>();
        Matcher matcher = CODE.matcher(cell);
        while (matcher.find()) {
            String type = matcher.group(1);
            String member = matcher.group(2);
            String source = sources.get(type);
            boolean there = source != null && (member == null || declares(source, member));
            if (!there) {
                missing.add(matcher.group());
            }
        }
        return missing;
    }

    /** A method, or a component of a record. */
    private static boolean declares(String source, String member) {
        return Pattern.compile("[\\w>\\])]\\s+" + member + "\\s*[(,)]")
                .matcher(source)
                .find();
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (Path file : files(".java")) {
            sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
        }
        return sources;
    }

    private static List<Path> pages() throws IOException {
        return files(".md");
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> walk = Files.walk(TOP)) {
            return walk.filter(path -> path.toString().endsWith(ending))
                    .filter(path -> !TOP.relativize(path).toString().contains("target"))
                    .toList();
        }
    }
}
