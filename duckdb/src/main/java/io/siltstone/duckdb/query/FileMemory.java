package io.siltstone.duckdb.query;

import io.siltstone.core.ObjectInfo;
import io.siltstone.core.ObjectKey;
import io.siltstone.core.layout.TableName;
import io.siltstone.duckdb.QueryColumn;
import io.siltstone.parquet.TimeColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine found out for one query and the next would find out again: what footers say, by the versions of the
 * files, and what a text and its plan say, by the text. So nothing of it ever goes stale; of files whose store tells no version
 * nothing is kept. Safe for concurrent use.
 */
final class FileMemory {

    /** Enough for the queries of a dashboard; each holds its text. */
    private static final int TEXTS = 200;

    private static final int MAX_TEXT = 10_000;

    /** The first and the last file of so many tables. */
    private static final int TIMES = 1_000;

    /** So many files at once, so many times, of about 200 bytes each. */
    private static final int SETS = 100;

    private static final int MAX_FILES = 1_000;

    private final LatestUsed<String, QueryText> texts = new LatestUsed<>(TEXTS);
    private final LatestUsed<PlanQuestion, Map<TableName, Interval>> bounds = new LatestUsed<>(TEXTS);
    private final LatestUsed<TimeQuestion, Optional<TimeColumn>> times = new LatestUsed<>(TIMES);
    private final LatestUsed<List<Version>, List<QueryColumn>> columns = new LatestUsed<>(SETS);

    private record Version(ObjectKey key, String version) {}

    private record TimeQuestion(List<Version> file, Optional<String> told) {}

    /**
     * A table as a query is planned over it.
     *
     * @param time the column that holds its time, where that is known
     */
    record PlannedTable(TableName name, List<QueryColumn> columns, Optional<TimedColumn> time) {

        PlannedTable {
            columns = List.copyOf(columns);
        }
    }

    /** All that a plan of a timeless text depends on. */
    private record PlanQuestion(String sql, List<PlannedTable> tables) {}

    /** What the text of a query says; empty where nobody has looked. */
    Optional<QueryText> text(String sql) {
        return texts.get(sql);
    }

    void putText(String sql, QueryText found) {
        if (sql.length() <= MAX_TEXT) {
            texts.put(sql, found);
        }
    }

    /**
     * What the plan of a text said of the times that it reads of each table; empty where nobody has looked.
     *
     * @param sql a text that is {@linkplain QueryText#isTimeless timeless}
     */
    Optional<Map<TableName, Interval>> bounds(String sql, List<PlannedTable> tables) {
        return bounds.get(new PlanQuestion(sql, tables));
    }

    void putBounds(String sql, List<PlannedTable> tables, Map<TableName, Interval> found) {
        if (sql.length() <= MAX_TEXT) {
            bounds.put(new PlanQuestion(sql, tables), Map.copyOf(found));
        }
    }

    /**
     * The time column of the file, or that it has none; empty where nobody has looked.
     *
     * @param told the column that a request names
     */
    Optional<Optional<TimeColumn>> time(ObjectInfo file, Optional<String> told) {
        return versions(List.of(file)).flatMap(version -> times.get(new TimeQuestion(version, told)));
    }

    void putTime(ObjectInfo file, Optional<String> told, Optional<TimeColumn> found) {
        versions(List.of(file)).ifPresent(version -> times.put(new TimeQuestion(version, told), found));
    }

    /** The columns that these files have together, read in this order; empty where nobody has looked. */
    Optional<List<QueryColumn>> columns(List<ObjectInfo> files) {
        return versions(files).flatMap(columns::get);
    }

    void putColumns(List<ObjectInfo> files, List<QueryColumn> found) {
        versions(files).ifPresent(versions -> columns.put(versions, List.copyOf(found)));
    }

    private static Optional<List<Version>> versions(List<ObjectInfo> files) {
        List<Version> versions = new ArrayList<>(files.size());
        for (ObjectInfo file : files) {
            file.version().ifPresent(version -> versions.add(new Version(file.key(), version)));
        }
        return versions.size() == files.size() && versions.size() <= MAX_FILES
                ? Optional.of(versions)
                : Optional.empty();
    }
}
