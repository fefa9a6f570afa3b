package io.siltstone.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes a race happen: holds a thread until the others have come, or until it is plain that nobody does. */
final class Meeting {

    /** Nobody else is there in most tests; on a busy machine a thread that is already running may come after a second. */
    private static final long PATIENCE_SECONDS = 3;

    private final CountDownLatch missing;

    Meeting(int others) {
        missing = new CountDownLatch(others);
    }

    void arrive() {
        missing.countDown();
    }

    void arriveAndWait() {
        arrive();
        waitForOthers();
    }

    /** Waits once: after it was in vain, nobody waits again. */
    void waitForOthers() {
        try {
            if (!missing.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                while (missing.getCount() > 0) {
                    missing.countDown();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
