package io.siltstone.core.error;

import java.util.Objects;

/**
 * How often an operation was tried before it failed for good.
 *
 * @param attempts how many attempts reached the store, the first included
 * @param end why there was no further one
 */
public record Tries(int attempts, End end) {

    /** Why an operation is not tried again. */
    public enum End {
        /** Another attempt cannot help. */
        HOPELESS("it would not help to try again"),
        /** All retries that the settings allow were used. */
        RETRIES_USED("no retry is left"),
        /** The operation's time is over, or would be before the next attempt. */
        DEADLINE("the deadline leaves no time for another"),
        /** So many operations were tried again of late that further ones are not: {@code retryBudgetExhausted}. */
        BUDGET_EXHAUSTED("the retry budget is exhausted"),
        /** The breaker opened meanwhile. */
        CIRCUIT_OPEN("the circuit breaker opened");

        private final String text;

        End(String text) {
            this.text = text;
        }
    }

    public Tries {
        Objects.requireNonNull(end, "end");
    }

    @Override
    public String toString() {
        return "tried " + (attempts == 1 ? "once" : attempts + " times") + "; " + end.text;
    }
}
