package io.siltstone.duckdb.importer;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.duckdb.QueryColumn;
import io.siltstone.duckdb.engine.SqlText;
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

    /** How many rows of the beginning types are guessed by. */
    private static final int SAMPLE_ROWS = 20_480;

    /** How many of these tell first which types need not be tried on them. */
    private static final int FEW_ROWS = 512;

    private final ImportEngine engine;
    private final ImportInputs inputs;
    private final ImportRequest request;
    private final CsvText text;
    private final Map<List<String>, List<Path>> byHeader;
    private final CsvTypes.Found found;
    private int scans;

    private CsvSource(CsvSource other, CsvTypes.Found found) {
        this.engine = other.engine;
        this.inputs = other.inputs;
        this.request = other.request;
        this.text = other.text;
        this.byHeader = other.byHeader;
        this.scans = other.scans;
        this.found = found;
    }

    /**
     * Reads the beginning, to guess types that every value may fit; all of it only where rows that come later could make
     * another time column of it.
     */
    CsvSource(ImportEngine engine, ImportInputs inputs, ImportRequest request) throws StorageException {
        this.engine = engine;
        this.inputs = inputs;
        this.request = request;
        this.text = new CsvText(request.csv(), inputs.files().get(0));
        this.byHeader = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        for (Path file : inputs.files()) {
            List<String> header = text.header(file);
            ColumnNames.check(file, header, request.timeColumn());
            byHeader.computeIfAbsent(header, key -> new ArrayList<>()).add(file);
            names.addAll(header);
        }
        ColumnNames.check(inputs.files().get(0), List.copyOf(names), request.timeColumn());
        for (Path file : inputs.files()) {
            GzipMembers.requireWhole(file);
        }
        CsvTypes types = new CsvTypes(engine, request.timeColumn());
        CsvTypes.Found guess = types.guess(List.copyOf(names), beginning(FEW_ROWS), beginning(SAMPLE_ROWS));
        boolean decided = guess.timeTexts().decide(request.epochUnit().isPresent());
        this.found = decided ? guess : types.verify(guess.types(), relation());
    }

    @Override
    public ImportSource verified() throws StorageException {
        CsvTypes types = new CsvTypes(engine, request.timeColumn());
        return new CsvSource(this, types.verify(found.types(), relation()));
    }

    @Override
    public List<QueryColumn> columns() {
        return found.types().entrySet().stream()
                .map(column ->
                        new QueryColumn(column.getKey(), column.getValue().name()))
                .toList();
    }

    @Override
    public TimeTexts timeTexts() {
        return found.timeTexts();
    }

    @Override
    public String placed(ImportTime time, PartitionUnit unit) throws StorageException {
        String misfit = SqlText.identifier(time.spare() + "_misfit");
        String partition = SqlText.identifier(time.spare());
        String typed = found.types().entrySet().stream()
                .map(column -> column.getValue().cast(column.getKey()))
                .collect(Collectors.joining(", "));
        String from = "(SELECT " + typed + ", " + misfits() + " AS " + misfit + " FROM " + relation() + ")";
        return "SELECT * EXCLUDE (" + misfit + ") REPLACE (CASE WHEN " + misfit + " THEN " + PartitionWriter.MISFITS
                + " ELSE " + partition + " END AS " + partition + ") FROM (" + time.placed(from, unit) + ")";
    }

    /** Whether a row has a value that its column's type would change. */
    private String misfits() {
        List<String> misfits = new ArrayList<>();
        found.types().forEach((name, type) -> {
            if (type != CsvTypes.Type.VARCHAR) {
                misfits.add("NOT " + type.fits(name));
            }
        });
        if (request.epochUnit().isPresent() && found.timeTexts().areWhole()) {
            misfits.add(TimeTexts.isFraction(request.timeColumn()));
        }
        return misfits.isEmpty() ? "false" : String.join(" OR ", misfits);
    }

    private String relation() throws StorageException {
        return relation("", "");
    }

    /** So many rows from where each group of files begins. */
    private String beginning(int rows) throws StorageException {
        return relation("(", " LIMIT " + rows + ")");
    }

    /**
     * All rows as text. Each scan has tables of rejects of its own, so that what was read before is not counted again.
     *
     * @param before stands before each group of files of one header
     * @param after stands behind it
     */
    private String relation(String before, String after) throws StorageException {
        scans++;
        List<String> parts = new ArrayList<>();
        for (Map.Entry<List<String>, List<Path>> group : byHeader.entrySet()) {
            parts.add(before + "SELECT * FROM read_csv(" + ImportGlobs.of(group.getValue()) + ", " + text.options()
                    + ", columns={"
                    + group.getKey().stream()
                            .map(name -> SqlText.literal(name) + ": 'VARCHAR'")
                            .collect(Collectors.joining(", "))
                    + "}, store_rejects=true, rejects_limit=0, rejects_table=" + SqlText.literal(rejects())
                    + ", rejects_scan=" + SqlText.literal(rejects() + "_scans") + ")" + after);
        }
        return "(" + String.join(" UNION ALL BY NAME ", parts) + ")";
    }

    private String rejects() {
        return REJECTS + scans;
    }

    /** The reader's own count: another reading would take as long as the types. */
    @Override
    public long readable(long scanned) {
        return scanned;
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
                more = new CsvBadRows(text, file, request.timeColumn(), badTimes).give(rejected(rejects, file), sink);
            }
        }
    }

    private Set<String> badTimes(ImportTime time) throws StorageException {
        String raw = SqlText.identifier(time.spare() + "_text");
        String from =
                "(SELECT *, " + SqlText.identifier(request.timeColumn()) + " AS " + raw + " FROM " + relation() + ")";
        Set<String> texts = new LinkedHashSet<>();
        engine.forEach(
                "SELECT DISTINCT coalesce(" + raw + ", '') FROM (" + time.placed(from, PartitionUnit.DAY) + ") WHERE "
                        + SqlText.identifier(time.spare()) + " = " + ImportTime.NOWHERE + " LIMIT "
                        + (ImportRejects.MAX_ROWS + 1),
                row -> texts.add(row.get(0)));
        if (texts.size() > ImportRejects.MAX_ROWS) {
            throw new ConfigurationException(
                    ImportEngine.context(inputs.files().get(0)),
                    "more than " + ImportRejects.MAX_ROWS + " different values of `" + request.timeColumn()
                            + "` are no time");
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
