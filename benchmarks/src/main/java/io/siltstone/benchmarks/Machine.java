package io.siltstone.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Where a comparison runs.
 *
 * @param cores processors that this process may use
 * @param memoryGib memory of the machine
 * @param kernel name, version and architecture of the operating system
 * @param jdk version and maker
 */
record Machine(int cores, long memoryGib, String kernel, String jdk) {

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

    private static OperatingSystemMXBean bean() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
