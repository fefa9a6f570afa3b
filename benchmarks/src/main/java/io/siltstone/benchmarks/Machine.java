package io.siltstone.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a comparison runs.
 *
 * @param cores processors that this process may use
 * @param memoryGib memory of the machine
 * @param kernel name, version and architecture of the operating system
 * @param jdk version and maker
 */
record Machine(int cores, long memoryGib, String kernel, String jdk) {

    private static final Path OWN_TIMES = Path.of("/proc/self/stat");

    /** Where the processor time of children stands, counted behind the name of the program. */
    private static final int CHILDREN_USER = 13;

    private static final double MILLIS_EACH_TICK = 10;

    static Machine current() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Math.round(bean().getTotalMemorySize() / (double) (1 << 30)),
                property("os.name") + " " + property("os.version") + " " + property("os.arch"),
                property("java.version") + " " + property("java.vendor"));
    }

    /** How many processes wanted a processor on average over the last minute. */
    static double load() {
        return bean().getSystemLoadAverage();
    }

    /** Processor time of this process so far, and of those that it started and that have ended, to a hundredth second. */
    static double cpuMillis() throws IOException {
        double own = bean().getProcessCpuTime() / 1e6;
        if (!Files.exists(OWN_TIMES)) {
            return own;
        }
        String[] fields =
                Files.readString(OWN_TIMES).replaceFirst("^.*\\) ", "").split(" ", -1);
        long ticks = Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_USER + 1]);
        return own + ticks * MILLIS_EACH_TICK;
    }

    /** The most memory that this process had resident at once; 0 where {@code /proc} does not tell. */
    static double peakMib() {
        return MeasuredProcess.peakMib(Path.of("/proc/self/status"));
    }

    private static OperatingSystemMXBean bean() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
