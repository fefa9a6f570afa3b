package io.siltstone.benchmarks;

import io.siltstone.core.KeyProfile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link KeyValidation} and records nanoseconds and allocated bytes for each key. */
final class KeyComparison {

    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final double TARGET_NANOS = 100;
    private static final double TARGET_BYTES = 0;

    private static final int CALLS = 1_000_000;

    private KeyComparison() {}

    /** Takes where results go and their date. */
    public static void main(String[] args) throws Exception {
        Results results = new Results("keys", Arguments.of(args));
        for (RunResult run : run()) {
            String which =
                    run.getParams().getParam("profile") + ", " + run.getParams().getParam("length") + " characters";
            results.measure(which + ", ns for each key", run.getPrimaryResult().getScore(), TARGET_NANOS);
            double bytes = Objects.requireNonNull(run.getSecondaryResults().get(ALLOCATED))
                    .getScore();
            // What the harness allocates around a run, spread over its calls, is some hundredths of a byte.
            results.measure(which + ", bytes allocated for each key", Math.round(bytes * 10) / 10.0, TARGET_BYTES);
        }
        for (KeyProfile profile : KeyProfile.values()) {
            for (int length : new int[] {64, 100, 200}) {
                results.note(
                        profile + ", " + length + " characters, ns of processor time", processorNanos(profile, length));
            }
        }
        results.write();
    }

    /** Time spent computing, which waiting for a busy machine does not add to: the least of ten runs. */
    private static double processorNanos(KeyProfile profile, int length) {
        KeyValidation keys = new KeyValidation();
        keys.profile = profile;
        keys.length = length;
        keys.keys();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double least = Double.MAX_VALUE;
        for (int run = 0; run < 10; run++) {
            long started = threads.getCurrentThreadCpuTime();
            int refused = 0;
            for (int i = 0; i < CALLS; i++) {
                refused += keys.violation().isPresent() ? 1 : 0;
            }
            if (refused > 0) {
                throw new IllegalStateException("a key is refused");
            }
            least = Math.min(least, (threads.getCurrentThreadCpuTime() - started) / (double) CALLS);
        }
        return least;
    }

    private static List<RunResult> run() throws RunnerException {
        Collection<RunResult> runs = new Runner(new OptionsBuilder()
                        .include(KeyValidation.class.getSimpleName())
                        .addProfiler("gc")
                        .forks(2)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.milliseconds(500))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.milliseconds(500))
                        .build())
                .run();
        return new ArrayList<>(runs);
    }
}
