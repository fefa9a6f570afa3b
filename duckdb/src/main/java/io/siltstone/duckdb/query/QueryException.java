package io.siltstone.duckdb.query;

import io.siltstone.core.error.Printable;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A query that is wrong in itself: whoever wrote it can mend it, repeating it cannot help and the store is not to blame.
 * The message is for people, one line without control characters, and is no interface; {@link #kind} is.
 */
public final class QueryException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with a query. */
    public enum Kind {
        /** The text is not SQL, or not exactly one query. */
        SYNTAX,
        /** No such database or measurement. */
        TABLE,
        /** No such column, function or other name. */
        NAME,
        /** Types that do not go together. */
        TYPE,
        /** A value that cannot be computed, for example text that is no number. */
        VALUE,
        /** It asks for something that a query may not do or see. */
        REFUSED
    }

    private final Kind kind;
    private final int position;

    QueryException(Kind kind, String reason) {
        this(kind, reason, OptionalInt.empty(), null);
    }

    QueryException(Kind kind, String reason, OptionalInt position, @Nullable Throwable cause) {
        super(Printable.of(reason), cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.position = position.orElse(-1);
    }

    public Kind kind() {
        return kind;
    }

    /** Where in the text of the query, in UTF-8 bytes from its beginning; empty where that is unknown. */
    public OptionalInt position() {
        return position < 0 ? OptionalInt.empty() : OptionalInt.of(position);
    }
}
