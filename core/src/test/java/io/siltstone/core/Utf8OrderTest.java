package io.siltstone.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Utf8OrderTest {

    /** Code points around every edge of the two encodings. */
    private static final int[] EDGES = {
        0x21, 0x2F, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x1F600, 0x10FFFD
    };

    @Test
    void theOrderIsThatOfTheEncodedBytes() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            String a = text(random);
            String b = text(random);
            int expected =
                    Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
            assertThat(Integer.signum(Utf8Order.compare(a, b)))
                    .as("%s against %s", a, b)
                    .isEqualTo(Integer.signum(expected));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(4);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(EDGES[random.nextInt(EDGES.length)]);
        }
        return text.toString();
    }
}
