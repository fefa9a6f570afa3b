package io.siltstone.benchmarks;

import io.siltstone.core.Storage;
import io.siltstone.core.layout.TimeRange;
import io.siltstone.duckdb.query.QueryEngine;
import io.siltstone.duckdb.query.QueryRequest;
import io.siltstone.duckdb.query.QueryResult;
import io.siltstone.duckdb.query.QuerySettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One day of a year of hour files: a query through Siltstone, and through DuckDB with all files and with the right ones. */
final class QueryComparison {

    private static final String SILTSTONE = "Siltstone";
    private static final String ALL_FILES = "DuckDB, all files by glob";
    private static final String RIGHT_FILES = "DuckDB, the right files by name";
    private static final String FROM = "2025-06-15";
    private static final String UNTIL = "2025-06-16";

    /** Until then Java runs much of a side in its interpreter, which DuckDB has not. */
    private static final int WARMUPS = 200;

    private final HourStore store;
    private final Results results;
    private final int rounds;
    private final String rightFiles;
    private final List<Double> planning = new ArrayList<>();
    private final List<Double> running = new ArrayList<>();

    private QueryComparison(HourStore store, Results results, int rounds) throws Exception {
        this.store = store;
        this.results = results;
        this.rounds = rounds;
        this.rightFiles = "read_parquet(["
                + store.files(TimeRange.of(HourStore.day(FROM), HourStore.day(UNTIL))).stream()
                        .map(Duck::literal)
                        .collect(Collectors.joining(", "))
                + "])";
    }

    /** Takes where results go and their date; then, where they differ from the usual, the rows and the rounds. */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(args);
        long rows = Long.parseLong(arguments.other(0, "3153600"));
        int rounds = Integer.parseInt(arguments.other(1, "15"));
        Results results = new Results("query", arguments);
        try (HourStore store = HourStore.create(arguments.scratch().resolve("store"), rows)) {
            results.fact("rows", Long.toString(rows));
            results.fact("files", Integer.toString(store.files(TimeRange.ALL).size()));
            results.fact("query", sql(HourStore.TABLE.toString()));
            QueryComparison comparison = new QueryComparison(store, results, rounds);
            comparison.warm();
            results.write();
            comparison.fresh();
            results.write();
        }
    }

    private static String sql(String from) {
        return "SELECT count(*), round(avg(temperature), 6), max(wind_direction) FROM " + from
                + " WHERE time >= TIMESTAMP '" + FROM + "' AND time < TIMESTAMP '" + UNTIL + "'";
    }

    private String glob() {
        Path root = store.root().resolve(HourStore.TABLE.database()).resolve(HourStore.TABLE.measurement());
        return "read_parquet(" + Duck.literal(root + "/**/*.parquet") + ")";
    }

    /** Engines that are there already, as in a service. */
    private void warm() throws Exception {
        try (QueryEngine engine = new QueryEngine(store.storage(), QuerySettings.DEFAULT);
                Duck plain = Duck.open();
                Duck remembering = Duck.open("parquet_metadata_cache=true")) {
            Map<String, Times> times = new Turns()
                    .side(SILTSTONE, () -> ask(engine))
                    .side(RIGHT_FILES, () -> plain.rows(sql(rightFiles)))
                    .side(RIGHT_FILES + ", footers remembered", () -> remembering.rows(sql(rightFiles)))
                    .run(10 * rounds, WARMUPS);
            results.note("warm: Siltstone, median ms of planning", new Times(last(planning, 10 * rounds)).median());
            results.note("warm: Siltstone, median ms of running", new Times(last(running, 10 * rounds)).median());
            results.series("warm, files known", times);
            right("warm", times);
            results.note(
                    "warm: Siltstone / " + RIGHT_FILES + ", footers remembered",
                    side(times, SILTSTONE).over(side(times, RIGHT_FILES + ", footers remembered")));
            Map<String, Times> all = new Turns()
                    .side(SILTSTONE, () -> ask(engine))
                    .side(ALL_FILES, () -> plain.rows(sql(glob())))
                    .run(rounds, 1);
            results.series("warm, all files", all);
            all("warm", all);
        }
    }

    /** Engines made for one query and ended after it. */
    private void fresh() throws Exception {
        Map<String, Times> times = new Turns()
                .side(SILTSTONE, () -> {
                    try (Storage storage = Storage.open(store.root().toString());
                            QueryEngine engine = new QueryEngine(storage, QuerySettings.DEFAULT)) {
                        return ask(engine);
                    }
                })
                .side(RIGHT_FILES, () -> askAnew(rightFiles))
                .side(ALL_FILES, () -> askAnew(glob()))
                .run(rounds, 1);
        results.series("fresh", times);
        all("fresh", times);
        right("fresh", times);
        results.note("fresh: Siltstone, median ms of planning", new Times(last(planning, rounds)).median());
        results.note("fresh: Siltstone, median ms of running", new Times(last(running, rounds)).median());
    }

    private void all(String which, Map<String, Times> times) {
        results.measureAtLeast(
                which + ": " + ALL_FILES + " / Siltstone",
                side(times, ALL_FILES).over(side(times, SILTSTONE)),
                10);
    }

    private void right(String which, Map<String, Times> times) {
        results.measure(
                which + ": Siltstone / " + RIGHT_FILES, side(times, SILTSTONE).over(side(times, RIGHT_FILES)), 1.2);
        results.note(
                which + ": Siltstone / " + RIGHT_FILES + ", processor time",
                side(times, SILTSTONE).meanCpuOver(side(times, RIGHT_FILES)));
    }

    private static Times side(Map<String, Times> times, String side) {
        return times.getOrDefault(side, new Times(List.of(Double.NaN)));
    }

    private static List<Double> last(List<Double> millis, int count) {
        return millis.subList(millis.size() - count, millis.size());
    }

    private static List<List<String>> askAnew(String from) throws Exception {
        try (Duck duck = Duck.open()) {
            return duck.rows(sql(from));
        }
    }

    private List<List<String>> ask(QueryEngine engine) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        try (QueryResult result = engine.query(QueryRequest.of(sql(HourStore.TABLE.toString())))) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 0; i < result.columns().size(); i++) {
                    row.add(result.value(i).map(Object::toString).orElse("null"));
                }
                rows.add(row);
            }
            planning.add(result.statistics().planning().toNanos() / 1e6);
            running.add(result.statistics().running().toNanos() / 1e6);
        }
        return rows;
    }
}
