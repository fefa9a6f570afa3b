package io.siltstone.core.probe;

import io.siltstone.core.error.AlreadyExistsException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ConflictException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.PreconditionFailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Writers that set out at the same moment for what only one may reach. */
final class Race {

    static final int WRITERS = 8;

    private Race() {}

    /** What one writer does. */
    interface Attempt {
        void run(int writer) throws IOException;
    }

    /**
     * How many succeeded; those who were told that another was faster did not.
     *
     * @throws IOException what else a writer failed with
     */
    static int winners(Attempt attempt) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            CountDownLatch ready = new CountDownLatch(WRITERS);
            List<Future<Boolean>> outcomes = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                outcomes.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return won(attempt, writer);
                }));
            }
            int winners = 0;
            for (Future<Boolean> outcome : outcomes) {
                winners += outcome.get() ? 1 : 0;
            }
            return winners;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IllegalStateException("a writer failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(ErrorContext.of(Operation.WRITE, "probe"), "the thread was interrupted", e);
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    private static boolean won(Attempt attempt, int writer) throws IOException {
        try {
            attempt.run(writer);
            return true;
        } catch (AlreadyExistsException | PreconditionFailedException | ConflictException e) {
            return false;
        }
    }

    /** A writer that is still at work would write into what is being cleared away. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        try {
            while (!threads.isTerminated()) {
                try {
                    threads.awaitTermination(1, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
