package io.siltstone.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {

    private static final int DRAWS = 100_000;

    /** Of a uniform sample of that size, one in 100,000 is further off: sqrt(-ln(0.00001 / 2) / 2). */
    private static final double KS_LIMIT = 2.47 / Math.sqrt(DRAWS);

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), new Random(1));

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 200", "3, 400", "6, 3200", "7, 5000", "40, 5000", "2147483647, 5000"})
    void aPauseIsEvenlyDistributedUpToABoundThatDoubles(int retry, long boundMillis) {
        requireUniform(() -> backoff.afterFailure(retry), 0, boundMillis * 1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "5, 16000", "6, 20000", "2147483647, 20000"})
    void aThrottledCallWaitsAtLeastHalfOfALongerBound(int retry, long boundMillis) {
        long bound = boundMillis * 1_000_000;
        requireUniform(() -> backoff.afterThrottle(retry, Optional.empty()), bound / 2, bound);
    }

    @Test
    void whatTheStoreAsksForIsWaitedUpToAMinute() {
        assertThat(backoff.afterThrottle(1, Optional.of(Duration.ofSeconds(7))))
                .isEqualTo(Duration.ofSeconds(7).toNanos());
        assertThat(backoff.afterThrottle(1, Optional.of(Duration.ofDays(100_000_000))))
                .isEqualTo(Duration.ofSeconds(60).toNanos());
        assertThat(backoff.afterThrottle(1, Optional.of(Duration.ZERO)))
                .isGreaterThanOrEqualTo(Duration.ofMillis(500).toNanos());
    }

    @Test
    void longDelaysDoNotOverflow() {
        Backoff slow = new Backoff(Duration.ofHours(23), Duration.ofDays(1), new Random(1));
        for (int retry = 1; retry < 100; retry++) {
            assertThat(slow.afterFailure(retry))
                    .isBetween(0L, Duration.ofDays(1).toNanos());
        }
    }

    private static void requireUniform(LongSupplier draw, long least, long most) {
        long[] drawn = new long[DRAWS];
        Arrays.setAll(drawn, i -> draw.getAsLong());
        Arrays.sort(drawn);
        assertThat(drawn[0]).isBetween(least, least + (most - least) / 1000);
        assertThat(drawn[DRAWS - 1]).isBetween(most - (most - least) / 1000, most);
        assertThat(Arrays.stream(drawn).average().orElseThrow() / ((least + most) / 2.0))
                .isBetween(0.99, 1.01);
        double furthest = 0;
        for (int i = 0; i < DRAWS; i++) {
            double expected = (drawn[i] - least) / (double) (most - least);
            furthest = Math.max(
                    furthest,
                    Math.max(Math.abs((i + 1.0) / DRAWS - expected), Math.abs((double) i / DRAWS - expected)));
        }
        assertThat(furthest).as("Kolmogorov-Smirnov distance").isLessThan(KS_LIMIT);
    }
}
