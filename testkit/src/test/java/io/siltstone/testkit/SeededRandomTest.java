package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SeededRandomTest {

    @Test
    void theNumbersAreThoseOfSplitMix64() {
        // The first outputs for seed 0 that the authors' reference implementation gives.
        SeededRandom random = new SeededRandom(0);
        assertThat(random.nextLong()).isEqualTo(0xE220A8397B1DCDAFL);
        assertThat(random.nextLong()).isEqualTo(0x6E789E6AA1B965F4L);
    }

    @Test
    void bytesAreTheSameForTheSameSeed() {
        assertThat(new SeededRandom(3).bytes(100)).isEqualTo(new SeededRandom(3).bytes(100));
        assertThat(new SeededRandom(3).bytes(100)).isNotEqualTo(new SeededRandom(4).bytes(100));
    }
}
