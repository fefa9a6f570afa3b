package io.siltstone.duckdb.importer;

import io.siltstone.duckdb.engine.SqlText;
import java.util.List;

/**
 * What a column of text holds.
 *
 * @param filled how many texts there are
 * @param numbers how many of them are numbers
 * @param fractions how many of these are not written as whole numbers
 */
record TimeTexts(long filled, long numbers, long fractions) {

    /** For a column that is no text. */
    static final TimeTexts NONE = new TimeTexts(0, 0, 0);

    static final String WHOLE = "[+-]?[0-9]{1,19}";

    /** The aggregates that {@link #of} reads. */
    static String aggregates(String column) {
        String name = SqlText.identifier(column);
        return "count(nullif(" + name + ", '')), count(" + number(name) + "), count(CASE WHEN " + isFraction(column)
                + " THEN 1 END)";
    }

    /** Whether a text is a number that is not written as a whole one, as SQL. */
    static String isFraction(String column) {
        String name = SqlText.identifier(column);
        return "CASE WHEN " + number(name) + " IS NOT NULL THEN NOT regexp_full_match(" + name + ", '" + WHOLE
                + "') ELSE false END";
    }

    /** A cast that fails is slow; no number has a colon, which nearly every time has. */
    private static String number(String name) {
        return "CASE WHEN contains(" + name + ", ':') THEN NULL ELSE TRY_CAST(" + name + " AS DOUBLE) END";
    }

    /**
     * Whether these texts, of some of the rows, leave no other row a say in what all of them are, but for whether they are
     * whole.
     *
     * @param unit whether a unit was given
     */
    boolean decide(boolean unit) {
        return unit ? numbers > 0 : numbers < filled;
    }

    static TimeTexts of(List<String> row) {
        return new TimeTexts(Long.parseLong(row.get(0)), Long.parseLong(row.get(1)), Long.parseLong(row.get(2)));
    }

    boolean hasNumbers() {
        return numbers > 0 || filled == 0;
    }

    boolean areNumbers() {
        return numbers > 0 && numbers == filled;
    }

    boolean areWhole() {
        return fractions == 0;
    }
}
