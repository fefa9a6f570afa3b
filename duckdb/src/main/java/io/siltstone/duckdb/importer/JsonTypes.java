package io.siltstone.duckdb.importer;

import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.QueryColumn;
import io.siltstone.duckdb.engine.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the types of JSON's own columns such that no value is changed by its type, as {@link CsvTypes} does: DuckDB's
 * detection rounds whole numbers that are too long and cuts off digits of a time. A column that no type fits is text.
 * What is inside of objects and lists has the types of the detection, but for numbers, see {@link JsonNumbers}.
 */
final class JsonTypes {

    /** How many values {@link TimeTexts#aggregates} gives. */
    private static final int TIMES = 3;

    private static final Candidate DATE = new Candidate("DATE", CsvTypes.Type.DATE.test());
    private static final Candidate TIMESTAMP = new Candidate("TIMESTAMP", CsvTypes.Type.TIMESTAMP.test());
    private static final Candidate TIMESTAMPTZ = new Candidate(
            "TIMESTAMP WITH TIME ZONE",
            "regexp_full_match(%1$s, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?"
                    + "(Z|[+-][0-9]{2}(:?[0-9]{2})?)') AND TRY_CAST(%1$s AS TIMESTAMPTZ) IS NOT NULL");
    private static final List<Candidate> OF_TEXT = List.of(DATE, TIMESTAMP, TIMESTAMPTZ);

    /** What may become of the columns of a detected type, the first that fits. All other types stay. */
    private static final Map<String, List<Candidate>> CANDIDATES = Map.of(
            "VARCHAR", OF_TEXT,
            // Parquet has none, and DuckDB writes them as floating-point numbers.
            "HUGEINT", List.of(),
            "DOUBLE", List.of(new Candidate("DOUBLE", CsvTypes.Type.DOUBLE.test())),
            "TIME", List.of(new Candidate("TIME", "TRY_CAST(%1$s AS TIME)::VARCHAR = %1$s")),
            "UUID", List.of(new Candidate("UUID", "TRY_CAST(%1$s AS UUID)::VARCHAR = %1$s")));

    private final ImportEngine engine;
    private final String timeColumn;

    JsonTypes(ImportEngine engine, String timeColumn) {
        this.engine = engine;
        this.timeColumn = timeColumn;
    }

    /** A type with the condition that a text keeps its meaning in it. */
    private record Candidate(String type, String keeps) {

        private String test(String column) {
            return "coalesce(bool_and(coalesce(" + keeps.formatted(SqlText.identifier(column)) + ", "
                    + SqlText.identifier(column) + " IS NULL)), true)";
        }
    }

    /** The inputs as a relation of columns of these types. */
    interface Relation {
        String of(List<QueryColumn> columns) throws StorageException;
    }

    /**
     * What one reading has found.
     *
     * @param columns the columns, the time as text
     * @param timeTexts what the time column holds
     */
    record Found(List<QueryColumn> columns, TimeTexts timeTexts) {}

    Found find(List<QueryColumn> detected, Relation inputs) throws StorageException {
        List<QueryColumn> texts = new ArrayList<>();
        List<String> tests = new ArrayList<>();
        tests.add(TimeTexts.aggregates(timeColumn));
        for (QueryColumn column : detected) {
            tests(column).forEach(tests::add);
            text(column).ifPresent(texts::add);
        }
        List<String> answers = engine.row("SELECT " + String.join(", ", tests) + " FROM " + inputs.of(texts));
        List<QueryColumn> columns = new ArrayList<>();
        int next = TIMES;
        for (QueryColumn column : detected) {
            int end = next + tests(column).size();
            columns.add(new QueryColumn(column.name(), type(column, answers.subList(next, end))));
            next = end;
        }
        return new Found(columns, TimeTexts.of(answers.subList(0, TIMES)));
    }

    private List<String> tests(QueryColumn column) {
        return isNested(column)
                ? JsonNumbers.of(column).tests()
                : candidates(column).stream()
                        .map(candidate -> candidate.test(column.name()))
                        .toList();
    }

    /** The column as it is read to be tested; empty where the detected type holds. */
    private Optional<QueryColumn> text(QueryColumn column) {
        if (isNested(column)) {
            return JsonNumbers.of(column).text();
        }
        return isOpen(column) ? Optional.of(new QueryColumn(column.name(), "VARCHAR")) : Optional.empty();
    }

    private String type(QueryColumn column, List<String> answers) {
        if (isNested(column)) {
            return JsonNumbers.of(column).type(answers);
        }
        int fits = answers.indexOf("true");
        return fits >= 0 ? candidates(column).get(fits).type() : isOpen(column) ? "VARCHAR" : column.type();
    }

    private boolean isNested(QueryColumn column) {
        return !isTime(column) && NestedType.isNested(column.type());
    }

    /** Whether the detected type may not hold. */
    private boolean isOpen(QueryColumn column) {
        return isTime(column) || CANDIDATES.containsKey(column.type());
    }

    private List<Candidate> candidates(QueryColumn column) {
        return isTime(column) ? List.of() : CANDIDATES.getOrDefault(column.type(), List.of());
    }

    private boolean isTime(QueryColumn column) {
        return column.name().equals(timeColumn);
    }
}
