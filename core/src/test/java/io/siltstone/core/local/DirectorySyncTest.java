package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class DirectorySyncTest {

    private static final int WAITERS = 16;

    @TempDir
    Path directory;

    private final CountDownLatch firstRuns = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final AtomicInteger forces = new AtomicInteger();

    @Test
    void whoComesWhileAForceRunsIsCoveredByTheNextOneAndSharesIt() throws Exception {
        DirectorySync sync = new DirectorySync(blockingFirst(n -> {}));
        Waiter first = start(sync);
        firstRuns.await();
        List<Waiter> later = startAndBlock(sync);

        firstMayEnd.countDown();
        first.end();
        for (Waiter waiter : later) {
            waiter.end();
        }

        assertThat(forces).hasValue(2);
    }

    @Test
    void aForceThatFailsIsToldToEveryoneWhoWaitedForItAndToNobodyElse() throws Exception {
        IOException failure = new IOException("Input/output error");
        DirectorySync sync = new DirectorySync(blockingFirst(n -> {
            if (n == 2) {
                throw failure;
            }
        }));
        Waiter first = start(sync);
        firstRuns.await();
        List<Waiter> later = startAndBlock(sync);

        firstMayEnd.countDown();
        first.end();
        for (Waiter waiter : later) {
            assertThatThrownBy(waiter::end).hasRootCause(failure);
        }
        sync.force(directory);

        assertThat(forces).hasValue(3);
    }

    @Test
    void callersOneAfterAnotherForceEachTime() throws IOException {
        firstMayEnd.countDown();
        DirectorySync sync = new DirectorySync(blockingFirst(n -> {}));
        sync.force(directory);
        sync.force(directory);

        assertThat(forces).hasValue(2);
    }

    private interface NthForce {
        void run(int n) throws IOException;
    }

    private FileOps blockingFirst(NthForce then) {
        ScriptedFileOps ops = new ScriptedFileOps(directory);
        ops.script(step -> {
            int n = forces.incrementAndGet();
            if (n == 1) {
                firstRuns.countDown();
                await(firstMayEnd);
            }
            then.run(n);
        });
        return ops;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private record Waiter(Thread thread, FutureTask<Void> task) {
        void end() throws InterruptedException, ExecutionException {
            task.get();
        }
    }

    private Waiter start(DirectorySync sync) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            sync.force(directory);
            return null;
        });
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return new Waiter(thread, task);
    }

    private List<Waiter> startAndBlock(DirectorySync sync) {
        List<Waiter> waiters = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            waiters.add(start(sync));
        }
        for (Waiter waiter : waiters) {
            while (waiter.thread().getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        return waiters;
    }
}
