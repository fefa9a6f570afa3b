package io.siltstone.testkit;

import io.siltstone.core.error.Operation;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * When a fault strikes.
 *
 * @param operation which calls
 * @param keys which keys or prefixes; the empty text for calls that have none
 * @param trigger which of the calls that match
 * @param fault what happens then
 */
public record FaultRule(Operation operation, Predicate<String> keys, Trigger trigger, Fault fault) {

    /** Decides for each matching call. */
    @FunctionalInterface
    public interface Trigger {
        /**
         * Whether the fault strikes.
         *
         * @param call how many calls have matched so far, this one included
         * @param random the layer's own generator
         */
        boolean fires(long call, RandomGenerator random);
    }

    /** Every call of the operation. */
    public static FaultRule on(Operation operation, Fault fault) {
        return new FaultRule(operation, key -> true, (call, random) -> true, fault);
    }

    /** The same, only where the key or prefix matches. */
    public FaultRule where(Predicate<String> matching) {
        return new FaultRule(operation, matching, trigger, fault);
    }

    /** The same, only at the n-th matching call, counted from 1. */
    public FaultRule nth(long n) {
        return new FaultRule(operation, keys, (call, random) -> call == n, fault);
    }

    /** The same, only at the first n matching calls. */
    public FaultRule first(long n) {
        return new FaultRule(operation, keys, (call, random) -> call <= n, fault);
    }

    /** The same, at each matching call with the probability. */
    public FaultRule withProbability(double probability) {
        return new FaultRule(operation, keys, (call, random) -> random.nextDouble() < probability, fault);
    }
}
