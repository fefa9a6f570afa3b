package io.siltstone.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.layout.TimeRange;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    @ParameterizedTest
    @CsvSource({
        "2025-11-25, 2025-11-25T00:00:00Z",
        "2025-11-25T16:00, 2025-11-25T16:00:00Z",
        "2025-11-25 16:00, 2025-11-25T16:00:00Z",
        "2025-11-25T16:00:01.5, 2025-11-25T16:00:01.500Z",
        "2025-11-25T16:00:00Z, 2025-11-25T16:00:00Z",
        "2025-11-25T16:00:00+02:00, 2025-11-25T14:00:00Z",
        "2025-11-25T16:00-05:30, 2025-11-25T21:30:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z",
        "2025-03-30T02:30, 2025-03-30T02:30:00Z",
        "1969-12-31T23:59, 1969-12-31T23:59:00Z",
        "0000-01-01, 0000-01-01T00:00:00Z",
        "+10000-01-01, +10000-01-01T00:00:00Z"
    })
    void readsIsoAsUtcUnlessAnOffsetIsWritten(String text, Instant expected) throws CliException {
        assertThat(Timestamps.range(Optional.of(text), Optional.empty())).isEqualTo(TimeRange.from(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2025",
                "2025-00-01",
                "2025-13-01",
                "2025-02-29",
                "2025-11-31",
                "2025-11-25T24:00:01",
                "2025-11-25T25:00",
                "2025-11-25T16:60",
                "2016-12-31T23:59:60Z",
                "10000-01-01",
                "25-11-25",
                "2025-11-25T16:00:00+25:00",
                "2025/11/25",
                "\u0662\u0660\u0662\u0665-11-25"
            })
    void refusesWhatIsNoTimeByTheOptionsName(String text) {
        assertThatThrownBy(() -> Timestamps.range(Optional.empty(), Optional.of(text)))
                .isInstanceOf(CliException.class)
                .hasMessageStartingWith("--to: `" + text + "` is no time");
    }

    @Test
    void anEndThatIsNotAfterTheStartIsRefused() {
        assertThatThrownBy(() -> Timestamps.range(Optional.of("2025-11-25"), Optional.of("2025-11-25")))
                .hasMessageContaining("is not after --from");
        assertThatThrownBy(() -> Timestamps.range(Optional.of("2025-11-25"), Optional.of("2025-11-24")))
                .isInstanceOf(CliException.class);
    }

    @Test
    void withoutBoundsItIsAllTime() throws CliException {
        assertThat(Timestamps.range(Optional.empty(), Optional.empty())).isEqualTo(TimeRange.ALL);
    }
}
