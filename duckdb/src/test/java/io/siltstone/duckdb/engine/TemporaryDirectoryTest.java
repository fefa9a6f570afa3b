package io.siltstone.duckdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemporaryDirectoryTest {

    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.OPEN, "test");

    @TempDir
    private Path parent;

    /** Another process that holds a directory until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            TemporaryDirectory held = TemporaryDirectory.createIn(Path.of(arguments[0]), CONTEXT);
            Files.write(held.path().resolve("content"), new byte[1000]);
            System.out.println(held.path());
            System.in.read();
        }
    }

    @Test
    void isRemovedWithItsContent() throws Exception {
        try (TemporaryDirectory directory = TemporaryDirectory.createIn(parent, CONTEXT)) {
            Files.createDirectory(directory.spill());
            Files.write(directory.spill().resolve("a"), new byte[10]);
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftIsRemovedByTheNextAndWhatALivingOneHasIsNot() throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Path held;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            held = Path.of(Objects.requireNonNull(lines.readLine()));
            TemporaryDirectory.createIn(parent, CONTEXT).close();
            assertThat(held.resolve("content")).exists();
        } finally {
            holder.destroyForcibly().waitFor();
        }

        TemporaryDirectory.createIn(parent, CONTEXT).close();
        assertThat(held).doesNotExist();
    }

    /** As in containers, where each process may have the number that the killed one had. */
    @Test
    void whatAKilledProcessOfTheSameNumberLeftIsRemovedToo() throws Exception {
        Path left = Files.createDirectory(
                parent.resolve("siltstone-" + ProcessHandle.current().pid() + "-1700000000000-7"));
        Files.createFile(left.resolve("lock"));

        TemporaryDirectory.createIn(parent, CONTEXT).close();
        assertThat(left).doesNotExist();
    }

    @Test
    void whatIsNotMarkedIsLeftAlone() throws Exception {
        Path other = Files.createDirectory(parent.resolve("siltstone-1-other"));

        TemporaryDirectory.createIn(parent, CONTEXT).close();
        assertThat(other).exists();
    }
}
