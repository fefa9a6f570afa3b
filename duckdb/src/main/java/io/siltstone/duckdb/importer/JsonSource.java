package io.siltstone.duckdb.importer;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.PartitionUnit;
import io.siltstone.duckdb.QueryColumn;
import io.siltstone.duckdb.engine.SqlText;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** JSON files. Types are found from all of it, as a sample loses the keys that only later objects have. */
final class JsonSource implements ImportSource {

    private static final int MAX_OBJECT_BYTES = 16 << 20;
    private static final String OPTIONS = ", hive_partitioning=false, maximum_object_size=" + MAX_OBJECT_BYTES;

    /** Formats that no text has, as DuckDB finds times in forms that it does not read with a type given. */
    private static final String DETECTION = ", union_by_name=true, sample_size=-1, maximum_sample_files=2147483647,"
            + " dateformat='text', timestampformat='text'";

    /** What keeps records of many different keys from being taken for maps, as objects inside of them may be. */
    private static final String NO_MAPS = ", map_inference_threshold=-1, field_appearance_threshold=0";

    private final ImportEngine engine;
    private final ImportInputs inputs;
    private final List<QueryColumn> columns;
    private final TimeTexts timeTexts;
    private final long rowCount;

    JsonSource(ImportEngine engine, ImportInputs inputs, ImportRequest request) throws StorageException {
        this.engine = engine;
        this.inputs = inputs;
        for (Path file : inputs.files()) {
            PackedText.refuse(file);
            ZstdFrames.requireWhole(file);
            GzipMembers.requireWhole(file);
        }
        String files = ImportGlobs.of(inputs.files());
        String objects = "read_json_objects(" + files + ", maximum_object_size=" + MAX_OBJECT_BYTES + ")";
        List<String> keys =
                engine.rows("SELECT DISTINCT unnest(json_keys(json)) FROM " + objects + " ORDER BY 1").stream()
                        .map(row -> row.get(0))
                        .toList();
        ColumnNames.check(inputs.files().get(0), keys, request.timeColumn());
        JsonTypes types = new JsonTypes(engine, request.timeColumn());
        JsonTypes.Found found = types.find(detected(request.timeColumn()), texts -> relation(inputs.files(), texts));
        this.columns = found.columns();
        this.timeTexts = found.timeTexts();
        this.rowCount = engine.number("SELECT count(*) FROM " + objects);
    }

    private List<QueryColumn> detected(String timeColumn) throws StorageException {
        for (String options : List.of(DETECTION, DETECTION + NO_MAPS)) {
            List<QueryColumn> detected = engine.columns(
                    "SELECT * FROM read_json(" + ImportGlobs.of(inputs.files()) + OPTIONS + options + ")");
            if (detected.stream().anyMatch(column -> column.name().equals(timeColumn))) {
                return detected;
            }
        }
        throw new ConfigurationException(
                ImportEngine.context(inputs.files().get(0)), "not every record of the inputs is an object");
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
    public String placed(ImportTime time, PartitionUnit unit) throws StorageException {
        return time.placed(relation(), unit);
    }

    /** Its columns have the types that all of it has. */
    @Override
    public ImportSource verified() {
        return this;
    }

    private String relation() throws StorageException {
        return relation(inputs.files(), columns);
    }

    private static String relation(List<Path> files, List<QueryColumn> columns) throws StorageException {
        return "read_json(" + ImportGlobs.of(files) + OPTIONS + ", columns={"
                + columns.stream()
                        .map(column -> SqlText.literal(column.name()) + ": " + SqlText.literal(column.type()))
                        .collect(Collectors.joining(", "))
                + "})";
    }

    @Override
    public long readable(long scanned) {
        return rowCount;
    }

    /** What is no JSON ends the statement that reads it. */
    @Override
    public long unreadable() {
        return 0;
    }

    @Override
    public void badRows(ImportTime time, BadRowSink sink) throws StorageException {
        // Rows are counted in the order in which they arrive, which is that of the file for one thread.
        engine.execute("SET threads=1");
        boolean more = true;
        for (Path file : inputs.files()) {
            if (more) {
                more = new RecordBadRows(
                                file, BadRow.Place.RECORD, "row_number() OVER ()", relation(List.of(file), columns))
                        .give(engine, time, sink);
            }
        }
    }
}
