package io.siltstone.core.local;

import java.io.IOException;
import java.util.Optional;

/**
 * Makes one step of a {@link CrashFs} fail, the n-th from when it was armed.
 */
final class CrashFaults {

    /** When the step fails. */
    enum Moment {
        /** Before anything is done. */
        BEFORE,
        /** When all is done: the answer is lost. */
        AFTER
    }

    private int left = Integer.MAX_VALUE;
    private Moment moment = Moment.BEFORE;
    private String error = "";
    private int most = Integer.MAX_VALUE;
    private Optional<String> failed = Optional.empty();

    /** From now on all goes well. */
    void disarm() {
        left = Integer.MAX_VALUE;
        most = Integer.MAX_VALUE;
    }

    /**
     * Lets the step fail.
     *
     * @param step how many steps still go well
     * @param text as {@code strerror} says it
     */
    void arm(int step, Moment when, String text) {
        failed = Optional.empty();
        left = step;
        moment = when;
        error = text;
    }

    /** Whether a step may still fail. */
    boolean areArmed() {
        return left != Integer.MAX_VALUE;
    }

    /** Lets no write take more than so many bytes. */
    void writeAtMost(int bytes) {
        most = bytes;
    }

    /** How many of so many bytes a write takes. */
    int most(int bytes) {
        return Math.min(bytes, most);
    }

    /** The step that failed. */
    Optional<String> failed() {
        return failed;
    }

    /** Whether a step was done that nobody heard of. */
    boolean answerWasLost() {
        return failed.isPresent() && moment == Moment.AFTER;
    }

    void before(String label) throws IOException {
        if (moment == Moment.BEFORE) {
            pass(label);
        }
    }

    void after(String label) throws IOException {
        if (moment == Moment.AFTER) {
            pass(label);
        }
    }

    private void pass(String label) throws IOException {
        if (left == 0) {
            left = Integer.MAX_VALUE;
            failed = Optional.of(label);
            throw new IOException(error);
        }
        if (left != Integer.MAX_VALUE) {
            left--;
        }
    }
}
