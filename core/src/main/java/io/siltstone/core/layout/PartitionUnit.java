package io.siltstone.core.layout;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much time the files of one directory span. Calendar units of UTC, proleptic Gregorian, of any sign of epoch. */
public enum PartitionUnit {
    HOUR(ChronoUnit.HOURS, 13),
    DAY(ChronoUnit.DAYS, 10),
    MONTH(ChronoUnit.MONTHS, 7);

    /** The instants that a path can express: the years 0000 to 9999, four digits each. */
    public static final TimeRange EXPRESSIBLE =
            TimeRange.of(Instant.parse("0000-01-01T00:00:00Z"), Instant.parse("+10000-01-01T00:00:00Z"));

    private final ChronoUnit step;
    private final int textLength;
    private final String label = name().toLowerCase(Locale.ROOT);

    PartitionUnit(ChronoUnit step, int textLength) {
        this.step = step;
        this.textLength = textLength;
    }

    /** The unit of a {@link #label}; empty for any other text. */
    public static Optional<PartitionUnit> ofLabel(String label) {
        return Arrays.stream(values()).filter(unit -> unit.label.equals(label)).findFirst();
    }

    /** {@code hour}, {@code day} or {@code month}: a stable name, kept in files. */
    public String label() {
        return label;
    }

    /**
     * The start of the unit that holds the instant, at or before it also before 1970.
     *
     * @throws IllegalArgumentException outside {@link #EXPRESSIBLE}
     */
    public Instant floor(Instant instant) {
        return calendarStart(instant).toInstant(ZoneOffset.UTC);
    }

    /**
     * The start of the unit after the one that holds the instant; 10000-01-01 after the last.
     *
     * @throws IllegalArgumentException outside {@link #EXPRESSIBLE}
     */
    public Instant next(Instant instant) {
        return calendarStart(instant).plus(1, step).toInstant(ZoneOffset.UTC);
    }

    /** All instants of the unit that holds the instant; bounds as in {@link #floor} and {@link #next}. */
    public TimeRange window(Instant instant) {
        return TimeRange.of(floor(instant), next(instant));
    }

    /**
     * The directory of the unit that holds the instant: {@code 2025/11/25/16}, {@code 2025/11/25} or {@code 2025/11}.
     *
     * @throws IllegalArgumentException outside {@link #EXPRESSIBLE}
     */
    public String path(Instant instant) {
        // ISO 8601 begins uuuu-MM-ddTHH, with four digits for every year that is let in.
        return calendarStart(instant)
                .toString()
                .substring(0, textLength)
                .replace('-', '/')
                .replace('T', '/');
    }

    /** Refuses what is no boundary of the unit. */
    void requireStart(Instant start) {
        if (!floor(start).equals(start)) {
            throw new IllegalArgumentException("no " + label + " of UTC begins at " + start);
        }
    }

    private LocalDateTime calendarStart(Instant instant) {
        if (!EXPRESSIBLE.contains(instant)) {
            throw new IllegalArgumentException("the layout has no place for " + instant + ": years are 0000 to 9999");
        }
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return this == MONTH ? time.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS) : time.truncatedTo(step);
    }
}
