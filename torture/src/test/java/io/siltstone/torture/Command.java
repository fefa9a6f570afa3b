package io.siltstone.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a program of the machine answered.
 *
 * @param code its exit code; 127 where there is no such program
 * @param said what it printed, errors included
 */
record Command(int code, String said) {

    private static final int MISSING = 127;

    static Command run(String... words) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException e) {
            return new Command(MISSING, e.getMessage());
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Command(process.waitFor(), said.strip());
    }

    /** Runs a program that must succeed. */
    static void require(String... words) throws IOException, InterruptedException {
        Command done = run(words);
        if (done.code != 0) {
            throw new IOException(String.join(" ", words) + ": " + done.said);
        }
    }
}
