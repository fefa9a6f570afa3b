package io.siltstone.core.layout;

import static io.siltstone.core.layout.PartitionUnit.DAY;
import static io.siltstone.core.layout.PartitionUnit.HOUR;
import static io.siltstone.core.layout.PartitionUnit.MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PartitionUnitTest {

    @ParameterizedTest
    @CsvSource({
        "2025-11-25T16:59:59.999999999Z, 2025/11/25/16, 2025-11-25T16:00:00Z, 2025-11-25T17:00:00Z",
        "2025-11-25T00:00:00Z,           2025/11/25/00, 2025-11-25T00:00:00Z, 2025-11-25T01:00:00Z",
        "1970-01-01T00:00:00Z,           1970/01/01/00, 1970-01-01T00:00:00Z, 1970-01-01T01:00:00Z",
        "1969-12-31T23:59:59.999999999Z, 1969/12/31/23, 1969-12-31T23:00:00Z, 1970-01-01T00:00:00Z",
        "1969-12-31T23:00:00Z,           1969/12/31/23, 1969-12-31T23:00:00Z, 1970-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z,           0000/01/01/00, 0000-01-01T00:00:00Z, 0000-01-01T01:00:00Z",
        "0987-06-05T04:03:02Z,           0987/06/05/04, 0987-06-05T04:00:00Z, 0987-06-05T05:00:00Z",
        "9999-12-31T23:59:59.999999999Z, 9999/12/31/23, 9999-12-31T23:00:00Z, +10000-01-01T00:00:00Z",
    })
    void placesInstantsInHours(Instant instant, String path, Instant floor, Instant next) {
        assertThat(HOUR.path(instant)).isEqualTo(path);
        assertThat(HOUR.floor(instant)).isEqualTo(floor);
        assertThat(HOUR.next(instant)).isEqualTo(next);
        assertThat(HOUR.window(instant)).isEqualTo(TimeRange.of(floor, next));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T23:59:59.999999999Z, 2024/02/29, 2024-02-29T00:00:00Z, 2024-03-01T00:00:00Z",
        "1900-02-28T12:00:00Z,           1900/02/28, 1900-02-28T00:00:00Z, 1900-03-01T00:00:00Z",
        "1969-12-31T23:59:59.999999999Z, 1969/12/31, 1969-12-31T00:00:00Z, 1970-01-01T00:00:00Z",
        "9999-12-31T00:00:00Z,           9999/12/31, 9999-12-31T00:00:00Z, +10000-01-01T00:00:00Z",
    })
    void placesInstantsInDays(Instant instant, String path, Instant floor, Instant next) {
        assertThat(DAY.path(instant)).isEqualTo(path);
        assertThat(DAY.window(instant)).isEqualTo(TimeRange.of(floor, next));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T23:59:59.999999999Z, 2024/02, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
        "1969-12-31T23:59:59.999999999Z, 1969/12, 1969-12-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "0000-01-31T00:00:00Z,           0000/01, 0000-01-01T00:00:00Z, 0000-02-01T00:00:00Z",
    })
    void placesInstantsInMonths(Instant instant, String path, Instant floor, Instant next) {
        assertThat(MONTH.path(instant)).isEqualTo(path);
        assertThat(MONTH.window(instant)).isEqualTo(TimeRange.of(floor, next));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0001-12-31T23:59:59.999999999Z", "+10000-01-01T00:00:00Z"})
    void refusesYearsWithoutFourDigits(Instant instant) {
        for (PartitionUnit unit : PartitionUnit.values()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> unit.floor(instant))
                    .withMessageContaining("9999");
            assertThatIllegalArgumentException().isThrownBy(() -> unit.next(instant));
            assertThatIllegalArgumentException().isThrownBy(() -> unit.path(instant));
        }
    }

    @ParameterizedTest
    @EnumSource(PartitionUnit.class)
    void refusesTheEndsOfTime(PartitionUnit unit) {
        assertThatIllegalArgumentException().isThrownBy(() -> unit.path(Instant.MIN));
        assertThatIllegalArgumentException().isThrownBy(() -> unit.path(Instant.MAX));
    }

    @Test
    void isKnownByItsLabelAlone() {
        assertThat(PartitionUnit.values()).extracting(PartitionUnit::label).containsExactly("hour", "day", "month");
        for (PartitionUnit unit : PartitionUnit.values()) {
            assertThat(PartitionUnit.ofLabel(unit.label())).contains(unit);
        }
        assertThat(PartitionUnit.ofLabel("HOUR")).isEmpty();
        assertThat(PartitionUnit.ofLabel("year")).isEmpty();
    }
}
