package io.siltstone.duckdb.importer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.siltstone.core.error.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells on which lines of a CSV file the bad rows stand. */
final class CsvBadRows {

    private final CsvText text;
    private final Path file;
    private final String timeColumn;
    private final Set<String> badTimes;

    /** @param badTimes the texts of the time column that are no times, empty text for none */
    CsvBadRows(CsvText text, Path file, String timeColumn, Set<String> badTimes) {
        this.text = text;
        this.file = file;
        this.timeColumn = timeColumn;
        this.badTimes = badTimes;
    }

    /**
     * A row that DuckDB could not read.
     *
     * @param position of its first byte in the text as UTF-8, from 1
     * @param reason what is wrong with it
     * @param record the row
     */
    record Rejected(long position, String reason, String record) {}

    /**
     * Gives the rows in the order of the file.
     *
     * @param rejected in the order of their positions
     * @return whether the sink takes more
     */
    boolean give(List<Rejected> rejected, ImportSource.BadRowSink sink) throws StorageException {
        try {
            Deque<BadRow> unreadable = new ArrayDeque<>(located(rejected));
            return badTimes.isEmpty() ? drain(unreadable, Long.MAX_VALUE, sink) : scan(unreadable, sink);
        } catch (StorageException e) {
            throw e;
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw CsvText.failure(file, e);
        }
    }

    private List<BadRow> located(List<Rejected> rejected) throws IOException {
        long[] positions =
                rejected.stream().mapToLong(row -> row.position() - 1).toArray();
        long[] lines = CsvLines.of(file, text.charset(), positions);
        List<BadRow> located = new java.util.ArrayList<>(rejected.size());
        for (int i = 0; i < lines.length; i++) {
            Rejected row = rejected.get(i);
            located.add(new BadRow(
                    file,
                    BadRow.Place.LINE,
                    lines[i],
                    row.reason(),
                    row.record().strip()));
        }
        return located;
    }

    private boolean scan(Deque<BadRow> unreadable, ImportSource.BadRowSink sink) throws IOException {
        Set<Long> skipped = unreadable.stream().map(BadRow::number).collect(Collectors.toCollection(HashSet::new));
        int time = -1;
        try (CsvReader<CsvRecord> records = text.records(file, text.header(file).size())) {
            for (CsvRecord record : records) {
                long line = record.getStartingLineNumber();
                if (time < 0) {
                    time = record.getFields().indexOf(timeColumn);
                    continue;
                }
                String value = time < record.getFieldCount() ? record.getField(time) : "";
                if (badTimes.contains(value) && !skipped.contains(line)) {
                    BadRow row = new BadRow(
                            file, BadRow.Place.LINE, line, reason(value), CsvLine.of(record.getFields(), ','));
                    if (!drain(unreadable, line, sink) || !sink.accept(row)) {
                        return false;
                    }
                }
            }
        }
        return drain(unreadable, Long.MAX_VALUE, sink);
    }

    private String reason(String value) {
        return ImportRejects.reason(timeColumn, value);
    }

    private static boolean drain(Deque<BadRow> rows, long before, ImportSource.BadRowSink sink)
            throws StorageException {
        boolean more = true;
        while (more && !rows.isEmpty() && rows.getFirst().number() < before) {
            more = sink.accept(rows.removeFirst());
        }
        return more;
    }
}
