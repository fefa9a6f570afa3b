package io.siltstone.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LatestUsedTest {

    @Test
    void forgetsWhatWasNotAskedForLongest() {
        LatestUsed<String, Integer> values = new LatestUsed<>(2);
        values.put("a", 1);
        values.put("b", 2);
        assertThat(values.get("a")).contains(1);

        values.put("c", 3);

        assertThat(values.get("b")).isEmpty();
        assertThat(values.get("a")).contains(1);
        assertThat(values.get("c")).contains(3);
    }

    @Test
    void replacesWithoutForgettingAnother() {
        LatestUsed<String, Integer> values = new LatestUsed<>(2);
        values.put("a", 1);
        values.put("b", 2);
        values.put("b", 3);

        assertThat(values.get("a")).contains(1);
        assertThat(values.get("b")).contains(3);
    }
}
