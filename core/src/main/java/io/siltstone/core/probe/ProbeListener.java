package io.siltstone.core.probe;

/** Hears of each answer as it comes, in the thread that asks. */
@FunctionalInterface
public interface ProbeListener {

    /** Hears nothing. */
    ProbeListener NONE = result -> {};

    void found(ProbeResult result);
}
