package io.siltstone.core;

/** Whether a circuit breaker lets calls through. */
public enum CircuitState {
    /** It does. */
    CLOSED("closed"),
    /** It does not, for a while. */
    OPEN("open"),
    /** It lets a few through, to see how the store is. */
    HALF_OPEN("half-open");

    private final String label;

    CircuitState(String label) {
        this.label = label;
    }

    /** As printed: lower case, words joined by a hyphen. */
    public String label() {
        return label;
    }
}
