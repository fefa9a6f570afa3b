package io.siltstone.duckdb.importer;

import io.siltstone.parquet.ColumnKind;
import io.siltstone.parquet.ParquetColumn;
import java.util.Locale;

/** What values of Parquet types have in common, as far as one column of a query can hold them. */
enum ColumnFamily {
    /** Parquet's type of columns that never had a value. */
    NOTHING("nothing"),
    WHOLE("a whole number"),
    FLOATING("a floating-point number"),
    DECIMAL("a decimal"),
    BOOLEAN("a boolean"),
    TEXT("text"),
    JSON("JSON"),
    BYTES("bytes"),
    UUID("a UUID"),
    TIME_OF_DAY("a time of day"),
    INTERVAL("an interval"),
    POINT_IN_TIME("a date or timestamp"),
    OTHER("of another kind");

    private final String label;

    ColumnFamily(String label) {
        this.label = label;
    }

    /** For people. */
    String label() {
        return label;
    }

    /** Whether DuckDB writes every value of it as text that says the same. */
    boolean isTextToo() {
        return switch (this) {
            case NOTHING, WHOLE, FLOATING, DECIMAL, BOOLEAN, TEXT, TIME_OF_DAY, POINT_IN_TIME -> true;
            case JSON, BYTES, UUID, INTERVAL, OTHER -> false;
        };
    }

    boolean isNumber() {
        return this == WHOLE || this == FLOATING || this == DECIMAL;
    }

    static ColumnFamily of(ParquetColumn column) {
        String type = column.type().toUpperCase(Locale.ROOT);
        String physical = type.split(" ", 2)[0];
        String meaning = type.substring(physical.length()).strip();
        if (column.kind() == ColumnKind.INT96 || meaning.startsWith("TIMESTAMP") || meaning.equals("DATE")) {
            return POINT_IN_TIME;
        }
        if (meaning.startsWith("DECIMAL")) {
            return DECIMAL;
        }
        if (meaning.startsWith("TIME")) {
            return TIME_OF_DAY;
        }
        return switch (meaning) {
            case "" -> plain(physical);
            case "UNKNOWN" -> NOTHING;
            case "STRING", "UTF8", "ENUM" -> TEXT;
            case "JSON" -> JSON;
            case "BSON" -> BYTES;
            case "UUID" -> UUID;
            case "INTERVAL" -> INTERVAL;
            case "FLOAT16" -> FLOATING;
            default -> meaning.startsWith("INT") || meaning.startsWith("UINT") ? WHOLE : OTHER;
        };
    }

    private static ColumnFamily plain(String physical) {
        return switch (physical) {
            case "INT32", "INT64" -> WHOLE;
            case "FLOAT", "DOUBLE" -> FLOATING;
            case "BOOLEAN" -> BOOLEAN;
            default -> BYTES;
        };
    }
}
