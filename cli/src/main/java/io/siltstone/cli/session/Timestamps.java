package io.siltstone.cli.session;

import io.siltstone.core.layout.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Instants as people write and read them: RFC 3339 and parts of it, UTC unless an offset is written. */
public final class Timestamps {

    /** How long {@link #seconds} is for the years 0 to 9999. */
    public static final int SECONDS_LENGTH = "2025-11-25T16:00:00Z".length();

    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC),
            text -> LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC),
            text -> OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());

    private Timestamps() {}

    /** To the second. */
    public static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * The time from one option to before another; no bound where an option is absent.
     *
     * @throws CliException if a text is no time that there is, or the end is not after the start
     */
    public static TimeRange range(Optional<String> from, Optional<String> to) throws CliException {
        Optional<Instant> start = from.isPresent() ? Optional.of(parse("--from", from.get())) : Optional.empty();
        Optional<Instant> end = to.isPresent() ? Optional.of(parse("--to", to.get())) : Optional.empty();
        if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
            throw CliException.usage("--to " + end.get() + " is not after --from " + start.get());
        }
        return new TimeRange(start, end);
    }

    private static Instant parse(String option, String text) throws CliException {
        return FORMS.stream()
                .flatMap(form -> read(form, text).stream())
                .findFirst()
                .orElseThrow(() -> CliException.usage(option + ": `" + text
                        + "` is no time; write 2025-11-25, 2025-11-25T16:00 or 2025-11-25T16:00:00Z"));
    }

    private static Optional<Instant> read(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
