package io.siltstone.core.layout;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A directory whose time is understood: a table's root, or a year, month, day or hour in it. The one place that reads
 * calendar fields from names.
 *
 * @param depth which of these
 * @param start where its time begins; without meaning for the root
 */
record TimeDirectory(Depth depth, LocalDateTime start) {

    static final TimeDirectory ROOT = new TimeDirectory(Depth.ROOT, LocalDateTime.of(0, 1, 1, 0, 0));

    /** The levels of the layout, from the table down. */
    enum Depth {
        ROOT,
        YEAR,
        MONTH,
        DAY,
        HOUR
    }

    /**
     * The child directory of that name; empty unless it is exactly the digits of a date or hour that there is, and always
     * in an hour.
     */
    Optional<TimeDirectory> child(String name) {
        OptionalInt value = depth == Depth.HOUR ? OptionalInt.empty() : digits(name);
        return value.isPresent() && value.getAsInt() >= firstChild() && value.getAsInt() <= lastChild()
                ? Optional.of(child(value.getAsInt()))
                : Optional.empty();
    }

    /** The child directory of a number between {@link #firstChild} and {@link #lastChild}. */
    TimeDirectory child(int value) {
        return switch (depth) {
            case ROOT -> new TimeDirectory(Depth.YEAR, start.withYear(value));
            case YEAR -> new TimeDirectory(Depth.MONTH, start.withMonth(value));
            case MONTH -> new TimeDirectory(Depth.DAY, start.withDayOfMonth(value));
            case DAY -> new TimeDirectory(Depth.HOUR, start.withHour(value));
            case HOUR -> throw new IllegalStateException("an hour has no directories of its own");
        };
    }

    /** Whether a child directory holds the instant. */
    boolean holds(Instant instant) {
        return window().contains(instant) && PartitionUnit.EXPRESSIBLE.contains(instant);
    }

    /** The number of the child directory that holds the instant, where one does. */
    int childAt(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return switch (depth) {
            case ROOT -> time.getYear();
            case YEAR -> time.getMonthValue();
            case MONTH -> time.getDayOfMonth();
            case DAY -> time.getHour();
            case HOUR -> throw new IllegalStateException("an hour has no directories of its own");
        };
    }

    int firstChild() {
        return depth == Depth.YEAR || depth == Depth.MONTH ? 1 : 0;
    }

    int lastChild() {
        return switch (depth) {
            case ROOT -> 9999;
            case YEAR -> 12;
            case MONTH -> start.toLocalDate().lengthOfMonth();
            case DAY -> 23;
            case HOUR -> -1;
        };
    }

    /** How many digits the name of a child has. */
    int childDigits() {
        return depth == Depth.ROOT ? 4 : 2;
    }

    /** The instants that the directory's own name tells of; every instant for the root. */
    TimeRange window() {
        return switch (depth) {
            case ROOT -> TimeRange.ALL;
            case YEAR -> spanning(ChronoUnit.YEARS);
            case MONTH -> spanning(ChronoUnit.MONTHS);
            case DAY -> spanning(ChronoUnit.DAYS);
            case HOUR -> spanning(ChronoUnit.HOURS);
        };
    }

    /** What all below it spans; empty for the root and for years, of which only what is of a month has a time. */
    Optional<PartitionUnit> fileUnit() {
        return switch (depth) {
            case ROOT, YEAR -> Optional.empty();
            case MONTH -> Optional.of(PartitionUnit.MONTH);
            case DAY -> Optional.of(PartitionUnit.DAY);
            case HOUR -> Optional.of(PartitionUnit.HOUR);
        };
    }

    private TimeRange spanning(ChronoUnit unit) {
        return TimeRange.of(start.toInstant(ZoneOffset.UTC), start.plus(1, unit).toInstant(ZoneOffset.UTC));
    }

    /** Not Integer.parseInt, which takes signs and the digits of every script. */
    private OptionalInt digits(String name) {
        if (name.length() != childDigits()) {
            return OptionalInt.empty();
        }
        int value = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < '0' || c > '9') {
                return OptionalInt.empty();
            }
            value = value * 10 + (c - '0');
        }
        return OptionalInt.of(value);
    }
}
