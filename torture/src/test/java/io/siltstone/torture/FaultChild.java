package io.siltstone.torture;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java machine whose system calls fail as planned. Takes one {@link Trial} a line on its standard input, and tells on
 * its standard output what was promised; each line is written at once, so that a kill takes none that was said. Once the
 * fault is over it waits for a line, and then asks for the same again.
 */
final class FaultChild {

    static final String ARMED = "armed";
    static final String SETTLED = "settled";
    static final String AGAIN = "again";
    static final String END = "end ";

    private final Plan plan;
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final Report report = new Report(this::say);

    private FaultChild(Plan plan) {
        this.plan = plan;
    }

    public static void main(String[] arguments) throws IOException {
        FaultChild child = new FaultChild(Plan.in(Path.of(System.getenv(Plan.PLAN_VARIABLE))));
        Path base = Path.of(System.getenv(Plan.ROOT_VARIABLE));
        for (String line = child.in.readLine(); line != null; line = child.in.readLine()) {
            child.run(Trial.parse(line), base);
        }
    }

    private void run(Trial trial, Path base) throws IOException {
        Path root = base.resolve(trial.name());
        try (Stage stage = new Stage(root, trial.durability(), trial.seed(), report)) {
            trial.scenario().prepare(stage);
            say(ARMED);
            plan.arm(trial.position(), trial.fault());
            trial.scenario().run(stage);
            plan.disarm();
            if (trial.position() > 0) {
                say(SETTLED);
                in.readLine();
                say(AGAIN);
                trial.scenario().run(stage);
            }
        } finally {
            plan.disarm();
        }
        say(END
                + plan.fired()
                + ' '
                + plan.reforced()
                + ' '
                + openFiles(root)
                + ' '
                + plan.calls().stream().map(CallKind::name).collect(Collectors.joining(",")));
    }

    private void say(String line) {
        try {
            out.write((line.replace('\n', ' ') + '\n').getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many files below the root this process still has open. */
    private static long openFiles(Path root) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(fd -> leadsBelow(fd, root)).count();
        }
    }

    private static boolean leadsBelow(Path descriptor, Path root) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(root);
        } catch (IOException e) {
            // Closed since it was listed.
            return false;
        }
    }
}
