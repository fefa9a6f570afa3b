package io.siltstone.jobs.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.Backend;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.SweepRequest;
import io.siltstone.core.TransferInfo;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.NotFoundException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.UnavailableException;
import io.siltstone.testkit.Fault;
import io.siltstone.testkit.FaultBackend;
import io.siltstone.testkit.FaultRule;
import io.siltstone.testkit.SeededRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs of two sources into one target, all at once: calls fail before and after they are done, runs are interrupted, and
 * while objects are on their way the sources replace, add and delete others. The seed decides what goes wrong; how the
 * threads take turns it does not.
 */
final class SyncStorm {

    /** Above it an object is sent so that it can be gone on with. */
    static final int RESUME_FROM_BYTES = 256 << 10;

    private static final int KEYS = 24;
    private static final int RUNS_OF_A_SOURCE = 2;
    private static final int ROUNDS = 2;
    private static final int ATTEMPTS_TO_END = 5;

    private final Source first;
    private final Source second;
    private final Opener target;
    private final SeededRandom random;

    /** Opens the target once more, as another process does. */
    @FunctionalInterface
    interface Opener {
        Backend open() throws StorageException;
    }

    /** A store that is replicated, and which keys are its own; the others both sources have. */
    private record Source(Storage store, String own) {}

    SyncStorm(Storage first, Storage second, Opener target, long seed) throws StorageException {
        this.first = new Source(first, "a");
        this.second = new Source(second, "b");
        this.target = target;
        this.random = new SeededRandom(seed);
        for (int i = 0; i < 2 * KEYS; i++) {
            write(this.first);
            write(this.second);
        }
    }

    /** @param beside runs at the same time as all the others */
    void rage(Callable<?> beside) throws Exception {
        ExecutorService runs = Executors.newCachedThreadPool();
        try {
            List<Future<?>> all = new ArrayList<>();
            all.add(runs.submit(beside));
            for (Source source : List.of(first, second)) {
                for (int i = 0; i < RUNS_OF_A_SOURCE; i++) {
                    all.add(runs.submit(() -> runs(source)));
                }
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            runs.shutdownNow();
        }
    }

    private Source runs(Source source) throws StorageException {
        for (int round = 0; round < ROUNDS; round++) {
            ExecutorService workers = Executors.newFixedThreadPool(3);
            FaultBackend from = new FaultBackend(source.store().backend(), slow -> {}, fork());
            try (FaultBackend to = new FaultBackend(target.open(), slow -> {}, fork())) {
                Storage there = Pairs.storage(to);
                goWrong(from, to);
                SyncReport report = SyncJob.run(
                        Pairs.storage(from),
                        there,
                        request(source),
                        workers,
                        StoreRuntime.system(),
                        new Changes(source));
                assertThat(report.failures())
                        .allSatisfy(failure -> assertThat(failure.error()).isNotInstanceOf(CancelledException.class));
            } catch (StorageException e) {
                // Each of the faults may keep a run from its end, and an interrupt ends it; what else is thrown fails
                // the test.
                Thread.interrupted();
            } finally {
                workers.shutdownNow();
            }
        }
        return source;
    }

    private static void goWrong(FaultBackend from, FaultBackend to) {
        from.add(FaultRule.on(Operation.READ, Fault.failBefore(UnavailableException::new))
                .withProbability(0.03));
        from.add(FaultRule.on(Operation.READ, Fault.cutBody(1000)).withProbability(0.03));
        from.add(FaultRule.on(Operation.LIST, Fault.failBefore(UnavailableException::new))
                .withProbability(0.05));
        for (Operation change : List.of(Operation.WRITE, Operation.APPEND, Operation.COMMIT, Operation.DELETE)) {
            to.add(FaultRule.on(change, Fault.failBefore(UnavailableException::new))
                    .withProbability(0.03));
            to.add(FaultRule.on(change, Fault.failAfter(OutcomeUnknownException::new))
                    .withProbability(0.03));
        }
    }

    private SyncRequest request(Source source) throws StorageException {
        SyncRequest all =
                SyncRequest.DEFAULT.withResumeFromBytes(RESUME_FROM_BYTES).withTransfers(3);
        return draw(2) == 0 ? all : all.withScope(scope(source)).withDelete(DeleteLimit.ofPercent(100));
    }

    private static SyncScope scope(Source source) throws StorageException {
        return SyncScope.ALL.withPrefix(KeyPrefix.of(source.own()));
    }

    private synchronized SeededRandom fork() {
        return new SeededRandom(random.nextLong());
    }

    private synchronized int draw(int bound) {
        return random.nextInt(bound);
    }

    private synchronized byte[] content() {
        return random.bytes(random.nextInt(8) == 0 ? RESUME_FROM_BYTES + random.nextInt(RESUME_FROM_BYTES) : 2000);
    }

    private String key(Source source) {
        return (draw(3) == 0 ? "shared" : source.own()) + "/" + draw(4) + "/" + draw(KEYS);
    }

    private void write(Source source) throws StorageException {
        source.store().write(key(source), content());
    }

    /** Changes the source while a run goes through it, and interrupts the run. */
    private final class Changes implements SyncListener {
        private final Source source;
        private final Thread run = Thread.currentThread();

        Changes(Source source) {
            this.source = source;
        }

        private void change() {
            try {
                switch (draw(12)) {
                    case 0, 1 -> write(source);
                    case 2 -> source.store().delete(key(source));
                    default -> {
                        if (draw(200) == 0) {
                            run.interrupt();
                        }
                    }
                }
            } catch (NotFoundException | CancelledException e) {
                // There was nothing to delete, or the run, whose thread this may be, was interrupted.
                return;
            } catch (StorageException e) {
                throw new AssertionError("nothing goes wrong there", e);
            }
        }

        @Override
        public void onFound(ObjectInfo object) {
            change();
        }

        @Override
        public void onSent(long bytes) {
            change();
        }

        @Override
        public void onDone(SyncAction action, ObjectInfo object) {}

        @Override
        public void onFailed(SyncFailure failure) {}
    }

    /** Lets one run after the other end well, and holds the stores and the ledger against what must be. */
    void requireConverged() throws StorageException {
        SyncRequest own = SyncRequest.DEFAULT.withDelete(DeleteLimit.ofPercent(100));
        try (Storage there = Pairs.storage(target.open())) {
            for (Source source : List.of(second, first)) {
                end(source, there, SyncRequest.DEFAULT);
                end(source, there, own.withScope(scope(source)));
            }
            Map<String, List<Byte>> expected = new TreeMap<>(Pairs.contents(second.store()));
            expected.putAll(Pairs.contents(first.store()));
            Map<String, List<Byte>> found = Pairs.contents(there);
            found.keySet().removeIf(key -> key.startsWith("shared/") && !expected.containsKey(key));
            assertThat(found).isEqualTo(expected);
            requireTrueLedger(there, first, SyncScope.ALL);
            requireTrueLedger(there, second, scope(second));
            there.sweep(new SweepRequest(Duration.ZERO, false));
            try (Listing<TransferInfo> transfers = there.listTransfers()) {
                assertThat(transfers.hasNext()).as("transfers left").isFalse();
            }
        }
    }

    private static void end(Source source, Storage there, SyncRequest request) throws StorageException {
        SyncReport report = run(source, there, request);
        for (int attempt = 1; attempt < ATTEMPTS_TO_END && !report.isComplete(); attempt++) {
            report = run(source, there, request);
        }
        assertThat(report.isComplete()).as(report.toString()).isTrue();
    }

    private static SyncReport run(Source source, Storage there, SyncRequest request) throws StorageException {
        return SyncJob.run(
                source.store(),
                there,
                request.withResumeFromBytes(RESUME_FROM_BYTES),
                Runnable::run,
                StoreRuntime.system(),
                SyncListener.NONE);
    }

    /** What it knows is all there is, and the contents that it says are equal are. */
    private static void requireTrueLedger(Storage there, Source source, SyncScope scope) throws StorageException {
        SyncRequest request = SyncRequest.DEFAULT.withScope(scope);
        SyncReport known = run(source, there, request);
        assertThat(known.transferred()).isZero();
        assertThat(known.of(SyncAction.CONFIRM).objects()).isZero();
        SyncReport read = run(source, there, request.withChecksum(true));
        assertThat(read.transferred()).isZero();
        assertThat(read.of(SyncAction.CONFIRM).objects()).isEqualTo(known.upToDate());
    }
}
