package io.siltstone.torture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** C sources that come with the suites, for the compiler of the machine. */
final class CFile {

    private CFile() {}

    /**
     * Compiles a source of this package.
     *
     * @return why it could not be compiled; empty when it was
     */
    static String compile(String source, Path output, String... options) throws IOException, InterruptedException {
        Path file = output.resolveSibling(source);
        try (InputStream in = Objects.requireNonNull(CFile.class.getResourceAsStream(source), source)) {
            Files.copy(in, file);
        }
        List<String> command = new ArrayList<>(List.of("gcc", "-Wall", "-Wextra", "-O2"));
        command.addAll(List.of(options));
        command.addAll(List.of("-o", output.toString(), file.toString(), "-ldl"));
        Process compiler;
        try {
            compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return "there is no gcc: " + e.getMessage();
        }
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return compiler.waitFor() == 0 ? "" : "gcc does not compile " + source + ": " + said;
    }
}
