package io.siltstone.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.failsafe.CircuitBreaker;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.memory.MemoryConfig;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where both have the same rules, Failsafe's breaker goes through the same states on the same results. */
final class BreakerOracleTest {

    private static final UnavailableException DOWN =
            new UnavailableException(ErrorContext.of(Operation.READ, "mem://a", "a"), "down");

    @ParameterizedTest
    @CsvSource({"5, 3, 1", "3, 2, 2", "3, 5, 3"})
    void oneAfterTheOtherTheSameResultsLeadToTheSameStates(int failures, int probes, long seed) throws Exception {
        VirtualTime time = new VirtualTime();
        ResilientConfig config =
                ResilientConfig.of(new MemoryConfig("a")).withBreaker(failures, Duration.ofSeconds(30), probes);
        Breaker breaker = new Breaker("mem://a", config, time.runtime(seed));
        CircuitBreaker<Object> oracle = CircuitBreaker.builder()
                .withFailureThreshold(failures)
                .withSuccessThreshold(probes)
                .withDelay(Duration.ofDays(1))
                .build();
        Map<CircuitBreaker.State, Integer> seen = new EnumMap<>(CircuitBreaker.State.class);
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            if (oracle.isOpen()) {
                time.pass(Duration.ofHours(1));
                oracle.halfOpen();
            }
            Permit permit = breaker.acquire(Operation.READ, "a");
            if (random.nextInt(3) > 0) {
                breaker.failed(permit, "key" + i, DOWN);
                oracle.recordFailure();
            } else {
                breaker.succeeded(permit);
                oracle.recordSuccess();
            }
            CircuitBreaker.State expected = oracle.getState();
            assertThat(breaker.stats(0, 0).state().name()).as("result %d", i).isEqualTo(expected.name());
            seen.merge(expected, 1, Integer::sum);
        }
        assertThat(seen).hasSize(3);
    }
}
