package io.siltstone.torture;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Another Java machine, to which one talks in lines. */
final class ChildProcess implements AutoCloseable {

    /** A process that a signal ended, as the shell and Java number it. */
    static final int KILLED = 128 + 9;

    private final Process process;
    private final Writer to;
    private final BufferedReader from;

    private ChildProcess(Process process) {
        this.process = process;
        this.to = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts the class with what this machine has on its path. */
    static ChildProcess start(Class<?> main, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start());
    }

    void send(String line) throws IOException {
        to.write(line + '\n');
        to.flush();
    }

    /** The next line; empty when the process has closed its output. */
    Optional<String> receive() throws IOException {
        return Optional.ofNullable(from.readLine());
    }

    /** Lets it see the end of its input. */
    void endInput() throws IOException {
        to.close();
    }

    /** How it ended. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        from.close();
    }
}
