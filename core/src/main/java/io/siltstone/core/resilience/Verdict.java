package io.siltstone.core.resilience;

import io.siltstone.core.error.Operation;

/** What a failed attempt says of the store, and whether another one may help. */
enum Verdict {
    /** The store is well, and would answer the same again. */
    ANSWERED(Mark.SUCCESS, 0),
    /** It says nothing of how the store is, and another attempt would end the same. */
    REFUSED(Mark.NONE, 0),
    /** Credentials that may have run out just now; the next attempt takes new ones. */
    CREDENTIALS(Mark.NONE, 1),
    /** Another writer was at work. */
    CONFLICT(Mark.NONE, 3),
    /** The store asks for fewer requests. Stores do so for one prefix while all others are served. */
    THROTTLED(Mark.NONE, Integer.MAX_VALUE),
    /** The machine itself is short of something for now. */
    BUSY(Mark.NONE, Integer.MAX_VALUE),
    /** The store did not serve the call, which had no effect. */
    TRANSIENT(Mark.FAILURE, Integer.MAX_VALUE),
    /** The call failed, and may have had its effect. */
    AMBIGUOUS(Mark.FAILURE, Integer.MAX_VALUE),
    /** Bytes came damaged; a second time is no accident. */
    DAMAGED(Mark.FAILURE, 1),
    /** The device failed. */
    BROKEN(Mark.FAILURE, 0);

    /** What a breaker makes of it. */
    enum Mark {
        SUCCESS,
        FAILURE,
        NONE
    }

    private final Mark mark;
    private final int retries;

    Verdict(Mark mark, int retries) {
        this.mark = mark;
        this.retries = retries;
    }

    Mark mark() {
        return mark;
    }

    /** How many attempts may follow such failures. A write to a device that failed goes to a new file, once. */
    int retries(Operation operation) {
        return this == BROKEN && operation == Operation.WRITE ? 1 : retries;
    }
}
