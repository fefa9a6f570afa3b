package io.siltstone.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.cli.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {

    @TempDir
    private Path directory;

    /** Refuses every byte as the operating system would. */
    private static final class Refusing extends OutputStream {
        private final String message;

        Refusing(String message) {
            this.message = message;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(message);
        }
    }

    @Test
    void keepsTheOrderOfSmallAndLargePieces() throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        String large = "x".repeat(200_000);
        try (Output output = new Output(target)) {
            output.text("a");
            output.text(large);
            output.write('z');
        }

        assertThat(target.toString(StandardCharsets.UTF_8)).isEqualTo("a" + large + "z");
    }

    @Test
    void aFailureLasts() throws IOException {
        try (Output output = new Output(OutputStream.nullOutputStream())) {
            output.text("fine");
        }
        Output broken = new Output(new Refusing("No space left on device"));
        broken.text("held");

        assertThatThrownBy(broken::flush).isInstanceOf(OutputException.class);
        assertThatThrownBy(broken::flush).isInstanceOf(OutputException.class);
        assertThatThrownBy(broken::close).isInstanceOf(OutputException.class);
    }

    @Test
    void aReaderThatWentAwayEndsTheCommandQuietly() {
        Run.on(directory).input("x").of("put", "-", "a");

        Run.Result result =
                Run.on(directory).output(new Refusing("Broken pipe")).of("ls");

        assertThat(result.code()).isEqualTo(141);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aFullDiskBehindStandardOutputIsAnError() {
        Run.on(directory).input("x").of("put", "-", "a");

        Run.Result result = Run.on(directory)
                .output(new Refusing("No space left on device"))
                .of("cat", "a");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("standard output cannot be written: No space left on device")
                .hasLineCount(1);
    }
}
