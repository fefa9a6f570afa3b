package io.siltstone.duckdb;

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
        // A cast that fails is slow; no number has a colon, which nearly every time has.
        String number = "CASE WHEN contains(" + name + ", ':') THEN NULL ELSE TRY_CAST(" + name + " AS DOUBLE) END";
        return "count(nullif(" + name + ", '')), count(" + number + "), count(CASE WHEN " + number
                + " IS NOT NULL THEN CASE WHEN regexp_full_match(" + name + ", '" + WHOLE
                + "') THEN NULL ELSE 1 END END)";
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
