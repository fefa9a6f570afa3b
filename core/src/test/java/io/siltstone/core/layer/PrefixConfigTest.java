package io.siltstone.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.memory.MemoryConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrefixConfigTest {

    private static final MemoryConfig INNER = new MemoryConfig("test");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "../x",
                "a/../b",
                ".",
                "..",
                "a//b",
                "/a",
                "a//",
                "a\\b",
                "a\u0000",
                "e\u0301",
                "CON",
                "a:b",
                "a.",
                "a ",
                ".siltstone",
                ".Siltstone/x",
                "\uD800"
            })
    void aBadPrefixIsAnErrorAndNeverTheWholeStore(String prefix) {
        assertThatThrownBy(() -> new PrefixConfig(INNER, prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("prefix ");
    }

    @Test
    void oneTrailingSlashIsAllowed() {
        assertThat(new PrefixConfig(INNER, "tenant1/").keyPrefix().value()).isEqualTo("tenant1");
        assertThat(new PrefixConfig(INNER, "a/é/b..c").keyPrefix()).isInstanceOf(KeyPrefix.class);
    }
}
