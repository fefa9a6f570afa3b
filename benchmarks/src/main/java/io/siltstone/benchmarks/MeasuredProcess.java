package io.siltstone.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a program took, from its start to its end.
 *
 * @param wallMillis by the clock
 * @param cpuMillis processor time, its own and the system's for it
 * @param peakMib the most memory that it had resident at once
 */
record MeasuredProcess(double wallMillis, double cpuMillis, double peakMib) {

    /** What a process takes after the last look at it does not show; it is a few of these at most. */
    private static final long LOOK_MILLIS = 10;

    private static final String PEAK = "VmHWM:";

    /**
     * Runs a program to its end. The numbers are those of the process itself, without children, as {@code /proc} shows.
     *
     * @throws IllegalStateException if it does not end with 0; the message has what it said
     */
    static MeasuredProcess run(Path log, Map<String, String> variables, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(variables);
        long started = System.nanoTime();
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        Duration cpu = Duration.ZERO;
        double peak = 0;
        do {
            cpu = process.info().totalCpuDuration().orElse(cpu);
            peak = Math.max(peak, peakMib(status));
        } while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        double wall = (System.nanoTime() - started) / 1e6;
        if (process.exitValue() != 0) {
            throw new IllegalStateException(command.get(0) + " ended with " + process.exitValue() + ": "
                    + Files.readString(log).strip());
        }
        return new MeasuredProcess(wall, cpu.toNanos() / 1e6, peak);
    }

    /** The peak that a file of {@code /proc} tells; 0 where there is none any more. */
    static double peakMib(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToDouble(line -> Double.parseDouble(line.substring(PEAK.length())
                                    .replace("kB", "")
                                    .strip())
                            / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }
}
