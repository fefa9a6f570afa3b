package io.siltstone.duckdb.engine;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What DuckDB said of a failure. Read from the JSON that it writes under {@code errors_as_json}, so that no message is
 * matched where a field tells the same.
 *
 * @param type DuckDB's name of the exception, for example {@code Binder} or {@code Out of Memory}; empty if it gave none
 * @param subtype a finer name, for example {@code COLUMN_NOT_FOUND}; empty if it gave none
 * @param message its words without the advice that follows in further paragraphs
 * @param position where in the statement, in bytes
 * @param errno the operating system's error number, where it was one
 */
public record DuckDbFailure(String type, String subtype, String message, OptionalInt position, OptionalInt errno) {

    /** The number stands in the document or, escaped, in the document of a background write inside the message. */
    private static final Pattern ERRNO = Pattern.compile("errno\\\\*\":\\s*\\\\*\"(\\d{1,6})");

    public static DuckDbFailure of(SQLException e) {
        String text = Optional.ofNullable(e.getMessage()).orElse("");
        int json = text.indexOf("{\"exception_type\"");
        if (json >= 0) {
            try {
                return of(JsonTree.parse(text.substring(json)), errno(text));
            } catch (IOException notJson) {
                return new DuckDbFailure("", "", firstParagraph(text), OptionalInt.empty(), errno(text));
            }
        }
        return new DuckDbFailure("", "", firstParagraph(text), OptionalInt.empty(), errno(text));
    }

    /** Whether memory was too little; so DuckDB calls a full temporary directory, too. */
    public boolean isWantOfMemory() {
        return type.equalsIgnoreCase("out of memory");
    }

    private static DuckDbFailure of(JsonTree document, OptionalInt errno) {
        return new DuckDbFailure(
                document.get("exception_type").text(),
                document.get("error_subtype").text(),
                firstParagraph(document.get("exception_message").text()),
                position(document),
                errno);
    }

    /** A failure as {@code json_serialize_sql} and {@code json_serialize_plan} tell it, their type in lower case. */
    public static DuckDbFailure ofSerialized(JsonTree document) {
        return new DuckDbFailure(
                document.get("error_type").text(),
                document.get("error_subtype").text(),
                firstParagraph(document.get("error_message").text()),
                position(document),
                OptionalInt.empty());
    }

    private static OptionalInt position(JsonTree document) {
        return document.get("position").number().stream()
                .filter(position -> position >= 0 && position <= Integer.MAX_VALUE)
                .mapToInt(Math::toIntExact)
                .findFirst();
    }

    private static OptionalInt errno(String text) {
        Matcher found = ERRNO.matcher(text);
        return found.find() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
    }

    private static String firstParagraph(String message) {
        int end = message.indexOf("\n\n");
        return (end < 0 ? message : message.substring(0, end))
                .replaceAll("\\s*\n\\s*", " ")
                .strip();
    }
}
