package io.siltstone.core;

/** Is told what a store does. Called on the thread that did it: it must be quick, and must not throw. */
@FunctionalInterface
public interface StorageListener {

    /** Hears nothing. */
    StorageListener NONE = event -> {};

    void onOperation(StorageEvent event);
}
