package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Forces directories to disk, many callers with one force: who comes while as many forces of the directory run as may
 * waits for the next one, because a running one may have begun before his change; all who wait for the next one share
 * it. The first of them runs it, the others are woken together by its end. A few may run at once, because the kernel
 * joins them in one commit of its journal, and one after another each would wait for a commit of its own.
 */
final class DirectorySync {

    private final FileOps ops;
    private final int atOnce;
    private final Map<Path, Turns> directories = new HashMap<>();

    /**
     * @param atOnce how many forces of one directory may run at once
     */
    DirectorySync(FileOps ops, int atOnce) {
        this.ops = ops;
        this.atOnce = atOnce;
    }

    /** The forces of one directory. */
    private final class Turns {
        private final Semaphore running = new Semaphore(atOnce);
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
        turns.running.acquireUninterruptibly();
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
            turns.running.release();
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
