package io.siltstone.testkit;

/**
 * One text of the corpus and the right answer to it.
 *
 * @param category of the corpus, {@code P1} to {@code P15}
 * @param text offered as a key
 * @param verdict what is right
 */
public record KeyCase(String category, String text, Verdict verdict) {

    /** Who takes a text as a key. */
    public enum Verdict {
        /** Every profile. */
        LEGAL,
        /** The RAW profile alone. */
        RAW_ONLY,
        /** Nobody, but it is a prefix. */
        PREFIX_ONLY,
        /** Nobody, nor is it a prefix. */
        INVALID
    }
}
