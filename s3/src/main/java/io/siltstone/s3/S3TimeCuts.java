package io.siltstone.s3;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.layout.PartitionPath;
import io.siltstone.core.layout.PartitionUnit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the keys of a time-partitioned table may be cut: at the beginning of an hour, day or month, as many pages ahead as
 * the pages so far tell. A guess, which decides how fast a listing is and never what is in it.
 */
final class S3TimeCuts {

    private final int pagesApart;
    private Duration perPage = Duration.ZERO;

    S3TimeCuts(int pagesApart) {
        this.pagesApart = pagesApart;
    }

    /**
     * A directory of the layout.
     *
     * @param root the table's
     * @param unit how much time it holds
     * @param start where that begins
     */
    record Place(KeyPrefix root, PartitionUnit unit, Instant start) {

        /** Where the key lies; empty where its path tells no time. */
        static Optional<Place> of(String text) {
            try {
                ObjectKey key = ObjectKey.of(text);
                List<String> segments = List.of(text.split("/", -1));
                for (int depth = 0; depth < segments.size() - 2; depth++) {
                    KeyPrefix root = KeyPrefix.of(String.join("/", segments.subList(0, depth)));
                    Optional<PartitionPath> path = PartitionPath.of(root, key);
                    if (path.isPresent()) {
                        return Optional.of(
                                new Place(root, path.get().unit(), path.get().start()));
                    }
                }
            } catch (InvalidKeyException e) {
                return Optional.empty();
            }
            return Optional.empty();
        }

        /** What everything that lies here begins with, and nothing before it. */
        String text() {
            return root.directory() + unit.path(start) + "/";
        }
    }

    /** Learns from a page how much time one holds. */
    void see(List<S3Pages.Item> page) {
        if (!page.isEmpty()) {
            Optional<Place> first = Place.of(page.get(0).text());
            Place.of(page.get(page.size() - 1).text())
                    .filter(last -> first.isPresent() && first.get().root().equals(last.root()))
                    .ifPresent(last ->
                            perPage = Duration.between(first.orElseThrow().start(), last.start()));
        }
    }

    /** The next place to cut at behind another; empty at the end of all time. */
    Optional<Place> after(Place place) {
        try {
            Instant next = place.unit().next(place.start());
            Instant ahead = place.unit().floor(place.start().plus(perPage.multipliedBy(pagesApart)));
            Instant start = ahead.isAfter(next) ? ahead : next;
            return PartitionUnit.EXPRESSIBLE.contains(start)
                    ? Optional.of(new Place(place.root(), place.unit(), start))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
