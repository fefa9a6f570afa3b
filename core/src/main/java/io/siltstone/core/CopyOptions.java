package io.siltstone.core;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How to copy an object within a store. Content type and metadata go with it.
 *
 * @param mode what to do with an object that is at the destination
 * @param sourceVersion the version of the source that must still be there; empty for whichever is
 * @param durability as in {@link WriteOptions#durability}
 * @param writeId as in {@link WriteOptions#writeId}; the source's own does not go with its copy
 */
public record CopyOptions(
        WriteMode mode, Optional<String> sourceVersion, Optional<Durability> durability, Optional<String> writeId) {

    /** Replace, whichever version the source has. */
    public static final CopyOptions DEFAULT =
            new CopyOptions(WriteMode.REPLACE, Optional.empty(), Optional.empty(), Optional.empty());

    public CopyOptions {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(sourceVersion, "sourceVersion");
        Objects.requireNonNull(durability, "durability");
        Objects.requireNonNull(writeId, "writeId");
    }

    public CopyOptions withMode(WriteMode other) {
        return new CopyOptions(other, sourceVersion, durability, writeId);
    }

    public CopyOptions withSourceVersion(String other) {
        return new CopyOptions(mode, Optional.of(other), durability, writeId);
    }

    public CopyOptions withDurability(Durability other) {
        return new CopyOptions(mode, sourceVersion, Optional.of(other), writeId);
    }

    /** As {@link WriteOptions#identified}. */
    public CopyOptions identified(Capabilities capabilities, RandomGenerator random) {
        return new CopyOptions(
                mode,
                sourceVersion,
                durability,
                asWrite().identified(capabilities, random).writeId());
    }

    /** The write that publishes the copy, with no metadata as yet. */
    public WriteOptions asWrite() {
        return new WriteOptions(mode, Optional.empty(), Map.of(), durability, writeId);
    }
}
