package io.siltstone.cli.table;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.FileTarget;
import io.siltstone.cli.session.Progress;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.Sizes;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.cli.session.Timestamps;
import io.siltstone.core.Storage;
import io.siltstone.core.layout.TableName;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.duckdb.query.QueryEngine;
import io.siltstone.duckdb.query.QueryException;
import io.siltstone.duckdb.query.QueryRequest;
import io.siltstone.duckdb.query.QueryResult;
import io.siltstone.duckdb.query.QuerySettings;
import io.siltstone.duckdb.query.QueryStatistics;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "query",
        description = "Run SQL over `database.measurement` names. Reads only the files whose time the query asks for.")
public final class QueryCommand implements Subcommand {

    /** The forms of a result. */
    enum Format {
        TABLE,
        CSV,
        JSON,
        PARQUET;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "SQL", description = "One query.")
    private String sql = "";

    @Option(names = "--from", paramLabel = "TIME", description = "Only rows from this time on, UTC: 2025-11-25T16:00.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "Only rows before this time.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--format", paramLabel = "FORM", description = "table, csv, json (an object per row) or parquet.")
    private Format format = Format.TABLE;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where --format parquet writes.")
    private Optional<String> output = Optional.empty();

    @Option(
            names = "--time",
            paramLabel = "TABLE=COLUMN",
            description = "The time column of a table whose files do not name theirs; may be repeated.")
    private Map<String, String> timeColumns = new LinkedHashMap<>();

    @Mixin
    private CacheOptions cache = new CacheOptions();

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        if (output.isPresent() != (format == Format.PARQUET)) {
            throw CliException.usage("--format parquet and --output FILE go together");
        }
        TimeRange within = Timestamps.range(from, to);
        Map<TableName, String> columns = new LinkedHashMap<>();
        for (Map.Entry<String, String> column : timeColumns.entrySet()) {
            columns.put(TableName.parse(column.getKey()), column.getValue());
        }
        QueryRequest request = QueryRequest.of(sql).within(within).withTimeColumns(columns);
        try (Storage storage = session.open();
                Progress progress = session.console().progress("query", Progress.UNKNOWN);
                QueryEngine engine = new QueryEngine(
                        storage,
                        cache.apply(QuerySettings.DEFAULT.withProgress(progress::fraction), storage, session),
                        session.runtime().nanoTime())) {
            if (output.isPresent()) {
                FileTarget target = FileTarget.of(
                        output.get(), storage.location(), session.runtime().random());
                QueryStatistics statistics = engine.writeParquet(request, target.file());
                progress.end();
                QuerySummary.print(session.console(), List.of("wrote " + output.get()), statistics);
            } else {
                print(session.console(), engine, request, progress);
            }
            return ExitCode.OK;
        } catch (QueryException e) {
            throw QueryErrors.translate(e);
        }
    }

    private void print(Console console, QueryEngine engine, QueryRequest request, Progress progress)
            throws IOException, QueryException {
        try (QueryResult result = engine.query(request)) {
            RowPrinter printer = RowPrinter.of(console.json() ? Format.JSON : format, console, result.columns());
            long rows = 0;
            while (result.next()) {
                progress.end();
                printer.row(QueryValues.row(result));
                rows++;
            }
            progress.end();
            printer.end();
            QuerySummary.print(console, List.of(Sizes.count(rows, "row")), result.statistics());
        }
    }
}
