package io.siltstone.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WriteOptionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a_b", "a b", "é", "siltstone-x", "a:b", "a\r\nb"})
    void aMetadataNameThatAHeaderCannotHoldIsRefused(String name) {
        assertThatThrownBy(() -> WriteOptions.DEFAULT.withMetadata(Map.of(name, "value")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("metadata name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "a\nb", "\u0000", "\u007F", "\uD83D\uDE00"})
    void aValueOutsidePrintableAsciiIsRefused(String value) {
        assertThatThrownBy(() -> WriteOptions.DEFAULT.withMetadata(Map.of("name", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`name`");
        assertThatThrownBy(() -> WriteOptions.DEFAULT.withContentType(value))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "text/csv ", " text/csv"})
    void aContentTypeThatAHeaderWouldChangeIsRefused(String type) {
        assertThatThrownBy(() -> WriteOptions.DEFAULT.withContentType(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("content type");
    }

    @Test
    void metadataIsCopied() {
        Map<String, String> given = new HashMap<>(Map.of("a-1", "x y"));
        WriteOptions options = WriteOptions.DEFAULT.withMetadata(given);
        given.clear();
        assertThat(options.metadata()).isEqualTo(Map.of("a-1", "x y"));
    }

    @Test
    void everyOptionStaysWithTheOthers() {
        WriteOptions options = WriteOptions.CREATE_ONLY
                .withContentType("text/csv")
                .withMetadata(Map.of("a", "b"))
                .withDurability(Durability.DATA)
                .withWriteId("id");
        assertThat(options.withMode(WriteMode.REPLACE).withMode(WriteMode.CREATE_ONLY))
                .isEqualTo(options);
        assertThat(options.mode()).isEqualTo(WriteMode.CREATE_ONLY);
        assertThat(options.contentType()).contains("text/csv");
        assertThat(options.metadata()).containsEntry("a", "b");
        assertThat(options.durability()).contains(Durability.DATA);
        assertThat(options.writeId()).contains("id");
    }
}
