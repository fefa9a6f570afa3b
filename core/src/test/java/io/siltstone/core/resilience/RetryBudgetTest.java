package io.siltstone.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.memory.MemoryConfig;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What operations take from the budget and bring back. */
final class RetryBudgetTest {

    private static final UnavailableException DOWN =
            new UnavailableException(ErrorContext.of(Operation.STAT, "mem://a", "a"), "down");

    private final RetryLoop loop = new RetryLoop(
            "mem://a",
            ResilientConfig.of(new MemoryConfig("a")).withBreaker(Integer.MAX_VALUE, Duration.ofSeconds(30), 3),
            new Classification(false),
            new VirtualTime().runtime(1));

    @Test
    void aRetryThatSucceedsBringsBackWhatOneTook() throws Exception {
        failForGood();
        assertThat(tokens()).as("three retries").isEqualTo(485);
        succeedAfter(1);
        assertThat(tokens()).as("five taken, five brought back").isEqualTo(485);
        succeedAfter(2);
        assertThat(tokens()).as("ten taken, five brought back").isEqualTo(480);
        succeedAfter(0);
        assertThat(tokens()).as("a first attempt brings one").isEqualTo(481);
    }

    @Test
    void itHoldsNoMoreThanItHadAtFirst() throws Exception {
        succeedAfter(1);
        succeedAfter(0);
        assertThat(tokens()).isEqualTo(500);
    }

    @Test
    void whenItIsEmptyNothingIsTriedAgainUntilSuccessesFillIt() throws Exception {
        for (int i = 0; i < 34; i++) {
            failForGood();
        }
        assertThat(tokens()).isZero();
        assertThat(attemptsOfAFailure()).isEqualTo(1);
        for (int i = 0; i < RetryBudget.COST; i++) {
            succeedAfter(0);
        }
        assertThat(attemptsOfAFailure()).isEqualTo(2);
    }

    private int tokens() {
        return loop.stats().retryBudget();
    }

    private void failForGood() {
        assertThatThrownBy(() -> succeedAfter(Integer.MAX_VALUE)).isSameAs(DOWN);
    }

    private void succeedAfter(int failures) throws StorageException {
        run(failures, new AtomicInteger());
    }

    private int attemptsOfAFailure() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> run(Integer.MAX_VALUE, attempts)).isSameAs(DOWN);
        return attempts.get();
    }

    private void run(int failures, AtomicInteger attempts) throws StorageException {
        loop.run(Operation.STAT, "a", () -> {
            if (attempts.getAndIncrement() < failures) {
                throw DOWN;
            }
            return attempts;
        });
    }
}
