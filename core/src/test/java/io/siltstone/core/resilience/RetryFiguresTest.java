package io.siltstone.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.Tries;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.memory.MemoryConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How many requests a store sees for the operations that are asked for, in virtual time. */
final class RetryFiguresTest {

    private static final int OPERATIONS = 60_000;
    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.STAT, "mem://a", "a");
    private static final ResilientConfig CONFIG = ResilientConfig.of(new MemoryConfig("a"));

    private final VirtualTime time = new VirtualTime();
    private int requests;
    private int succeeded;
    private Optional<StorageException> last = Optional.empty();

    @Test
    void aStoreThatIsDownForAMinuteSeesHardlyMoreThanTheOperations() {
        // A thousand operations a second by as many threads: waiting takes none of the time that the next one begins
        // at.
        RetryLoop loop = loop(
                CONFIG.withBreaker(Integer.MAX_VALUE, Duration.ofSeconds(30), 3),
                time.runtime(1).withSleeper(pause -> {}));
        ask(loop, 1.0);
        print("down for 60 s, breaker off");
        assertThat(succeeded).isZero();
        assertThat(requests - OPERATIONS).as("retries").isEqualTo(100);
        assertThat(requests / (double) OPERATIONS).isLessThanOrEqualTo(1.01);
        assertThat(last.orElseThrow().tries()).contains(new Tries(1, Tries.End.BUDGET_EXHAUSTED));
    }

    @Test
    void withTheBreakerItSeesNextToNothing() {
        RetryLoop loop = loop(CONFIG, time.runtime(1).withSleeper(pause -> {}));
        ask(loop, 1.0);
        print("down for 60 s, breaker on");
        assertThat(requests).isLessThanOrEqualTo(5 + (60 / 24 + 1) * 3);
    }

    @Test
    void randomFailuresAreGotOverForFewRequestsMore() {
        RetryLoop loop = loop(CONFIG, time.runtime(1));
        ask(loop, 0.05);
        print("5 % of the attempts fail");
        assertThat(succeeded / (double) OPERATIONS).isGreaterThanOrEqualTo(0.999);
        assertThat(requests / (double) OPERATIONS).isBetween(1.04, 1.06);
        assertThat(loop.stats().retryBudget()).isGreaterThan(480);
    }

    private void ask(RetryLoop loop, double failing) {
        Random random = new Random(2);
        for (int i = 0; i < OPERATIONS; i++) {
            time.pass(Duration.ofMillis(1));
            try {
                loop.run(Operation.STAT, "key" + i, () -> {
                    requests++;
                    if (random.nextDouble() < failing) {
                        throw new UnavailableException(CONTEXT, "down");
                    }
                    return requests;
                });
                succeeded++;
            } catch (StorageException e) {
                last = Optional.of(e);
            }
        }
    }

    private void print(String what) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d operations, %d requests (%.4f), succeeded %.4f%n",
                what,
                OPERATIONS,
                requests,
                requests / (double) OPERATIONS,
                succeeded / (double) OPERATIONS);
    }

    private static RetryLoop loop(ResilientConfig config, StoreRuntime runtime) {
        return new RetryLoop("mem://a", config, new Classification(false), runtime);
    }
}
