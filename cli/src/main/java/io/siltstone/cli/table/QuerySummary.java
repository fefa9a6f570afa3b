package io.siltstone.cli.table;

import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.Durations;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.cli.session.Sizes;
import io.siltstone.core.layout.PrunedFiles;
import io.siltstone.duckdb.query.QueryStatistics;
import io.siltstone.duckdb.query.TableStatistics;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a query took: how much was read of which table, and how much was left out. */
final class QuerySummary {

    private QuerySummary() {}

    /** Prints the line for people, and under {@code --json} one line per table and one for the whole. */
    static void print(Console console, List<String> result, QueryStatistics statistics) throws IOException {
        double seconds = statistics.planning().plus(statistics.running()).toNanos() / 1e9;
        if (console.json()) {
            for (TableStatistics table : statistics.tables()) {
                console.line(json(table));
            }
            console.line(new JsonLine("summary")
                    .put("filesRead", statistics.filesRead())
                    .put("bytesRead", statistics.bytesRead())
                    .put("filesFetched", statistics.filesFetched())
                    .put("bytesFetched", statistics.bytesFetched())
                    .put("seconds", seconds));
        }
        List<String> parts = new ArrayList<>(result);
        for (TableStatistics table : statistics.tables()) {
            parts.add(text(table));
        }
        if (statistics.filesFetched() > 0) {
            parts.add("fetched " + Sizes.count(statistics.filesFetched(), "file") + " ("
                    + Sizes.human(statistics.bytesFetched()) + ")");
        }
        parts.add(Durations.human(statistics.planning().plus(statistics.running())));
        console.note(String.join("; ", parts));
    }

    private static String text(TableStatistics table) {
        String skipped = table.directoriesSkipped() == 0
                ? ""
                : ", skipped " + Sizes.count(table.directoriesSkipped(), "directory", "directories");
        return "read " + Sizes.count(table.filesRead(), "file") + " (" + Sizes.human(table.bytesRead()) + ") of "
                + table.table() + skipped;
    }

    private static JsonLine json(TableStatistics table) {
        return new JsonLine("table")
                .put("table", table.table().toString())
                .put("timeColumn", table.timeColumn())
                .put("from", table.bounds().start().map(Instant::toString))
                .put("to", table.bounds().end().map(Instant::toString))
                .put("filesRead", table.filesRead())
                .put("bytesRead", table.bytesRead())
                .put("directoriesSkipped", table.files().skipped(PrunedFiles.Reason.OUT_OF_RANGE));
    }
}
