package io.siltstone.core.layout;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The instants from a start, which belongs to it, to an end, which does not; a bound that is absent is infinite. Exact to
 * the nanosecond.
 *
 * <p>An end at or before the start makes the empty range, which is a value and no error: bounds come from queries, where
 * {@code t > 5 AND t < 3} is legal and means no rows. Every empty range is made equal to {@link #EMPTY}, whatever bounds
 * it was made of, so that {@link #intersect} is total and needs no Optional.
 *
 * @param start the first instant; empty for the beginning of time
 * @param end the first instant after the last; empty for the end of time
 */
public record TimeRange(Optional<Instant> start, Optional<Instant> end) {

    /** Every instant. */
    public static final TimeRange ALL = new TimeRange(Optional.empty(), Optional.empty());

    /** No instant. */
    public static final TimeRange EMPTY = new TimeRange(Optional.of(Instant.EPOCH), Optional.of(Instant.EPOCH));

    public TimeRange {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        if (end.isPresent() && !end.get().isAfter(start.orElse(Instant.MIN))) {
            start = Optional.of(Instant.EPOCH);
            end = Optional.of(Instant.EPOCH);
        }
    }

    /** From {@code start} to before {@code end}. */
    public static TimeRange of(Instant start, Instant end) {
        return new TimeRange(Optional.of(start), Optional.of(end));
    }

    /** From {@code start} on. */
    public static TimeRange from(Instant start) {
        return new TimeRange(Optional.of(start), Optional.empty());
    }

    /** Everything before {@code end}. */
    public static TimeRange until(Instant end) {
        return new TimeRange(Optional.empty(), Optional.of(end));
    }

    /** Whether no instant lies in the range. */
    public boolean isEmpty() {
        return equals(EMPTY);
    }

    public boolean contains(Instant instant) {
        return start.map(s -> !instant.isBefore(s)).orElse(true)
                && end.map(instant::isBefore).orElse(true);
    }

    /** Whether every instant of the other range lies in this one; the empty range lies in every range. */
    public boolean encloses(TimeRange other) {
        return intersect(other).equals(other);
    }

    /** Whether an instant lies in both; never for an empty range. */
    public boolean overlaps(TimeRange other) {
        return !intersect(other).isEmpty();
    }

    /** The instants that lie in both. */
    public TimeRange intersect(TimeRange other) {
        return new TimeRange(later(start, other.start), earlier(end, other.end));
    }

    /** The smallest range that encloses both. */
    public TimeRange hull(TimeRange other) {
        if (isEmpty()) {
            return other;
        }
        if (other.isEmpty()) {
            return this;
        }
        Optional<Instant> first =
                start.isEmpty() || other.start.isEmpty() ? Optional.empty() : earlier(start, other.start);
        Optional<Instant> last = end.isEmpty() || other.end.isEmpty() ? Optional.empty() : later(end, other.end);
        return new TimeRange(first, last);
    }

    /** The bounds in RFC 3339 around {@code ..}, nothing where there is none: {@code 2025-11-25T00:00:00Z..}. */
    @Override
    public String toString() {
        return isEmpty()
                ? "empty"
                : start.map(Instant::toString).orElse("") + ".."
                        + end.map(Instant::toString).orElse("");
    }

    /** The later of the bounds that are there. */
    private static Optional<Instant> later(Optional<Instant> a, Optional<Instant> b) {
        return a.isEmpty() || (b.isPresent() && b.get().isAfter(a.get())) ? b : a;
    }

    /** The earlier of the bounds that are there. */
    private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
        return a.isEmpty() || (b.isPresent() && b.get().isBefore(a.get())) ? b : a;
    }
}
