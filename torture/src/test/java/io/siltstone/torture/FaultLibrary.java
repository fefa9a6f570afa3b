package io.siltstone.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code faults.c}, compiled.
 *
 * @param library the shared library
 * @param missing why there is none; empty where there is
 */
record FaultLibrary(Path library, String missing) {

    static FaultLibrary compile(Path directory) throws IOException, InterruptedException {
        Path library = directory.resolve("faults.so");
        if (!System.getProperty("os.name").equals("Linux")) {
            return new FaultLibrary(library, "the faults are put between a program and the C library of Linux");
        }
        return new FaultLibrary(library, CFile.compile("faults.c", library, "-shared", "-fPIC"));
    }

    /** What a child's environment has to be for its calls below the root to be met. */
    Map<String, String> environment(Path root, Path plan) {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                Plan.ROOT_VARIABLE,
                root.toString(),
                Plan.PLAN_VARIABLE,
                plan.toString());
    }
}
