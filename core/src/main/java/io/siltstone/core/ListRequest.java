package io.siltstone.core;

import java.util.Objects;
import java.util.Optional;

/**
 * Which objects to list.
 *
 * @param prefix whole segments that every key begins with; a prefix that holds nothing gives an empty listing
 * @param startAfter only keys that come after this one; it need not exist
 */
public record ListRequest(KeyPrefix prefix, Optional<ObjectKey> startAfter) {

    public ListRequest {
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(startAfter, "startAfter");
    }

    /** Everything below the prefix. */
    public static ListRequest of(KeyPrefix prefix) {
        return new ListRequest(prefix, Optional.empty());
    }

    public ListRequest after(ObjectKey key) {
        return new ListRequest(prefix, Optional.of(key));
    }
}
