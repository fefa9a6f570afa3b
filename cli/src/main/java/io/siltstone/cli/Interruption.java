package io.siltstone.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a signal does: it interrupts the command, which removes what it has staged and leaves, and the process ends with
 * 130 or 143 as the Java machine gives them. A command that does not listen is waited for briefly.
 */
final class Interruption {

    private static final long PATIENCE_SECONDS = 5;

    private final CountDownLatch finished = new CountDownLatch(1);

    private Interruption() {}

    /** Watches over the thread that runs the command. */
    static Interruption install(Thread command) {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.stop(command), "siltstone-signal"));
        return interruption;
    }

    /** The command is over: the process may end at once. */
    void finished() {
        finished.countDown();
    }

    private void stop(Thread command) {
        if (finished.getCount() == 0) {
            return;
        }
        command.interrupt();
        try {
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
