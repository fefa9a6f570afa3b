package io.siltstone.core;

import java.util.Objects;
import java.util.Optional;

/**
 * What to read of an object.
 *
 * @param range which bytes
 * @param version the version that must still be there; empty for whichever is
 */
public record ReadOptions(ByteRange range, Optional<String> version) {

    /** The whole object, whichever version is there. */
    public static final ReadOptions ALL = new ReadOptions(ByteRange.ALL, Optional.empty());

    public ReadOptions {
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(version, "version");
    }

    public static ReadOptions range(ByteRange range) {
        return new ReadOptions(range, Optional.empty());
    }

    /** The same bytes, of that version alone. */
    public ReadOptions withVersion(String other) {
        return new ReadOptions(range, Optional.of(other));
    }
}
