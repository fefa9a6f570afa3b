package io.siltstone.core.probe;

import io.siltstone.core.Backend;
import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ListRequest;
import io.siltstone.core.Listing;
import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What examinations that were killed have left: below the area of all of them, with a name as they draw it and with their
 * mark, and nothing in it younger than a day. Everything else stays.
 */
final class AbandonedScratch {

    /** Sorts behind everything else that an examination makes, so that it is removed last. */
    static final String MARK = "~scratch-of-siltstone-doctor";

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}");
    private static final Duration AGE = Duration.ofDays(1);

    private final Backend store;
    private final KeyPrefix area;
    private final Instant youngest;

    /**
     * @param area what the scratch prefixes lie below
     * @param now by the store's clock
     */
    AbandonedScratch(Backend store, KeyPrefix area, Instant now) {
        this.store = store;
        this.area = area;
        this.youngest = now.minus(AGE);
    }

    /** Removes it; how many objects. */
    int remove() throws StorageException {
        int removed = 0;
        List<ObjectInfo> group = new ArrayList<>();
        try (Listing<ObjectInfo> listing = store.listObjects(ListRequest.of(area))) {
            while (listing.hasNext()) {
                ObjectInfo next = listing.next();
                if (!group.isEmpty() && !name(group.get(0)).equals(name(next))) {
                    removed += remove(group);
                    group.clear();
                }
                group.add(next);
            }
        }
        return removed + remove(group);
    }

    private int remove(List<ObjectInfo> group) throws StorageException {
        if (group.isEmpty() || !isAbandoned(group)) {
            return 0;
        }
        for (ObjectInfo object : group) {
            store.delete(object.key(), Optional.empty());
        }
        return group.size();
    }

    private boolean isAbandoned(List<ObjectInfo> group) {
        String name = name(group.get(0));
        String mark = area.directory() + name + "/" + MARK;
        return NAME.matcher(name).matches()
                && group.stream().map(ObjectInfo::key).map(ObjectKey::value).anyMatch(mark::equals)
                && group.stream().allMatch(object -> object.lastModified().isBefore(youngest));
    }

    /** The segment below the area. */
    private String name(ObjectInfo object) {
        String below = object.key().value().substring(area.directory().length());
        return below.substring(0, Math.max(0, below.indexOf('/')));
    }
}
