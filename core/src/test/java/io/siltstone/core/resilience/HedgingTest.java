package io.siltstone.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.ObjectContent;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.ReadOptions;
import io.siltstone.core.Source;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HedgingTest {

    private static final ErrorContext CONTEXT = ErrorContext.of(Operation.READ, "test");

    private final AtomicInteger asked = new AtomicInteger();
    private final StoreRuntime runtime = new VirtualTime().runtime(1);

    @Test
    void asksAgainAndTakesWhatComesFirst() throws Exception {
        CountDownLatch firstMayCome = new CountDownLatch(1);
        CountDownLatch discarded = new CountDownLatch(1);
        try (Hedging hedging = warm(new RetryBudget(500), true)) {
            asked.set(0);
            int winner = hedging.first(
                    () -> {
                        int copy = asked.incrementAndGet();
                        if (copy == 1) {
                            await(firstMayCome);
                        }
                        return copy;
                    },
                    late -> {
                        assertThat(late).isEqualTo(1);
                        discarded.countDown();
                    },
                    CONTEXT);
            assertThat(winner).isEqualTo(2);
            assertThat(hedging.copies()).isEqualTo(1);
            firstMayCome.countDown();
            await(discarded);
        }
    }

    @Test
    void theSecondMayFailAsLongAsTheFirstComes() throws Exception {
        CountDownLatch secondFailed = new CountDownLatch(1);
        try (Hedging hedging = warm(new RetryBudget(500), true)) {
            asked.set(0);
            int winner = hedging.first(
                    () -> {
                        int copy = asked.incrementAndGet();
                        if (copy == 1) {
                            await(secondFailed);
                            return copy;
                        }
                        secondFailed.countDown();
                        throw new UnavailableException(CONTEXT, "down");
                    },
                    late -> {},
                    CONTEXT);
            assertThat(winner).isEqualTo(1);
        }
    }

    @Test
    void asksOnceWhileTheStoreIsNotWellOrTheBudgetIsEmpty() throws Exception {
        for (boolean well : new boolean[] {true, false}) {
            CountDownLatch considered = new CountDownLatch(1);
            try (Hedging hedging = new Hedging(runtime, new RetryBudget(well ? 0 : 500), () -> {
                considered.countDown();
                return well;
            })) {
                for (int i = 0; i < Hedging.MIN_SAMPLES; i++) {
                    hedging.first(this::i, late -> {}, CONTEXT);
                }
                asked.set(0);
                hedging.first(
                        () -> {
                            asked.incrementAndGet();
                            await(considered);
                            return 1;
                        },
                        late -> {},
                        CONTEXT);
                assertThat(hedging.copies()).isZero();
                assertThat(asked).hasValue(1);
            }
        }
    }

    @Test
    void atMostOneReadInTwentyIsAskedForTwice() throws Exception {
        try (Hedging hedging = warm(new RetryBudget(500), true)) {
            for (int read = 0; read < 200; read++) {
                CountDownLatch second = new CountDownLatch(1);
                boolean mayHaveOne = (hedging.copies() + 1) * Hedging.SHARE <= Hedging.MIN_SAMPLES + read + 1;
                asked.set(0);
                hedging.first(
                        () -> {
                            if (asked.incrementAndGet() == 1 && mayHaveOne) {
                                await(second);
                            }
                            second.countDown();
                            return 1;
                        },
                        late -> {},
                        CONTEXT);
            }
            assertThat(hedging.copies()).isEqualTo((Hedging.MIN_SAMPLES + 200) / Hedging.SHARE);
        }
    }

    @Test
    void aBackendReadsTwiceOnlyWhereItWasToldTo() throws Exception {
        for (boolean hedged : new boolean[] {true, false}) {
            CountDownLatch second = new CountDownLatch(hedged ? 2 : 1);
            AtomicInteger slow = new AtomicInteger();
            MemoryBackend memory = new MemoryBackend(new MemoryConfig("hedged"), runtime);
            memory.write(ObjectKey.of("a"), Source.bytes(new byte[] {7}), WriteOptions.DEFAULT);
            ForwardingBackend waiting = new ForwardingBackend(memory) {
                @Override
                public ObjectContent read(ObjectKey key, ReadOptions options) throws StorageException {
                    if (slow.get() > 0) {
                        second.countDown();
                        await(second);
                    }
                    return super.read(key, options);
                }
            };
            ResilientConfig config = ResilientConfig.of(memory.config()).withHedgedReads(hedged);
            try (ResilientBackend backend = new ResilientBackend(waiting, config, runtime)) {
                for (int i = 0; i < Hedging.MIN_SAMPLES; i++) {
                    backend.read(ObjectKey.of("a"), ReadOptions.ALL).close();
                }
                slow.set(1);
                try (ObjectContent content = backend.read(ObjectKey.of("a"), ReadOptions.ALL)) {
                    assertThat(content.stream().read()).isEqualTo(7);
                }
                assertThat(backend.hedgedReads()).isEqualTo(hedged ? 1 : 0);
            }
        }
    }

    private Hedging warm(RetryBudget budget, boolean well) throws StorageException {
        Hedging hedging = new Hedging(runtime, budget, () -> well);
        for (int i = 0; i < Hedging.MIN_SAMPLES; i++) {
            hedging.first(this::i, late -> {}, CONTEXT);
        }
        return hedging;
    }

    private int i() {
        return asked.incrementAndGet();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
