package io.siltstone.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep found.
 *
 * @param items each staged thing and what became of it
 */
public record SweepReport(List<Item> items) {

    public SweepReport {
        items = List.copyOf(items);
    }

    /** How many were removed, or would be in a dry run. */
    public long removedCount() {
        return items.stream().filter(item -> item.verdict() == Verdict.REMOVED).count();
    }

    /** How many bytes they held. */
    public long removedBytes() {
        return items.stream()
                .filter(item -> item.verdict() == Verdict.REMOVED)
                .mapToLong(Item::sizeBytes)
                .sum();
    }

    /** Why an item was removed or kept. */
    public enum Verdict {
        /** Removed, or to be removed in a dry run. */
        REMOVED,
        /** Kept: its owner lives. */
        OWNED,
        /** Kept: too young to tell. */
        YOUNG
    }

    /**
     * One staged thing.
     *
     * @param name the store's own name for it
     * @param key where it was to be published, where that is known
     * @param sizeBytes how much it holds
     * @param age since it was last touched, by the store's clock
     * @param verdict what became of it
     */
    public record Item(String name, Optional<ObjectKey> key, long sizeBytes, Duration age, Verdict verdict) {}
}
