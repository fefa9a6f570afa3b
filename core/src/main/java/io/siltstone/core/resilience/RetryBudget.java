package io.siltstone.core.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tokens for retries, shared by all operations on a store: while most calls succeed there are plenty, and when a store is
 * down they are soon used up, so that retries do not multiply the load. First attempts take none. The figures are those of
 * the standard retry mode of the AWS SDKs.
 */
final class RetryBudget {

    /** What a retry takes. */
    static final int COST = 5;

    private static final int FIRST_TRY_BONUS = 1;

    private final int capacity;
    private final AtomicInteger tokens;

    RetryBudget(int capacity) {
        this.capacity = capacity;
        this.tokens = new AtomicInteger(capacity);
    }

    /** Takes the cost of a retry; false, and takes nothing, where that is not there. */
    boolean take() {
        int had = tokens.getAndUpdate(now -> now >= COST ? now - COST : now);
        return had >= COST;
    }

    /** Brings back the cost of the retry that succeeded, or a little for a first attempt. */
    void succeeded(boolean retried) {
        if (tokens.get() < capacity) {
            int bonus = retried ? COST : FIRST_TRY_BONUS;
            tokens.getAndUpdate(now -> Math.min(capacity, now + bonus));
        }
    }

    int tokens() {
        return tokens.get();
    }
}
