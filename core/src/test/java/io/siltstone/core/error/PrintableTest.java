package io.siltstone.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrintableTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "a=`b`; \"c\"", "é ж 日本 שלום", "\uD83D\uDE00", "a\\b"})
    void whatIsSafeStaysAsItIs(String text) {
        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @Test
    void whatMovesTheCursorOrTheTextIsEscaped() {
        assertThat(Printable.of("a\nb\r\tc\u001B[31m")).isEqualTo("a\\u000Ab\\u000D\\u0009c\\u001B[31m");
        assertThat(Printable.of("\u0000\u007F\u0085")).isEqualTo("\\u0000\\u007F\\u0085");
        assertThat(Printable.of("a\u202Eb\u200B\uFEFF")).isEqualTo("a\\u202Eb\\u200B\\uFEFF");
        assertThat(Printable.of("\u2028\u2029")).isEqualTo("\\u2028\\u2029");
        assertThat(Printable.of("\uD800x")).isEqualTo("\\uD800x");
        assertThat(Printable.of("\uDB40\uDC41")).as("a tag character").isEqualTo("\\uDB40\\uDC41");
    }

    @ParameterizedTest
    @CsvSource({"2048,2048", "2049,2049", "1000000,2049"})
    void aLongTextIsCut(int length, int printed) {
        String text = Printable.of("x".repeat(length));
        assertThat(text).hasSize(printed);
        assertThat(text.endsWith("…")).isEqualTo(length > Printable.MAX_CHARS);
    }

    @Test
    void aCharacterIsNotCutInTwo() {
        String text = Printable.of("x".repeat(2047) + "\uD83D\uDE00\uD83D\uDE00");
        assertThat(text).endsWith("\uD83D\uDE00…");
    }
}
