package io.siltstone.duckdb.query;

import io.siltstone.core.Storage;
import io.siltstone.core.StoreRuntime;
import io.siltstone.core.error.BackendFailureException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import io.siltstone.core.error.StorageException;
import io.siltstone.core.layout.Pruner;
import io.siltstone.duckdb.engine.StatementWatch;
import io.siltstone.duckdb.files.FetchedCopies;
import io.siltstone.duckdb.files.LocalCopies;
import io.siltstone.duckdb.files.SeenDirectories;
import io.siltstone.duckdb.files.TableEnds;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;

/**
 * Runs SQL over the tables of a store, reading only the files that can hold what the query asks for. A query reads and
 * does nothing else: it reaches no file but the store's, no network and no setting. Safe for concurrent use; each query
 * that runs has an engine of its own, and the last one idle is kept for the next query. What footers say of columns is kept
 * too, by the versions of files; each query lists anew.
 *
 * <pre>{@code
 * try (QueryEngine engine = new QueryEngine(storage, QuerySettings.DEFAULT);
 *         QueryResult result = engine.query(QueryRequest.of("SELECT max(temp) FROM weather.hourly"))) {
 *     while (result.next()) {
 *         result.value(0).ifPresent(max -> report(max));
 *     }
 * }
 * }</pre>
 */
public final class QueryEngine implements AutoCloseable {

    private final Storage storage;
    private final QuerySettings settings;
    private final LongSupplier nanoTime;
    private final ErrorContext context;
    private final QuerySessions sessions;
    private final FileMemory memory = new FileMemory();

    /** An engine over the store, which stays open when the engine is closed. */
    public QueryEngine(Storage storage, QuerySettings settings) {
        this(storage, settings, StoreRuntime.system().nanoTime());
    }

    /** An engine that takes durations from the running clock given, as {@link System#nanoTime}. */
    public QueryEngine(Storage storage, QuerySettings settings, LongSupplier nanoTime) {
        this.storage = Objects.requireNonNull(storage, "storage");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
        this.context = ErrorContext.of(Operation.READ, storage.location().root());
        this.sessions = new QuerySessions(settings, context);
    }

    /**
     * Plans the query and begins to run it. The rows come from the files as they were listed while planning.
     *
     * @return to be closed, also when it was read to its end
     * @throws QueryException if the query is wrong in itself
     * @throws io.siltstone.core.error.IntegrityException if a file is no whole Parquet file; its key is named
     * @throws io.siltstone.core.error.ChangedDuringReadException if a file was removed meanwhile; running the query again
     *     helps
     * @throws io.siltstone.core.error.NoSpaceException if neither memory nor the temporary directory can hold what is
     *     between
     * @throws io.siltstone.core.error.CancelledException if the thread is interrupted
     * @throws io.siltstone.core.error.TimeoutException if the time allowed is over
     */
    public QueryResult query(QueryRequest request) throws StorageException, QueryException {
        Optional<Path> root = root();
        QueryRun run = plan(request, sessions.take(root), root);
        try {
            return new QueryResult(run, run.rows(request.sql()));
        } catch (StorageException | QueryException e) {
            closeAfter(run, e);
            throw e;
        }
    }

    /**
     * Writes the result as a Parquet file, compressed with ZSTD. The file appears whole or not at all.
     *
     * @param file where; what is there is replaced
     * @throws QueryException as {@link #query} does
     * @throws StorageException as {@link #query} does, and if the file cannot be written
     */
    public QueryStatistics writeParquet(QueryRequest request, Path file) throws StorageException, QueryException {
        try (ParquetOutput output = ParquetOutput.create(file, context)) {
            Optional<Path> root = root();
            QuerySession session = sessions.openFor(root, output.directory());
            QueryRun run = plan(request, session, root);
            try {
                run.complete(output.statement(request.sql()));
                output.publish();
            } catch (StorageException | QueryException e) {
                closeAfter(run, e);
                throw e;
            }
            run.close();
            return run.statistics();
        }
    }

    private static Optional<DoubleConsumer> listener(QueryProgress progress) {
        return progress == QueryProgress.NONE ? Optional.empty() : Optional.of(progress::onProgress);
    }

    private QueryRun plan(QueryRequest request, QuerySession session, Optional<Path> root)
            throws StorageException, QueryException {
        long started = nanoTime.getAsLong();
        LocalCopies copies = new FetchedCopies(storage, session.newCopiesDirectory(), settings.cache());
        FilesToRead files = new FilesToRead(context.backend(), root, copies);
        QueryErrors errors = new QueryErrors(storage, context, files);
        Statement statement = session.statement();
        StatementWatch watch =
                new StatementWatch(statement, settings.timeLimit(), listener(settings.progress()), nanoTime, started);
        SeenDirectories directories = new SeenDirectories(storage.backend());
        QueryPlanner planner = new QueryPlanner(
                new TableCatalog(storage, new TableEnds(directories), new TimeColumns(storage, memory)),
                new Pruner(directories, storage.backend()),
                files,
                memory,
                session,
                errors,
                request);
        QueryRun run = new QueryRun(session, statement, copies, planner, errors, watch, nanoTime, started);
        watch.start(session.timer());
        try {
            run.plan();
            return run;
        } catch (StorageException | QueryException e) {
            closeAfter(run, e);
            throw e;
        }
    }

    private static void closeAfter(QueryRun run, Exception failure) {
        try {
            run.close();
        } catch (StorageException e) {
            failure.addSuppressed(e);
        }
    }

    /** Without symbolic links, as DuckDB compares paths with what it may read. */
    private Optional<Path> root() throws StorageException {
        Optional<Path> local = storage.location().localPath();
        if (local.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(local.get().toRealPath());
        } catch (IOException e) {
            throw new BackendFailureException(context, "the store's directory cannot be found: " + e, e);
        }
    }

    /** Lets go of the engine that is kept; results that are open stay so until they are closed. May be repeated. */
    @Override
    public void close() throws StorageException {
        sessions.close();
    }
}
