package io.siltstone.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link ResilientCalls} and records what the layer adds to a call that succeeds, and what a rejection takes. */
final class ResilienceComparison {

    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final int CALLS = 200_000;
    private static final double TARGET_OVERHEAD_NANOS = 1_000;
    private static final double TARGET_REJECTION_NANOS = 10_000;

    private ResilienceComparison() {}

    /** Takes where results go and their date. */
    public static void main(String[] args) throws Exception {
        Results results = new Results("resilience", Arguments.of(args));
        Map<String, Double> nanos = new HashMap<>();
        Map<String, Double> bytes = new HashMap<>();
        run(nanos, bytes);
        for (String call : new String[] {"stat", "write"}) {
            results.measure(call + ", ns added to a call", added(nanos, call), TARGET_OVERHEAD_NANOS);
            results.note(call + ", ns of the bare call", of(nanos, call + "Bare"));
            results.note(call + ", bytes allocated more for each call", added(bytes, call));
        }
        results.measure(
                "rejected by the open breaker, ns for each call", of(nanos, "rejected"), TARGET_REJECTION_NANOS);
        ResilientCalls calls = new ResilientCalls();
        calls.prepare();
        double bare = processorNanos(calls::statBare);
        results.note("stat, ns of processor time added to a call", processorNanos(calls::statResilient) - bare);
        results.note("rejected by the open breaker, ns of processor time", processorNanos(calls::rejected));
        results.write();
    }

    /** Time spent computing, which waiting for a busy machine does not add to: the least of ten runs. */
    private static double processorNanos(Callable<?> call) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double least = Double.MAX_VALUE;
        int results = 0;
        for (int run = 0; run < 10; run++) {
            long started = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < CALLS; i++) {
                results += call.call() == null ? 0 : 1;
            }
            least = Math.min(least, (threads.getCurrentThreadCpuTime() - started) / (double) CALLS);
        }
        if (results == 0) {
            throw new IllegalStateException("no call has given anything");
        }
        return least;
    }

    private static double added(Map<String, Double> of, String call) {
        return of(of, call + "Resilient") - of(of, call + "Bare");
    }

    private static double of(Map<String, Double> of, String name) {
        return Objects.requireNonNull(of.get(name), name);
    }

    private static void run(Map<String, Double> nanos, Map<String, Double> bytes) throws RunnerException {
        for (RunResult run : new Runner(new OptionsBuilder()
                        .include(ResilientCalls.class.getSimpleName())
                        .addProfiler("gc")
                        .forks(2)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.milliseconds(500))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.milliseconds(500))
                        .build())
                .run()) {
            String name = run.getPrimaryResult().getLabel();
            nanos.put(name, run.getPrimaryResult().getScore());
            bytes.put(
                    name,
                    Objects.requireNonNull(run.getSecondaryResults().get(ALLOCATED))
                            .getScore());
        }
    }
}
