package io.siltstone.core.layout;

import io.siltstone.core.KeyPrefix;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.InvalidKeyException;
import io.siltstone.core.error.Operation;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A database and a measurement in it, which together name a table: the directory {@code database/measurement}.
 *
 * <p>Each name is 1 to 128 of the characters {@code A-Z a-z 0-9 _ . -}, the first not {@code .} or {@code -}, without
 * {@code ..}; so neither name holds a slash, a quote or a character of a glob. A database does not begin with {@code _}:
 * such names at the root are reserved.
 *
 * @param database the first segment
 * @param measurement the second segment
 */
public record TableName(String database, String measurement) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    /** For names that the program itself gives; {@link #of} and {@link #parse} are for names from outside. */
    public TableName {
        violation(database, measurement).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
    }

    /**
     * The table of two names.
     *
     * @throws InvalidKeyException if one breaks a rule; the reason names it
     */
    public static TableName of(String database, String measurement) throws InvalidKeyException {
        Optional<String> violation = violation(database, measurement);
        if (violation.isPresent()) {
            throw invalid(database + "/" + measurement, violation.get());
        }
        return new TableName(database, measurement);
    }

    /**
     * The table of {@code database.measurement} where neither name has a dot, or of {@code database/measurement}.
     *
     * @throws InvalidKeyException if the text is neither or a name breaks a rule; the reason names it
     */
    public static TableName parse(String text) throws InvalidKeyException {
        char separator = text.indexOf('/') >= 0 ? '/' : '.';
        int at = text.indexOf(separator);
        if (at < 0 || at != text.lastIndexOf(separator)) {
            throw invalid(
                    text,
                    "a table is `database.measurement` with exactly one dot, or `database/measurement` with exactly one"
                            + " slash where a name has dots");
        }
        return of(text.substring(0, at), text.substring(at + 1));
    }

    /** The directory that holds the table. */
    public KeyPrefix prefix() {
        try {
            return KeyPrefix.of(database + "/" + measurement);
        } catch (InvalidKeyException e) {
            throw new AssertionError("the rules for names are stricter than those for keys", e);
        }
    }

    /** {@code database.measurement}, or {@code database/measurement} where a name has dots: what {@link #parse} reads. */
    @Override
    public String toString() {
        boolean dotted = database.indexOf('.') >= 0 || measurement.indexOf('.') >= 0;
        return database + (dotted ? "/" : ".") + measurement;
    }

    private static Optional<String> violation(String database, String measurement) {
        if (database.startsWith("_")) {
            return Optional.of("the database `" + database + "` begins with `_`: such names are reserved");
        }
        return nameViolation("database", database).or(() -> nameViolation("measurement", measurement));
    }

    private static Optional<String> nameViolation(String what, String name) {
        if (NAME.matcher(name).matches() && !name.contains("..")) {
            return Optional.empty();
        }
        return Optional.of("the " + what + " `" + name
                + "` is no name: use 1 to 128 letters A-Z, digits, `_`, `.` and `-`, first a letter, digit or `_`,"
                + " without `..`");
    }

    private static InvalidKeyException invalid(String text, String reason) {
        return new InvalidKeyException(ErrorContext.of(Operation.OPEN, "table", text), reason);
    }
}
