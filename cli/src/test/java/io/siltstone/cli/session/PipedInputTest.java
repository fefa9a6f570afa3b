package io.siltstone.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PipedInputTest {

    private static final byte[] CONTENT = {1, 2, 3};

    @Test
    void theEndIsWaitedForOnce() throws Exception {
        List<Duration> waits = new ArrayList<>();
        try (PipedInput input = new PipedInput(new ByteArrayInputStream(CONTENT), waits::add)) {
            assertThat(input.readAllBytes()).isEqualTo(CONTENT);
            assertThat(input.read()).isEqualTo(-1);
        }
        assertThat(waits).containsExactly(PipedInput.MOMENT);
    }

    @Test
    void anEndThatASignalComesWithIsNone() throws Exception {
        try (PipedInput input = new PipedInput(new ByteArrayInputStream(CONTENT), duration -> {
            throw new InterruptedException();
        })) {
            assertThat(input.readNBytes(3)).isEqualTo(CONTENT);
            assertThatThrownBy(input::read).isInstanceOf(InterruptedIOException.class);
        }
        assertThat(Thread.interrupted()).isTrue();
    }
}
