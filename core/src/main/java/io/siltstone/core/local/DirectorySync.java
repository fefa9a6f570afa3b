package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Forces directories to disk, many callers with one force: who comes while a force of the directory runs waits for the
 * next one, because the running one may have begun before his change; all who wait for the next one share it. The first
 * of them runs it, the others are woken together by its end.
 */
final class DirectorySync {

    private final FileOps ops;
    private final Map<Path, Turns> directories = new HashMap<>();

    DirectorySync(FileOps ops) {
        this.ops = ops;
    }

    /** The forces of one directory, one at a time. */
    private static final class Turns {
        private final ReentrantLock running = new ReentrantLock();
        private Round next = new Round();
        private int callers;
    }

    /** One force and those who wait for it. */
    private static final class Round {
        private final CompletableFuture<Optional<IOException>> failure = new CompletableFuture<>();
        private boolean led;
    }

    /**
     * Returns once a force that began after this call has ended; an interrupt does not shorten the wait.
     *
     * @throws IOException if that force failed; everyone who waited for it is told
     */
    void force(Path directory) throws IOException {
        Turns turns;
        Round round;
        boolean leads;
        synchronized (directories) {
            turns = directories.computeIfAbsent(directory, d -> new Turns());
            turns.callers++;
            round = turns.next;
            leads = !round.led;
            round.led = true;
        }
        try {
            if (leads) {
                run(directory, turns, round);
            }
            Optional<IOException> failure = round.failure.join();
            if (failure.isPresent()) {
                throw failure.get();
            }
        } finally {
            leave(directory, turns);
        }
    }

    private void run(Path directory, Turns turns, Round round) {
        Optional<IOException> failure;
        turns.running.lock();
        try {
            synchronized (directories) {
                turns.next = new Round();
            }
            ops.forceDirectory(directory);
            failure = Optional.empty();
        } catch (IOException e) {
            failure = Optional.of(e);
        } catch (RuntimeException | Error e) {
            round.failure.complete(Optional.of(new IOException("the force that was waited for failed", e)));
            throw e;
        } finally {
            turns.running.unlock();
        }
        round.failure.complete(failure);
    }

    private void leave(Path directory, Turns turns) {
        synchronized (directories) {
            turns.callers--;
            if (turns.callers == 0) {
                directories.remove(directory);
            }
        }
    }
}
