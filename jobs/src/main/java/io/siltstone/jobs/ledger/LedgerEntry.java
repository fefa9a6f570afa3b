package io.siltstone.jobs.ledger;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.Sha256;
import java.util.Objects;
import java.util.Optional;

/**
 * One proven object: a version at the source and a version at the target had the same bytes.
 *
 * @param key the object, under the same key in both stores
 * @param sizeBytes the length of both
 * @param sha256 the hash of both
 * @param sourceVersion the version at the source, as in {@link ObjectInfo#version}
 * @param targetVersion the version at the target
 */
public record LedgerEntry(ObjectKey key, long sizeBytes, Sha256 sha256, String sourceVersion, String targetVersion) {

    public LedgerEntry {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(sourceVersion, "sourceVersion");
        Objects.requireNonNull(targetVersion, "targetVersion");
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("sizeBytes is negative: " + sizeBytes);
        }
    }

    /** The entry of two objects that were proven equal; empty where a store tells no version. */
    public static Optional<LedgerEntry> of(ObjectInfo source, ObjectInfo target, Sha256 sha256) {
        if (source.version().isEmpty() || target.version().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LedgerEntry(
                source.key(),
                source.sizeBytes(),
                sha256,
                source.version().get(),
                target.version().get()));
    }

    /** Whether this was proven of that very version at the source. */
    public boolean isOfSource(ObjectInfo source) {
        return sizeBytes == source.sizeBytes() && source.version().equals(Optional.of(sourceVersion));
    }

    /** Whether this was proven of that very version at the target. */
    public boolean isOfTarget(ObjectInfo target) {
        return sizeBytes == target.sizeBytes() && target.version().equals(Optional.of(targetVersion));
    }
}
