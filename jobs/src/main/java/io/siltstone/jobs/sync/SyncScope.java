package io.siltstone.jobs.sync;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.layout.PartitionPath;
import io.siltstone.core.layout.TimeRange;
import java.util.List;
import java.util.Objects;

/**
 * Which keys a replication is about, on both sides alike: what is outside is neither copied nor deleted.
 *
 * @param prefix only below this
 * @param range only files that may hold rows of this time by the window that their path claims; a file whose path claims
 *     none may hold any
 * @param include only keys that match one of these; all where there is none
 * @param exclude no key that matches one of these, whatever includes it
 */
public record SyncScope(KeyPrefix prefix, TimeRange range, List<KeyGlob> include, List<KeyGlob> exclude) {

    /** Every key. */
    public static final SyncScope ALL = new SyncScope(KeyPrefix.ROOT, TimeRange.ALL, List.of(), List.of());

    /** A table is {@code database/measurement}. */
    private static final int TABLE_SEGMENTS = 2;

    private static final String SYSTEM_SEGMENT = "/.siltstone/";

    public SyncScope {
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(range, "range");
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    public SyncScope withPrefix(KeyPrefix other) {
        return new SyncScope(other, range, include, exclude);
    }

    public SyncScope withRange(TimeRange other) {
        return new SyncScope(prefix, other, include, exclude);
    }

    public SyncScope withGlobs(List<KeyGlob> including, List<KeyGlob> excluding) {
        return new SyncScope(prefix, range, including, excluding);
    }

    /** Whether the key belongs to it. What a store below a prefix keeps for itself never does. */
    public boolean contains(ObjectKey key) {
        String text = key.value();
        return prefix.contains(key)
                && !text.contains(SYSTEM_SEGMENT)
                && (include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(text)))
                && exclude.stream().noneMatch(glob -> glob.matches(text))
                && isInRange(key);
    }

    private boolean isInRange(ObjectKey key) {
        if (range.equals(TimeRange.ALL)) {
            return true;
        }
        List<String> segments = key.segments();
        if (segments.size() <= TABLE_SEGMENTS) {
            return true;
        }
        try {
            KeyPrefix table = KeyPrefix.of(segments.get(0) + "/" + segments.get(1));
            return PartitionPath.window(table, key).map(range::overlaps).orElse(true);
        } catch (InvalidKeyException e) {
            throw new AssertionError("the beginning of a key is a prefix", e);
        }
    }
}
