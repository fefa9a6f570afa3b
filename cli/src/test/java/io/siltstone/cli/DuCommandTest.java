package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuCommandTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void fill() {
        Run.on(directory).input(new byte[1500]).of("put", "-", "db/cpu/a");
        Run.on(directory).input(new byte[500]).of("put", "-", "db/cpu/b");
        Run.on(directory).input(new byte[10]).of("put", "-", "db/x");
    }

    @Test
    void countsEachDirectoryAndTheWhole() {
        assertThat(Run.on(directory).of("du", "db").lines())
                .containsExactly("        2000     2 objects  db/cpu/", "        2010     3 objects  total");
        assertThat(Run.on(directory).of("du", "-sH").lines()).containsExactly("     2.0 KiB     3 objects  total");
    }

    @Test
    void jsonHasBytesAndObjects() {
        assertThat(Run.on(directory).of("du", "--json", "db").lines())
                .containsExactly(
                        "{\"v\":1,\"type\":\"directory\",\"key\":\"db/cpu/\",\"sizeBytes\":2000,\"objects\":2}",
                        "{\"v\":1,\"type\":\"total\",\"key\":\"db/\",\"sizeBytes\":2010,\"objects\":3}");
    }

    @Test
    void nothingBelowIsExitCode3() {
        assertThat(Run.on(directory).of("du", "nope").code()).isEqualTo(3);
    }
}
