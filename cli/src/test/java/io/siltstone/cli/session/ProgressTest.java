package io.siltstone.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final String END = "\r\u001B[K";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long nanos;

    private void pass(String time) {
        nanos += Duration.parse(time).toNanos();
    }

    private Progress progress(boolean drawn, long total, int columns) {
        return new Progress(err, drawn, "get a", total, columns, () -> nanos);
    }

    private String screen() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void drawsNothingInTheFirstSecond() {
        try (Progress progress = progress(true, 100, 80)) {
            pass("PT0.999S");
            progress.add(99);
        }

        assertThat(screen()).isEmpty();
    }

    @Test
    void tellsSharesRateAndRemainingTimeAndGoesAway() {
        try (Progress progress = progress(true, 4 << 20, 80)) {
            pass("PT2S");
            progress.add(1 << 20);
        }

        assertThat(screen()).isEqualTo("\rget a  1.0 MiB of 4.0 MiB  25 %  512.0 KiB/s  6.0 s left\u001B[K" + END);
    }

    @Test
    void drawsAtMostFiveTimesASecond() {
        try (Progress progress = progress(true, Progress.UNKNOWN, 80)) {
            pass("PT1S");
            for (int i = 0; i < 100; i++) {
                pass("PT0.01S");
                progress.add(1);
            }
        }

        assertThat(screen().split("get a", -1)).hasSize(1 + 5);
    }

    @Test
    void neverWrapsALine() {
        try (Progress progress = progress(true, 4 << 20, 24)) {
            pass("PT2S");
            progress.add(1 << 20);
        }

        assertThat(screen().substring(1, screen().indexOf('\u001B')))
                .hasSize(23)
                .startsWith("…");
    }

    @Test
    void aPartTellsTheRemainingTime() {
        try (Progress progress = progress(true, Progress.UNKNOWN, 80)) {
            pass("PT3S");
            progress.fraction(0.75);
        }

        assertThat(screen()).startsWith("\rget a  75 %  1.0 s left\u001B[K");
    }

    @Test
    void drawsNothingWhereNobodyLooksOrAfterTheEnd() {
        try (Progress progress = progress(false, 100, 80)) {
            pass("PT5S");
            progress.add(10);
        }
        Progress ended = progress(true, 100, 80);
        ended.close();
        pass("PT5S");
        ended.add(1);

        assertThat(screen()).isEmpty();
    }

    @Test
    void theSummaryTellsTheRateOfWhatTookLonger() {
        try (Progress progress = progress(false, 100, 80)) {
            progress.add(2048);
            pass("PT0.5S");
            assertThat(progress.summary()).isEqualTo("2.0 KiB in 0.500 s");
            pass("PT1.5S");
            assertThat(progress.summary()).isEqualTo("2.0 KiB in 2.0 s, 1.0 KiB/s");
        }
    }

    @Test
    void aCountedStreamIsUnchangedAndCounted() throws IOException {
        try (Progress progress = progress(false, 5, 80);
                InputStream stream = progress.count(new ByteArrayInputStream(new byte[] {1, 2, 3, 4, 5}))) {
            assertThat(stream.read()).isEqualTo(1);
            assertThat(stream.readAllBytes()).containsExactly(2, 3, 4, 5);
            assertThat(progress.summary()).startsWith("5 B in ");
        }
    }
}
