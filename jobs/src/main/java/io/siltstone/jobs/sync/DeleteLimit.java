package io.siltstone.jobs.sync;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How much a replication may delete; past any bound it deletes nothing.
 *
 * @param objects at most so many; empty for any number
 * @param percent at most so much of what the target holds in scope, 0 to 100; empty for any share
 */
public record DeleteLimit(OptionalLong objects, OptionalInt percent) {

    /** 1,000 objects and 10 percent. */
    public static final DeleteLimit DEFAULT = new DeleteLimit(OptionalLong.of(1000), OptionalInt.of(10));

    public DeleteLimit {
        if (objects.orElse(0) < 0 || percent.orElse(0) < 0 || percent.orElse(0) > 100) {
            throw new IllegalArgumentException("a limit is not negative, and a share not above 100 percent");
        }
    }

    /** At most so many objects, whatever their share. */
    public static DeleteLimit ofObjects(long objects) {
        return new DeleteLimit(OptionalLong.of(objects), OptionalInt.empty());
    }

    /** At most such a share, whatever their number. */
    public static DeleteLimit ofPercent(int percent) {
        return new DeleteLimit(OptionalLong.empty(), OptionalInt.of(percent));
    }

    /** Whether so many of so many may be deleted. */
    public boolean allows(long deletes, long total) {
        boolean share = percent.isEmpty() || deletes * 100.0 <= (double) total * percent.getAsInt();
        return deletes <= objects.orElse(Long.MAX_VALUE) && share;
    }

    /** In words, for a refusal. */
    @Override
    public String toString() {
        String share = percent.isPresent() ? percent.getAsInt() + " %" : "";
        String count = objects.isPresent() ? objects.getAsLong() + " objects" : "";
        return share.isEmpty() || count.isEmpty() ? share + count : share + " and " + count;
    }
}
