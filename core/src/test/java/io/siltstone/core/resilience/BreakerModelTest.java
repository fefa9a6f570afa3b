package io.siltstone.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.CircuitState;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.CircuitOpenException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.memory.MemoryConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random walks: after every event the breaker is where the model is. */
final class BreakerModelTest {

    private static final UnavailableException DOWN =
            new UnavailableException(ErrorContext.of(Operation.READ, "mem://a", "a"), "down");

    private static final ResilientConfig CONFIG = ResilientConfig.of(new MemoryConfig("a"))
            .withBreaker(4, Duration.ofSeconds(10), 3)
            .withTimes(Duration.ofMinutes(1), Duration.ofSeconds(5));

    private record Out(Permit permit, ModelBreaker.Token token) {}

    private final VirtualTime time = new VirtualTime();
    private final Map<CircuitState, Integer> seen = new EnumMap<>(CircuitState.class);
    private final List<Out> out = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aQuarterOfAMillionEventsLeaveItWhereTheModelIs(long seed) {
        walk(seed, 250_000, time.runtime(seed));
        assertThat(seen.values())
                .hasSize(3)
                .allSatisfy(times -> assertThat(times).isGreaterThan(1_000));
    }

    @Test
    void aWallClockThatJumpsChangesNothing() {
        Random jumps = new Random(5);
        walk(
                6,
                50_000,
                time.runtime(6)
                        .withClock(() -> Instant.EPOCH.plus(Duration.ofDays(1000 + (jumps.nextBoolean() ? 1 : -1)))));
    }

    private void walk(long seed, int events, StoreRuntime runtime) {
        // Half of the way between 0 and 1, so that the time an open breaker stays open is what the model says.
        Breaker breaker = new Breaker("mem://a", CONFIG, runtime.withRandom(() -> Long.MIN_VALUE));
        ModelBreaker model = new ModelBreaker(CONFIG);
        Random random = new Random(seed);
        for (int event = 0; event < events; event++) {
            step(breaker, model, random);
            CircuitState state = breaker.stats(0, 0).state();
            assertThat(state).as("seed %d, event %d", seed, event).isEqualTo(model.state());
            assertThat(breaker.isOpen()).as("seed %d, event %d", seed, event).isEqualTo(model.rejects(time.now()));
            seen.merge(state, 1, Integer::sum);
        }
    }

    private void step(Breaker breaker, ModelBreaker model, Random random) {
        int choice = random.nextInt(1000);
        if (choice < 100) {
            time.pass(Duration.ofMillis(random.nextInt(random.nextInt(5) == 0 ? 40_000 : 1_000)));
        } else if (out.isEmpty() || (choice < 550 && out.size() < 8)) {
            ask(breaker, model);
        } else if (choice < 552) {
            breaker.reset();
            model.reset();
        } else if (choice < 560) {
            Out moving = out.get(random.nextInt(out.size()));
            breaker.renew(moving.permit());
            model.renew(moving.token(), time.now());
        } else {
            end(breaker, model, random);
        }
    }

    private void ask(Breaker breaker, ModelBreaker model) {
        Optional<ModelBreaker.Token> expected = model.ask(time.now());
        Optional<Permit> given;
        try {
            given = Optional.of(breaker.acquire(Operation.READ, "a"));
        } catch (CircuitOpenException e) {
            given = Optional.empty();
        }
        assertThat(given.isPresent()).as("let through").isEqualTo(expected.isPresent());
        if (given.isPresent()) {
            out.add(new Out(given.get(), expected.orElseThrow()));
        }
    }

    private void end(Breaker breaker, ModelBreaker model, Random random) {
        Out ended = out.remove(random.nextInt(out.size()));
        int how = random.nextInt(10);
        if (how < 4) {
            breaker.succeeded(ended.permit());
            model.success(ended.token(), time.now());
        } else if (how < 9) {
            String key = "key" + random.nextInt(3);
            breaker.failed(ended.permit(), key, DOWN);
            model.failure(ended.token(), key, time.now());
        } else {
            breaker.released(ended.permit());
            model.release(ended.token());
        }
    }
}
