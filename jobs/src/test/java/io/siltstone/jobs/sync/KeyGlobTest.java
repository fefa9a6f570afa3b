package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyGlobTest {

    @ParameterizedTest
    @CsvSource({
        "*.parquet, db/cpu/a.parquet, true",
        "*.parquet, db/cpu/a.parquet.tmp, false",
        "db/*/a, db/cpu/a, true",
        "db/*/a, db/x/y/a, false",
        "db/**/a, db/x/y/a, true",
        "db/**, db/x/y/a, true",
        "db/**, db2/x, false",
        "**/2025/**, db/cpu/2025/11/a, true",
        "a?c, x/abc, true",
        "a?c, x/a/c, false",
        "a?c, x/a😀c, true",
        "db/[a], db/[a], true",
        "db/[a], db/a, false",
        "db/cpu, db/cpu/a, false",
        "***, x/y, true",
        "a/*, a/, true"
    })
    void matchesWholeKeys(String pattern, String key, boolean matches) {
        assertThat(KeyGlob.of(pattern).matches(key)).isEqualTo(matches);
    }

    @Test
    void manyStarsTakeNoMoreThanTheirTime() {
        assertThat(KeyGlob.of("*a".repeat(400)).matches("a".repeat(390) + "b")).isFalse();
    }

    @Test
    void nothingIsNoPattern() {
        assertThatThrownBy(() -> KeyGlob.of("")).isInstanceOf(IllegalArgumentException.class);
    }
}
