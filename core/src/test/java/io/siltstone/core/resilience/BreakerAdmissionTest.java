package io.siltstone.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.CircuitOpenException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.memory.MemoryConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Thirty-two threads ask at the one moment at which it matters: while a call is being admitted. A race is not left to
 * chance: the call that is being admitted is held within, where it asks for the time, until each other thread waits or has
 * gone by.
 */
final class BreakerAdmissionTest {

    private static final int OTHERS = 31;
    private static final UnavailableException DOWN =
            new UnavailableException(ErrorContext.of(Operation.READ, "mem://a", "a"), "down");

    private final VirtualTime time = new VirtualTime();
    private final AtomicReference<Runnable> within = new AtomicReference<>(() -> {});
    private final AtomicInteger admitted = new AtomicInteger();
    private final AtomicInteger wentBy = new AtomicInteger();
    private final List<Thread> others = new ArrayList<>();
    private final Breaker breaker = new Breaker(
            "mem://a",
            ResilientConfig.of(new MemoryConfig("a")),
            StoreRuntime.system().withNanoTime(this::now));

    @Test
    void whileOneIsAdmittedNoOtherIsAndThreeAreInAll() throws Exception {
        for (String key : new String[] {"a", "b", "a", "b", "a"}) {
            breaker.failed(breaker.acquire(Operation.STAT, key), key, DOWN);
        }
        assertThat(breaker.isOpen()).isTrue();
        time.pass(Duration.ofHours(1));

        within.set(this::letTheOthersAsk);
        ask();
        for (Thread other : others) {
            other.join();
        }

        assertThat(others).hasSize(OTHERS);
        assertThat(wentBy).as("answered while another call was being admitted").hasValue(0);
        assertThat(admitted).hasValue(3);
    }

    /** The first call to ask for the time holds all others up. */
    private long now() {
        within.getAndSet(() -> {}).run();
        return time.now();
    }

    private void letTheOthersAsk() {
        for (int i = 0; i < OTHERS; i++) {
            others.add(new Thread(this::ask));
        }
        others.forEach(Thread::start);
        for (Thread other : others) {
            while (other.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
            if (other.getState() == Thread.State.TERMINATED) {
                wentBy.incrementAndGet();
            }
        }
    }

    private void ask() {
        try {
            breaker.acquire(Operation.STAT, "k");
            admitted.incrementAndGet();
        } catch (CircuitOpenException rejected) {
            assertThat(rejected.retryAfter()).isEmpty();
        }
    }
}
