package io.siltstone.jobs.sync;

import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on an executor, a few at a time while many more may wait, and hands the results on in the order in which the
 * work came, on the thread that brings it. A long piece of work holds up the results behind it, not the work. To be closed,
 * which drops what waits and lets end what runs.
 */
final class BoundedWork<R> implements AutoCloseable {

    private final Executor executor;
    private final int parallelism;
    private final int window;
    private final ErrorContext context;
    private final Sink<R> sink;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Task<R>> inOrder = new ArrayDeque<>();
    private final Deque<Task<R>> waiting = new ArrayDeque<>();
    /** Who brings work waits for this one: of all others that end it is not told, so that it does not wake for each. */
    private @Nullable Task<R> awaited;

    private int running;

    /**
     * @param parallelism how much runs at a time
     * @param window how much may be given and not handed on
     * @param context names the job where it is interrupted
     */
    BoundedWork(Executor executor, int parallelism, int window, ErrorContext context, Sink<R> sink) {
        this.executor = executor;
        this.parallelism = parallelism;
        this.window = window;
        this.context = context;
        this.sink = sink;
    }

    /** Makes a result; what it fails with is part of the result. */
    @FunctionalInterface
    interface Work<R> {
        R run();
    }

    /** Takes a result. */
    @FunctionalInterface
    interface Sink<R> {
        void take(R result) throws StorageException;
    }

    private static final class Task<R> {
        private final Work<R> work;
        private Optional<R> result = Optional.empty();
        private @Nullable Throwable thrown;
        private boolean over;

        Task(Work<R> work) {
            this.work = work;
        }
    }

    /** Gives work, after waiting for the oldest where there is enough of it already. */
    void submit(Work<R> work) throws StorageException {
        while (inOrder.size() >= window) {
            handOn(awaitFirst());
        }
        Task<R> task = new Task<>(work);
        inOrder.add(task);
        if (mayStart(task)) {
            start();
        }
        handOnWhatIsOver();
    }

    private void start() {
        try {
            executor.execute(this::runWaiting);
        } catch (RejectedExecutionException e) {
            lock.lock();
            try {
                running--;
            } finally {
                lock.unlock();
            }
            throw e;
        }
    }

    private boolean mayStart(Task<R> task) {
        lock.lock();
        try {
            waiting.add(task);
            if (running == parallelism) {
                return false;
            }
            running++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void runWaiting() {
        for (Optional<Task<R>> task = nextWaiting(); task.isPresent(); task = nextWaiting()) {
            run(task.get());
        }
    }

    private Optional<Task<R>> nextWaiting() {
        lock.lock();
        try {
            Task<R> next = waiting.poll();
            if (next == null) {
                running--;
                if (running == 0) {
                    changed.signalAll();
                }
            }
            return Optional.ofNullable(next);
        } finally {
            lock.unlock();
        }
    }

    private void run(Task<R> task) {
        Optional<R> result = Optional.empty();
        Throwable thrown = null;
        try {
            result = Optional.of(task.work.run());
        } catch (RuntimeException | Error e) {
            thrown = e;
        }
        lock.lock();
        try {
            task.result = result;
            task.thrown = thrown;
            task.over = true;
            if (task == awaited) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for all work and hands on all results. */
    void finish() throws StorageException {
        while (!inOrder.isEmpty()) {
            handOn(awaitFirst());
        }
    }

    /** Drops what has not begun; its results never come. */
    void drop() {
        lock.lock();
        try {
            inOrder.removeAll(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    private void handOnWhatIsOver() throws StorageException {
        for (Task<R> first = inOrder.peek(); first != null && isOver(first); first = inOrder.peek()) {
            handOn(first);
        }
    }

    private boolean isOver(Task<R> task) {
        lock.lock();
        try {
            return task.over;
        } finally {
            lock.unlock();
        }
    }

    private Task<R> awaitFirst() throws CancelledException {
        Task<R> first = inOrder.element();
        lock.lock();
        try {
            awaited = first;
            while (!first.over) {
                changed.await();
            }
            awaited = null;
            return first;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(context, "the thread was interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private void handOn(Task<R> first) throws StorageException {
        inOrder.remove();
        if (first.thrown instanceof Error error) {
            throw error;
        }
        if (first.thrown instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        sink.take(first.result.orElseThrow());
    }

    @Override
    public void close() {
        drop();
        lock.lock();
        try {
            while (running > 0) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
