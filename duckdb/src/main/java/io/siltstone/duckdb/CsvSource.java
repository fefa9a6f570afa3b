package io.siltstone.duckdb;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.PartitionUnit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * CSV files. DuckDB's detection is not asked: it takes a ragged file for one of another dialect, and a number that it
 * did not foresee for a whole one. Files of one header are one scan, and scans are put together by the columns' names.
 */
final class CsvSource implements ImportSource {

    /** The longest record in bytes: above what DuckDB takes by default, and it bounds the reader's memory. */
    static final int MAX_RECORD_BYTES = 16 << 20;

    private static final String REJECTS = "import_rejects";

    private final ImportEngine engine;
    private final ImportInputs inputs;
    private final CsvText text;
    private final String timeColumn;
    private final Map<List<String>, List<Path>> byHeader = new LinkedHashMap<>();
    private final List<QueryColumn> columns;
    private final long rowCount;
    private final TimeTexts timeTexts;
    private int scans;

    /** Reads all of it once, to count it and to find types that every value fits. */
    CsvSource(ImportEngine engine, ImportInputs inputs, ImportRequest request) throws StorageException {
        this.engine = engine;
        this.inputs = inputs;
        this.text = new CsvText(request.csv(), inputs.files().get(0));
        this.timeColumn = request.timeColumn();
        Set<String> names = new LinkedHashSet<>();
        for (Path file : inputs.files()) {
            List<String> header = text.header(file);
            ColumnNames.check(file, header, timeColumn);
            byHeader.computeIfAbsent(header, key -> new ArrayList<>()).add(file);
            names.addAll(header);
        }
        ColumnNames.check(inputs.files().get(0), List.copyOf(names), timeColumn);
        CsvTypes types = new CsvTypes(engine, timeColumn);
        Map<String, CsvTypes.Type> guessed = types.guess(List.copyOf(names), relation(asText(names), ", 20480"));
        CsvTypes.Scan scan = types.verify(guessed, relation(asText(names), ""));
        this.columns = scan.columns();
        this.timeTexts = scan.timeTexts();
        this.rowCount = scan.rowCount() + unreadable();
    }

    private static Map<String, String> asText(Set<String> names) {
        return names.stream()
                .collect(Collectors.toMap(name -> name, name -> "VARCHAR", (one, other) -> one, LinkedHashMap::new));
    }

    @Override
    public List<QueryColumn> columns() {
        return columns;
    }

    @Override
    public TimeTexts timeTexts() {
        return timeTexts;
    }

    @Override
    public String relation() throws StorageException {
        return relation(
                columns.stream()
                        .collect(Collectors.toMap(
                                QueryColumn::name, QueryColumn::type, (one, other) -> one, LinkedHashMap::new)),
                "");
    }

    /** Each scan has tables of rejects of its own, so that what was read before is not counted again. */
    private String relation(Map<String, String> types, String limit) throws StorageException {
        scans++;
        List<String> parts = new ArrayList<>();
        for (Map.Entry<List<String>, List<Path>> group : byHeader.entrySet()) {
            String scan = "SELECT * FROM read_csv(" + ImportGlobs.of(group.getValue()) + ", " + text.options()
                    + ", columns={"
                    + group.getKey().stream()
                            .map(name -> SqlText.literal(name) + ": " + SqlText.literal(types.getOrDefault(name, "")))
                            .collect(Collectors.joining(", "))
                    + "}, store_rejects=true, rejects_limit=0, rejects_table=" + SqlText.literal(rejects())
                    + ", rejects_scan=" + SqlText.literal(rejects() + "_scans") + ")";
            parts.add(limit.isEmpty() ? scan : "(" + scan + " LIMIT" + limit.substring(1) + ")");
        }
        return "(" + String.join(" UNION ALL BY NAME ", parts) + ")";
    }

    private String rejects() {
        return REJECTS + scans;
    }

    @Override
    public long rowCount() {
        return rowCount;
    }

    /** One row may have several errors. */
    @Override
    public long unreadable() throws StorageException {
        return engine.number("SELECT count(DISTINCT (scan_id, file_id, line)) FROM " + rejects());
    }

    @Override
    public void badRows(ImportTime time, BadRowSink sink) throws StorageException {
        String rejects = rejects();
        Set<String> badTimes = badTimes(time);
        boolean more = true;
        for (Path file : inputs.files()) {
            if (more) {
                more = new CsvBadRows(text, file, timeColumn, badTimes).give(rejected(rejects, file), sink);
            }
        }
    }

    private Set<String> badTimes(ImportTime time) throws StorageException {
        String raw = SqlText.identifier(time.spare() + "_text");
        String from = "(SELECT *, " + SqlText.identifier(timeColumn) + " AS " + raw + " FROM " + relation() + ")";
        Set<String> texts = new LinkedHashSet<>();
        engine.forEach(
                "SELECT DISTINCT coalesce(" + raw + ", '') FROM (" + time.placed(from, PartitionUnit.DAY) + ") WHERE "
                        + SqlText.identifier(time.spare()) + " = " + ImportTime.NOWHERE + " LIMIT "
                        + (ImportRejects.MAX_ROWS + 1),
                row -> texts.add(row.get(0)));
        if (texts.size() > ImportRejects.MAX_ROWS) {
            throw new ConfigurationException(
                    ImportEngine.context(inputs.files().get(0)),
                    "more than " + ImportRejects.MAX_ROWS + " different values of `" + timeColumn + "` are no time");
        }
        return texts;
    }

    private List<CsvBadRows.Rejected> rejected(String rejects, Path file) throws StorageException {
        List<CsvBadRows.Rejected> found = new ArrayList<>();
        engine.forEach(
                // A line may have several errors, which come in any order; equal runs give equal rejects.
                "SELECT min(line_byte_position), string_agg(DISTINCT reason, '; ' ORDER BY reason), min(csv_line) FROM ("
                        + "SELECT *, CASE error_type WHEN 'INVALID ENCODING' THEN 'is not written in the encoding ' || "
                        + SqlText.literal(text.encoding())
                        + " || '; give another, such as latin-1' ELSE error_message END AS reason FROM " + rejects
                        + " JOIN " + rejects + "_scans USING (scan_id, file_id) WHERE file_path = "
                        + SqlText.literal(file.toString()) + ") GROUP BY line ORDER BY 1 LIMIT "
                        + (ImportRejects.MAX_ROWS + 1),
                row -> found.add(new CsvBadRows.Rejected(Long.parseLong(row.get(0)), row.get(1), row.get(2))));
        return found;
    }
}
