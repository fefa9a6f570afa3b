package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siltstone.core.Backend;
import io.siltstone.core.CircuitEvent;
import io.siltstone.core.CircuitState;
import io.siltstone.core.DeleteResult;
import io.siltstone.core.DirectoryEntry;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.RetryEvent;
import io.siltstone.core.Sha256;
import io.siltstone.core.Source;
import io.siltstone.core.SourceFingerprint;
import io.siltstone.core.Storage;
import io.siltstone.core.StorageEvent;
import io.siltstone.core.StorageListener;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.Transfer;
import io.siltstone.core.WriteOptions;
import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ChangedDuringReadException;
import io.siltstone.core.error.CircuitOpenException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.NotReplayableException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.ThrottledException;
import io.siltstone.core.error.Tries;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.layer.PrefixBackend;
import io.siltstone.core.layer.ReadOnlyBackend;
import io.siltstone.core.memory.MemoryBackend;
import io.siltstone.core.memory.MemoryConfig;
import io.siltstone.core.resilience.ResilientBackend;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ResilientBackendTest {

    private static final Fault DOWN = Fault.failBefore(UnavailableException::new);
    /** How much of a stream is held in memory. */
    private static final int HELD = 8 << 20;

    private static final Fault LOST = Fault.failAfter(OutcomeUnknownException::new);

    private final AtomicLong nanos = new AtomicLong();
    private final List<RetryEvent> retries = new ArrayList<>();
    private final List<CircuitEvent> changes = new ArrayList<>();
    private final StoreRuntime runtime = StoreRuntime.system()
            .withNanoTime(nanos::get)
            .withSleeper(pause -> nanos.addAndGet(pause.toNanos()))
            .withRandom(new SeededRandom(1))
            .withListener(new StorageListener() {
                @Override
                public void onOperation(StorageEvent event) {}

                @Override
                public void onRetry(RetryEvent event) {
                    retries.add(event);
                }

                @Override
                public void onCircuit(CircuitEvent event) {
                    changes.add(event);
                }
            });
    private final MemoryBackend memory = new MemoryBackend(new MemoryConfig("test"), runtime);
    private final FaultBackend faults = new FaultBackend(memory);
    private final ResilientBackend resilient = new ResilientBackend(faults, runtime);
    private final Storage storage = Storage.of(resilient);
    private final Storage below = Storage.of(memory);

    @Test
    void aFailureThatPassesIsNotSeen() throws Exception {
        faults.add(FaultRule.on(Operation.STAT, DOWN).first(3));
        assertThat(storage.exists("a")).isFalse();
        assertThat(faults.calls(Operation.STAT)).isEqualTo(4);
        assertThat(retries).extracting(RetryEvent::retry).containsExactly(1, 2, 3);
        assertThat(resilient.circuitBreakerStats().retries()).isEqualTo(3);
    }

    @Test
    void afterTheLastRetryTheErrorSaysHowOftenAndNothingIsWaited() {
        faults.add(FaultRule.on(Operation.STAT, DOWN));
        UnavailableException error = catchThrowableOfType(UnavailableException.class, () -> storage.exists("a"));
        assertThat(error.tries()).contains(new Tries(4, Tries.End.RETRIES_USED));
        assertThat(error).hasMessageEndingWith("(tried 4 times; no retry is left)");
        assertThat(nanos.get())
                .isEqualTo(retries.stream()
                        .mapToLong(retry -> retry.delay().toNanos())
                        .sum());
    }

    @Test
    void whatTheStoreAnswersIsNeitherRepeatedNorAFailureOfIt() {
        for (int i = 0; i < 20; i++) {
            String key = "absent" + i;
            assertThatThrownBy(() -> storage.read(key)).isInstanceOf(NotFoundException.class);
        }
        assertThat(faults.calls(Operation.READ)).isEqualTo(20);
        assertThat(resilient.isCircuitOpen()).isFalse();
    }

    @Test
    void aThrottledCallWaitsAsLongAsItIsTold() throws Exception {
        Duration asked = Duration.ofSeconds(17);
        faults.add(FaultRule.on(
                        Operation.STAT,
                        Fault.failBefore(
                                (context, reason) -> new ThrottledException(context, reason, Optional.of(asked), null)))
                .first(1));
        storage.exists("a");
        assertThat(nanos.get()).isEqualTo(asked.toNanos());
    }

    @Test
    void nothingIsWaitedPastTheDeadline() {
        faults.add(FaultRule.on(
                Operation.STAT,
                Fault.failBefore((context, reason) ->
                        new ThrottledException(context, reason, Optional.of(Duration.ofHours(1)), null))));
        ThrottledException error = catchThrowableOfType(ThrottledException.class, () -> storage.exists("a"));
        assertThat(error.tries()).contains(new Tries(2, Tries.End.DEADLINE));
        assertThat(nanos.get())
                .as("an hour is cut to a minute")
                .isEqualTo(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void aReadGoesOnWhereItBrokeOffAndGivesEachByteOnce() throws Exception {
        byte[] content = Contents.of(1, 100_000);
        below.write("a", content);
        faults.add(FaultRule.on(Operation.READ, Fault.cutBody(30_000)));
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        storage.readTo("a", sink, 5);
        assertThat(sink.toByteArray()).isEqualTo(Arrays.copyOfRange(content, 5, 100_000));
        assertThat(faults.calls(Operation.READ)).isEqualTo(4);
    }

    @Test
    void aReadOfWhatWasReplacedMeanwhileIsAnErrorAndNeverAMixture() throws Exception {
        below.write("a", Contents.of(1, 100_000));
        faults.add(FaultRule.on(Operation.READ, Fault.cutBody(30_000)).first(1));
        ByteArrayOutputStream sink = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                try {
                    below.write("a", Contents.of(2, 100_000));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        };
        assertThatThrownBy(() -> storage.readTo("a", sink)).isInstanceOf(ChangedDuringReadException.class);
        assertThat(sink.toByteArray()).isEqualTo(Arrays.copyOf(Contents.of(1, 100_000), 30_000));
    }

    @Test
    void aListingGoesOnAfterItsLastElement() throws Exception {
        List<String> keys = Stream.of("a", "b/1", "b/2", "c", "d").toList();
        for (String key : keys) {
            below.write(key, new byte[1]);
        }
        Backend breaking = new ResilientBackend(new BreakingLists(memory), runtime);
        assertThat(Contents.texts(Storage.of(breaking).list(""))).isEqualTo(keys);
        assertThat(retries).hasSize(2);
        Backend again = new ResilientBackend(new BreakingLists(memory), runtime);
        assertThat(Contents.all(Storage.of(again).listEntries("")))
                .extracting(DirectoryEntry::name)
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void aLostAnswerOfACreationIsFoundOutByItsId() throws Exception {
        faults.add(FaultRule.on(Operation.WRITE, LOST).first(1));
        resilient.write(Samples.KEY, Source.bytes(Contents.of(1, 10)), WriteOptions.CREATE_ONLY);
        assertThat(faults.calls(Operation.WRITE)).isEqualTo(1);
        assertThat(below.read(Samples.KEY.value())).isEqualTo(Contents.of(1, 10));
    }

    @Test
    void aCreationThatMeetsItsOwnObjectAfterAFailureHasSucceeded() throws Exception {
        faults.add(FaultRule.on(Operation.WRITE, Fault.failAfter(UnavailableException::new))
                .first(1));
        resilient.write(Samples.KEY, Source.bytes(Contents.of(1, 10)), WriteOptions.CREATE_ONLY);
        assertThat(faults.calls(Operation.WRITE)).isEqualTo(2);
    }

    @Test
    void aCreationThatMeetsAnotherObjectHasLost() throws Exception {
        below.write(Samples.KEY.value(), Contents.of(2, 20));
        faults.add(FaultRule.on(Operation.WRITE, Fault.failBefore(OutcomeUnknownException::new))
                .first(1));
        assertThatThrownBy(
                        () -> resilient.write(Samples.KEY, Source.bytes(Contents.of(1, 10)), WriteOptions.CREATE_ONLY))
                .isInstanceOf(AlreadyExistsException.class);
        assertThat(below.read(Samples.KEY.value())).isEqualTo(Contents.of(2, 20));
    }

    @Test
    void whileAnAttemptMayHaveHadItsEffectNoLaterErrorSaysThatNoneHad() {
        faults.add(FaultRule.on(Operation.WRITE, LOST).first(1));
        faults.add(FaultRule.on(Operation.WRITE, DOWN).where(key -> faults.calls(Operation.WRITE) > 1));
        OutcomeUnknownException error =
                catchThrowableOfType(OutcomeUnknownException.class, () -> storage.write("a", Contents.of(1, 10)));
        assertThat(error.getSuppressed()).singleElement().isInstanceOf(UnavailableException.class);
        assertThat(error.tries()).contains(new Tries(4, Tries.End.RETRIES_USED));
    }

    @Test
    void aLongStreamIsNotReadAgainOnceAByteWasTaken() {
        faults.add(FaultRule.on(Operation.WRITE, Fault.failAfter(UnavailableException::new)));
        Source once = Source.once(new ByteArrayInputStream(Contents.of(1, HELD + 1)));
        NotReplayableException error = catchThrowableOfType(
                NotReplayableException.class, () -> storage.write("a", once, WriteOptions.DEFAULT));
        assertThat(error).hasCauseInstanceOf(UnavailableException.class).hasMessageContaining("injected fault");
        assertThat(faults.calls(Operation.WRITE)).isEqualTo(1);
    }

    @Test
    void aStreamOfWhichNothingWasTakenServesTheNextAttempt() throws Exception {
        for (int size : new int[] {10, HELD + 1}) {
            byte[] content = Contents.of(1, size);
            for (Source once : List.of(
                    Source.once(new ByteArrayInputStream(content)),
                    Source.once(size, new ByteArrayInputStream(content)))) {
                faults.clear();
                faults.add(FaultRule.on(Operation.WRITE, DOWN).first(2));
                storage.write("a", once, WriteOptions.DEFAULT);
                assertThat(below.read("a")).isEqualTo(content);
            }
        }
    }

    @Test
    void aShortStreamIsHeldAndSentAgain() throws Exception {
        for (int size : new int[] {0, 10, HELD}) {
            byte[] content = Contents.of(1, size);
            int[] closed = {0};
            InputStream stream = new ByteArrayInputStream(content) {
                @Override
                public void close() {
                    closed[0]++;
                }
            };
            faults.clear();
            faults.add(FaultRule.on(Operation.WRITE, Fault.failAfter(UnavailableException::new))
                    .first(2));
            long calls = faults.calls(Operation.WRITE);
            storage.write("a", Source.once(stream), WriteOptions.DEFAULT);
            assertThat(below.read("a")).isEqualTo(content);
            assertThat(faults.calls(Operation.WRITE) - calls).isEqualTo(3);
            assertThat(closed[0]).isEqualTo(1);
        }
    }

    @Test
    void whatAStreamThatIsHeldThrowsComesOutUnchangedAndTheStoreIsNotAsked() {
        IOException mine = new IOException("mine");
        assertThatThrownBy(() -> storage.write("a", Source.once(new BrokenStream(mine)), WriteOptions.DEFAULT))
                .isSameAs(mine);
        Source shorter = Source.once(20, new ByteArrayInputStream(new byte[10]));
        assertThatThrownBy(() -> storage.write("a", shorter, WriteOptions.DEFAULT))
                .isInstanceOf(IntegrityException.class);
        assertThat(faults.calls(Operation.WRITE)).isZero();
        assertThat(retries).isEmpty();
    }

    @Test
    void aSourceThatFailsIsTheCallersAndComesOutUnchanged() {
        IOException mine = new IOException("mine");
        int[] opened = {0};
        Source failing = Source.replayable(() -> {
            opened[0]++;
            return new BrokenStream(mine);
        });
        Source shorter = Source.replayable(20, () -> new ByteArrayInputStream(new byte[10]));
        UnavailableException other = new UnavailableException(ErrorContext.of(Operation.READ, "another store"), "gone");
        Source unclosable = Source.replayable(() -> new UnclosableStream(new byte[10], other));
        for (int i = 0; i < 10; i++) {
            String key = "key" + i;
            assertThatThrownBy(() -> storage.write(key, failing, WriteOptions.DEFAULT))
                    .isSameAs(mine);
            assertThatThrownBy(() -> storage.write(key, shorter, WriteOptions.DEFAULT))
                    .isInstanceOf(IntegrityException.class);
            assertThatThrownBy(() -> storage.write(key, unclosable, WriteOptions.DEFAULT))
                    .isSameAs(other);
        }
        assertThat(opened[0]).isEqualTo(10);
        assertThat(resilient.isCircuitOpen()).isFalse();
        assertThat(retries).isEmpty();
    }

    @Test
    void onlyTheKeysOfABatchThatFailedAreAskedForAgain() throws Exception {
        for (String key : List.of("a", "b", "c")) {
            below.write(key, new byte[1]);
        }
        PartialDeletes partial = new PartialDeletes(memory);
        Storage batches = Storage.of(new ResilientBackend(partial, runtime));
        List<DeleteResult> results = batches.deleteBatch(List.of("a", "b", "c"));
        assertThat(results).extracting(DeleteResult::key).containsExactly("a", "b", "c");
        assertThat(results).allMatch(DeleteResult::isDeleted);
        assertThat(partial.asked).containsExactly(3, 2, 1);
        assertThat(Contents.texts(below.list(""))).isEmpty();
    }

    @Test
    void aTransferGoesOnAtItsPosition() throws Exception {
        byte[] content = Contents.of(1, 50_000);
        // The first call of the operation opens the transfer.
        faults.add(FaultRule.on(Operation.APPEND, Fault.failAfter(UnavailableException::new))
                .nth(2));
        faults.add(FaultRule.on(Operation.APPEND, Fault.failAfter(UnavailableException::new))
                .nth(3));
        faults.add(FaultRule.on(Operation.COMMIT, DOWN).first(2));
        try (Transfer transfer = storage.openTransfer("a", new SourceFingerprint(50_000, "v1"), WriteOptions.DEFAULT)) {
            transfer.append(0, Source.bytes(content));
            assertThat(transfer.position()).isEqualTo(50_000);
            transfer.commit(50_000, Sha256.of(content));
        }
        assertThat(below.read("a")).isEqualTo(content);
    }

    @Test
    void aStoreThatStaysDownIsLeftAloneAndTriedLater() throws Exception {
        faults.add(FaultRule.on(Operation.STAT, DOWN));
        for (int i = 0; i < 10; i++) {
            String key = "key" + i;
            assertThatThrownBy(() -> storage.exists(key)).isInstanceOf(StorageException.class);
        }
        assertThat(resilient.isCircuitOpen()).isTrue();
        assertThat(faults.calls(Operation.STAT)).isEqualTo(5);
        assertThatThrownBy(() -> storage.exists("a")).isInstanceOf(CircuitOpenException.class);
        faults.clear();
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        for (int i = 0; i < 3; i++) {
            assertThat(storage.exists("a")).isFalse();
        }
        assertThat(changes)
                .extracting(CircuitEvent::to)
                .containsExactly(CircuitState.OPEN, CircuitState.HALF_OPEN, CircuitState.CLOSED);
    }

    @Test
    void aThreadThatIsInterruptedWaitsNoLonger() {
        ResilientBackend waiting = new ResilientBackend(faults, runtime.withSleeper(pause -> {
            throw new InterruptedException();
        }));
        faults.add(FaultRule.on(Operation.STAT, DOWN));
        assertThatThrownBy(() -> waiting.stat(Samples.KEY))
                .isInstanceOf(CancelledException.class)
                .hasCauseInstanceOf(UnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    static Stream<Backend> backends() {
        Backend memory = new MemoryBackend(new MemoryConfig("test"), StoreRuntime.system());
        return Stream.of(memory, new ReadOnlyBackend(memory), new PrefixBackend(memory, "tenant"));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void everyAbilityIsKept(Backend backend) {
        assertThat(new ResilientBackend(backend, runtime).capabilities()).isEqualTo(backend.capabilities());
        assertThat(new ResilientBackend(backend, runtime).location()).isEqualTo(backend.location());
    }

    /** Of each batch the first key is deleted, and the others fail. */
    private static final class PartialDeletes extends ForwardingBackend {
        private final List<Integer> asked = new ArrayList<>();

        private PartialDeletes(Backend inner) {
            super(inner);
        }

        @Override
        public List<DeleteResult> deleteBatch(List<ObjectKey> keys) throws StorageException {
            asked.add(keys.size());
            List<DeleteResult> results = new ArrayList<>(inner().deleteBatch(keys.subList(0, 1)));
            for (ObjectKey key : keys.subList(1, keys.size())) {
                results.add(DeleteResult.failed(
                        key.value(),
                        new UnavailableException(
                                ErrorContext.of(Operation.DELETE_BATCH, "test", key.value()), "internal error")));
            }
            return results;
        }
    }
}
