package io.siltstone.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.InvalidRangeException;
import io.siltstone.core.error.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteRangeTest {

    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.READ, "test");

    @ParameterizedTest
    @CsvSource({
        "0, 1, 100, 0, 1",
        "0, 9223372036854775807, 100, 0, 100",
        "99, 1, 100, 99, 1",
        "99, 9223372036854775807, 100, 99, 1",
        "40, 100, 100, 40, 60",
        "0, 5, 0, 0, 0"
    })
    void aRangeEndsWithTheObject(long offset, long length, long size, long from, long count) throws Exception {
        assertThat(ByteRange.of(offset, length).resolve(size, CONTEXT)).isEqualTo(new ByteRange.Extent(from, count));
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "101, 100", "9223372036854775807, 100", "1, 0"})
    void anOffsetAtOrPastTheEndIsRefused(long offset, long size) {
        assertThatThrownBy(() -> ByteRange.from(offset).resolve(size, CONTEXT))
                .isInstanceOf(InvalidRangeException.class)
                .hasMessageContaining(offset + " is at or past the end");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void negativeNumbersCannotBeExpressed(long number) {
        assertThatThrownBy(() -> ByteRange.from(number)).isInstanceOf(InvalidRangeException.class);
        assertThatThrownBy(() -> ByteRange.of(0, number)).isInstanceOf(InvalidRangeException.class);
        assertThatThrownBy(() -> ByteRange.tail(number)).isInstanceOf(InvalidRangeException.class);
    }

    @Test
    void anEmptyRangeCannotBeExpressed() {
        assertThatThrownBy(() -> ByteRange.of(5, 0)).hasMessageContaining("length 0");
        assertThatThrownBy(() -> ByteRange.tail(0)).hasMessageContaining("tail 0");
    }

    @ParameterizedTest
    @CsvSource({"8, 100, 92, 8", "100, 100, 0, 100", "101, 100, 0, 100", "8, 0, 0, 0"})
    void aTailIsAtMostTheObject(long length, long size, long from, long count) throws Exception {
        assertThat(ByteRange.tail(length).resolve(size, CONTEXT)).isEqualTo(new ByteRange.Extent(from, count));
    }

    @Test
    void theHeaderIsThatOfHttp() throws Exception {
        assertThat(ByteRange.of(10, 20).toHeader()).isEqualTo("bytes=10-29");
        assertThat(ByteRange.from(10).toHeader()).isEqualTo("bytes=10-");
        assertThat(ByteRange.of(10, Long.MAX_VALUE - 5).toHeader()).isEqualTo("bytes=10-");
        assertThat(ByteRange.of(0, 1).toHeader()).isEqualTo("bytes=0-0");
        assertThat(ByteRange.tail(8).toHeader()).isEqualTo("bytes=-8");
    }

    @Test
    void onlyTheWholeIsAll() throws Exception {
        assertThat(ByteRange.ALL.isAll()).isTrue();
        assertThat(ByteRange.from(0).isAll()).isTrue();
        assertThat(ByteRange.from(1).isAll()).isFalse();
        assertThat(ByteRange.tail(1).isAll()).isFalse();
    }
}
