package io.siltstone.testkit;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.time.Duration;

/** One thing that goes wrong. */
public sealed interface Fault {

    /** Makes the error; the two-argument constructor of most error types is one. */
    @FunctionalInterface
    interface ErrorMaker {
        StorageException make(ErrorContext context, String reason);
    }

    /** The call fails and nothing is done. */
    static Fault failBefore(ErrorMaker error) {
        return new FailBefore(error);
    }

    /** The call is done and its answer is lost. */
    static Fault failAfter(ErrorMaker error) {
        return new FailAfter(error);
    }

    /** The source of a write or append ends after that many bytes. */
    static Fault cutSource(long bytes) {
        return new CutSource(bytes);
    }

    /** The content of a read ends after that many bytes. */
    static Fault cutBody(long bytes) {
        return new CutBody(bytes);
    }

    /** The call takes that long on the layer's own clock. */
    static Fault slow(Duration duration) {
        return new Slow(duration);
    }

    /** See {@link Fault#failBefore}. */
    record FailBefore(ErrorMaker error) implements Fault {}

    /** See {@link Fault#failAfter}. */
    record FailAfter(ErrorMaker error) implements Fault {}

    /** See {@link Fault#cutSource}. */
    record CutSource(long bytes) implements Fault {}

    /** See {@link Fault#cutBody}. */
    record CutBody(long bytes) implements Fault {}

    /** See {@link Fault#slow}. */
    record Slow(Duration duration) implements Fault {}
}
