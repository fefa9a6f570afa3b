package io.siltstone.jobs.verify;

import io.siltstone.core.ObjectKey;
import java.util.Objects;

/**
 * Something found of one file.
 *
 * @param key the file
 * @param sizeBytes its length
 * @param kind what was found
 * @param reason the same in words, for people
 * @param offence whether the file fails the verification; otherwise it is a note
 */
public record VerifyFinding(ObjectKey key, long sizeBytes, FindingKind kind, String reason, boolean offence) {

    public VerifyFinding {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
    }
}
