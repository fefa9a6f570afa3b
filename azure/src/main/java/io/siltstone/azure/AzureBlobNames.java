package io.siltstone.azure;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.KeyProfile;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Keys as callers see them, and the names of the blobs that hold them: the prefix of the configuration and the key. What
 * is Siltstone's own lies below {@code .siltstone/} there, where no key leads.
 */
final class AzureBlobNames {

    /** The directory that no listing shows. */
    static final String RESERVED = ".siltstone/";

    /** The directory of what is staged for transfers. */
    static final String PARTIAL = RESERVED + "partial/";

    /** At most; a surrogate pair has two chars and four bytes. */
    private static final int UTF8_BYTES_OF_A_CHAR = 3;

    private final KeyPrefix prefix;
    private final String store;

    AzureBlobNames(KeyPrefix prefix, String store) {
        this.prefix = prefix;
        this.store = store;
    }

    /** What every name here begins with: nothing, or segments and a slash. */
    String directory() {
        return prefix.directory();
    }

    /** How long a key may be. */
    int maxKeyBytes() {
        return AzureBlobLimits.MAX_KEY_BYTES - directory().getBytes(StandardCharsets.UTF_8).length;
    }

    /** The name of a key's blob; the whole of it is checked. */
    String of(Operation operation, ObjectKey key) throws InvalidKeyException {
        String name = directory() + key.value();
        boolean mayBeLong = name.length() > AzureBlobLimits.MAX_KEY_BYTES / UTF8_BYTES_OF_A_CHAR;
        if (mayBeLong && name.getBytes(StandardCharsets.UTF_8).length > AzureBlobLimits.MAX_KEY_BYTES) {
            throw new InvalidKeyException(
                    context(operation, key),
                    "with the prefix before it, the key is longer than " + AzureBlobLimits.MAX_KEY_BYTES
                            + " UTF-8 bytes");
        }
        return name;
    }

    /** Names a call in errors. */
    ErrorContext context(Operation operation, ObjectKey key) {
        return ErrorContext.of(operation, store, key.value());
    }

    /** What the names of all blobs below a caller's prefix begin with. */
    String below(KeyPrefix callers) {
        return directory() + callers.directory();
    }

    /**
     * The key of a blob that a listing names; empty for what is not an object of the caller's: Siltstone's own, directory
     * markers, and what no key can name.
     */
    Optional<ObjectKey> key(String name) throws InvalidKeyException {
        String text = name.substring(directory().length());
        return ObjectKey.violation(text, KeyProfile.RAW).isPresent()
                ? Optional.empty()
                : Optional.of(ObjectKey.of(text));
    }
}
