package io.siltstone.duckdb.engine;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import io.siltstone.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Properties;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.duckdb.ProfilerPrintFormat;

/**
 * A connection to an embedded DuckDB of its own: in memory, in UTC, without extensions, its errors as JSON for {@link
 * DuckDbFailure}. For one thread, but for {@link Statement#cancel}.
 */
public final class DuckDb implements AutoCloseable {

    private final Connection connection;
    private final ErrorContext context;

    private DuckDb(Connection connection, ErrorContext context) {
        this.connection = connection;
        this.context = context;
    }

    /**
     * A new engine.
     *
     * @param settings what it may use
     * @param spill where it writes what memory does not hold; made by DuckDB when it is needed
     * @param streaming give rows while they are computed; otherwise a statement returns when all of them are
     * @param context names its use in errors
     */
    public static DuckDb open(DuckDbSettings settings, Path spill, boolean streaming, ErrorContext context)
            throws StorageException {
        Properties properties = new Properties();
        // Set while opening, which is one call where each SET is a parse, a plan and a transaction.
        settings.threads().ifPresent(threads -> properties.setProperty("threads", Integer.toString(threads)));
        settings.memoryLimitBytes().ifPresent(bytes -> properties.setProperty("memory_limit", bytes / 1024 + "KiB"));
        properties.setProperty("temp_directory", spill.toString());
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("allow_community_extensions", "false");
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, Boolean.toString(streaming));
        try {
            return opened(new DuckDBDriver().connect("jdbc:duckdb:", properties), context);
        } catch (SQLException e) {
            throw DuckDbErrors.storage(e, context);
        }
    }

    /**
     * Another connection to the same engine, for another thread: it sees the same tables, and has its own settings of a
     * session. To be made before {@link #confine}, which holds for it too; closed apart.
     */
    public DuckDb another() throws StorageException {
        try {
            return opened(connection.unwrap(DuckDBConnection.class).duplicate(), context);
        } catch (SQLException e) {
            throw DuckDbErrors.storage(e, context);
        }
    }

    private static DuckDb opened(Connection connection, ErrorContext context) throws StorageException {
        DuckDb opened = new DuckDb(connection, context);
        opened.execute("SET errors_as_json=true; SET TimeZone='UTC'; SET enable_progress_bar=true; "
                + "SET enable_progress_bar_print=false");
        return opened;
    }

    /**
     * From now on no statement reaches a file outside the directories, the network or an extension, and none changes a
     * setting but those named. Cannot be undone.
     *
     * @param directories absolute, without symbolic links, taken literally
     * @param changeable names of settings
     */
    public void confine(Collection<Path> directories, Collection<String> changeable) throws StorageException {
        Set<String> allowed = new LinkedHashSet<>();
        for (Path directory : directories) {
            String text = directory.toString();
            String prefix = text.endsWith("/") ? text : text + "/";
            allowed.add(prefix);
            // DuckDB holds the pattern itself to the list, and then each file that it matches.
            SqlText.exactGlob(prefix).ifPresent(allowed::add);
        }
        execute("SET allowed_directories=" + SqlText.literals(allowed) + "; SET allowed_configs="
                + SqlText.literals(changeable) + "; SET enable_external_access=false; SET lock_configuration=true");
    }

    /** Runs statements of this module, without results. */
    public void execute(String sql) throws StorageException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw DuckDbErrors.storage(e, context);
        }
    }

    /** Statements until {@link #rollback} see one moment and, for functions such as {@code now()}, one time. */
    public void begin() throws StorageException {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw DuckDbErrors.storage(e, context);
        }
    }

    /** Undoes what was done since {@link #begin}; everything made in it is gone. */
    public void rollback() throws StorageException {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw DuckDbErrors.storage(e, context);
        }
    }

    /** For statements whose results are read; the caller closes it and translates what it throws. */
    public Statement statement() throws SQLException {
        return connection.createStatement();
    }

    /** For statements with parameters; the caller closes it and translates what it throws. */
    public PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** What was measured of the last statement, as JSON; which measures, the settings of profiling tell. */
    public String profile() throws StorageException {
        try {
            return connection.unwrap(DuckDBConnection.class).getProfilingInformation(ProfilerPrintFormat.JSON);
        } catch (SQLException e) {
            throw DuckDbErrors.storage(e, context);
        }
    }

    /** Names the use of this engine in errors. */
    public ErrorContext context() {
        return context;
    }

    /** Ends the engine and everything it holds in memory. May be repeated. */
    @Override
    public void close() throws StorageException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw DuckDbErrors.storage(e, context);
        }
    }
}
