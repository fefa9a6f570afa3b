package io.siltstone.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The other end of a {@link PeerProcess}. */
final class PeerClient implements AutoCloseable {

    private final String name;
    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;
    private final Path log;

    private PeerClient(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a process with the Java and the class path of this one. */
    static PeerClient start(String service, String name, Path scratch, Map<String, String> environment)
            throws IOException {
        Path log = scratch.resolve(service + "-" + name.replace(' ', '-') + ".log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.io.tmpdir=" + scratch,
                "-cp",
                System.getProperty("java.class.path", ""),
                PeerProcess.class.getName(),
                service,
                name));
        builder.environment().putAll(environment);
        return new PeerClient(name, builder.redirectError(log.toFile()).start(), log);
    }

    /**
     * What one turn of a client took.
     *
     * @param cpuMillis processor time of each operation
     * @param wallMillis of each operation, by the clock: the whole over their number
     * @param peakMib the most memory that the process had resident so far
     */
    record Turn(double cpuMillis, double wallMillis, double peakMib) {}

    Turn run(String verb, int bytes, int inFlight, int operations) throws IOException {
        orders.write(verb + " " + bytes + " " + inFlight + " " + operations + "\n");
        orders.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IllegalStateException(
                    name + " ended: " + Files.readString(log).strip());
        }
        String[] numbers = answer.split(" ", -1);
        return new Turn(
                Double.parseDouble(numbers[0]) / operations,
                Double.parseDouble(numbers[1]) / operations,
                Double.parseDouble(numbers[2]));
    }

    String name() {
        return name;
    }

    /** Ends the process, by the end of its input. */
    @Override
    public void close() throws IOException {
        try {
            orders.close();
        } finally {
            process.destroy();
        }
    }
}
