package io.siltstone.core.layer;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.KeyProfile;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Keys as the caller sees them, and as they stand in the store below. */
record PrefixMapping(KeyPrefix prefix, String store) {

    /** How much of the longest key is left for the caller. */
    int shorten(int maxKeyBytes) {
        return maxKeyBytes - prefix.directory().getBytes(StandardCharsets.UTF_8).length;
    }

    /** The key below; the whole of it is checked. */
    ObjectKey below(Operation operation, ObjectKey key) throws InvalidKeyException {
        try {
            return prefix.key(key.value());
        } catch (InvalidKeyException e) {
            throw refused(operation, key.value(), e);
        }
    }

    /** The prefix below; the whole of it is checked. */
    KeyPrefix below(Operation operation, KeyPrefix other) throws InvalidKeyException {
        try {
            return other.isRoot() ? prefix : prefix.resolve(other.value());
        } catch (InvalidKeyException e) {
            throw refused(operation, other.value(), e);
        }
    }

    /** The caller's view of a key below; empty for what lies elsewhere, and for what is no key without the prefix. */
    Optional<ObjectKey> above(ObjectKey key) {
        String directory = prefix.directory();
        if (!prefix.contains(key)
                || ObjectKey.violation(key.value().substring(directory.length()), KeyProfile.RAW)
                        .isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(prefix.relativize(key));
        } catch (InvalidKeyException e) {
            throw new AssertionError("the key was checked before", e);
        }
    }

    private InvalidKeyException refused(Operation operation, String key, InvalidKeyException e) {
        return new InvalidKeyException(
                ErrorContext.of(operation, store, key), "with the prefix before it, " + e.reason());
    }
}
