package io.siltstone.core.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DigitPatternTest {

    private static final List<String> TWO_DIGITS = names(100, "%02d");
    private static final List<String> FOUR_DIGITS = names(10_000, "%04d");

    @Test
    void mergesConsecutiveNumbers() {
        assertThat(texts(2016, 2019, 4)).containsExactly("201[6-9]");
        assertThat(texts(4, 9, 2)).containsExactly("0[4-9]");
        assertThat(texts(1, 12, 2)).containsExactly("0[1-9]", "1[0-2]");
        assertThat(texts(0, 23, 2)).containsExactly("[0-1][0-9]", "2[0-3]");
        assertThat(texts(4, 31, 2)).containsExactly("0[4-9]", "[1-2][0-9]", "3[0-1]");
        assertThat(texts(7, 7, 2)).containsExactly("07");
        assertThat(texts(0, 9999, 4)).containsExactly("[0-9][0-9][0-9][0-9]");
        assertThat(texts(2026, 9999, 4))
                .containsExactly("202[6-9]", "20[3-9][0-9]", "2[1-9][0-9][0-9]", "[3-9][0-9][0-9][0-9]");
    }

    @Test
    void matchesEachNumberOfEveryRangeOnceAndNoOther() {
        for (int first = 0; first < 100; first++) {
            for (int last = first; last < 100; last++) {
                requireExact(first, last, 2);
            }
        }
        Random random = new Random(4);
        for (int i = 0; i < 20; i++) {
            int first = random.nextInt(10_000);
            requireExact(first, random.nextInt(first, 10_000), 4);
        }
    }

    @Test
    void matchesNothingOfAnotherLength() {
        DigitPattern pattern = DigitPattern.covering(0, 99, 2).get(0);

        assertThat(Stream.of("", "1", "001", "1a", "a1", "\u0661\u0661", "-1", "/0")
                        .filter(pattern::matches))
                .isEmpty();
    }

    private static void requireExact(int first, int last, int digits) {
        List<DigitPattern> patterns = DigitPattern.covering(first, last, digits);
        List<GlobMatcher> globs =
                patterns.stream().map(DigitPattern::text).map(GlobMatcher::new).toList();
        List<String> names = digits == 2 ? TWO_DIGITS : FOUR_DIGITS;
        for (int number = 0; number < names.size(); number++) {
            String name = names.get(number);
            long expected = number >= first && number <= last ? 1 : 0;
            long byPattern =
                    patterns.stream().filter(pattern -> pattern.matches(name)).count();
            long byText = globs.stream().filter(glob -> glob.matches(name)).count();
            if (byPattern != expected || byText != expected) {
                fail(
                        "%s in %d..%d: matched %d times, and %d times by %s",
                        name, first, last, byPattern, byText, patterns);
            }
        }
    }

    private static List<String> names(int limit, String format) {
        return IntStream.range(0, limit)
                .mapToObj(number -> String.format(Locale.ROOT, format, number))
                .toList();
    }

    private static List<String> texts(int first, int last, int digits) {
        return DigitPattern.covering(first, last, digits).stream()
                .map(DigitPattern::text)
                .toList();
    }
}
