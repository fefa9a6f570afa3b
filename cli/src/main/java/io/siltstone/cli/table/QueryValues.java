package io.siltstone.cli.table;

import io.siltstone.duckdb.query.QueryException;
import io.siltstone.duckdb.query.QueryResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values of a result as text. */
final class QueryValues {

    private QueryValues() {}

    /** The values of the current row. */
    static List<Optional<Object>> row(QueryResult result) throws IOException, QueryException {
        List<Optional<Object>> row = new ArrayList<>();
        for (int i = 0; i < result.columns().size(); i++) {
            row.add(result.value(i));
        }
        return row;
    }

    /** Times in ISO 8601 with seconds, numbers without exponent where they are exact. */
    static String text(Object value) {
        if (value instanceof LocalDateTime time) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
        }
        if (value instanceof OffsetDateTime time) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    /** What JSON holds of a value: numbers and truth values as they are, everything else as text. */
    static Object plain(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : text(value);
    }
}
