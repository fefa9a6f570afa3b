package io.siltstone.benchmarks;

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
        results.write();
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
