package io.siltstone.core;

/**
 * What an acknowledged write outlives on a store that leaves forcing to the caller. Stores that keep what they
 * acknowledge ignore it.
 */
public enum Durability {
    /** A crash of the process. A power cut may leave the last objects missing or visible with no content. */
    NONE,
    /** A power cut, but for the last publications, which may be missing; what is visible is whole. */
    DATA,
    /** A power cut: what was acknowledged is there, whole. */
    FULL
}
