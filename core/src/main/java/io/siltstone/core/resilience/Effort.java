package io.siltstone.core.resilience;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.OutcomeUnknownException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.error.Tries;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one operation of a caller has cost so far. For one thread. */
final class Effort {

    private final Operation operation;
    private final String key;
    private final long deadline;
    private int attempts;
    private int retries;
    private final Map<Verdict, Integer> seen = new EnumMap<>(Verdict.class);
    private @Nullable Permit permit;
    private @Nullable OutcomeUnknownException unknown;

    /** @param deadline after which no attempt begins, on the running clock */
    Effort(Operation operation, String key, long deadline) {
        this.operation = operation;
        this.key = key;
        this.deadline = deadline;
    }

    /** For a question about this operation's outcome, under the same deadline. */
    Effort asking(Operation question) {
        return new Effort(question, key, deadline);
    }

    Operation operation() {
        return operation;
    }

    String key() {
        return key;
    }

    ErrorContext context(String store) {
        return ErrorContext.of(operation, store, key);
    }

    long deadline() {
        return deadline;
    }

    void begun(Permit given) {
        permit = given;
        attempts++;
    }

    /** Under which the last attempt was made. */
    Permit permit() {
        if (permit == null) {
            throw new IllegalStateException("no attempt was made");
        }
        return permit;
    }

    int retries() {
        return retries;
    }

    void retry() {
        retries++;
    }

    /** Notes a failure; how many of its kind there are now. */
    int failed(Verdict verdict, StorageException error) {
        if (error instanceof OutcomeUnknownException open && unknown == null) {
            unknown = open;
        }
        return seen.merge(verdict, 1, Integer::sum);
    }

    /** Failures of the kind so far count no more. */
    void forgive(Verdict verdict) {
        seen.remove(verdict);
    }

    /** What to throw in the end: while an attempt may have had its effect, no later error may say that none had. */
    StorageException over(StorageException error, Tries.End end) {
        StorageException told = error;
        if (unknown != null) {
            told = unknown;
            if (error != unknown && error.getCause() != unknown) {
                unknown.addSuppressed(error);
            }
        }
        if (attempts > 1 || end != Tries.End.HOPELESS) {
            told.noteTries(new Tries(attempts, end));
        }
        return told;
    }
}
