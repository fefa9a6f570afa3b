package io.siltstone.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1 KiB",
        "1536, 1.5 KiB",
        "1048524, 1023.9 KiB",
        "1048525, 1 MiB",
        "12240656794, 11.4 GiB",
        "1152921504606846976, 1 EiB",
        "9223372036854775807, 8 EiB"
    })
    void isOfTheUnitThatFits(long bytes, String text) {
        assertThat(ByteSize.of(bytes)).isEqualTo(text);
    }

    @Test
    void isNeverNegative() {
        assertThatThrownBy(() -> ByteSize.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
