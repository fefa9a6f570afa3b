package io.siltstone.core;

/** Is told what a store does. Called on the thread that did it: it must be quick, and must not throw. */
@FunctionalInterface
public interface StorageListener {

    /** Hears nothing. */
    StorageListener NONE = event -> {};

    void onOperation(StorageEvent event);

    /** An attempt failed and another one follows. */
    default void onRetry(RetryEvent event) {}

    /** A circuit breaker went from one state to another. */
    default void onCircuit(CircuitEvent event) {}
}
