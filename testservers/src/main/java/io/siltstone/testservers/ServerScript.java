package io.siltstone.testservers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A server that runs for as long as this process: the script that started it ends it when its standard input ends, which
 * it does however this process ends.
 */
final class ServerScript implements AutoCloseable {

    /** Downloading and unpacking on a slow line included. */
    private static final long MINUTES_TO_START = 10;

    private final Process process;
    private final Map<String, String> facts;

    private ServerScript(Process process, Map<String, String> facts) {
        this.process = process;
        this.facts = facts;
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param name of a script in the folder {@code servers} of the project
     * @throws IOException if the server cannot be had on this machine; the message says why
     */
    static ServerScript run(String name) throws IOException {
        return run(name, Map.of());
    }

    /** The same, with variables that the script reads. */
    static ServerScript run(String name, Map<String, String> variables) throws IOException {
        Path script = find(name);
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), "run").redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        CompletableFuture<Map<String, String>> facts = CompletableFuture.supplyAsync(() -> readFacts(process));
        try {
            return new ServerScript(process, facts.get(MINUTES_TO_START, TimeUnit.MINUTES));
        } catch (ExecutionException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        } catch (TimeoutException e) {
            process.destroy();
            throw new IOException(name + ": not started after " + MINUTES_TO_START + " minutes", e);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException(name + ": interrupted", e);
        }
    }

    /** What the script says of its server under a name, such as {@code endpoint}. */
    String fact(String name) {
        String value = facts.get(name);
        if (value == null) {
            throw new IllegalStateException("the script says nothing of " + name);
        }
        return value;
    }

    /** Ends the server and waits until it has ended. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** The line that tells of the server is {@code name=value name=value ...}; all before it says what went wrong. */
    private static Map<String, String> readFacts(Process process) {
        List<String> said = new ArrayList<>();
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("endpoint=")) {
                    Map<String, String> facts = new HashMap<>();
                    Stream.of(line.split(" "))
                            .map(fact -> fact.split("=", 2))
                            .forEach(fact -> facts.put(fact[0], fact[1]));
                    return facts;
                }
                said.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException(String.join(" | ", said));
    }

    /** Tests run in the folder of their module; the scripts lie beside it. */
    private static Path find(String name) throws IOException {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path script = folder.resolve("servers").resolve(name);
            if (Files.isRegularFile(script)) {
                return script;
            }
        }
        throw new IOException("no servers/" + name + " above " + start);
    }
}
