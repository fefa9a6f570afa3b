package io.siltstone.cli.table;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.Durations;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Sizes;
import io.siltstone.core.Storage;
import io.siltstone.core.layout.TableName;
import io.siltstone.duckdb.query.QueryEngine;
import io.siltstone.duckdb.query.QueryException;
import io.siltstone.duckdb.query.QueryRequest;
import io.siltstone.duckdb.query.QueryResult;
import io.siltstone.duckdb.query.QuerySettings;
import io.siltstone.duckdb.query.QueryStatistics;
import java.io.IOException;
import java.time.Duration;

/** The demo's query over one week, and what pruning saves of it: the same query with the time hidden reads every file. */
final class DemoQueries {

    private static final String SELECT = "SELECT CAST(date AS DATE) AS day, round(min(temperature), 1) AS coldest,"
            + " round(max(temperature), 1) AS warmest, round(avg(wind), 1) AS wind FROM ";
    private static final String GROUP = " GROUP BY day ORDER BY day";

    /** An expression over the column that bounds nothing, though it is the column. */
    private static final String HIDDEN = "CAST(CAST(date AS VARCHAR) AS TIMESTAMP)";

    /** The best of so many, so that neither side pays for warming up. */
    private static final int REPEATS = 3;

    private final Session session;
    private final Storage storage;
    private final TableName table;

    DemoQueries(Session session, Storage storage, TableName table) {
        this.session = session;
        this.storage = storage;
        this.table = table;
    }

    void run() throws IOException, CliException {
        Console console = session.console();
        QueryRequest pruned = week("date");
        try (QueryEngine engine = new QueryEngine(storage, QuerySettings.DEFAULT)) {
            if (!console.json()) {
                DemoCommand.command(console, "query \"" + pruned.sql() + "\"");
                print(console, engine, pruned);
            }
            compare(console, best(engine, pruned), best(engine, week(HIDDEN)));
        } catch (QueryException e) {
            throw QueryErrors.translate(e);
        }
    }

    private QueryRequest week(String time) {
        return QueryRequest.of(
                SELECT + table + " WHERE " + time + " >= '2010-07-05' AND " + time + " < '2010-07-12'" + GROUP);
    }

    private static void print(Console console, QueryEngine engine, QueryRequest request)
            throws IOException, QueryException {
        try (QueryResult result = engine.query(request)) {
            RowPrinter printer = new TableRows(console, result.columns());
            while (result.next()) {
                printer.row(QueryValues.row(result));
            }
            printer.end();
        }
    }

    private static QueryStatistics best(QueryEngine engine, QueryRequest request) throws IOException, QueryException {
        QueryStatistics best = statistics(engine, request);
        for (int i = 1; i < REPEATS; i++) {
            QueryStatistics next = statistics(engine, request);
            best = time(next).compareTo(time(best)) < 0 ? next : best;
        }
        return best;
    }

    private static QueryStatistics statistics(QueryEngine engine, QueryRequest request)
            throws IOException, QueryException {
        try (QueryResult result = engine.query(request)) {
            while (result.next()) {
                QueryValues.row(result);
            }
            return result.statistics();
        }
    }

    private static Duration time(QueryStatistics statistics) {
        return statistics.planning().plus(statistics.running());
    }

    private static void compare(Console console, QueryStatistics pruned, QueryStatistics all) throws IOException {
        if (console.json()) {
            console.line(new JsonLine("summary")
                    .put("filesRead", pruned.filesRead())
                    .put("filesInAll", all.filesRead())
                    .put("seconds", time(pruned).toNanos() / 1e9)
                    .put("secondsForAll", time(all).toNanos() / 1e9));
            return;
        }
        console.line("");
        console.line("read " + pruned.filesRead() + " of " + Sizes.count(all.filesRead(), "file") + " ("
                + Sizes.human(pruned.bytesRead()) + " of " + Sizes.human(all.bytesRead()) + ") in "
                + Durations.human(time(pruned)));
        double share = 1 - (double) time(pruned).toNanos() / time(all).toNanos();
        console.line("the same query, its time hidden from pruning, read all " + all.filesRead() + ": "
                + Durations.human(time(all)));
        console.line("pruning left out " + (all.filesRead() - pruned.filesRead()) + " files and saved "
                + Math.round(100 * share) + " % of the time (best of " + REPEATS + " runs each)");
    }
}
