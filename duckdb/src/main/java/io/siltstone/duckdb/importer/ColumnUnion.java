package io.siltstone.duckdb.importer;

import io.siltstone.parquet.ColumnKind;
import io.siltstone.parquet.ColumnRange;
import io.siltstone.parquet.ParquetColumn;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether new values of a column go together with those of a table's file, as a query reads both by name: DuckDB finds a
 * type for most pairs of types, and then fails at the values, rounds them, or makes text of numbers.
 *
 * @param added the column of the new rows: its leaves by their paths, as DuckDB folds names
 * @param there the column of the table's file
 */
record ColumnUnion(Map<String, ParquetColumn> added, Map<String, ParquetColumn> there) {

    /** The groups that Parquet's lists and maps are made of. */
    private static final Pattern REPEATED = Pattern.compile("^[^.]*\\.(list|bag|array|map|key_value)(\\..*|$)");

    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");

    /** The most digits of DuckDB's decimals. */
    private static final int MAX_DIGITS = 38;

    /** The digits that a floating-point number of 64 and of 32 bits keeps, and the whole numbers that it counts by one. */
    private static final int DOUBLE_DIGITS = 15;

    private static final int FLOAT_DIGITS = 6;
    private static final long DOUBLE_WHOLE = 1L << 53;
    private static final long FLOAT_WHOLE = 1L << 24;

    ColumnUnion {
        added = new TreeMap<>(added);
        there = new TreeMap<>(there);
    }

    /** Whether one column can hold both. */
    boolean isPossible() {
        if (isLeaf(added) != isLeaf(there)) {
            return (!isLeaf(added) && family(there) == ColumnFamily.JSON) || isNothing(added) || isNothing(there);
        }
        boolean shared = false;
        for (Map.Entry<String, ParquetColumn> leaf : added.entrySet()) {
            ParquetColumn other = there.get(leaf.getKey());
            if (other != null) {
                shared = true;
                if (!goTogether(leaf.getValue(), other)) {
                    return false;
                }
            }
        }
        return shared || !(isRepeated(added) || isRepeated(there));
    }

    private static boolean isLeaf(Map<String, ParquetColumn> leaves) {
        return leaves.size() == 1 && leaves.values().iterator().next().isTopLevel();
    }

    private static boolean isRepeated(Map<String, ParquetColumn> leaves) {
        return leaves.keySet().stream().anyMatch(path -> REPEATED.matcher(path).matches());
    }

    private static ColumnFamily family(Map<String, ParquetColumn> leaves) {
        return ColumnFamily.of(leaves.values().iterator().next());
    }

    private static boolean isNothing(Map<String, ParquetColumn> leaves) {
        return isLeaf(leaves) && family(leaves) == ColumnFamily.NOTHING;
    }

    private static boolean goTogether(ParquetColumn added, ParquetColumn there) {
        ColumnFamily one = ColumnFamily.of(added);
        ColumnFamily other = ColumnFamily.of(there);
        if (one == ColumnFamily.NOTHING || other == ColumnFamily.NOTHING) {
            return true;
        }
        if (one == ColumnFamily.OTHER || other == ColumnFamily.OTHER) {
            return added.type().equals(there.type());
        }
        if (one.isNumber() && other.isNumber()) {
            return keepsNumbers(added, there) && keepsNumbers(there, added);
        }
        if (one == other) {
            return one != ColumnFamily.POINT_IN_TIME || (keepsTimes(added, there) && keepsTimes(there, added));
        }
        // What queries take for text or JSON stays that; the other way round they would not run.
        return one.isTextToo()
                && (other == ColumnFamily.TEXT || (other == ColumnFamily.JSON && one != ColumnFamily.TEXT));
    }

    /** Whether the values of one survive beside the other, as far as a footer tells. */
    private static boolean keepsNumbers(ParquetColumn one, ParquetColumn other) {
        boolean narrow = other.type().equals("FLOAT") || other.type().endsWith("FLOAT16");
        if (ColumnFamily.of(other) == ColumnFamily.FLOATING) {
            return switch (ColumnFamily.of(one)) {
                case WHOLE ->
                    one.range()
                            .map(range -> isWithin(range, narrow ? FLOAT_WHOLE : DOUBLE_WHOLE))
                            .orElse(!one.type().contains("UINT(64)")
                                    && !one.type().contains("UINT_64"));
                case DECIMAL -> digits(one, 1) <= (narrow ? FLOAT_DIGITS : DOUBLE_DIGITS);
                default -> true;
            };
        }
        if (ColumnFamily.of(other) == ColumnFamily.DECIMAL && ColumnFamily.of(one) != ColumnFamily.FLOATING) {
            return Math.max(before(one), before(other)) + Math.max(digits(one, 2), digits(other, 2)) <= MAX_DIGITS;
        }
        return true;
    }

    private static boolean isWithin(ColumnRange range, long most) {
        return !(range instanceof ColumnRange.Whole whole) || (whole.min() >= -most && whole.max() <= most);
    }

    /** How many digits it has before the point. */
    private static int before(ParquetColumn column) {
        if (ColumnFamily.of(column) == ColumnFamily.DECIMAL) {
            return digits(column, 1) - digits(column, 2);
        }
        return column.type().startsWith("INT32") ? 10 : 20;
    }

    /** All digits of a decimal, or those behind its point; none where the footer does not tell. */
    private static int digits(ParquetColumn decimal, int which) {
        Matcher found = DECIMAL.matcher(decimal.type());
        return found.find() ? Integer.parseInt(found.group(which)) : 0;
    }

    /** Nanoseconds of 64 bits end in the year 2262. */
    private static boolean keepsTimes(ParquetColumn one, ParquetColumn other) {
        if (other.kind() != ColumnKind.TIMESTAMP_NANOS) {
            return true;
        }
        long most = switch (one.kind()) {
            case TIMESTAMP_MICROS -> Long.MAX_VALUE / 1_000;
            case TIMESTAMP_MILLIS -> Long.MAX_VALUE / 1_000_000;
            case DATE -> Long.MAX_VALUE / 86_400_000_000_000L;
            default -> Long.MAX_VALUE;
        };
        return one.range().map(range -> isWithin(range, most)).orElse(true);
    }

    /** What the column is in the new rows, for people. */
    String addedLabel() {
        return label(added);
    }

    /** What it is in the table's file, for people. */
    String thereLabel() {
        return label(there);
    }

    private static String label(Map<String, ParquetColumn> leaves) {
        ParquetColumn first = leaves.values().iterator().next();
        return isLeaf(leaves) ? ColumnFamily.of(first).label() + " (" + first.type() + ")" : nested(leaves);
    }

    private static String nested(Map<String, ParquetColumn> leaves) {
        StringBuilder label = new StringBuilder(isRepeated(leaves) ? "a list or map of " : "a structure of ");
        String between = "";
        for (ParquetColumn leaf : leaves.values()) {
            label.append(between)
                    .append(String.join(".", leaf.path().subList(1, leaf.path().size())))
                    .append(' ')
                    .append(leaf.type());
            between = ", ";
        }
        return label.toString();
    }

    /** Whether the column is no group, and no new row has a value in it. */
    boolean addsNothing(long rows) {
        return isLeaf(added)
                && added.values().iterator().next().nulls().stream().anyMatch(nulls -> nulls == rows);
    }
}
