package io.siltstone.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1536, 1.5 KiB",
        "1048575, 1.0 MiB",
        "1048576, 1.0 MiB",
        "12240656794, 11.4 GiB",
        "9223372036854775807, 8.0 EiB"
    })
    void usesTheLargestUnitThatLeavesAWholePart(long bytes, String expected) {
        assertThat(Sizes.human(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 objects", "1, 1 object", "2, 2 objects"})
    void countsInThePluralWhereItBelongs(long count, String expected) {
        assertThat(Sizes.count(count, "object")).isEqualTo(expected);
    }
}
