package io.siltstone.benchmarks;

import io.siltstone.core.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long the command takes to start, with the archive of class data that the build makes and without it. */
final class StartupComparison {

    private static final String WITH = "archive";
    private static final String WITHOUT = "no archive";
    private static final int OBJECTS = 10;
    private static final long LONGEST_SECONDS = 60;

    private final Path withArchive;
    private final Path withoutArchive;

    private StartupComparison(Path repository, Path scratch) throws IOException {
        this.withArchive = repository.resolve("siltstone");
        this.withoutArchive = without(repository, scratch.resolve("without"));
    }

    /**
     * Takes where results go and their date; then, where they differ from the usual, the rounds. Runs in the repository,
     * under the Java that built it last.
     */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        int rounds = Integer.parseInt(arguments.other(0, "15"));
        int feature = Runtime.version().feature();
        Results results = new Results("startup-jdk" + feature, arguments);
        Path store = arguments.scratch().resolve("store");
        fill(store);
        StartupComparison comparison = new StartupComparison(Path.of("").toAbsolutePath(), arguments.scratch());
        comparison.compare("--version", List.of("--version"), rounds, results);
        comparison.compare("ls", List.of("--store", store.toString(), "ls"), rounds, results);
        results.write();
    }

    private static void fill(Path store) throws IOException {
        try (Storage storage = Storage.open(store.toString())) {
            for (int i = 0; i < OBJECTS; i++) {
                storage.write("weather/hourly/2025/01/01/0" + i + "/file.parquet", new byte[1]);
            }
        }
    }

    /** The launcher over the same jars, where it finds no archive. */
    private static Path without(Path repository, Path copy) throws IOException {
        Path built = repository.resolve("cli/target/dist");
        Path dist = Files.createDirectories(copy.resolve("cli/target/dist"));
        Files.createSymbolicLink(dist.resolve("lib"), built.resolve("lib"));
        Files.createFile(dist.resolve("complete"));
        return Files.copy(
                repository.resolve("siltstone"), copy.resolve("siltstone"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void compare(String what, List<String> arguments, int rounds, Results results) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Map<String, Times> times = new Turns()
                .side(WITH, () -> exit(withArchive, arguments))
                .side(WITHOUT, () -> exit(withoutArchive, arguments))
                .side("java -version", () -> exit(java, List.of("-version")))
                .run(rounds, 2);
        results.series(what, times);
        times.forEach((side, all) -> results.note(what + ", " + side + ": median ms", all.median()));
        Times none = times.getOrDefault(WITHOUT, new Times(List.of(Double.NaN)));
        results.note(
                what + ": with archive / without",
                times.getOrDefault(WITH, none).over(none));
    }

    private static Object exit(Path program, List<String> arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.command().addAll(arguments);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(program + " " + arguments + " failed");
        }
        return process.exitValue();
    }
}
