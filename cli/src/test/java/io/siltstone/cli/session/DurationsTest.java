package io.siltstone.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0s, PT0S",
        "90s, PT1M30S",
        "30m, PT30M",
        "2h, PT2H",
        "1d, PT24H",
        "4w, PT672H",
        "999999999w, PT167999999832H",
        "PT2H30M, PT2H30M",
        "P1D, PT24H"
    })
    void readsANumberAndAUnitOrIso(String text, Duration expected) throws CliException {
        assertThat(Durations.parse("--older-than", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "h", "-1h", "1.5h", "1 h", "1H", "1y", "PT-1H", "-PT1H", "9999999999s", "\u0661h"})
    void refusesEverythingElseByName(String text) {
        assertThatThrownBy(() -> Durations.parse("--older-than", text))
                .isInstanceOf(CliException.class)
                .hasMessageStartingWith("--older-than: `" + text + "` is no duration");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.0123S, 0.012 s",
        "PT3.44S, 3.4 s",
        "PT1M, 1 min",
        "PT2M5S, 2 min 5 s",
        "PT1H, 1 h",
        "PT3H20M59S, 3 h 20 min",
        "P5DT2H30M, 5 d 2 h"
    })
    void writesAboutThreeDigits(Duration duration, String expected) {
        assertThat(Durations.human(duration)).isEqualTo(expected);
    }
}
