package io.siltstone.core.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Forces directories to disk, many callers with one force: who comes while a force of the directory runs waits for the
 * next one, because the running one may have begun before his change; all who wait for the next one share it.
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
        private boolean done;
        private @Nullable IOException failure;
    }

    /**
     * Returns once a force that began after this call has ended; an interrupt does not shorten the wait.
     *
     * @throws IOException if that force failed; everyone who waited for it is told
     */
    void force(Path directory) throws IOException {
        Turns turns;
        Round round;
        synchronized (directories) {
            turns = directories.computeIfAbsent(directory, d -> new Turns());
            turns.callers++;
            round = turns.next;
        }
        turns.running.lock();
        try {
            if (!round.done) {
                run(directory, turns, round);
            }
        } finally {
            turns.running.unlock();
            leave(directory, turns);
        }
        if (round.failure != null) {
            throw round.failure;
        }
    }

    private void run(Path directory, Turns turns, Round round) {
        synchronized (directories) {
            turns.next = new Round();
        }
        try {
            ops.forceDirectory(directory);
        } catch (IOException e) {
            round.failure = e;
        }
        round.done = true;
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
