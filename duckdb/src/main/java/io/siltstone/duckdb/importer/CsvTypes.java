package io.siltstone.duckdb.importer;

import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.engine.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the types of CSV columns such that no value is changed by its type: guessed by the first rows, then held against
 * every row, while the rows are written or before. A column that no type fits is text. A cast alone does not tell: it rounds 1.5 to a whole number, drops the
 * offset of a time and the zeros of 007. The costly part of a test stands in a CASE, which alone is not evaluated for rows
 * that do not need it.
 */
final class CsvTypes {

    /** How many values {@link TimeTexts#aggregates} gives. */
    private static final int TIMES = 3;

    /** Planning takes a time that grows with more than their number: of 12,000, several minutes. */
    private static final int TESTS_AT_ONCE = 200;

    private final ImportEngine engine;
    private final String timeColumn;

    CsvTypes(ImportEngine engine, String timeColumn) {
        this.engine = engine;
        this.timeColumn = timeColumn;
    }

    /** The types of CSV columns, each with the values that it keeps as they are; the first that fits is taken. */
    enum Type {
        BIGINT("TRY_CAST(%1$s AS BIGINT)::VARCHAR = %1$s"),
        DOUBLE("CASE WHEN isfinite(TRY_CAST(%1$s AS DOUBLE)) THEN true"
                + " ELSE TRY_CAST(%1$s AS DOUBLE) IS NOT NULL AND NOT regexp_matches(%1$s, '[0-9]') END"
                + " AND NOT contains(%1$s, '_')"
                // Of whole numbers, or what stands before a fraction, 15 digits are always kept.
                + " AND CASE WHEN strlen(%1$s) <= 15 THEN true ELSE strpos(%1$s, '.') BETWEEN 1 AND 16 END"
                + " AND CASE WHEN %1$s >= '1' THEN true ELSE NOT regexp_matches(%1$s, '^[+-]?0[0-9]') END"),
        BOOLEAN("%1$s IN ('true', 'false', 'True', 'False', 'TRUE', 'FALSE')"),
        DATE("regexp_full_match(%1$s, '[0-9]{4}-[0-9]{2}-[0-9]{2}') AND TRY_CAST(%1$s AS DATE) IS NOT NULL"),
        TIMESTAMP(
                "regexp_full_match(%1$s, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?')"
                        + " AND TRY_CAST(%1$s AS TIMESTAMP) IS NOT NULL"),
        VARCHAR("true");

        private final String keeps;

        Type(String keeps) {
            this.keeps = keeps;
        }

        /** Whether a text keeps its meaning, as SQL with a place for the column. */
        String test() {
            return keeps;
        }

        /** Whether a column's values all keep their meaning, true where all are null. */
        private String test(String column) {
            return "coalesce(bool_and(" + fits(column) + "), true)";
        }

        /** Whether a row's value keeps its meaning, as SQL. */
        String fits(String column) {
            String name = SqlText.identifier(column);
            return "(" + name + " IS NULL OR coalesce(" + keeps.formatted(name) + ", false))";
        }

        /** A column of text as this type, null where it is no value of it, as SQL. */
        String cast(String column) {
            String name = SqlText.identifier(column);
            return this == VARCHAR ? name : "TRY_CAST(" + name + " AS " + name() + ") AS " + name;
        }
    }

    /**
     * The first type that fits, by a sample; text for a column without values and for the time.
     *
     * @param few a relation of some rows of the sample: what does not fit them is not tried on all, since a cast that fails
     *     is slow
     * @param sample a relation of text
     */
    Found guess(List<String> names, String few, String sample) throws StorageException {
        Map<String, List<Type>> open = fitting(names, few);
        List<String> tests = new ArrayList<>();
        tests.add(TimeTexts.aggregates(timeColumn));
        open.forEach((name, types) -> {
            tests.add("count(" + SqlText.identifier(name) + ") > 0");
            types.forEach(type -> tests.add(type.test(name)));
        });
        List<String> answers = answers(tests, sample);
        Map<String, Type> types = new LinkedHashMap<>();
        int next = TIMES;
        for (Map.Entry<String, List<Type>> column : open.entrySet()) {
            List<String> answer =
                    answers.subList(next, next + 1 + column.getValue().size());
            boolean known = answer.get(0).equals("true");
            int first = answer.subList(1, answer.size()).indexOf("true");
            types.put(column.getKey(), known ? column.getValue().get(first) : Type.VARCHAR);
            next += answer.size();
        }
        return new Found(types, TimeTexts.of(answers.subList(0, TIMES)));
    }

    /** The types that fit these rows, of which text is always one, and for the time the only one. */
    private Map<String, List<Type>> fitting(List<String> names, String rows) throws StorageException {
        List<String> tests = new ArrayList<>();
        names.forEach(name -> possible(name).forEach(type -> tests.add(type.test(name))));
        List<String> answers = answers(tests, rows);
        Map<String, List<Type>> fitting = new LinkedHashMap<>();
        int next = 0;
        for (String name : names) {
            List<Type> types = new ArrayList<>();
            for (Type type : possible(name)) {
                if (answers.get(next++).equals("true")) {
                    types.add(type);
                }
            }
            fitting.put(name, types);
        }
        return fitting;
    }

    /** One value for each test. */
    private List<String> answers(List<String> tests, String relation) throws StorageException {
        List<String> answers = new ArrayList<>();
        for (int at = 0; at < tests.size(); at += TESTS_AT_ONCE) {
            List<String> some = tests.subList(at, Math.min(at + TESTS_AT_ONCE, tests.size()));
            answers.addAll(engine.row("SELECT " + String.join(", ", some) + " FROM " + relation));
        }
        return answers;
    }

    private List<Type> possible(String name) {
        return name.equals(timeColumn) ? List.of(Type.VARCHAR) : List.of(Type.values());
    }

    /** The types that hold for every row. */
    Found verify(Map<String, Type> guessed, String relation) throws StorageException {
        List<String> aggregates = new ArrayList<>();
        aggregates.add(TimeTexts.aggregates(timeColumn));
        guessed.forEach((name, type) -> candidates(type).forEach(candidate -> aggregates.add(candidate.test(name))));
        List<String> answers = engine.row("SELECT " + String.join(", ", aggregates) + " FROM " + relation);
        Map<String, Type> types = new LinkedHashMap<>();
        int next = TIMES;
        for (Map.Entry<String, Type> column : guessed.entrySet()) {
            List<Type> candidates = candidates(column.getValue());
            int fits = answers.subList(next, next + candidates.size()).indexOf("true");
            types.put(column.getKey(), candidates.get(fits));
            next += candidates.size();
        }
        return new Found(types, TimeTexts.of(answers.subList(0, TIMES)));
    }

    private static List<Type> candidates(Type guessed) {
        return switch (guessed) {
            case BIGINT -> List.of(Type.BIGINT, Type.DOUBLE, Type.VARCHAR);
            case VARCHAR -> List.of(Type.VARCHAR);
            default -> List.of(guessed, Type.VARCHAR);
        };
    }

    /**
     * What one reading has found.
     *
     * @param types the types, in the order of the columns
     * @param timeTexts what the time column holds
     */
    record Found(Map<String, Type> types, TimeTexts timeTexts) {}
}
