package io.siltstone.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siltstone.core.CircuitEvent;
import io.siltstone.core.CircuitState;
import io.siltstone.core.StorageEvent;
import io.siltstone.core.StorageListener;
import io.siltstone.core.error.CircuitOpenException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.TimeoutException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.memory.MemoryConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class BreakerTest {

    private static final UnavailableException DOWN =
            new UnavailableException(ErrorContext.of(Operation.READ, "mem://a", "a"), "down");
    private static final Duration LONGEST = Duration.ofSeconds(36);

    private final VirtualTime time = new VirtualTime();
    private final List<CircuitEvent> events = new ArrayList<>();
    private final Breaker breaker = new Breaker(
            "mem://a",
            ResilientConfig.of(new MemoryConfig("a")),
            time.runtime(1).withListener(new StorageListener() {
                @Override
                public void onOperation(StorageEvent event) {
                    throw new AssertionError("the breaker tells of no operation");
                }

                @Override
                public void onCircuit(CircuitEvent event) {
                    events.add(event);
                }
            }));

    @Test
    void fiveFailuresInARowOpenIt() throws Exception {
        fail("a", "b", "a", "b");
        breaker.succeeded(ask());
        fail("a", "b", "a", "b");
        assertThat(breaker.isOpen()).isFalse();
        fail("a");
        assertThat(breaker.isOpen()).isTrue();
        CircuitOpenException rejected = catchThrowableOfType(CircuitOpenException.class, this::ask);
        assertThat(rejected).hasCause(DOWN).hasMessageStartingWith("stat mem://a key=`k`: the store kept failing");
        assertThat(rejected.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(24), LONGEST);
    }

    @Test
    void oneKeyThatAlwaysFailsDoesNotOpenIt() throws Exception {
        for (int i = 0; i < 100; i++) {
            fail("poison");
        }
        assertThat(breaker.isOpen()).isFalse();
        fail("another");
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void itClosesWhenEachOfThreeProbesSucceeds() throws Exception {
        open();
        time.pass(LONGEST);
        assertThat(breaker.isOpen()).as("its time is over").isFalse();
        List<Permit> probes = List.of(ask(), ask(), ask());
        assertThatThrownBy(this::ask).isInstanceOf(CircuitOpenException.class).hasMessageContaining("trying it");
        assertThat(breaker.isOpen()).isTrue();
        for (Permit probe : probes) {
            assertThat(state()).isEqualTo(CircuitState.HALF_OPEN);
            breaker.succeeded(probe);
        }
        assertThat(state()).isEqualTo(CircuitState.CLOSED);
        assertThat(events)
                .extracting(CircuitEvent::to)
                .containsExactly(CircuitState.OPEN, CircuitState.HALF_OPEN, CircuitState.CLOSED);
        assertThat(events).extracting(CircuitEvent::epoch).containsExactly(1L, 2L, 3L);
        assertThat(events.get(0).cause()).containsSame(DOWN);
    }

    @Test
    void aProbeThatFailsOpensItForLongerEachTimeUpToTenfold() throws Exception {
        open();
        for (int growth : new int[] {2, 4, 8, 10, 10}) {
            time.pass(Duration.ofHours(1));
            breaker.failed(ask(), "a", DOWN);
            Duration wait = catchThrowableOfType(CircuitOpenException.class, this::ask)
                    .retryAfter()
                    .orElseThrow();
            assertThat(wait).isBetween(Duration.ofSeconds(24L * growth), LONGEST.multipliedBy(growth));
        }
        time.pass(Duration.ofHours(1));
        for (Permit probe : List.of(ask(), ask(), ask())) {
            breaker.succeeded(probe);
        }
        open();
        assertThat(catchThrowableOfType(CircuitOpenException.class, this::ask)
                        .retryAfter()
                        .orElseThrow())
                .isLessThanOrEqualTo(LONGEST);
    }

    @Test
    void theTimesOfManyBreakersAreSpread() {
        OpenTime openTime = new OpenTime(Duration.ofSeconds(10), time.runtime(1).random());
        long[] drawn = new long[1000];
        Arrays.setAll(drawn, i -> openTime.nanos(0));
        assertThat(Arrays.stream(drawn).min().orElseThrow()).isBetween(8_000_000_000L, 8_050_000_000L);
        assertThat(Arrays.stream(drawn).max().orElseThrow()).isBetween(11_950_000_000L, 12_000_000_000L);
    }

    @Test
    void slowCallsFromBeforeNeitherCloseNorOpenIt() throws Exception {
        Permit before = ask();
        open();
        breaker.succeeded(before);
        assertThat(state()).isEqualTo(CircuitState.OPEN);
        time.pass(LONGEST);
        Permit probe = ask();
        breaker.failed(before, "a", DOWN);
        breaker.succeeded(before);
        assertThat(state()).isEqualTo(CircuitState.HALF_OPEN);
        breaker.succeeded(probe);
        breaker.succeeded(probe);
        breaker.succeeded(probe);
        assertThat(state()).as("one probe counts once").isEqualTo(CircuitState.HALF_OPEN);
    }

    @Test
    void aProbeThatNeverComesBackCountsAsFailed() throws Exception {
        open();
        time.pass(LONGEST);
        Permit lost = ask();
        time.pass(Duration.ofSeconds(29));
        breaker.renew(lost);
        time.pass(Duration.ofSeconds(29));
        assertThat(state()).isEqualTo(CircuitState.HALF_OPEN);
        ask();
        time.pass(Duration.ofSeconds(1));
        assertThatThrownBy(this::ask)
                .isInstanceOf(CircuitOpenException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(state()).isEqualTo(CircuitState.OPEN);
        breaker.succeeded(lost);
        assertThat(state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void aProbeThatTellsNothingGivesItsPlaceToAnother() throws Exception {
        open();
        time.pass(LONGEST);
        ask();
        ask();
        Permit third = ask();
        breaker.released(third);
        breaker.released(third);
        ask();
        assertThatThrownBy(this::ask).isInstanceOf(CircuitOpenException.class);
    }

    @Test
    void resettingClosesItAndForgetsWhatIsOut() throws Exception {
        open();
        time.pass(LONGEST);
        Permit probe = ask();
        breaker.reset();
        assertThat(breaker.isOpen()).isFalse();
        breaker.failed(probe, "a", DOWN);
        assertThat(state()).isEqualTo(CircuitState.CLOSED);
        assertThat(breaker.stats(0, 0).failures()).isZero();
    }

    @Test
    void statsHaveTheNamesOfTheReference() throws Exception {
        fail("a");
        Map<String, Object> stats = breaker.stats(7, 495).toMap();
        assertThat(stats)
                .containsEntry("name", "storage")
                .containsEntry("state", "closed")
                .containsEntry("failures", 1)
                .containsEntry("successes", 0)
                .containsEntry("max_failures", 5)
                .containsEntry("timeout_seconds", 30.0)
                .containsKey("last_failure_time")
                .hasSize(7);
        breaker.reset();
        open();
        assertThat(breaker.stats(0, 0).toMap()).containsEntry("state", "open");
    }

    @Test
    void ofSixtyFourThreadsExactlyThreeTryTheStoreEachTime() throws Exception {
        int threads = 64;
        int transitions = 1000;
        open();
        CyclicBarrier asked = new CyclicBarrier(threads, () -> time.pass(Duration.ofHours(1)));
        CyclicBarrier answered = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<int[]>> all = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            all.add(pool.submit(() -> {
                int[] admitted = new int[transitions];
                for (int i = 0; i < transitions; i++) {
                    asked.await();
                    List<Permit> mine = new ArrayList<>();
                    try {
                        mine.add(ask());
                        admitted[i] = 1;
                    } catch (CircuitOpenException e) {
                        admitted[i] = 0;
                    }
                    answered.await();
                    mine.forEach(probe -> breaker.failed(probe, "a", DOWN));
                }
                return admitted;
            }));
        }
        int[] together = new int[transitions];
        for (Future<int[]> one : all) {
            int[] admitted = one.get();
            Arrays.setAll(together, i -> together[i] + admitted[i]);
        }
        pool.shutdown();
        assertThat(together).containsOnly(3);
    }

    private Permit ask() throws CircuitOpenException {
        return breaker.acquire(Operation.STAT, "k");
    }

    private void open() throws CircuitOpenException {
        fail("a", "b", "a", "b", "a");
        assertThat(state()).isEqualTo(CircuitState.OPEN);
    }

    private void fail(String... keys) throws CircuitOpenException {
        for (String key : keys) {
            breaker.failed(ask(), key, DOWN);
        }
    }

    private CircuitState state() {
        return breaker.stats(0, 0).state();
    }
}
