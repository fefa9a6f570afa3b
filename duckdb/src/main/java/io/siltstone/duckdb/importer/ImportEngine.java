package io.siltstone.duckdb.importer;

import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.CancelledException;
import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.IntegrityException;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.DuckDbSettings;
import io.siltstone.duckdb.QueryColumn;
import io.siltstone.duckdb.engine.DuckDb;
import io.siltstone.duckdb.engine.DuckDbErrors;
import io.siltstone.duckdb.engine.DuckDbFailure;
import io.siltstone.duckdb.engine.JsonTree;
import io.siltstone.duckdb.engine.StatementWatch;
import io.siltstone.duckdb.engine.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The embedded engine as an import uses it: confined to the inputs and a directory, its failures named by input. */
final class ImportEngine implements AutoCloseable {

    private static final int MAX_REASON_CHARS = 300;

    /** What a thread that writes a file needs at least: a row group of common width, before and after it is packed. */
    private static final long WRITER_BYTES = 64L << 20;

    /** What DuckDB says of bytes that no latin-1 has, without the name of the file. */
    private static final String NO_LATIN_1 = "File is not latin-1 encoded";

    /** It names no file. */
    private static final String NO_GZIP = "Input is not a GZIP stream";

    /** What it says of fields that it cannot tell apart. */
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate name \"+([^\"]*)\"+ in struct");

    private final DuckDb engine;
    private final List<DuckDb> writers;
    private final List<Path> inputs;

    private ImportEngine(DuckDb engine, List<DuckDb> writers, List<Path> inputs) {
        this.engine = engine;
        this.writers = writers;
        this.inputs = inputs;
    }

    /** An engine that reads beside the inputs, and reads and writes in the directory, and nowhere else. */
    static ImportEngine open(
            DuckDbSettings settings, ImportInputs inputs, TemporaryDirectory directory, ErrorContext context)
            throws StorageException {
        // An error that comes after the first rows of a stream comes without its words.
        DuckDb engine = DuckDb.open(settings, directory.spill(), false, context);
        List<DuckDb> writers = new ArrayList<>();
        try {
            for (int i = 0; i < writers(settings); i++) {
                writers.add(engine.another());
            }
            // With type_pushdown, types that are narrowed while reading would reach the files; with statistics, whether
            // a
            // column has nulls would depend on what is known of the inputs. The threshold keeps DuckDB from beginning a
            // second file of a partition.
            engine.execute(
                    "SET disabled_optimizers='type_pushdown,statistics_propagation'; SET partitioned_write_max_open_files=100000; "
                            + "SET partitioned_write_flush_threshold=1000000000000; SET enable_profiling='no_output'; "
                            + "SET profiling_coverage='ALL'; SET tracked_metrics=['query.total_rows_scanned']");
            List<Path> reachable = new ArrayList<>(inputs.directories());
            reachable.add(directory.path());
            engine.confine(reachable, List.of("threads"));
            return new ImportEngine(engine, writers, inputs.files());
        } catch (StorageException e) {
            closeAll(engine, writers);
            throw e;
        }
    }

    /** As many as there are threads, and not more than memory holds. */
    private static int writers(DuckDbSettings settings) {
        int threads = settings.threads().orElse(Runtime.getRuntime().availableProcessors());
        long held = settings.memoryLimitBytes().orElse(Long.MAX_VALUE) / WRITER_BYTES;
        return (int) Math.max(1, Math.min(threads, held));
    }

    private static void closeAll(DuckDb engine, List<DuckDb> writers) throws StorageException {
        try (engine) {
            for (DuckDb writer : writers) {
                writer.close();
            }
        }
    }

    /**
     * Writes files, several at a time. Where there are many, DuckDB computes each on one thread alone: threads that share
     * so little work cost half as much again.
     *
     * @return what was read of each, in their order
     */
    <R> List<R> write(List<ParallelCopies.Copy<R>> copies, DoubleConsumer progress) throws StorageException {
        ParallelCopies parallel = new ParallelCopies(writers, this::failure);
        if (copies.size() < 2 * writers.size()) {
            return parallel.run(copies, progress);
        }
        long threads = number("SELECT current_setting('threads')");
        execute("SET threads=1");
        List<R> results = parallel.run(copies, progress);
        execute("SET threads=" + threads);
        return results;
    }

    /** Runs statements without results. */
    void execute(String sql) throws StorageException {
        rows(sql);
    }

    /** All rows of a query that gives few; null is empty text. */
    List<List<String>> rows(String sql) throws StorageException {
        List<List<String>> rows = new ArrayList<>();
        forEach(sql, row -> {
            rows.add(row);
            return true;
        });
        return rows;
    }

    /** The one row of a query. */
    List<String> row(String sql) throws StorageException {
        return rows(sql).get(0);
    }

    /** The one number of a query. */
    long number(String sql) throws StorageException {
        return Long.parseLong(row(sql).get(0));
    }

    /** The columns of a query. */
    List<QueryColumn> columns(String query) throws StorageException {
        return rows("DESCRIBE " + query).stream()
                .map(row -> new QueryColumn(row.get(0), row.get(1)))
                .toList();
    }

    /** Gives the rows of a query one after the other, null as empty text, until one is refused. */
    void forEach(String sql, RowSink sink) throws StorageException {
        try (Statement statement = engine.statement()) {
            read(statement, sql, sink);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** How many rows the last statement has read from its inputs, counted where they leave their reader. */
    long rowsScanned() throws StorageException {
        try {
            return JsonTree.parse(engine.profile())
                    .get("query")
                    .get("total_rows_scanned")
                    .number()
                    .orElseThrow(() -> new IOException("it is not in the profile"));
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw new BackendFailureException(engine.context(), "the number of rows read is not known: " + e, e);
        }
    }

    /** As {@link #rows}, telling how far it is, and ended when the thread is interrupted. */
    List<List<String>> watched(String sql, DoubleConsumer progress) throws StorageException {
        List<List<String>> rows = new ArrayList<>();
        LongSupplier nanoTime = StoreRuntime.system().nanoTime();
        try (Statement statement = engine.statement();
                StatementWatch watch = new StatementWatch(
                        statement, Optional.empty(), Optional.of(progress), nanoTime, nanoTime.getAsLong())) {
            watch.start();
            watch.enter();
            read(statement, sql, row -> {
                rows.add(row);
                return true;
            });
            watch.leave();
        } catch (SQLException e) {
            throw failure(e);
        }
        return rows;
    }

    private static void read(Statement statement, String sql, RowSink sink) throws SQLException, StorageException {
        if (!statement.execute(sql)) {
            return;
        }
        try (ResultSet results = statement.getResultSet()) {
            int columns = results.getMetaData().getColumnCount();
            boolean more = true;
            while (more && results.next()) {
                List<String> row = new ArrayList<>(columns);
                for (int i = 1; i <= columns; i++) {
                    row.add(Optional.ofNullable(results.getString(i)).orElse(""));
                }
                more = sink.accept(row);
            }
        }
    }

    private StorageException failure(SQLException e) {
        DuckDbFailure failure = DuckDbFailure.of(e);
        if (Thread.currentThread().isInterrupted()) {
            return new CancelledException(engine.context(), "the import was interrupted; nothing was stored", e);
        }
        Matcher duplicate = DUPLICATE.matcher(failure.message());
        if (duplicate.find()) {
            return new ConfigurationException(
                    inputs.size() == 1 ? context(inputs.get(0)) : named(e),
                    "objects in it have fields that differ by case only, of which one is `" + duplicate.group(1)
                            + "`, which SQL takes for one; rename one",
                    e);
        }
        return isOfInput(failure)
                ? new IntegrityException(named(e), reason(failure), e)
                : DuckDbErrors.storage(failure, named(e), e);
    }

    /** A read that ends early is DuckDB's own finding: the file is shorter than it says. */
    private static boolean isOfInput(DuckDbFailure failure) {
        return failure.type().toLowerCase(Locale.ROOT).equals("invalid input")
                || failure.message().startsWith("Could not read enough bytes from file")
                || failure.message().equals(NO_GZIP);
    }

    /** The longest input that the message names is the one concerned, as one name may begin with another. */
    private ErrorContext named(SQLException e) {
        String message = Optional.ofNullable(e.getMessage()).orElse("");
        return inputs.stream()
                .filter(input -> message.contains(input.toString()))
                .max(Comparator.comparingInt(input -> input.toString().length()))
                .or(() -> message.contains(NO_LATIN_1) ? CsvText.firstBeyondLatin1(inputs) : Optional.empty())
                .or(() ->
                        message.contains(NO_GZIP) && inputs.size() == 1 ? Optional.of(inputs.get(0)) : Optional.empty())
                .map(ImportEngine::context)
                .orElse(engine.context());
    }

    private static String reason(DuckDbFailure failure) {
        String whole = failure.message();
        if (whole.contains("state machine reached an invalid state")) {
            return "it is no CSV that can be read; as a rule some of its lines end in CR LF and others in LF: make all of them"
                    + " end in LF";
        }
        if (whole.contains(NO_LATIN_1)) {
            return "it is not written in the encoding latin-1, which has no bytes from 80 to 9F; they are as a rule of"
                    + " Windows-1252: convert the file to UTF-8";
        }
        if (whole.equals(NO_GZIP)) {
            return "something else than gzip stands behind the end of what is packed; unpack it and pack it anew";
        }
        int advice = whole.indexOf(" Possible fixes");
        String reason = advice < 0 ? whole : whole.substring(0, advice);
        return reason.length() <= MAX_REASON_CHARS ? reason : reason.substring(0, MAX_REASON_CHARS) + "…";
    }

    /** Names an input in errors. */
    static ErrorContext context(Path input) {
        return ErrorContext.of(Operation.READ, "input", input.toString());
    }

    @Override
    public void close() throws StorageException {
        closeAll(engine, writers);
    }

    /** Takes rows. */
    @FunctionalInterface
    interface RowSink {
        /** Whether it takes more. */
        boolean accept(List<String> row) throws StorageException;
    }
}
