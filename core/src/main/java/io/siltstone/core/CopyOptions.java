package io.siltstone.core;

import java.util.Objects;
import java.util.Optional;

/**
 * How to copy an object within a store. Content type and metadata go with it.
 *
 * @param mode what to do with an object that is at the destination
 * @param sourceVersion the version of the source that must still be there; empty for whichever is
 * @param durability as in {@link WriteOptions#durability}
 */
public record CopyOptions(WriteMode mode, Optional<String> sourceVersion, Optional<Durability> durability) {

    /** Replace, whichever version the source has. */
    public static final CopyOptions DEFAULT = new CopyOptions(WriteMode.REPLACE, Optional.empty(), Optional.empty());

    public CopyOptions {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(sourceVersion, "sourceVersion");
        Objects.requireNonNull(durability, "durability");
    }

    public CopyOptions withMode(WriteMode other) {
        return new CopyOptions(other, sourceVersion, durability);
    }

    public CopyOptions withSourceVersion(String other) {
        return new CopyOptions(mode, Optional.of(other), durability);
    }
}
