package io.siltstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionCommandTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void theScriptKnowsEveryCommandAndItsShellReadsIt(String shell) throws IOException, InterruptedException {
        Run.Result result = Run.plain().of("completion", shell);

        assertThat(result.code()).isZero();
        assertThat(CommandTable.NAMES).allMatch(name -> result.out().contains(name));

        Path found = Path.of("/usr/bin", shell);
        Assumptions.assumeTrue(Files.isExecutable(found), () -> shell + " is not installed: its syntax is not checked");
        Path script = Files.writeString(directory.resolve("script"), result.out());
        Process process = new ProcessBuilder(found.toString(), "-n", script.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    @Test
    void anotherShellIsAUsageError() {
        assertThat(Run.plain().of("completion", "tcsh").code()).isEqualTo(2);
        assertThat(Run.plain().of("completion").code()).isEqualTo(2);
    }
}
