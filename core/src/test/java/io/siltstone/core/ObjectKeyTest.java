package io.siltstone.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.InvalidKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectKeyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is empty",
                "/a|empty segment",
                "a/|empty segment",
                "a//b|empty segment",
                "a/../b|`.` or `..`",
                ".|`.` or `..`",
                "a\\b|backslash",
                ".Siltstone/x|reserved"
            })
    void aBrokenRuleIsNamed(String text, String reason) {
        assertThatThrownBy(() -> ObjectKey.of(text))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\n", "a\u007F"})
    void aControlCharacterIsRefusedAndNotPrinted(String text) {
        assertThatThrownBy(() -> ObjectKey.of(text))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("control character")
                .hasMessageContaining("\\u00")
                .hasMessageNotContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "a\uDC00", "\uDC00\uD800", "\uFFFF", "a\uFDD0", "\uD83F\uDFFE"})
    void whatIsNotUnicodeTextIsRefused(String text) {
        assertThatThrownBy(() -> ObjectKey.of(text)).hasMessageContaining("surrogate or a noncharacter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", "..foo", ".hidden", "a b", "a+b", "a%2Fb", "é", "\uD83D\uDE00/x", "a/.siltstone"})
    void aLegalKeyIsKeptAsItIs(String text) throws Exception {
        assertThat(ObjectKey.of(text, KeyProfile.PORTABLE).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e\u0301",
                "a\u202Eb",
                "a\u0085b",
                "a:b",
                "a?",
                "a.",
                "a ",
                "CON",
                "x/nul.txt",
                "lpt\u00B9",
                "a./b"
            })
    void whatIsNotPortableIsForReadingAlone(String text) throws Exception {
        assertThat(ObjectKey.of(text, KeyProfile.RAW).value()).isEqualTo(text);
        assertThatThrownBy(() -> ObjectKey.of(text, KeyProfile.PORTABLE)).hasMessageContaining("portable");
    }

    @Test
    void lengthsAreCountedInBytesOfUtf8() throws Exception {
        String longest = "a/".repeat(511) + "aa";
        assertThat(ObjectKey.of(longest).segments()).hasSize(512);
        assertThatThrownBy(() -> ObjectKey.of(longest + "a")).hasMessageContaining("1024");
        ObjectKey.of("€".repeat(85));
        assertThatThrownBy(() -> ObjectKey.of("€".repeat(85) + "a")).hasMessageContaining("255");
        assertThatThrownBy(() -> ObjectKey.of("€".repeat(86))).hasMessageContaining("255");
        ObjectKey.of("x/" + "\uD83D\uDE00".repeat(63) + "abc");
        assertThatThrownBy(() -> ObjectKey.of("\uD83D\uDE00".repeat(64) + "/x")).hasMessageContaining("255");
    }

    @Test
    void theOrderIsThatOfUtf8Bytes() throws Exception {
        assertThat(ObjectKey.of("\uFFFD")).isLessThan(ObjectKey.of("\uD83D\uDE00"));
        assertThat(ObjectKey.of("a-b")).isLessThan(ObjectKey.of("a/b"));
        assertThat("\uFFFD".compareTo("\uD83D\uDE00"))
                .as("the order of Strings is another")
                .isPositive();
    }

    @Test
    void aKeyHasANameAndAParent() throws Exception {
        assertThat(ObjectKey.of("db/cpu/a").name()).isEqualTo("a");
        assertThat(ObjectKey.of("db/cpu/a").parent()).isEqualTo(KeyPrefix.of("db/cpu"));
        assertThat(ObjectKey.of("a").name()).isEqualTo("a");
        assertThat(ObjectKey.of("a").parent()).isEqualTo(KeyPrefix.ROOT);
    }

    @Test
    void keysAreEqualWhenTheirTextIs() throws Exception {
        assertThat(ObjectKey.of("a/b")).isEqualTo(ObjectKey.of("a/b")).hasSameHashCodeAs(ObjectKey.of("a/b"));
        assertThat(ObjectKey.of("é")).isNotEqualTo(ObjectKey.of("e\u0301"));
        assertThat(ObjectKey.of("A")).isNotEqualTo(ObjectKey.of("a"));
    }
}
