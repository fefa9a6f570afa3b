package io.siltstone.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.layout.TimeRange;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeScaleTest {

    @ParameterizedTest
    @CsvSource({
        "DAYS, 0, 0, 1970-01-01T00:00:00Z..1970-01-02T00:00:00Z",
        "DAYS, -1, -1, 1969-12-31T00:00:00Z..1970-01-01T00:00:00Z",
        "SECONDS, -1, 0, 1969-12-31T23:59:59Z..1970-01-01T00:00:01Z",
        "MILLIS, -1, -1, 1969-12-31T23:59:59.999Z..1970-01-01T00:00:00Z",
        "MICROS, 1704067200000000, 1704067200000000, 2024-01-01T00:00:00Z..2024-01-01T00:00:00.000001Z",
        "NANOS, -1, -1, 1969-12-31T23:59:59.999999999Z..1970-01-01T00:00:00Z",
        "MICROS, -9223372036854775808, 0, ..1970-01-01T00:00:00.000001Z",
        "MICROS, 0, 9223372036854775807, 1970-01-01T00:00:00Z..",
        "SECONDS, -9223372036854775807, 9223372036854775806, ..",
        "DAYS, -9000000000000, 9000000000000, ..",
        "NANOS, 5, 4, empty",
    })
    void givesTheTimeOfAnInterval(TimeScale scale, long lowest, long highest, String range) {
        assertThat(scale.range(new Interval(lowest, highest))).hasToString(range);
    }

    @Test
    void hasNoBoundsWhereTheIntervalHasNone() {
        for (TimeScale scale : TimeScale.values()) {
            assertThat(scale.range(Interval.ALL)).isEqualTo(TimeRange.ALL);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SECONDS, 1970-01-01T00:00:00Z, 0",
        "SECONDS, 1970-01-01T00:00:00.000000001Z, 1",
        "SECONDS, 1969-12-31T23:59:59.999999999Z, 0",
        "MICROS, 1969-12-31T23:59:59.999999001Z, 0",
        "MICROS, 1969-12-31T23:59:59.999999Z, -1",
        "DAYS, 1969-12-31T00:00:00.000000001Z, 0",
        "DAYS, 1969-12-31T00:00:00Z, -1",
        "NANOS, 2024-01-01T00:00:00.000000001Z, 1704067200000000001",
    })
    void findsTheFirstValueFromAnInstantOn(TimeScale scale, Instant instant, BigInteger value) {
        assertThat(scale.ceiling(instant)).isEqualTo(value);
    }
}
