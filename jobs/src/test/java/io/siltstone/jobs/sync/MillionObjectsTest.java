package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the number of objects, neither where all are compared nor where the ledger knows all. */
class MillionObjectsTest {

    @TempDir
    private Path directory;

    @Test
    void aMillionEqualObjectsNeedNoMoreThan64MiB() throws Exception {
        Path errors = directory.resolve("errors");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MillionObjects.class.getName(),
                        directory.resolve("ledger").toString(),
                        "1000000")
                .redirectError(errors.toFile())
                .start();

        assertThat(child.waitFor()).as(Files.readString(errors)).isZero();
    }
}
